import { wordSet } from './cursor';
import type { Spot } from './description';

/** What two bodies are to each other is said of the one that is placed last. */
export const ofLast = new Set(['same center', 'crossing', 'at right angles']);

/** "Outer corners R10" behind a window are those of the plate. */
export const isOuter = ({ which }: Spot): boolean => which.some((word) => outerWords.has(word));

const outerWords = wordSet('outer outside external exterior');

/** Spots whose radius rounds edges. */
export const edgeSpots = wordSet('edge corner');

/** What is placed along a bar by its middle or by its near edge. */
export const lying = wordSet('keyway groove flat');
