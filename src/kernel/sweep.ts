import type { TopoDS_Face, TopoDS_Shape } from 'replicad-opencascadejs';
import { combineShapes } from './booleans';
import { coil } from './coil';
import { KernelFailure } from './failure';
import type { Frame } from './frames';
import { cross, dot, scaled, sum, unit } from './vectors';
import { boundingBox } from './measure';
import type { Modeller } from './modeller';
import { place, prism } from './place';
import { makeFace } from './profiles';
import type { CheckedProfile } from './schema/profiles';
import type { SweepPath } from './schema/shapes';
import type { Point } from './specification';
import { piecesOf, sameDirection, turnedAbout, type Corner, type Piece } from './sweepPath';

/**
 * Sweeps a profile along a path: along lines it is extruded, along arcs revolved, and both are exact.
 * @throws KernelFailure when the path has no such body
 */
export function sweep(
  modeller: Modeller,
  { profile, path }: { readonly profile: CheckedProfile; readonly path: SweepPath },
): TopoDS_Shape {
  if (path.kind === 'helix') return coil(modeller, profile, path);
  const face = makeFace(modeller, profile);
  const { start: from, pieces, isClosed } = piecesOf(path);
  const start = startFrame(from, pieces);
  let frame = start;
  const bodies = pieces.map((piece) => {
    const body = piece.kind === 'line' ? straight(modeller, face, frame, piece) : bent(modeller, face, frame, piece);
    frame = atEnd(frame, piece);
    return body;
  });
  if (isClosed && (dot(frame.x, start.x) < 1 - 1e-9 || dot(frame.z, start.z) < 1 - 1e-9))
    refuse('A closed path must come back to its start as it left it: its profile would be turned there.');
  const [body, ...others] = bodies;
  if (!body || others.length === 0) return body ?? refuse('A path needs a line or an arc.');
  const whole = combineShapes(modeller, 'add', body, others);
  const parts = bodies.reduce((total, each) => total + modeller.volume(each), 0);
  if (!(Math.abs(modeller.volume(whole) / parts - 1) < 1e-6))
    refuse('A profile swept along this path runs into itself.');
  return whole;
}

/** The profile's Y is at right angles to the plane of the path's first turn, or up as far as it can be. */
function startFrame(origin: Point, pieces: readonly Piece[]): Frame {
  const z = pieces[0]?.direction ?? [0, 0, 1];
  const turn = pieces.map((piece) => (piece.kind === 'arc' ? piece.axis : piece.end?.axis)).find(Boolean);
  const up = turn ? onUpperSide(turn) : Math.hypot(z[0], z[1]) < sameDirection ? along.y : along.z;
  const x = unit(cross(up, z));
  return { origin, x, y: cross(z, x), z };
}

const along = { y: [0, 1, 0], z: [0, 0, 1] } as const;

/** Of a direction and its opposite, the one that points up, else to the back, else to the right. */
function onUpperSide([x, y, z]: Point): Point {
  const first = [z, y, x].find((part) => Math.abs(part) > sameDirection) ?? 0;
  return first < 0 ? [-x, -y, -z] : [x, y, z];
}

/** The frame at the end of a piece. The next one starts with it, unless there is a corner between them. */
function atEnd({ x, y, z }: Frame, piece: Piece): Frame {
  const turned = ({ axis, angle }: Pick<Corner, 'axis' | 'angle'>, vector: Point): Point =>
    turnedAbout(vector, axis, angle);
  if (piece.kind === 'arc') return { x: turned(piece, x), y: turned(piece, y), z: turned(piece, z), origin: piece.to };
  const corner = piece.end;
  if (!corner) return { x, y, z, origin: piece.to };
  return { x: turned(corner, x), y: turned(corner, y), z: turned(corner, z), origin: piece.to };
}

/** An extrusion, cut at half the angle where the path has a corner. */
function straight(
  modeller: Modeller,
  face: TopoDS_Face,
  frame: Frame,
  { length, start, end }: Extract<Piece, { kind: 'line' }>,
): TopoDS_Shape {
  const mitres = [start && mitreOf(modeller, face, frame, start), end && mitreOf(modeller, face, frame, end)];
  const [before = none, after = none] = mitres;
  if (!(before.inside + after.inside < length))
    refuse(`A line of ${rounded(length)} mm is too short for the corners at its ends with this profile.`);
  const from = { ...frame, origin: sum(frame.origin, scaled(frame.z, -before.outside)) };
  const raised = prism(modeller, place(modeller, face, from), scaled(frame.z, length + before.outside + after.outside));
  const size = 8 * (Math.max(before.reach, after.reach) + before.outside + length + after.outside);
  const far = sum(frame.origin, scaled(frame.z, length));
  const beyond = [
    ...(start ? [blockBeyond(modeller, frame.z, start, { origin: frame.origin, side: -1, size })] : []),
    ...(end ? [blockBeyond(modeller, frame.z, end, { origin: far, side: 1, size })] : []),
  ];
  return beyond.length > 0 ? combineShapes(modeller, 'cut', raised, beyond) : raised;
}

interface Mitre {
  /** How much shorter, in mm, the profile's inner side is than the path, and how much longer its outer side. */
  readonly inside: number;
  readonly outside: number;
  /** mm from the path to the profile's farthest point. */
  readonly reach: number;
}

const none: Mitre = { inside: 0, outside: 0, reach: 0 };

function mitreOf(modeller: Modeller, face: TopoDS_Face, frame: Frame, corner: Corner): Mitre {
  const { min, max } = towards(modeller, face, frame, cross(corner.axis, frame.z));
  const slope = Math.tan(corner.angle / 2);
  const box = boundingBox(modeller.oc, face);
  return {
    inside: Math.max(max * slope, 0),
    outside: Math.max(-min * slope, 0) + 1,
    reach: Math.hypot(Math.max(-box.min[0], box.max[0]), Math.max(-box.min[1], box.max[1])),
  };
}

/** How far a profile reaches from the path in a direction of its plane, and against it. */
function towards(
  modeller: Modeller,
  face: TopoDS_Face,
  { x, y }: Frame,
  direction: Point,
): { readonly min: number; readonly max: number } {
  const [cos, sin] = [dot(direction, x), dot(direction, y)];
  const turned = place(modeller, face, { x: [cos, -sin, 0], y: [sin, cos, 0], z: [0, 0, 1], origin: [0, 0, 0] });
  const { min, max } = boundingBox(modeller.oc, turned);
  return { min: min[0], max: max[0] };
}

/**
 * The block that a mitre cuts off: everything beyond the plane that halves the corner, at a line's start (-1) or end
 * (1).
 */
function blockBeyond(
  modeller: Modeller,
  along: Point,
  { axis, angle }: Corner,
  { origin, side, size }: { readonly origin: Point; readonly side: 1 | -1; readonly size: number },
): TopoDS_Shape {
  const normal = scaled(turnedAbout(along, axis, (side * angle) / 2), side);
  const square = makeFace(modeller, { kind: 'rectangle', size: [size, size] });
  return place(modeller, prism(modeller, square, [0, 0, size]), { x: axis, y: cross(normal, axis), z: normal, origin });
}

function bent(
  modeller: Modeller,
  face: TopoDS_Face,
  frame: Frame,
  { axis, angle, centre, radius }: Extract<Piece, { kind: 'arc' }>,
): TopoDS_Shape {
  const { oc } = modeller;
  const { max } = towards(modeller, face, frame, cross(axis, frame.z));
  if (!(max < radius - 1e-6))
    refuse(
      `A profile that reaches ${rounded(max)} mm to the inside can’t follow an arc of a radius of ${rounded(radius)} mm.`,
    );
  const about = modeller.own(
    new oc.gp_Ax1(modeller.own(new oc.gp_Pnt(...centre)), modeller.own(new oc.gp_Dir(...axis))),
  );
  return modeller.own(
    modeller.own(new oc.BRepPrimAPI_MakeRevol(place(modeller, face, frame), about, angle, false)).Shape(),
  );
}

function rounded(length: number): number {
  return Number(length.toPrecision(4));
}

function refuse(sentence: string): never {
  throw new KernelFailure('geometry_validation_failed', sentence);
}
