import type { TopoDS_Edge, TopoDS_Face, TopoDS_Shape } from 'replicad-opencascadejs';
import { cross, difference, dot, scaled, sum, unit } from './vectors';
import { boundingBox } from './measure';
import type { Modeller } from './modeller';
import type { Face, Point } from './specification';

/** An edge at which two faces of a body meet at an angle. */
export interface BodyEdge {
  readonly edge: TopoDS_Edge;
  readonly faces: readonly [TopoDS_Face, TopoDS_Face];
  /** Points of the two faces, close beside the middle of the edge. */
  readonly beside: readonly [Point, Point];
  /** The angle in radians by which the surface turns: above 0 at an outer corner, below 0 at an inner one. */
  readonly bend: number;
  /** The plane faces that meet here, and whether the edge is in the outer outline of each. */
  readonly planes: readonly { readonly plane: Plane; readonly outer: boolean }[];
  /** Along a straight edge; undefined for any other. */
  readonly direction: Point | undefined;
  readonly circle: Circle | undefined;
}

export interface Plane {
  /** Points out of the body. */
  readonly normal: Point;
  /** The plane's distance from the origin along its normal. */
  readonly offset: number;
}

interface Circle {
  readonly centre: Point;
  readonly axis: Point;
  readonly radius: number;
  /** How much of the circle there is, in radians. */
  readonly angle: number;
}

/** Places and directions that differ by less than this, in mm or radians, are the same. */
export const sameLength = 1e-5;
const sameAngle = 1e-4;

export const outward: Readonly<Record<Face, Point>> = {
  top: [0, 0, 1],
  bottom: [0, 0, -1],
  right: [1, 0, 0],
  left: [-1, 0, 0],
  back: [0, 1, 0],
  front: [0, -1, 0],
};

/** The plane faces of a body that are its extreme ones in a direction. */
export function extremeFaces(modeller: Modeller, body: TopoDS_Shape, side: Face): TopoDS_Face[] {
  const isExtreme = extremeTest(modeller, body, side);
  return modeller.faces(body).filter((face) => {
    const plane = planeOf(modeller, face);
    return plane && isExtreme(plane);
  });
}

export function extremeTest(modeller: Modeller, body: TopoDS_Shape, side: Face): (plane: Plane) => boolean {
  const { min, max } = boundingBox(modeller.oc, body);
  const direction = outward[side];
  const extreme = Math.max(dot(direction, min), dot(direction, max));
  return ({ normal, offset }) => dot(normal, direction) > 1 - sameAngle ** 2 && Math.abs(offset - extreme) < sameLength;
}

/**
 * The edges at which a body has a corner, convex or concave: neither the seams of round faces nor edges where one face
 * continues another smoothly.
 * @param withSmooth adds the latter
 */
export function bodyEdges(modeller: Modeller, body: TopoDS_Shape, withSmooth = false): BodyEdge[] {
  const { oc } = modeller;
  const uses = new Map<number, { edge: TopoDS_Edge; face: TopoDS_Face; outer: boolean }[][]>();
  for (const face of modeller.faces(body)) {
    const outline = modeller.own(oc.BRepTools.OuterWire(face));
    for (const wire of modeller.parts(face, 'WIRE')) {
      for (const shape of modeller.parts(wire, 'EDGE')) {
        const use = { edge: modeller.own(oc.TopoDS.Edge(shape)), face, outer: wire.IsSame(outline) };
        const code = oc.ReplicadShapeHasher.HashCode(shape, 0x7fffffff);
        const alike = uses.get(code) ?? [];
        const same = alike.find(([first]) => first?.edge.IsSame(shape));
        if (same) same.push(use);
        else uses.set(code, [...alike, [use]]);
      }
    }
  }
  const found: BodyEdge[] = [];
  for (const [one, other, ...more] of [...uses.values()].flat()) {
    if (!one || !other || more.length > 0 || one.face.IsSame(other.face) || oc.BRep_Tool.Degenerated(one.edge))
      continue;
    const { bend, beside } = middleOf(modeller, one.edge, one.face, other.face);
    if (!withSmooth && Math.abs(bend) < sameAngle) continue;
    const planes = [one, other].flatMap(({ face, outer }) => {
      const plane = planeOf(modeller, face);
      return plane ? [{ plane, outer }] : [];
    });
    found.push({ edge: one.edge, faces: [one.face, other.face], beside, bend, planes, ...curveOf(modeller, one.edge) });
  }
  return found;
}

/** How far a point beside an edge is from it, in mm, as long as its face is flat there. */
const besideBy = 1e-3;

/** In the middle of an edge: the angle between its faces' normals, above 0 at an outer corner, and points of them. */
function middleOf(
  modeller: Modeller,
  edge: TopoDS_Edge,
  face: TopoDS_Face,
  other: TopoDS_Face,
): Pick<BodyEdge, 'bend' | 'beside'> {
  const { oc } = modeller;
  const curve = modeller.own(new oc.BRepAdaptor_Curve(edge));
  const middle = (curve.FirstParameter() + curve.LastParameter()) / 2;
  const place = modeller.own(curve.Value(middle));
  const at: Point = [place.X(), place.Y(), place.Z()];
  // Seen from outside, a face lies to the left of its edges as they run around it.
  const along = edge.Orientation() === oc.TopAbs_Orientation.TopAbs_REVERSED ? -1 : 1;
  const tangent = scaled(unit(vector(modeller, curve.EvalD1(middle).D1)), along);
  const [one, two] = [normalAt(modeller, edge, face, middle), normalAt(modeller, edge, other, middle)];
  return {
    bend: Math.atan2(dot(cross(one, two), tangent), dot(one, two)),
    beside: [sum(at, scaled(cross(one, tangent), besideBy)), sum(at, scaled(cross(two, tangent), -besideBy))],
  };
}

function normalAt(modeller: Modeller, edge: TopoDS_Edge, face: TopoDS_Face, parameter: number): Point {
  const { oc } = modeller;
  const place = modeller.own(modeller.own(new oc.BRepAdaptor_Curve2d(edge, face)).Value(parameter));
  const normal = new oc.gp_Vec();
  modeller.own(new oc.BRepGProp_Face(face, false)).Normal(place.X(), place.Y(), modeller.own(new oc.gp_Pnt()), normal);
  return unit(vector(modeller, normal));
}

export function planeOf(modeller: Modeller, face: TopoDS_Face): Plane | undefined {
  const { oc } = modeller;
  const surface = modeller.own(new oc.BRepAdaptor_Surface(face, false));
  if (surface.GetType() !== oc.GeomAbs_SurfaceType.GeomAbs_Plane) return undefined;
  const [place, normal] = [modeller.own(new oc.gp_Pnt()), new oc.gp_Vec()];
  modeller.own(new oc.BRepGProp_Face(face, false)).Normal(0, 0, place, normal);
  const direction = unit(vector(modeller, normal));
  return { normal: direction, offset: dot(direction, [place.X(), place.Y(), place.Z()]) };
}

function curveOf(modeller: Modeller, edge: TopoDS_Edge): Pick<BodyEdge, 'direction' | 'circle'> {
  const { oc } = modeller;
  const curve = modeller.own(new oc.BRepAdaptor_Curve(edge));
  const [first, last] = [curve.FirstParameter(), curve.LastParameter()];
  switch (curve.GetType()) {
    case oc.GeomAbs_CurveType.GeomAbs_Line:
      return { direction: unit(vector(modeller, curve.EvalD1(first).D1)), circle: undefined };
    case oc.GeomAbs_CurveType.GeomAbs_Circle: {
      const circle = modeller.own(curve.Circle());
      const centre = modeller.own(circle.Location());
      const axis = modeller.own(modeller.own(circle.Axis()).Direction());
      return {
        direction: undefined,
        circle: {
          centre: [centre.X(), centre.Y(), centre.Z()],
          axis: [axis.X(), axis.Y(), axis.Z()],
          radius: circle.Radius(),
          angle: last - first,
        },
      };
    }
    default:
      return { direction: undefined, circle: undefined };
  }
}

/** Whether a circle is closed by itself or by others; the round corner of an outline isn't. */
export function isWhole(circle: Circle, all: readonly BodyEdge[]): boolean {
  const same = all.filter(
    ({ circle: other }) =>
      other &&
      Math.abs(other.radius - circle.radius) < sameLength &&
      Math.hypot(...difference(other.centre, circle.centre)) < sameLength &&
      isParallel(other.axis, circle.axis),
  );
  return same.reduce((sum, other) => sum + (other.circle?.angle ?? 0), 0) > 2 * Math.PI - sameAngle;
}

export function isParallel(one: Point, other: Point): boolean {
  return Math.hypot(...cross(one, other)) < sameAngle;
}

function vector(modeller: Modeller, v: InstanceType<Modeller['oc']['gp_Vec']>): Point {
  modeller.own(v);
  return [v.X(), v.Y(), v.Z()];
}
