import { wordSet } from './cursor';

/** What says that something holds for all of several. */
export const every = wordSet('each every all both');
