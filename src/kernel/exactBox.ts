import type { Bnd_Box, OpenCascadeInstance, TopoDS_Face, TopoDS_Shape } from 'replicad-opencascadejs';
import { each } from './explore';
import type { Box, Vector } from './stepModel';

/**
 * The exact box of a shape's faces, in mm. OpenCascade takes long for the exact box of a face, so only faces are asked
 * for it whose loose box reaches beyond the box found so far: a loose box is quick, and never too small.
 * @throws Error where there is none, such as triangles without a surface
 */
export function exactBox(oc: OpenCascadeInstance, shape: TopoDS_Shape): Box {
  const faces: { readonly face: TopoDS_Face; readonly loose: Box; exact?: Box | undefined }[] = [];
  try {
    for (const found of each(oc, shape, 'TopAbs_FACE')) {
      const loose = boxBy(oc, (box) => oc.BRepBndLib.Add(found, box, false));
      if (loose) faces.push({ face: oc.TopoDS.Face(found), loose });
    }
    const reach = (axis: 0 | 1 | 2, sign: 1 | -1): number => {
      const outmost = (box: Box): number => (sign > 0 ? box.max[axis] : -box.min[axis]);
      let found = -Infinity;
      for (const known of [...faces].sort((a, b) => outmost(b.loose) - outmost(a.loose))) {
        if (outmost(known.loose) <= found) break;
        known.exact ??= boxBy(oc, (box) => oc.BRepBndLib.AddOptimal(known.face, box, false, false));
        if (!known.exact) continue;
        found = Math.max(found, outmost(known.exact));
      }
      if (!Number.isFinite(found)) throw new Error('The shape has no faces with an extent.');
      return sign * found;
    };
    const corner = (sign: 1 | -1): Vector => [reach(0, sign), reach(1, sign), reach(2, sign)];
    return { min: corner(-1), max: corner(1) };
  } finally {
    for (const { face } of faces) face.delete();
  }
}

/** The box of a body of triangles. @throws Error where there are none */
export function boxOfTriangles(oc: OpenCascadeInstance, shape: TopoDS_Shape): Box {
  const box = boxBy(oc, (found) => oc.BRepBndLib.AddOptimal(shape, found, true, false));
  if (!box) throw new Error('The shape has no triangles with an extent.');
  return box;
}

/** The box of what is added; undefined for nothing. Of a surface without an end it reaches 1e100 mm. */
export function boxBy(oc: OpenCascadeInstance, add: (box: Bnd_Box) => void): Box | undefined {
  const box = new oc.Bnd_Box();
  try {
    add(box);
    if (box.IsVoid()) return undefined;
    return { min: [box.GetXMin(), box.GetYMin(), box.GetZMin()], max: [box.GetXMax(), box.GetYMax(), box.GetZMax()] };
  } finally {
    box.delete();
  }
}
