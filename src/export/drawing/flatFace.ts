import type { OpenCascadeInstance, TopoDS_Face } from 'replicad-opencascadejs';
import { sentence } from '../../base/sentence';
import { each, hashOf } from '../../kernel/explore';
import { areaOf } from '../../kernel/massProperties';
import { Modeller } from '../../kernel/modeller';
import type { Vector } from '../../kernel/stepModel';
import type { Body } from '../../kernel/tessellate';
import { refuse } from '../failure';
import {
  boxOf,
  cross,
  curveOf,
  endsOf,
  isClosed,
  moved,
  pointsOf,
  reversed,
  vectorOf,
  type Curve,
  type Plane,
} from './curve';

/** The outline of a flat face and of the holes in it. */
export interface Outline {
  /** Each comes back to its beginning, its curves in order. The lowest point is at 0, 0. */
  readonly loops: readonly (readonly Curve[])[];
  /** mm². */
  readonly area: number;
}

/** Ends of curves that are as near as that are one, in mm. */
const samePlace = 1e-3;

/**
 * The outline of a face as it is seen from outside.
 * @param face OpenCascade's hash of it; left out for the largest flat one
 * @throws ExportFailure when it isn't flat, or there is none
 */
export function outlineOf(oc: OpenCascadeInstance, bodies: readonly Body[], face: number | undefined): Outline {
  const modeller = new Modeller(oc);
  try {
    const found = face === undefined ? largestFlat(oc, bodies) : withHash(oc, bodies, face);
    if (!found)
      refuse(
        face === undefined
          ? sentence('There is no flat face in this model, so it has no outline to be cut.')
          : sentence('The face that is picked is not flat. Pick a flat one, or none for the largest.'),
      );
    const own = modeller.own(found);
    const plane = planeOf(oc, own);
    const loops = modeller.parts(own, 'WIRE').map((wire) => {
      const curves = modeller.parts(wire, 'EDGE').flatMap((edge) => curveOf(oc, edge, plane) ?? []);
      return inOrder(curves);
    });
    const outer = Math.max(...loops.map((loop) => Math.abs(signedArea(loop))));
    const [x, y] = boxOf(loops.flat()).min;
    const area = areaOf(oc, own).amount;
    return { loops: loops.map((loop) => turned(loop, outer).map((curve) => moved(curve, [-x, -y]))), area };
  } finally {
    modeller.dispose();
  }
}

/** How much larger a face must be to count as larger, as a part of its area: both sides of a plate have the same. */
const sameArea = 1e-6;

/** @returns a face that the caller deletes: the largest, and of several that are as large the one that looks up most */
function largestFlat(oc: OpenCascadeInstance, bodies: readonly Body[]): TopoDS_Face | undefined {
  let best: { readonly face: TopoDS_Face; readonly area: number } | undefined;
  for (const { shape, isMesh } of bodies) {
    if (isMesh) continue;
    for (const found of each(oc, shape, 'TopAbs_FACE')) {
      const face = oc.TopoDS.Face(found);
      const area = isFlat(oc, face) ? areaOf(oc, face).amount : 0;
      const known = best?.area ?? 0;
      const isAsLarge = best !== undefined && Math.abs(area - known) <= sameArea * known;
      if (isAsLarge ? best && upwards(oc, face) > upwards(oc, best.face) : area > known) {
        best?.face.delete();
        best = { face, area };
      } else face.delete();
    }
  }
  return best?.face;
}

function upwards(oc: OpenCascadeInstance, face: TopoDS_Face): number {
  const { x, y } = planeOf(oc, face);
  return cross(x, y)[2];
}

/** @returns the face, if it is flat, which the caller deletes */
function withHash(oc: OpenCascadeInstance, bodies: readonly Body[], hash: number): TopoDS_Face | undefined {
  for (const { shape } of bodies)
    for (const found of each(oc, shape, 'TopAbs_FACE')) {
      if (hashOf(oc, found) !== hash) continue;
      const face = oc.TopoDS.Face(found);
      if (isFlat(oc, face)) return face;
      face.delete();
    }
  return undefined;
}

function isFlat(oc: OpenCascadeInstance, face: TopoDS_Face): boolean {
  const surface = new oc.BRepAdaptor_Surface(face, false);
  const kind = surface.GetType();
  surface.delete();
  return kind === oc.GeomAbs_SurfaceType.GeomAbs_Plane;
}

/** As somebody sees it who looks at the face from outside, with what is up in the model up. */
function planeOf(oc: OpenCascadeInstance, face: TopoDS_Face): Plane {
  const surface = new oc.BRepAdaptor_Surface(face, false);
  const plane = surface.Plane();
  const axis = plane.Axis();
  const [location, direction] = [axis.Location(), axis.Direction()];
  const isTurned = face.Orientation() === oc.TopAbs_Orientation.TopAbs_REVERSED;
  const isLeftHanded = !plane.Direct();
  const sign = isTurned !== isLeftHanded ? -1 : 1;
  const [nx, ny, nz] = vectorOf(direction);
  const normal: Vector = [sign * nx, sign * ny, sign * nz];
  const origin = vectorOf(location);
  for (const made of [location, direction, axis, plane, surface]) made.delete();
  const level = Math.hypot(normal[0], normal[1]);
  const x: Vector = level < 1e-9 ? [1, 0, 0] : [-normal[1] / level, normal[0] / level, 0];
  return { origin, x, y: cross(normal, x) };
}

/** @throws ExportFailure when they don't come back to their beginning */
function inOrder(curves: readonly Curve[]): readonly Curve[] {
  const [first, ...left] = curves;
  if (!first) return [];
  if (curves.length === 1 && isClosed(first)) return [first];
  const loop = [first];
  const [begin] = endsOf(first);
  let [, at] = endsOf(first);
  while (left.length > 0) {
    const near = (point: readonly [number, number]): number => Math.hypot(point[0] - at[0], point[1] - at[1]);
    let best = { gap: Infinity, index: -1, isReversed: false };
    left.forEach((curve, index) => {
      const [from, to] = endsOf(curve);
      if (near(from) < best.gap) best = { gap: near(from), index, isReversed: false };
      if (near(to) < best.gap) best = { gap: near(to), index, isReversed: true };
    });
    const [next] = left.splice(best.index, 1);
    if (!next || best.gap > samePlace) refuse(open);
    const turned = best.isReversed ? reversed(next) : next;
    loop.push(turned);
    [, at] = endsOf(turned);
  }
  if (Math.hypot(at[0] - begin[0], at[1] - begin[1]) > samePlace) refuse(open);
  return loop;
}

/** The outer loop counterclockwise and the others clockwise, as a tool goes around. */
function turned(loop: readonly Curve[], outer: number): readonly Curve[] {
  const area = signedArea(loop);
  return area > 0 === Math.abs(area) >= outer ? loop : [...loop].reverse().map(reversed);
}

/** mm², positive for a loop that runs counterclockwise. */
function signedArea(loop: readonly Curve[]): number {
  const points = loop.flatMap((curve) => pointsOf(curve));
  return points.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = points[(at + 1) % points.length] ?? [0, 0];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

const open = sentence('The outline of this face is not closed, so it can’t be cut.');
