import type { TopoDS_Shape } from 'replicad-opencascadejs';
import { combineShapes, commonOf, type Combined } from './booleans';
import { bodyEdges } from './edges';
import { KernelFailure } from './failure';
import { areAlike, rangeAlong, type Frame } from './frames';
import { cross, dot } from './vectors';
import { holeTrouble, leastApart, tooClose } from './holeTrouble';
import { clearance, openingTool, volumeBelow, widest, type HoleRoom } from './holes';
import { boundingBox } from './measure';
import type { Modeller } from './modeller';
import { place } from './place';
import { makeShape, reachBelow, revolve } from './shapes';
import type { CheckedSolidFeature } from './specification';

type Hole = Extract<CheckedSolidFeature['shape'], { kind: 'hole' }>;

interface Copy {
  readonly frame: Frame;
  readonly tool: TopoDS_Shape;
}

const without = {
  add: 'nothing is added: it lies inside the part',
  cut: 'nothing is cut where it should be: it lies outside the part',
  intersect: 'nothing is taken away: the part lies inside it',
};

/** Volumes below this fraction of the whole count as nothing. */
const negligible = 1e-9;

/**
 * Makes the copies of a shape, and combines a body with all of them at once.
 * @throws KernelFailure when one of them changes nothing, which would be a stated feature silently left out, or when a
 * hole is not whole
 */
export function combine(
  modeller: Modeller,
  body: TopoDS_Shape | undefined,
  frames: readonly Frame[],
  feature: CheckedSolidFeature,
): Combined {
  const { name, operation, shape } = feature;
  const kind = operation === 'new' ? 'add' : operation;
  const refuse = (why: string): never => {
    throw new KernelFailure('geometry_validation_failed', `With the ${name}, ${why}.`);
  };
  if (shape.kind === 'hole' && kind !== 'cut') refuse('a hole can only be cut');
  const box = body && boundingBox(modeller.oc, body);
  const room = roomAround(shape, frames, box);
  const original = makeShape(modeller, shape, room);
  const copies = frames.map((frame) => ({ frame, tool: place(modeller, original, frame) }));
  const tools = copies.map(({ tool }) => tool);
  const start = body ?? copies.shift()?.tool;
  if (!start) throw new Error('it has no place');
  if (areAlike(frames)) refuse(without[kind]);
  if (copies.length === 0) return { body: start, tools };

  const together = shape.kind === 'hole' ? tooClose(shape, leastApart(frames)) : undefined;
  if (together !== undefined) refuse(together);
  const before = modeller.volume(start);
  const each = modeller.volume(original);
  for (const { copy, pieces } of sharedPieces(modeller, start, copies)) {
    const shared = pieces.reduce((sum, piece) => sum + modeller.volume(piece), 0);
    const changes =
      kind === 'cut'
        ? shared > negligible * before
        : kind === 'add'
          ? shared < each * (1 - negligible)
          : shared < before * (1 - negligible);
    if (!changes) refuse(without[kind]);
    if (shape.kind === 'hole' && !isWhole(modeller, shape, copy, { body: start, pieces, shared, room }))
      refuse(holeTrouble(modeller, shape, copy.frame, start));
  }
  const others = copies.map(({ tool }) => tool);
  return { body: combineShapes(modeller, kind, start, others), tools };
}

/** @throws KernelFailure for a countersink that isn't at right angles to its surface */
function roomAround(shape: CheckedSolidFeature['shape'], frames: readonly Frame[], box: Box | undefined): HoleRoom {
  const below = box ? Math.max(...frames.map((frame) => reachBelow(frame, box))) : 0;
  if (shape.kind !== 'hole' || !frames.some(isTilted)) return { below, above: clearance };
  if (shape.countersink)
    throw new KernelFailure('geometry_validation_failed', 'The countersink of a tilted hole can’t be made.');
  return { below, above: clearance + widest(shape) };
}

/** Whether a hole enters its surface at an angle, as far as that can be told. */
function isTilted({ z }: Frame): boolean {
  return Math.max(...z.map(Math.abs)) < 1 - 1e-9;
}

/** What each copy shares with the body. Copies that are apart are intersected in one go. */
function sharedPieces(
  modeller: Modeller,
  body: TopoDS_Shape,
  copies: readonly Copy[],
): { readonly copy: Copy; readonly pieces: readonly TopoDS_Shape[] }[] {
  const common = (tools: readonly TopoDS_Shape[]): TopoDS_Shape[] =>
    modeller.parts(commonOf(modeller, body, tools), 'SOLID');
  const boxed = copies.map((copy) => ({ copy, box: boundingBox(modeller.oc, copy.tool) }));
  const areApart = boxed.every(({ box }, index) => boxed.slice(index + 1).every((other) => !reaches(box, other.box)));
  if (!areApart) return copies.map((copy) => ({ copy, pieces: common([copy.tool]) }));
  const pieces = common(copies.map(({ tool }) => tool)).map((piece) => ({
    piece,
    box: boundingBox(modeller.oc, piece),
  }));
  return boxed.map(({ copy, box }) => ({
    copy,
    pieces: pieces.filter((each) => reaches(each.box, box)).map(({ piece }) => piece),
  }));
}

type Box = ReturnType<typeof boundingBox>;

/** Whether two boxes have more in common than a touch. */
function reaches(one: Box, other: Box): boolean {
  return ([0, 1, 2] as const).every(
    (axis) => one.min[axis] < other.max[axis] - 1e-5 && other.min[axis] < one.max[axis] - 1e-5,
  );
}

/**
 * Whether a hole starts at the surface and is closed all around: a blind one takes away all of its volume, and of a
 * through one, which may cross hollow places, the wall has no gap along it.
 */
function isWhole(
  modeller: Modeller,
  hole: Hole,
  { frame }: Copy,
  cut: {
    readonly body: TopoDS_Shape;
    readonly pieces: readonly TopoDS_Shape[];
    readonly shared: number;
    readonly room: HoleRoom;
  },
): boolean {
  const same = (actual: number, expected: number): boolean => Math.abs(actual - expected) < 1e-6 * expected;
  if (hole.depth !== 'through') return same(cut.shared, volumeBelow(hole, hole.depth));
  for (const piece of cut.pieces) {
    // Nothing above the surface is drilled. A tilted hole's mouth reaches above its middle, but not to the tool's end.
    const isFree = isTilted(frame)
      ? topAlong(modeller, piece, frame) < cut.room.above - 1e-5
      : rangeAlong(frame.z, boundingBox(modeller.oc, piece)).max < dot(frame.z, frame.origin) + 1e-5;
    if (!isFree) return false;
    if (
      bodyEdges(modeller, piece).some(({ direction }) => direction && Math.hypot(...cross(direction, frame.z)) < 1e-6)
    )
      return false;
  }
  const opening = openingTool(hole, cut.room);
  if (!opening) return true;
  const tool = place(modeller, revolve(modeller, { kind: 'polygon', points: opening.section }, 360), frame);
  return same(modeller.volume(commonOf(modeller, cut.body, [tool])), volumeBelow(hole, opening.depth));
}

/** How far a shape reaches above a frame's origin, along its Z axis. */
function topAlong(modeller: Modeller, shape: TopoDS_Shape, { x, y, z, origin }: Frame): number {
  // In the frame's own axes the box is exact, however the frame lies in the part.
  const own: Frame = {
    x: [x[0], y[0], z[0]],
    y: [x[1], y[1], z[1]],
    z: [x[2], y[2], z[2]],
    origin: [-dot(x, origin), -dot(y, origin), -dot(z, origin)],
  };
  return boundingBox(modeller.oc, place(modeller, shape, own)).max[2];
}
