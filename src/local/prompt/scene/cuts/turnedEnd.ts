import { Refusal } from '../../../geometry/refusal';
import type { CutKind } from './cut';

/** An end that is turned down or milled: it is made with the bar that it is of (`scene/turnedEnds.ts`). */
export const turnedEnd: CutKind = {
  kind: 'turned end',
  role: 'feature',
  nouns: ['turned end', 'turned down end', 'reduced end', 'necked end', 'stepped end', 'reduced diameter end'],
  sizes: ['diameter', 'radius', 'length', 'depth', 'flats', 'corners', 'side', 'square', 'width', 'unnamed'],
  read: ({ thing }) => {
    throw new Refusal('unsupported_feature', 'Ends are turned down only of a straight bar yet.', thing.span);
  },
};
