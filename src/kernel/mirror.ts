import type { TopoDS_Shape } from 'replicad-opencascadejs';
import type { Modeller } from './modeller';
import type { Point } from './specification';

const normals: Readonly<Record<'xy' | 'xz' | 'yz', Point>> = { xy: [0, 0, 1], xz: [0, 1, 0], yz: [1, 0, 0] };

/** The mirror image of a shape at a plane through the origin. */
export function mirrored(modeller: Modeller, shape: TopoDS_Shape, plane: 'xy' | 'xz' | 'yz'): TopoDS_Shape {
  const { oc } = modeller;
  const move = modeller.own(new oc.gp_Trsf());
  move.SetMirror(
    modeller.own(new oc.gp_Ax2(modeller.own(new oc.gp_Pnt(0, 0, 0)), modeller.own(new oc.gp_Dir(...normals[plane])))),
  );
  return modeller.own(modeller.own(new oc.BRepBuilderAPI_Transform(shape, move, false, false)).Shape());
}
