import type { OpenCascadeInstance, TopoDS_Shape } from 'replicad-opencascadejs';
import { measureFace } from '../kernel/bodyFigures';
import { boxBy } from '../kernel/exactBox';
import { each } from '../kernel/explore';
import { areaOf } from '../kernel/massProperties';
import { diagonalOf, type Box, type Vector } from '../kernel/stepModel';

/** A surface as it can be found again in another file. */
export interface KnownFace {
  readonly shape: TopoDS_Shape;
  readonly kind: number;
  readonly area: number;
  readonly centre: Vector;
  readonly radius: number;
  readonly box: Box;
}

/** Lengths that differ by less are the same, as a part of the size: files are written with some 15 digits. */
const relative = 1e-7;
/** mm, since no file tells less than the kernel does. */
const least = 1e-6;

/** @param own keeps a shape alive */
export function facesOf(
  oc: OpenCascadeInstance,
  shape: TopoDS_Shape,
  own: <T extends { delete(): void }>(object: T) => T,
): KnownFace[] {
  const found: KnownFace[] = [];
  for (const face of each(oc, shape, 'TopAbs_FACE')) {
    const { kind, radius } = measureFace(oc, face);
    const { amount: area, centre } = areaOf(oc, face);
    const box = boxBy(oc, (loose) => oc.BRepBndLib.Add(face, loose, false)) ?? { min: centre, max: centre };
    // The explorer deletes its own when it goes on.
    found.push({ shape: own(oc.TopoDS.Face(face)), kind, radius, area, centre, box });
  }
  return found;
}

/** Finds twins among surfaces, each of which is given once. */
export class FaceIndex {
  readonly #cells = new Map<string, KnownFace[]>();
  readonly #same: number;

  /** @param size of the whole, in mm */
  constructor(faces: readonly KnownFace[], size: number) {
    this.#same = Math.max(size * relative, least);
    for (const face of faces) {
      const key = this.#key(face.centre);
      const cell = this.#cells.get(key);
      if (cell) cell.push(face);
      else this.#cells.set(key, [face]);
    }
  }

  /** Takes the twin of a surface; undefined where there is none. */
  take(face: KnownFace): KnownFace | undefined {
    const [x, y, z] = face.centre;
    const width = this.#same * 4;
    for (const dx of [0, -width, width])
      for (const dy of [0, -width, width])
        for (const dz of [0, -width, width]) {
          const cell = this.#cells.get(this.#key([x + dx, y + dy, z + dz]));
          const at = cell?.findIndex((other) => this.#areTwins(face, other)) ?? -1;
          if (cell && at >= 0) return cell.splice(at, 1)[0];
        }
    return undefined;
  }

  #key(centre: Vector): string {
    return centre.map((value) => Math.floor(value / (this.#same * 4))).join(' ');
  }

  #areTwins(one: KnownFace, other: KnownFace): boolean {
    const same = this.#same;
    if (one.kind !== other.kind) return false;
    const scale = Math.max(diagonalOf(one.box), same);
    if (Math.abs(one.area - other.area) > scale * same * 4) return false;
    if (Math.abs(one.radius - other.radius) > same) return false;
    return ([0, 1, 2] as const).every(
      (axis) =>
        Math.abs(one.centre[axis] - other.centre[axis]) < same &&
        // A loose box of a free form reaches as far as its poles do, which are the same in both, too.
        Math.abs(one.box.min[axis] - other.box.min[axis]) < same * 2 &&
        Math.abs(one.box.max[axis] - other.box.max[axis]) < same * 2,
    );
  }
}

/** Whether two solids have the same surfaces in the same places. @param size of the whole, in mm */
export function areTwins(one: readonly KnownFace[], other: readonly KnownFace[], size: number): boolean {
  if (one.length !== other.length) return false;
  const index = new FaceIndex(other, size);
  return one.every((face) => index.take(face) !== undefined);
}
