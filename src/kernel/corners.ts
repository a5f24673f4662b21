import type {
  BRepFilletAPI_MakeChamfer,
  BRepFilletAPI_MakeFillet,
  TopoDS_Edge,
  TopoDS_Shape,
} from 'replicad-opencascadejs';
import { single } from './booleans';
import { edgeList } from './edgeList';
import { bodyEdges, type BodyEdge } from './edges';
import { KernelFailure } from './failure';
import type { MadeFaces } from './madeFaces';
import { boundingBox } from './measure';
import type { Modeller } from './modeller';
import { mostThatFits } from './filletRoom';
import { selectEdges } from './selectEdges';
import type { CheckedFeature } from './specification';

type EdgeFeature = Extract<CheckedFeature, { operation: 'fillet' | 'chamfer' }>;

/**
 * Fillets or chamfers edges, together with those that continue them smoothly.
 * @param size radius or distance, in mm
 * @throws KernelFailure when no edge is selected, when there is no room, or when the result isn't a possible one
 */
export function changeEdges(
  modeller: Modeller,
  body: TopoDS_Shape,
  feature: EdgeFeature,
  size: number,
  made: MadeFaces,
): TopoDS_Shape {
  const refuse = (why: string): never => {
    throw new KernelFailure('geometry_validation_failed', `The ${feature.name} can’t be made: ${why}.`);
  };
  const all = bodyEdges(modeller, body);
  const selected = selectEdges(modeller, body, feature.edges, made);
  if (selected.length === 0) refuse(`the part has no such edge. ${edgeList(all)}`);
  const maker = start(modeller, body, feature.operation, selected, size);
  const changed = contourEdges(modeller, maker, all);
  // OpenCascade does not always give up when there is no room: it can go on for minutes.
  const most = mostThatFits(
    modeller,
    changed,
    size,
    feature.operation === 'fillet' ? ({ bend }) => Math.tan(Math.abs(bend) / 2) : () => 1,
  );
  const measure = feature.operation === 'fillet' ? 'a radius' : 'a distance';
  if (most !== undefined) refuse(`${size} mm don’t fit. There is room for ${measure} of less than ${rounded(most)} mm`);
  maker.Build();
  if (!maker.IsDone()) refuse(`${measure} of ${size} mm doesn’t fit at these edges`);
  const result = single(modeller, modeller.own(maker.Shape()));
  if (!isPossible(modeller, body, result, changed, size) || modeller.faces(body).some((face) => maker.IsDeleted(face)))
    refuse(`${measure} of ${size} mm doesn’t fit at these edges`);
  return result;
}

function start(
  modeller: Modeller,
  body: TopoDS_Shape,
  operation: EdgeFeature['operation'],
  edges: readonly BodyEdge[],
  size: number,
): BRepFilletAPI_MakeFillet | BRepFilletAPI_MakeChamfer {
  const { oc } = modeller;
  const maker = modeller.own(
    operation === 'fillet'
      ? new oc.BRepFilletAPI_MakeFillet(body, oc.ChFi3d_FilletShape.ChFi3d_Rational)
      : new oc.BRepFilletAPI_MakeChamfer(body),
  );
  // An edge that continues an earlier one has been taken with it.
  for (const { edge } of edges) if (maker.Contour(edge) === 0) maker.Add(size, edge);
  return maker;
}

function contourEdges(
  modeller: Modeller,
  maker: BRepFilletAPI_MakeFillet | BRepFilletAPI_MakeChamfer,
  all: readonly BodyEdge[],
): BodyEdge[] {
  const taken: TopoDS_Edge[] = [];
  for (let contour = 1; contour <= maker.NbContours(); contour++) {
    for (let index = 1; index <= maker.NbEdges(contour); index++) taken.push(modeller.own(maker.Edge(contour, index)));
  }
  return all.filter(({ edge }) => taken.some((other) => other.IsSame(edge)));
}

/**
 * Whether no more was taken from outer corners, nor added to inner ones, than their edges have; and the body has not
 * grown beyond its box.
 */
function isPossible(
  modeller: Modeller,
  body: TopoDS_Shape,
  result: TopoDS_Shape,
  edges: readonly BodyEdge[],
  size: number,
): boolean {
  const added = modeller.volume(result) - modeller.volume(body);
  const most = { convex: 0, concave: 0 };
  for (const { edge, bend, circle } of edges) {
    const angle = Math.abs(bend);
    // Both a fillet and a chamfer stay within the kite between the corner and where a fillet of this size would begin,
    // or the triangle of a chamfer.
    const section = size ** 2 * Math.max(Math.tan(angle / 2) - angle / 2, Math.sin(angle) / 2);
    most[bend > 0 ? 'convex' : 'concave'] +=
      lengthOf(modeller, edge) * section * (1 + size / (circle?.radius ?? Infinity));
  }
  const slack = 1e-6 * (most.convex + most.concave);
  if (added < -most.convex - slack || added > most.concave + slack || Math.abs(added) < slack * 1e-6) return false;
  if (most.concave === 0 && added >= 0) return false;
  if (most.convex === 0 && added <= 0) return false;
  const [before, after] = [boundingBox(modeller.oc, body), boundingBox(modeller.oc, result)];
  return ([0, 1, 2] as const).every(
    (axis) => after.min[axis] > before.min[axis] - 1e-5 && after.max[axis] < before.max[axis] + 1e-5,
  );
}

function lengthOf(modeller: Modeller, edge: TopoDS_Edge): number {
  const properties = modeller.own(new modeller.oc.GProp_GProps());
  modeller.oc.BRepGProp.LinearProperties(edge, properties, false, false);
  return properties.Mass();
}

function rounded(length: number): number {
  return Number(length.toPrecision(3));
}
