import type { Profile } from '../../../../kernel/specification';
import { impossible, mm } from '../../../geometry/refusal';
import type { Outline } from '../prismOutlines';
import type { Point } from '../points';
import { outlineReaderOf } from '../prisms';
import type { Taker } from '../taker';
import type { FeatureContext } from './cut';

/** An opening that is neither rectangular nor round, its middle or the middle of its extents on the origin. In mm. */
interface OpeningOutline {
  readonly profile: Profile;
  /** Along X and Y of its face. */
  readonly size: readonly [number, number];
  /** A convex polygon that it lies in. */
  readonly corners: readonly Point[];
  readonly text: string;
}

/** "a triangular pocket", "a D-shaped hole": by the words that also tell of such a body. */
export function outlineOfOpening(taker: Taker, context: FeatureContext): OpeningOutline | undefined {
  const { noun, traits } = taker.thing;
  if (traits.some(({ name }) => name === 'd shaped')) return readD(taker, context);
  if (traits.some(({ name }) => name === 'teardrop')) return readTeardrop(taker);
  if (/^(?:square|rectangular)/.test(noun) || traits.some(({ name }) => plain.has(name))) return undefined;
  const { text, profile, size } = outlineReaderOf(taker)?.(taker, context.assume) ?? {};
  if (text === undefined || !profile || !size) return undefined;
  const corners = profile.kind === 'polygon' ? hullOf(profile.points) : cornersOf(profile, size);
  return { profile, size, corners, text: `${noun}, ${text.charAt(0).toLowerCase()}${text.slice(1)}` };
}

/** What `outlineReaderOf` takes for a shape, and an opening for its corners. */
const plain = new Set(['rounded', 'square', 'round', 'rectangular']);

/** A circle with a flat to the front, which is said by its distance from the center or across to the round side. */
function readD(taker: Taker, { partsOf, assume }: FeatureContext): OpeningOutline {
  taker.trait('d shaped');
  const diameter = taker.diameter() ?? taker.size('unnamed') ?? taker.missing('diameter');
  const flat = partsOf(taker.thing).find(({ thing }) => thing.kind === 'flat');
  const fromCenter = flat?.place((place) =>
    place.kind === 'distance' && place.from.every((one) => one.kind === 'spot' && one.name === 'center')
      ? place.mm
      : undefined,
  );
  const cutOff = flat?.size('depth');
  const across = taker.size('flats') ?? flat?.size('flats', 'spacing', 'unnamed');
  const half = diameter / 2;
  const stated = [fromCenter, across && across - half, cutOff && half - cutOff].filter((one) => one !== undefined);
  const [away = taker.missing('distance of the flat from the centre'), ...others] = stated;
  if (!(away > -half && away < half) || others.some((other) => Math.abs(other - away) > 0.02))
    impossible(`A flat ${mm(away)} from the centre does not fit in a D of ${mm(diameter)}.`);
  assume(`The flat of the ${taker.thing.noun} is to the front.`);
  const along = Math.sqrt(half ** 2 - away ** 2);
  const profile: Profile = {
    kind: 'path',
    start: [-along, -away],
    segments: [{ to: [along, -away] }, { to: [-along, -away], via: [0, half] }],
  };
  return {
    profile,
    size: [diameter, half + away],
    corners: around(diameter, diameter).map(([x, y]): Point => [x, Math.max(y, -away)]),
    text: `D-shaped opening of ${mm(diameter)} with a flat ${mm(away)} from the centre`,
  };
}

/** A circle with a roof of 45° up to a point, which prints without support. */
function readTeardrop(taker: Taker): OpeningOutline {
  taker.trait('teardrop');
  const diameter = taker.diameter() ?? taker.size('unnamed') ?? taker.missing('diameter');
  const half = diameter / 2;
  const [side, tip] = [half / Math.SQRT2, half * Math.SQRT2];
  const profile: Profile = {
    kind: 'path',
    start: [0, tip],
    segments: [{ to: [-side, side] }, { to: [side, side], via: [0, -half] }, { to: [0, tip] }],
  };
  const corners = around(diameter, diameter).filter(([, y]) => y < side);
  return {
    profile,
    size: [diameter, half + tip],
    corners: hullOf([...corners, [0, tip]]),
    text: `teardrop opening of ${mm(diameter)} with its tip ${mm(tip)} from the centre`,
  };
}

function cornersOf({ kind }: Profile, [x, y]: Outline['size']): Point[] {
  if (kind === 'ellipse') return around(x, y);
  const [right, up] = [x / 2, y / 2];
  return [
    [-right, -up],
    [right, -up],
    [right, up],
    [-right, up],
  ];
}

/** A polygon around an ellipse, which it touches. */
function around(x: number, y: number): Point[] {
  const count = 32;
  const out = 1 / Math.cos(Math.PI / count);
  return Array.from({ length: count }, (_, index): Point => {
    const angle = (2 * Math.PI * (index + 0.5)) / count;
    return [(x / 2) * out * Math.cos(angle), (y / 2) * out * Math.sin(angle)];
  });
}

/** The corners that others don't lie before, counterclockwise (Andrew's monotone chain). */
function hullOf(points: readonly Point[]): Point[] {
  const sorted = points.toSorted(([ax, ay], [bx, by]) => ax - bx || ay - by);
  const half = (all: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of all) {
      while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}

function turn([ax, ay]: Point = [0, 0], [bx, by]: Point = [0, 0], [cx, cy]: Point): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}
