import type { Profile, Shape } from '../../../kernel/specification';
import { impossible, mm, plain, type Assume } from '../../geometry/refusal';
import { capital } from './blocks';
import type { BodyShape } from './body';
import type { Taker } from './taker';

type Point = [number, number, number];

/** Whether a bar is said to be bent into a U or an L. */
export const isBent = ({ thing: { traits } }: Taker): boolean =>
  traits.some(({ name }) => name === 'bent u' || name === 'bent l');

/** A rod or tube along two legs and the bend between them, in the XZ plane. */
export function readBentBar(taker: Taker, assume: Assume): BodyShape {
  taker.trait('round', 'hollow', 'bent', 'bent l');
  const isU = taker.trait('bent u');
  const inner = taker.diameter('inner');
  const wall = taker.size('wall', 'thickness');
  const thread = taker.thread();
  if (thread) assume(`The threads are simplified to cylinders of ${mm(thread.nominal)}.`);
  const stated = taker.diameter('outer') ?? taker.diameter() ?? taker.size('unnamed') ?? thread?.nominal;
  const outer = stated ?? (inner !== undefined && wall !== undefined ? inner + 2 * wall : taker.missing('diameter'));
  const bore = inner ?? (wall === undefined ? undefined : outer - 2 * wall);
  if (bore !== undefined && !(bore > 0 && bore < outer))
    impossible(`A bore of ${mm(bore)} does not fit in ${mm(outer)}.`);
  const profile: Profile =
    bore === undefined
      ? { kind: 'circle', diameter: outer }
      : { kind: 'circle', diameter: outer, holes: [{ kind: 'circle', diameter: bore }] };
  const { points, radius, size, text } = isU ? uOf(taker, outer, assume) : lOf(taker, outer, assume);
  if (radius <= outer / 2) impossible(`A bend with a radius of ${mm(radius)} is too narrow for ${mm(outer)}.`);
  const [start = [0, 0, 0], ...rest] = points;
  const shape: Shape = {
    kind: 'sweep',
    profile,
    path: { kind: 'lines', start, segments: rest.map((to) => ({ to })), bendRadius: radius },
  };
  const noun = capital(taker.thing.noun);
  return {
    name: `Bent ${taker.thing.noun} ⌀${plain(outer)}`,
    text: `${noun} of ${mm(outer)}${bore === undefined ? '' : ` outside and ${mm(bore)} inside`}, ${text}`,
    solids: [{ operation: 'add', shape, at: [0, 0, outer / 2] }],
    size,
    surfaces: [],
    round: true,
    corners: false,
  };
}

interface Bent {
  readonly points: readonly Point[];
  /** Of the middle line, in mm. */
  readonly radius: number;
  readonly size: [number, number, number];
  readonly text: string;
}

/** The radius of the middle line. */
function radiusOf(taker: Taker, outer: number, assume: Assume): number | undefined {
  const within = taker.size('inner bend');
  const around = taker.size('outer bend');
  const middle = taker.size('long bend');
  if (within !== undefined) return within + outer / 2;
  if (around !== undefined) return around - outer / 2;
  if (middle !== undefined) return middle;
  const plainly = taker.size('bend', 'radius');
  if (plainly !== undefined) assume(`The bend radius of ${mm(plainly)} is that of the middle line.`);
  return plainly;
}

/** Two legs, each from its end to the far side of the other one unless it is said to be measured otherwise. */
function lOf(taker: Taker, outer: number, assume: Assume): Bent {
  const radius = radiusOf(taker, outer, assume) ?? taker.missing('bend radius');
  const degrees = taker.angle() ?? 90;
  const { legs, to } = legsOf(taker, assume, 'outer');
  const [one = 0, other = one] = legs;
  if (degrees !== 90) return slantedOf(degrees, [one, other], to, radius, outer);
  const more = { outer: -outer / 2, long: 0, inner: radius }[to];
  const [long, short] = [one + more, other + more];
  if (Math.min(long, short) < radius) impossible(`Legs of ${legs.map(mm).join(' and ')} are shorter than their bend.`);
  return {
    points: [
      [long, 0, 0],
      [0, 0, 0],
      [0, short, 0],
    ],
    radius,
    size: [long + outer / 2, short + outer / 2, outer],
    text: `bent into an L with legs of ${legs.map(mm).join(' and ')}`,
  };
}

/** Bent by another angle than 90°: the legs are their straight parts, since what is outside differs then. */
function slantedOf(degrees: number, legs: [number, number], to: Reach, radius: number, outer: number): Bent {
  if (to !== 'inner' || degrees <= 0 || degrees >= 180)
    impossible(`A bar with legs up to their far sides is bent by 90°, not by ${plain(degrees)}°.`);
  const turn = (degrees * Math.PI) / 180;
  const [long, short] = legs.map((leg) => leg + radius * Math.tan(turn / 2)) as [number, number];
  const end: Point = [-short * Math.cos(turn), short * Math.sin(turn), 0];
  return {
    points: [[long, 0, 0], [0, 0, 0], end],
    radius,
    size: [long + Math.max(0, -end[0]) + outer, end[1] + outer, outer],
    text: `bent by ${plain(degrees)}° with straight legs of ${legs.map(mm).join(' and ')}`,
  };
}

/** Two legs side by side: the bend is half a circle, or has two corners of a smaller radius. */
function uOf(taker: Taker, outer: number, assume: Assume): Bent {
  const clear = taker.size('inner spacing');
  const over = taker.size('outer spacing');
  const stated = radiusOf(taker, outer, assume);
  const middle =
    taker.size('long spacing') ??
    (clear === undefined ? undefined : clear + outer) ??
    (over === undefined ? undefined : over - outer);
  const unsaid = middle === undefined ? taker.size('spacing') : undefined;
  if (unsaid !== undefined) assume(`The legs are ${mm(unsaid)} apart from middle to middle.`);
  const apart = middle ?? unsaid ?? (stated === undefined ? taker.missing('distance between the legs') : 2 * stated);
  const radius = stated ?? apart / 2;
  if (2 * radius > apart + 1e-6) impossible(`Bends of ${mm(radius)} do not fit between legs ${mm(apart)} apart.`);
  const isHalf = 2 * radius > apart - 1e-6;
  const { legs, to } = legsOf(taker, assume, isHalf ? 'inner' : 'outer');
  const reach = { outer: -outer / 2, long: 0, inner: radius }[to];
  const [one = 0, other = one] = legs.map((leg) => leg + reach);
  if (Math.min(one, other) < radius) impossible(`Legs of ${legs.map(mm).join(' and ')} are shorter than their bend.`);
  return {
    points: [
      [0, one, 0],
      [0, 0, 0],
      [apart, 0, 0],
      [apart, other, 0],
    ],
    radius: isHalf ? apart / 2 : radius,
    size: [apart + outer, Math.max(one, other) + outer / 2, outer],
    text: `bent into a U with legs of ${legs.map(mm).join(' and ')}, ${mm(apart)} apart`,
  };
}

type Reach = 'outer' | 'inner' | 'long';

function legsOf(taker: Taker, assume: Assume, usual: Reach): { legs: readonly number[]; to: Reach } {
  for (const to of ['outer', 'long', 'inner'] as const) {
    const [one, other] = taker.qualifiedLegs(to);
    if (one !== undefined) return { legs: other === undefined ? [one] : [one, other], to };
  }
  const [one, other] = taker.list('leg');
  if (one === undefined) return taker.missing('length of the legs');
  assume(
    usual === 'outer'
      ? 'The legs are measured to the outside of the bend.'
      : 'The legs are measured along their straight part, up to the bend.',
  );
  return { legs: other === undefined ? [one] : [one, other], to: usual };
}
