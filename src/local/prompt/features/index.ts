import type { FeatureKind } from '../family';
import { boss } from './boss';
import { chamfer, fillet } from './edges';
import { groove, step } from './groove';
import { hole } from './hole';
import { cutout, pocket, slot } from './openings';

/** Every kind of feature that a prompt can put on a part. */
export const featureKinds: readonly FeatureKind[] = [boss, hole, slot, pocket, cutout, groove, step, fillet, chamfer];
