import type { TopoDS_Face, TopoDS_Shape } from 'replicad-opencascadejs';
import type { Frame } from './frames';
import type { Modeller } from './modeller';
import type { Point } from './specification';

/** Brings a shape from its own axes into a frame. */
export function place(modeller: Modeller, shape: TopoDS_Shape, { x, y, z, origin }: Frame): TopoDS_Shape {
  const { oc } = modeller;
  const move = modeller.own(new oc.gp_Trsf());
  move.SetValues(x[0], y[0], z[0], origin[0], x[1], y[1], z[1], origin[1], x[2], y[2], z[2], origin[2]);
  return modeller.own(modeller.own(new oc.BRepBuilderAPI_Transform(shape, move, false, false)).Shape());
}

/** What a face covers while it is moved along a vector. */
export function prism(modeller: Modeller, face: TopoDS_Face | TopoDS_Shape, along: Point): TopoDS_Shape {
  const { oc } = modeller;
  const vector = modeller.own(new oc.gp_Vec(...along));
  return modeller.own(modeller.own(new oc.BRepPrimAPI_MakePrism(face, vector, false, true)).Shape());
}
