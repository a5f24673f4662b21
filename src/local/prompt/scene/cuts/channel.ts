import type { SolidFeature } from '../../../../kernel/specification';
import { impossible, mm, Refusal } from '../../../geometry/refusal';
import type { Place } from '../../grammar/description';
import { turnAlong } from '../directions';
import { countOf } from '../holes';
import { surfaceFor } from '../surfaceFor';
import { positionsOf } from '../positions';
import type { Taker } from '../taker';
import type { FeatureContext } from './cut';

/** A cross-section in mm: across from the middle, and up from the face (below it is negative). */
export interface Section {
  readonly start: Point;
  readonly segments: readonly { readonly to: Point; readonly via?: Point }[];
  /** mm across at its widest, and below the face. */
  readonly width: number;
  readonly depth: number;
}

type Point = readonly [across: number, up: number];
type Vector = readonly [number, number, number];

/** X and Y of a feature's own frame in the part, by the axis that its Z points to (see `placement.ts`). */
const frames = {
  x: [
    [0, 1, 0],
    [0, 0, 1],
  ],
  y: [
    [-1, 0, 0],
    [0, 0, 1],
  ],
  z: [
    [1, 0, 0],
    [0, 1, 0],
  ],
} as const satisfies Record<string, readonly [Vector, Vector]>;

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const plus = (a: Vector, b: Vector, by: number): Vector => [a[0] + b[0] * by, a[1] + b[1] * by, a[2] + b[2] * by];

/** Cuts a section into a face, from one end of it to the other. */
export function cutAlong(taker: Taker, section: Section, { body, assume }: FeatureContext): SolidFeature {
  const { noun } = taker.thing;
  const surface = surfaceFor(taker, body, assume, true);
  if (surface.outline.kind !== 'rectangle')
    throw new Refusal('unsupported_feature', `A ${noun} along ${surface.text} is not made yet.`);
  const [width, height] = surface.outline.size;
  const isSquare = Math.abs(width - height) < 1e-6;
  const stated = wholeLength(taker, [width, height]);
  const said = turnAlong(taker, surface, body) ?? stated;
  const isAcross = taker.thing.places.some(isAcrossTop);
  const side = isSquare ? 'X' : isAcross ? 'the shorter side' : 'the longer side';
  if (said === undefined) assume(`The ${noun} runs along ${side} of ${surface.text}.`);
  const turn = said ?? (isSquare || width > height !== isAcross ? 0 : 90);
  const [long, across] = turn === 0 ? [width, height] : [height, width];
  const length = taker.size('length', 'overall length');
  if (length !== undefined && Math.abs(length - long) > 0.02)
    throw new Refusal('unsupported_feature', `A ${noun} that ends within the face is not made yet.`);
  if (section.width >= across)
    impossible(`A ${noun} of ${mm(section.width)} is not narrower than the face, ${mm(across)}.`);
  if (section.depth >= surface.depth)
    impossible(`A ${noun} of ${mm(section.depth)} depth is deeper than the ${mm(surface.depth)} of material.`);
  const reach = turn === 0 ? ([0, section.width / 2] as const) : ([section.width / 2, 0] as const);
  const count = countOf(taker.thing);
  if (count !== 1) throw new Refusal('unsupported_feature', `Several ${noun}s are not made at once yet.`);
  const [[x, y] = [0, 0]] = positionsOf({ taker, surface, count, assume, widest: section.width, reach });
  if ((turn === 0 ? x : y) !== 0) impossible(`The ${noun} runs over the whole face.`);
  const offset = turn === 0 ? y : x;
  if (Math.abs(offset) + section.width / 2 >= across / 2) impossible(`The ${noun} would break out of ${surface.text}.`);
  return extruded(section, {
    surface,
    turn,
    long,
    offset,
    name: `${noun} of ${mm(section.width)} by ${mm(section.depth)}`,
  });
}

/** "across the top": over its shorter side. */
function isAcrossTop(place: Place): boolean {
  return (
    place.kind === 'at' &&
    place.relation === 'across' &&
    place.target.kind === 'spot' &&
    place.target.name === 'top' &&
    place.target.which.length === 0
  );
}

/** "runs the whole 90 mm", "over the whole length". */
function wholeLength(taker: Taker, [width, height]: readonly [number, number]): 0 | 90 | undefined {
  const size = taker.thing.sizes.find(({ name, lengths }) => name === 'unnamed' && lengths.length === 1)?.lengths[0]
    ?.mm;
  if (size !== width && size !== height) return undefined;
  taker.size('unnamed');
  return size === width ? 0 : 90;
}

interface Run {
  readonly surface: ReturnType<typeof surfaceFor>;
  readonly turn: number;
  readonly long: number;
  readonly offset: number;
  readonly name: string;
}

function extruded({ start, segments }: Section, { surface, turn, long, offset, name }: Run): SolidFeature {
  const normal = vectorOf(surface.direction);
  const [faceX, faceY] = faceFrame(surface.direction);
  const [run, side] = turn === 0 ? [faceX, faceY] : [faceY, faceX];
  const axis = (['x', 'y', 'z'] as const).find((_, index) => run[index] !== 0) ?? 'x';
  const [ownX, ownY] = frames[axis];
  const along = vectorOf(axis);
  const middle = plus(surface.center, side, offset);
  const at = plus(middle, along, -long / 2);
  const mapped = ([across, up]: Point): [number, number] => {
    const point = plus(plus([0, 0, 0], side, across), normal, up);
    return [dot(point, ownX), dot(point, ownY)];
  };
  return {
    operation: 'cut',
    name,
    shape: {
      kind: 'extrude',
      profile: {
        kind: 'path',
        start: mapped(start),
        segments: segments.map(({ to, via }) => ({ to: mapped(to), ...(via ? { via: mapped(via) } : {}) })),
      },
      height: long,
    },
    at: [...at],
    direction: axis,
  };
}

function vectorOf(direction: string): Vector {
  const sign = direction.startsWith('-') ? -1 : 1;
  const axis = direction.replace('-', '');
  return [axis === 'x' ? sign : 0, axis === 'y' ? sign : 0, axis === 'z' ? sign : 0];
}

/** X to the right and Y up for who looks at a face. */
function faceFrame(direction: string): readonly [Vector, Vector] {
  const up: Vector = [0, 0, 1];
  switch (direction) {
    case 'x':
      return [[0, 1, 0], up];
    case '-x':
      return [[0, -1, 0], up];
    case 'y':
      return [[-1, 0, 0], up];
    case '-y':
      return [[1, 0, 0], up];
    case '-z':
      return [
        [1, 0, 0],
        [0, -1, 0],
      ];
    default:
      return [
        [1, 0, 0],
        [0, 1, 0],
      ];
  }
}

/** mm above the face up to which a section is cut, so that nothing is left on it. */
const above = 1;

/** A section with straight sides through points of its right half, from the face down to the middle. */
export function symmetric(half: readonly Point[]): Section {
  const right = [[half[0]?.[0] ?? 0, above] as const, ...half];
  const left = right.toReversed().map(([across, up]): Point => [-across, up]);
  const [start, ...rest] = [...right, ...left.filter(([across]) => across !== 0 || half.at(-1)?.[0] !== 0)];
  return {
    start: start ?? [0, 0],
    segments: [...rest, start ?? [0, 0]].map((to) => ({ to })),
    width: 2 * Math.max(...half.map(([across]) => across)),
    depth: Math.max(...half.map(([, up]) => -up)),
  };
}

/** With straight sides and a flat floor, by its width and depth. */
export function flatSection(taker: Taker): Section {
  const pair = taker.group(2);
  const width = taker.size('width') ?? pair?.[0]?.mm ?? taker.missing('width');
  const depth = taker.size('depth') ?? pair?.[1]?.mm ?? taker.missing('depth');
  return symmetric([
    [width / 2, 0],
    [width / 2, -depth],
  ]);
}

/** Half of a circle below the face. */
export function halfRound(radius: number): Section {
  return {
    start: [radius, above],
    segments: [
      { to: [radius, 0] },
      { to: [-radius, 0], via: [0, -radius] },
      { to: [-radius, above] },
      { to: [radius, above] },
    ],
    width: 2 * radius,
    depth: radius,
  };
}
