import type { TopoDS_Shape } from 'replicad-opencascadejs';
import { combineShapes, single } from './booleans';
import { extremeFaces, selectEdges, type BodyEdge } from './edges';
import { KernelFailure } from './failure';
import type { Modeller } from './modeller';
import type { CheckedFeature, EdgeSelector, Point } from './specification';

export type Refinement = Exclude<CheckedFeature, { shape: unknown }>;

/** Changes a body as a whole or at its edges. @throws KernelFailure when there is nothing to change */
export function refine(modeller: Modeller, body: TopoDS_Shape, feature: Refinement): TopoDS_Shape {
  switch (feature.operation) {
    case 'fillet':
      return fillet(modeller, body, edgesFor(modeller, body, feature), feature.radius);
    case 'chamfer':
      return chamfer(modeller, body, edgesFor(modeller, body, feature), feature.distance);
    case 'shell':
      return shell(modeller, body, feature);
    case 'mirror':
      return combineShapes(modeller, 'add', body, [mirror(modeller, body, feature.plane)]);
  }
}

function edgesFor(modeller: Modeller, body: TopoDS_Shape, { name, edges }: { name: string; edges: EdgeSelector }): BodyEdge[] {
  const selected = selectEdges(modeller, body, edges);
  if (selected.length === 0) throw new KernelFailure('geometry_validation_failed', `For the ${name}, the part has no such edge.`);
  return selected;
}

function fillet(modeller: Modeller, body: TopoDS_Shape, edges: readonly BodyEdge[], radius: number): TopoDS_Shape {
  const { oc } = modeller;
  const maker = modeller.own(new oc.BRepFilletAPI_MakeFillet(body, oc.ChFi3d_FilletShape.ChFi3d_Rational));
  for (const { edge } of edges) maker.Add(radius, edge);
  maker.Build();
  return single(modeller, modeller.own(maker.Shape()));
}

function chamfer(modeller: Modeller, body: TopoDS_Shape, edges: readonly BodyEdge[], distance: number): TopoDS_Shape {
  const maker = modeller.own(new modeller.oc.BRepFilletAPI_MakeChamfer(body));
  for (const { edge } of edges) maker.Add(distance, edge);
  maker.Build();
  return single(modeller, modeller.own(maker.Shape()));
}

function shell(modeller: Modeller, body: TopoDS_Shape, { name, thickness, open }: Extract<Refinement, { operation: 'shell' }>): TopoDS_Shape {
  const { oc } = modeller;
  const opened = open.flatMap((side) => {
    const faces = extremeFaces(modeller, body, side);
    if (faces.length === 0) throw new KernelFailure('geometry_validation_failed', `For the ${name}, the part has no flat face at its ${side} to open.`);
    return faces;
  });
  const maker = modeller.own(new oc.BRepOffsetAPI_MakeThickSolid());
  const { BRepOffset_Mode, GeomAbs_JoinType } = oc;
  maker.MakeThickSolidByJoin(body, modeller.list(opened), -thickness, 1e-6, BRepOffset_Mode.BRepOffset_Skin, false, false, GeomAbs_JoinType.GeomAbs_Intersection, false);
  const made = single(modeller, modeller.own(maker.Shape()));
  return opened.length > 0 ? made : combineShapes(modeller, 'cut', body, [made]);
}

const normals: Readonly<Record<'xy' | 'xz' | 'yz', Point>> = { xy: [0, 0, 1], xz: [0, 1, 0], yz: [1, 0, 0] };

function mirror(modeller: Modeller, body: TopoDS_Shape, plane: keyof typeof normals): TopoDS_Shape {
  const { oc } = modeller;
  const move = modeller.own(new oc.gp_Trsf());
  move.SetMirror(modeller.own(new oc.gp_Ax2(modeller.own(new oc.gp_Pnt(0, 0, 0)), modeller.own(new oc.gp_Dir(...normals[plane])))));
  return modeller.own(modeller.own(new oc.BRepBuilderAPI_Transform(body, move, false, false)).Shape());
}
