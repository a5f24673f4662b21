import type { Profile } from '../../../kernel/specification';
import { impossible, mm, plain, Refusal, type Assume } from '../../geometry/refusal';
import type { Place } from '../grammar/description';
import type { BodyShape, Solid } from './body';
import { longAxis } from './faces';
import { regularOutline } from './prismOutlines';
import { isEvery } from './every';
import { wordsOf } from './sides';
import type { Surface } from './surface';
import { surfaceOf } from './surfaces';
import type { Taker } from './taker';

type Spot = 'lower' | 'upper' | 'middle';

/** A stretch of a bar that is thinner than the rest: round, or milled to six or four sides. In mm. */
interface Turned {
  readonly spot: Spot;
  readonly sides: 4 | 6 | undefined;
  /** Diameter, or across flats. */
  readonly across: number;
  readonly length: number;
  readonly text: string;
}

/**
 * A bar with ends that are turned down: they are within its length, since turning takes material away.
 * @param parts what belongs to the bar
 */
export function withTurnedEnds(bar: BodyShape, parts: readonly Taker[], assume: Assume): BodyShape {
  const takers = parts.filter(({ thing }) => thing.kind === 'turned end');
  const [solid, ...more] = bar.solids;
  if (takers.length === 0 || !solid || more.length > 0 || bar.built || longAxis(bar) !== 'z') return bar;
  const [x, y, height] = bar.size;
  const diameter = Math.min(x, y);
  const around = bar.round ? diameter : Math.hypot(x, y);
  const bore = bar.surfaces.find((one) => one.bore !== undefined)?.bore ?? 0;
  const end = surfaceOf(bar.surfaces, 'top')?.outline;
  if (end === undefined || (bar.round && end.kind === 'circle' && end.diameter !== diameter)) return bar;
  const found: Turned[] = [];
  for (const taker of takers) found.push(...readTurned(taker, found, { diameter, height, bore }, assume));
  const at = (spot: Spot): number => found.find((one) => one.spot === spot)?.length ?? 0;
  if (found.length === 0) return bar;
  const [lower, upper, middle] = [at('lower'), at('upper'), at('middle')];
  const room = middle > 0 ? height / 2 - middle / 2 - Math.max(lower, upper) : height - lower - upper;
  if (room < 1e-6)
    impossible(
      `Turned down over ${[lower, upper, middle]
        .filter((one) => one > 0)
        .map(mm)
        .join(' and ')}, nothing is left of ${mm(diameter)} in a length of ${mm(height)}.`,
    );
  return {
    ...bar,
    text: `${bar.text}, ${found.map(({ text }) => text).join(', ')}`,
    solids: [solid, ...found.map((one) => cutOf(one, around, height))],
    surfaces: bar.surfaces.flatMap((surface) => endOf(surface, found)),
    turned: {
      lower,
      upper: height - upper,
      middle: [height / 2 - middle / 2, height / 2 + middle / 2],
      side: bar.surfaces.find(({ outline }) => outline.kind === 'side'),
    },
  };
}

function readTurned(
  taker: Taker,
  others: readonly Turned[],
  { diameter, height, bore }: { diameter: number; height: number; bore: number },
  assume: Assume,
): Turned[] {
  if (isPlainThread(taker, diameter, assume)) return [];
  const isHex = taker.trait('six sided');
  const sides = isHex ? 6 : taker.trait('square') ? 4 : undefined;
  const what = isHex ? 'hexagon' : sides === 4 ? 'square' : taker.thing.noun === 'thread' ? 'thread' : 'turned end';
  const corners = sides === undefined ? undefined : taker.size('corners');
  const across =
    threadOn(taker, diameter, assume) ??
    (corners === undefined ? undefined : corners * Math.cos(Math.PI / (sides ?? 4))) ??
    (sides === undefined ? taker.diameter() : taker.size('flats', 'side', 'square', 'width')) ??
    taker.size('unnamed') ??
    taker.missing(sides === undefined ? 'diameter' : 'width across flats');
  const length = taker.size('length', 'unnamed') ?? taker.missing('length');
  if (!(across > 0 && across < diameter))
    impossible(`A ${what} of ${mm(across)} is not within the ${mm(diameter)} of the bar.`);
  if (across <= bore) impossible(`A ${what} of ${mm(across)} leaves nothing around a bore of ${mm(bore)}.`);
  if (sides !== undefined) assume(`The ${what} is milled out of the bar, within its length of ${plain(height)} mm.`);
  return spotsOf(taker, others, what, assume).map((spot): Turned => {
    if (others.some((one) => one.spot === spot))
      throw new Refusal('not_understood', 'The prompt does not say at which end which one is.', taker.thing.span);
    const wide = sides === undefined ? `${mm(across)} diameter` : `a ${what} of ${mm(across)}`;
    const where = spot === 'middle' ? 'in the middle' : `at the ${spot} end`;
    return { spot, sides, across, length, text: `${wide} over ${mm(length)} ${where}` };
  });
}

/** A thread that is as wide as the bar changes nothing of its shape. */
function isPlainThread(taker: Taker, diameter: number, assume: Assume): boolean {
  const [token, ...more] = taker.thing.threads;
  if (!token || more.length > 0 || Math.abs(token.thread.nominal - diameter) > 1e-6) return false;
  threadOn(taker, diameter, assume);
  taker.size('length', 'unnamed');
  taker.places((place) => spotOf(place));
  return true;
}

/** The diameter of an end that has a thread, which is simplified to a cylinder. */
function threadOn(taker: Taker, diameter: number, assume: Assume): number | undefined {
  const thread = taker.thread();
  taker.trait('threaded');
  if (thread && thread.nominal > diameter + 1e-6)
    impossible(`A thread ${thread.name} does not fit on ${mm(diameter)}.`);
  if (thread) assume(`The ${thread.name} thread is simplified to a cylinder of ${mm(thread.nominal)}.`);
  return thread?.nominal;
}

const lowers = ['lower', 'bottom', 'left', 'first'];
const uppers = ['upper', 'top', 'right', 'last'];

/** Which end it is; where that isn't said, the upper one, and "the other end" the lower one. */
function spotsOf(taker: Taker, others: readonly Turned[], what: string, assume: Assume): Spot[] {
  const { count, plural, noun } = taker.thing;
  const spots = taker.places((place) => spotOf(place));
  const [spot, ...more] = new Set(spots.flat());
  if (more.length > 1) throw new Refusal('not_understood', `The prompt does not say at which end the ${noun} is.`);
  const found = spot === undefined ? [] : [spot, ...more];
  const told = found.filter((one): one is Spot => one !== 'one' && one !== 'other');
  if (told.length > 0) return told;
  if (spot === undefined && (plural || count === 2)) return ['lower', 'upper'];
  if (spot === 'other') return [others[0]?.spot === 'lower' ? 'upper' : 'lower'];
  assume(`The ${what} is at the upper end.`);
  return ['upper'];
}

function spotOf(place: Place): (Spot | 'one' | 'other')[] | undefined {
  if (place.kind !== 'at' || place.target.kind !== 'spot' || place.target.sizes.length > 0) return undefined;
  const { target } = place;
  const words = wordsOf(target);
  const has = (list: readonly string[]): boolean => list.some((word) => words.includes(word));
  if (target.name === 'center') return ['middle'];
  if (has(lowers)) return ['lower'];
  if (has(uppers)) return ['upper'];
  if (target.name !== 'end') return undefined;
  if (isEvery(target)) return ['lower', 'upper'];
  return has(['other', 'opposite', 'far']) ? ['other'] : ['one'];
}

/** What is around it is cut away. */
function cutOf({ spot, sides, across, length }: Turned, around: number, height: number): Solid {
  const inner =
    sides === undefined
      ? { kind: 'circle' as const, diameter: across }
      : regularOutline('', sides, across / 2 / Math.cos(Math.PI / sides)).profile;
  const z = { lower: 0, upper: height - length, middle: (height - length) / 2 }[spot];
  const profile: Profile = { kind: 'circle', diameter: around + 1, holes: [inner] };
  return { operation: 'cut', shape: { kind: 'extrude', profile, height: length }, at: [0, 0, z] };
}

/** The ends are as wide as they are left. Its sides are none on which a feature can be put without a look at them. */
function endOf(surface: Surface, found: readonly Turned[]): Surface[] {
  if (surface.name !== 'top' && surface.name !== 'bottom') return [];
  const end = found.find(({ spot }) => spot === (surface.name === 'top' ? 'upper' : 'lower'));
  return [end ? { ...surface, outline: { kind: 'circle', diameter: end.across } } : surface];
}

/** @throws Refusal where what is cut into a bar between two heights meets an end that is turned down */
export function checkTurned({ turned }: BodyShape, low: number, high: number, noun: string): void {
  if (!turned) return;
  const [from, to] = turned.middle;
  if (low < turned.lower - 1e-6 || high > turned.upper + 1e-6 || (from < to && low < to && high > from))
    throw new Refusal('unsupported_feature', `A ${noun} on an end that is turned down is not made yet.`);
}
