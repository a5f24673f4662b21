import type { TopoDS_Shape } from 'replicad-opencascadejs';
import { combineShapes, commonOf } from './booleans';
import { bodyEdges } from './edges';
import { KernelFailure } from './failure';
import { cross, difference, dot, type Frame } from './frames';
import { openingTool, volumeBelow } from './holes';
import { boundingBox } from './measure';
import type { Modeller } from './modeller';
import { makeShape, place, reachBelow, revolve } from './shapes';
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

const notWhole = 'a hole breaks out of the part or runs into another';

/** What is smaller than this part of a volume is not there. */
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
): TopoDS_Shape {
  const { name, operation, shape } = feature;
  const kind = operation === 'new' ? 'add' : operation;
  const refuse = (why: string): never => {
    throw new KernelFailure('geometry_validation_failed', `With the ${name}, ${why}.`);
  };
  if (shape.kind === 'hole' && kind !== 'cut') refuse('a hole can only be cut');
  const box = body && boundingBox(modeller.oc, body);
  const original = makeShape(modeller, shape, box ? Math.max(...frames.map((frame) => reachBelow(frame, box))) : 0);
  const copies = frames.map((frame) => ({ frame, tool: place(modeller, original, frame) }));
  const start = body ?? copies.shift()?.tool;
  if (!start) throw new Error('it has no place');
  if (
    new Set(frames.map(({ origin, x }) => [...origin, ...x].map((value) => value.toFixed(6)).join())).size <
    frames.length
  )
    refuse(without[kind]);
  if (copies.length === 0) return start;

  if (shape.kind === 'hole' && runTogether(shape, frames)) refuse(notWhole);
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
    if (shape.kind === 'hole' && !isWhole(modeller, shape, copy, { body: start, pieces, shared })) refuse(notWhole);
  }
  return combineShapes(
    modeller,
    kind,
    start,
    copies.map(({ tool }) => tool),
  );
}

/** What each copy has in common with the body. Copies that are apart are looked at all at once. */
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

/** Whether two of parallel holes are nearer to each other than they are wide. */
function runTogether(hole: Hole, frames: readonly Frame[]): boolean {
  const width = Math.max(hole.diameter, hole.counterbore?.diameter ?? 0, hole.countersink?.diameter ?? 0);
  return frames.some(({ origin, z }, index) =>
    frames.slice(index + 1).some((other) => Math.hypot(...cross(difference(other.origin, origin), z)) <= width),
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
  cut: { readonly body: TopoDS_Shape; readonly pieces: readonly TopoDS_Shape[]; readonly shared: number },
): boolean {
  const same = (actual: number, expected: number): boolean => Math.abs(actual - expected) < 1e-6 * expected;
  if (hole.depth !== 'through') return same(cut.shared, volumeBelow(hole, hole.depth));
  for (const piece of cut.pieces) {
    const { min, max } = boundingBox(modeller.oc, piece);
    if (Math.max(dot(frame.z, min), dot(frame.z, max)) > dot(frame.z, frame.origin) + 1e-5) return false;
    if (
      bodyEdges(modeller, piece).some(({ direction }) => direction && Math.hypot(...cross(direction, frame.z)) < 1e-6)
    )
      return false;
  }
  const opening = openingTool(hole);
  if (!opening) return true;
  const tool = place(modeller, revolve(modeller, { kind: 'polygon', points: opening.section }, 360), frame);
  return same(modeller.volume(commonOf(modeller, cut.body, [tool])), volumeBelow(hole, opening.depth));
}
