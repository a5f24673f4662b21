import type { TopoDS_Face, TopoDS_Shape } from 'replicad-opencascadejs';
import { commonOf } from './booleans';
import { planeOf } from './edges';
import { rangeAlong, type Frame } from './frames';
import { widest } from './holes';
import { boundingBox } from './measure';
import type { Modeller } from './modeller';
import type { CheckedSolidFeature, Point } from './specification';
import { cross, difference, dot, plus } from './vectors';

type Hole = Extract<CheckedSolidFeature['shape'], { kind: 'hole' }>;

/** Lengths in mm below which something is where it should be. */
const exact = 1e-4;

const breaksOut = 'a hole breaks out of the part or runs into another';

/** Why a hole can't be where it is, and where it would fit, as the end of a sentence. */
export function holeTrouble(modeller: Modeller, hole: Hole, { z, origin }: Frame, body: TopoDS_Shape): string {
  const box = boundingBox(modeller.oc, body);
  const range = rangeAlong(z, box);
  const start = dot(z, origin);
  const line = edgeBetween(modeller, plus(origin, z, range.max - start + 1), plus(origin, z, range.min - start - 1));
  // Along the hole's middle from where it starts: above 0 outside, below 0 inside.
  const material = modeller
    .parts(commonOf(modeller, body, [line]), 'EDGE')
    .map((edge) => alongEdge(modeller, edge, z))
    .map(({ min, max }) => ({ from: min - start, to: max - start }))
    .filter(({ from }) => from < -exact)
    .sort((a, b) => b.to - a.to);
  const [first] = material;
  if (!first) return `${breaksOut}: there is no material below its middle at ${shownPoint(origin)}`;
  const surface = `it would fit at ${shownPoint(plus(origin, z, first.to))}`;
  if (first.to > exact) return `a hole starts ${shown(first.to)} mm below the surface: ${surface}`;
  if (first.to < -exact) return `a hole starts ${shown(-first.to)} mm above the surface: ${surface}`;
  const thick = first.to - first.from;
  if (hole.depth !== 'through' && hole.depth > thick + exact)
    return `a hole is ${shown(hole.depth)} mm deep where the material is ${shown(thick)} mm thick: it has to be through, or less deep`;
  const lowest = hole.depth === 'through' ? Math.min(...material.map(({ from }) => from)) : -hole.depth;
  const nearest = nearestFace(
    modeller,
    body,
    edgeBetween(modeller, plus(origin, z, -exact), plus(origin, z, lowest)),
    z,
  );
  const radius = widest(hole) / 2;
  if (!nearest || nearest.apart > radius + exact) return breaksOut;
  return `${breaksOut}: its middle at ${shownPoint(origin)} is ${shown(nearest.apart)} mm from ${nameOf(modeller, nearest.face)}, and has to be more than ${shown(radius)} mm from it`;
}

/** Why the copies of a hole run together, undefined if they don't. */
export function tooClose(hole: Hole, apart: number): string | undefined {
  const width = widest(hole);
  if (apart > width) return undefined;
  return `${breaksOut}: two of them are ${shown(apart)} mm apart, and have to be more than ${shown(width)} mm`;
}

function edgeBetween(modeller: Modeller, from: Point, to: Point): TopoDS_Shape {
  const { oc } = modeller;
  const [one, other] = [modeller.own(new oc.gp_Pnt(...from)), modeller.own(new oc.gp_Pnt(...to))];
  return modeller.own(modeller.own(new oc.BRepBuilderAPI_MakeEdge(one, other)).Edge());
}

/** From where to where a straight edge reaches along a direction. */
function alongEdge(modeller: Modeller, edge: TopoDS_Shape, z: Point): { readonly min: number; readonly max: number } {
  const curve = modeller.own(new modeller.oc.BRepAdaptor_Curve(modeller.own(modeller.oc.TopoDS.Edge(edge))));
  const ends = [curve.FirstParameter(), curve.LastParameter()].map((at) => {
    const place = modeller.own(curve.Value(at));
    return dot(z, [place.X(), place.Y(), place.Z()]);
  });
  return { min: Math.min(...ends), max: Math.max(...ends) };
}

/** The face beside a line that is nearest to it; those across the line are where it enters and ends. */
function nearestFace(
  modeller: Modeller,
  body: TopoDS_Shape,
  line: TopoDS_Shape,
  z: Point,
): { readonly face: TopoDS_Face; readonly apart: number } | undefined {
  const beside = modeller.faces(body).flatMap((face) => {
    const plane = planeOf(modeller, face);
    if (plane && Math.abs(dot(plane.normal, z)) > 1 - 1e-6) return [];
    const apart = modeller.own(new modeller.oc.BRepExtrema_DistShapeShape(line, face)).Value();
    // What the middle goes through is where it enters.
    return apart > 2 * exact ? [{ face, apart }] : [];
  });
  return beside.sort((a, b) => a.apart - b.apart)[0];
}

const axisNames = ['X', 'Y', 'Z'] as const;

function nameOf(modeller: Modeller, face: TopoDS_Face): string {
  const { oc } = modeller;
  const plane = planeOf(modeller, face);
  const axis = plane?.normal.findIndex((value) => Math.abs(value) > 1 - 1e-9) ?? -1;
  if (plane && axis >= 0)
    return `the flat side at ${axisNames[axis] ?? ''} = ${shown((plane.normal[axis] ?? 1) * plane.offset)}`;
  if (plane) return 'a slanted side';
  const surface = modeller.own(new oc.BRepAdaptor_Surface(face, false));
  if (surface.GetType() !== oc.GeomAbs_SurfaceType.GeomAbs_Cylinder) return 'another surface';
  return `the round surface of ${shown(2 * modeller.own(surface.Cylinder()).Radius())} mm`;
}

const shown = (length: number): string => String(Number(length.toFixed(3)));
const shownPoint = (point: Point): string => `(${point.map(shown).join(', ')})`;

/** The least distance between two of the parallel holes. */
export function leastApart(frames: readonly Frame[]): number {
  let least = Infinity;
  frames.forEach(({ origin, z }, index) => {
    for (const other of frames.slice(index + 1))
      least = Math.min(least, Math.hypot(...cross(difference(other.origin, origin), z)));
  });
  return least;
}
