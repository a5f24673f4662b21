import type { OpenCascadeInstance, TopLoc_Location, TopoDS_Shape } from 'replicad-opencascadejs';
import { each, hashOf } from './measureBodies';
import type { StepTransfers } from './stepTransfers';
import type { StepInstance } from './stepTree';

/** An instance with those that it is in, from the inside to the outside. */
export interface Placed {
  readonly instance: StepInstance;
  readonly within: Placed | undefined;
}

/**
 * Finds out which instance of a product each solid and each loose face of the model is: by where the kernel has put
 * the instance, since its own tree has no names.
 * @returns by the hash of a shape with its location
 */
export function placedShapes(
  oc: OpenCascadeInstance,
  transfers: StepTransfers,
  roots: readonly StepInstance[],
): ReadonlyMap<number, Placed> {
  const found = new Map<number, Placed>();
  const visit = (instance: StepInstance, within: Placed | undefined, frame: TopLoc_Location): void => {
    const shape = transfers.kept(instance.place);
    if (!shape) return;
    const placed: Placed = { instance, within };
    const moved = shape.Moved(frame, false);
    // What is further inside is visited later, and takes the place of this.
    for (const solid of each(oc, moved, 'TopAbs_SOLID')) found.set(hashOf(oc, solid), placed);
    for (const face of each(oc, moved, 'TopAbs_FACE', 'TopAbs_SOLID')) found.set(hashOf(oc, face), placed);
    if (instance.parts.length > 0) {
      const inner = frameOf(moved, transfers.kept(instance.original));
      for (const part of instance.parts) visit(part, placed, inner);
      inner.delete();
    }
    moved.delete();
  };
  const origin = new oc.TopLoc_Location();
  for (const root of roots) visit(root, undefined, origin);
  origin.delete();
  return found;
}

/** Where the origin of a shape is, of which a moved one is an instance. */
function frameOf(moved: TopoDS_Shape, original: TopoDS_Shape | undefined): TopLoc_Location {
  const location = moved.Location();
  if (!original) return location;
  const own = original.Location();
  const frame = location.Divided(own);
  for (const made of [location, own]) made.delete();
  return frame;
}
