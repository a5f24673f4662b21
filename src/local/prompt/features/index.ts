import type { FeatureKind } from '../family';
import { chamfer, fillet } from './edges';
import { hole } from './hole';

/** Every kind of feature that a prompt can put on a part. */
export const featureKinds: readonly FeatureKind[] = [hole, fillet, chamfer];
