import type { Feature, SolidFeature } from '../../../../kernel/specification';
import type { Assume } from '../../../geometry/refusal';
import type { FaceLayout, Surface } from '../surface';
import type { Thing } from '../../grammar/description';
import type { KindWords } from '../../grammar/kindWords';
import type { PlacedBody } from '../body';
import type { PocketFloor } from '../pocketFloors';
import type { Point } from '../points';
import type { Taker } from '../taker';

/** A kind of feature: its words, and how what is said of it is cut. Each has a file, named in `index.ts`. */
export interface CutKind extends KindWords {
  readonly role: 'feature';
  /** What belongs to another feature, such as a counterbore to its hole, is read with that. */
  readonly read: ((taker: Taker, context: FeatureContext) => readonly SolidFeature[]) | 'with its hole';
}

export interface FeatureContext {
  readonly body: PlacedBody;
  /** All bodies of the part, with the things that they were told as. */
  readonly bodies: readonly { readonly thing: Thing; readonly body: PlacedBody }[];
  readonly layout: FaceLayout;
  /** What was made of the part so far. */
  readonly features: readonly Feature[];
  readonly assume: Assume;
  /** What is said of the features that belong to one, such as a hole's counterbore. */
  readonly partsOf: (thing: Thing) => readonly Taker[];
  /** Slots that were cut before this one. */
  readonly slots: CutSlot[];
  /** Of the pockets that were cut so far. */
  readonly floors: PocketFloor[];
}

/** Where a slot was cut, for one that is around its centers. */
export interface CutSlot {
  readonly surface: Surface;
  /** mm between the centers of its ends. */
  readonly spacing: number;
  readonly points: readonly Point[];
  readonly turn: number;
}
