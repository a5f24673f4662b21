import type { OpenCascadeInstance, TopLoc_Location, TopoDS_Shape } from 'replicad-opencascadejs';
import { each, hashOf } from './explore';
import { multiplied, rigidInverse, type Matrix } from './matrix';
import type { StepTransfers } from './stepTransfers';
import type { StepInstance } from './stepTree';

/** An instance and those around it, from the innermost to the outermost. */
export interface Placed {
  readonly instance: StepInstance;
  readonly within: Placed | undefined;
  /** Mirroring and stretching that the kernel has left out, to be applied where it put the instance. */
  readonly change: Matrix | undefined;
}

/** The instances of shapes, by the hash of a shape with its location. */
export class PlacedShapes {
  readonly #placed = new Map<number, Placed[]>();

  /** An instance takes the place of the one around it. */
  add(hash: number, placed: Placed): void {
    const list = this.#placed.get(hash);
    const outer = list?.findIndex((one) => one === placed.within) ?? -1;
    if (!list) this.#placed.set(hash, [placed]);
    else if (outer === -1) list.push(placed);
    else list[outer] = placed;
  }

  /** Where several are in the same place, each is handed out once. */
  take(hash: number): Placed | undefined {
    const list = this.#placed.get(hash);
    return list && list.length > 1 ? list.shift() : list?.[0];
  }
}

/**
 * Finds the product instance of each solid and of each loose face by its place in the kernel's model, whose own tree
 * has no names.
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

/** The instance's own change, moved to where its origin is, combined with those of what is around it. */
function changeAt(frame: TopLoc_Location, own: Matrix | undefined, around: Matrix | undefined): Matrix | undefined {
  if (!own) return around;
  const transformation = frame.Transformation();
  const place = [1, 2, 3].flatMap((row) => [1, 2, 3, 4].map((column) => transformation.Value(row, column)));
  transformation.delete();
  const there = multiplied(multiplied(place, own), rigidInverse(place));
  return around ? multiplied(around, there) : there;
}

/** Where the origin of `original` is in the model, if `moved` is an instance of it. */
function frameOf(moved: TopoDS_Shape, original: TopoDS_Shape | undefined): TopLoc_Location {
  const location = moved.Location();
  if (!original) return location;
  const own = original.Location();
  const frame = location.Divided(own);
  for (const made of [location, own]) made.delete();
  return frame;
}
