import type { OpenCascadeInstance, TopLoc_Location, TopoDS_Shape } from 'replicad-opencascadejs';
import { each, hashOf } from './explore';
import { multiplied, rigidInverse, type Matrix } from './matrix';
import type { StepTransfers } from './stepTransfers';
import type { StepInstance } from './stepTree';

/** An instance with those that it is in, from the inside to the outside. */
export interface Placed {
  readonly instance: StepInstance;
  readonly within: Placed | undefined;
  /** What is still to be done to it, where the kernel has put it: mirroring and stretching. */
  readonly change: Matrix | undefined;
}

/** The instances of shapes, by the hash of a shape with its location. */
export class PlacedShapes {
  readonly #placed = new Map<number, Placed[]>();

  /** What is further inside takes the place of what it is in. */
  add(hash: number, placed: Placed): void {
    const list = this.#placed.get(hash);
    const outer = list?.findIndex((one) => one === placed.within) ?? -1;
    if (!list) this.#placed.set(hash, [placed]);
    else if (outer === -1) list.push(placed);
    else list[outer] = placed;
  }

  /** Each of several in the same place is given once. */
  take(hash: number): Placed | undefined {
    const list = this.#placed.get(hash);
    return list && list.length > 1 ? list.shift() : list?.[0];
  }
}

/**
 * Finds out which instance of a product each solid and each loose face of the model is: by where the kernel has put
 * the instance, since its own tree has no names.
 */
export function placedShapes(
  oc: OpenCascadeInstance,
  transfers: StepTransfers,
  roots: readonly StepInstance[],
): PlacedShapes {
  const found = new PlacedShapes();
  const visit = (instance: StepInstance, within: Placed | undefined, frame: TopLoc_Location): void => {
    const shape = transfers.kept(instance.place);
    if (!shape) return;
    const moved = shape.Moved(frame, false);
    const inner = frameOf(moved, transfers.kept(instance.original));
    const placed: Placed = { instance, within, change: changeAt(inner, instance.change, within?.change) };
    for (const solid of each(oc, moved, 'TopAbs_SOLID')) found.add(hashOf(oc, solid), placed);
    for (const face of each(oc, moved, 'TopAbs_FACE', 'TopAbs_SOLID')) found.add(hashOf(oc, face), placed);
    for (const part of instance.parts) visit(part, placed, inner);
    for (const made of [inner, moved]) made.delete();
  };
  const origin = new oc.TopLoc_Location();
  for (const root of roots) visit(root, undefined, origin);
  origin.delete();
  return found;
}

/** A change where an origin has been put, and before it those of what is around. */
function changeAt(frame: TopLoc_Location, own: Matrix | undefined, around: Matrix | undefined): Matrix | undefined {
  if (!own) return around;
  const transformation = frame.Transformation();
  const place = [1, 2, 3].flatMap((row) => [1, 2, 3, 4].map((column) => transformation.Value(row, column)));
  transformation.delete();
  const there = multiplied(multiplied(place, own), rigidInverse(place));
  return around ? multiplied(around, there) : there;
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
