import type { Shape } from '../../../kernel/specification';
import { impossible, mm, Refusal, type Assume } from '../../geometry/refusal';
import type { BodyShape } from './body';
import type { Point } from './points';
import { sideTest } from './sides';
import type { Taker } from './taker';

/** What a hole opens with, in mm. */
export interface Opening {
  readonly noun: string;
  readonly shape: Pick<Extract<Shape, { kind: 'hole' }>, 'counterbore' | 'countersink'>;
  readonly diameter: number;
  readonly depth: number;
  /** "the two holes on the right" */
  readonly isOf: (point: Point) => boolean;
  readonly count: number | undefined;
  /** "from the bottom" */
  readonly isFromOtherSide: boolean;
}

const kinds = ['counterbore', 'countersink'];

/** What is said of the openings of a hole. */
export function boreParts(taker: Taker, parts: readonly Taker[]): readonly Taker[] {
  const announced = taker.trait('counterbored', 'countersunk');
  const found = parts.filter(({ thing }) => kinds.includes(thing.kind));
  if (found.length > 0) taker.trait('stepped');
  if (found.length > 1) throw new Refusal('unsupported_feature', 'A hole with two counterbores is not made yet.');
  if (found.length === 0 && announced && headOf(taker) === undefined)
    return taker.missing(taker.thing.traits.some(({ name }) => name === 'countersunk') ? 'countersink' : 'counterbore');
  return found;
}

export function opensWith(part: Taker, hole: number): Opening {
  const { kind: noun, count } = part.thing;
  const from = part.place((place) =>
    place.kind === 'at' && ['from', 'in', 'on', 'at'].includes(place.relation) && place.target.kind === 'spot'
      ? [place.target.name as string, ...place.target.which].find((word) => ['top', 'bottom'].includes(word))
      : undefined,
  );
  part.trait('round');
  const isOf = sideTest(part) ?? (() => true);
  const shared = { noun, isOf, count: count === 1 ? undefined : count, isFromOtherSide: from === 'bottom' };
  const pair = noun === 'counterbore' ? part.group(2) : undefined;
  const diameter = pair?.[0]?.mm ?? part.diameter() ?? part.size('width') ?? part.size('unnamed');
  if (diameter !== undefined && diameter <= hole)
    impossible(`A ${noun} of ${mm(diameter)} is not wider than its hole of ${mm(hole)}.`);
  if (noun === 'countersink') return { ...shared, ...sunk(part, hole, diameter) };
  if (diameter === undefined) return part.missing('diameter');
  const depth = pair?.[1]?.mm ?? part.size('depth', 'unnamed') ?? part.missing('depth');
  return { ...shared, diameter, depth, shape: { counterbore: { diameter, depth } } };
}

const headed = ['counterbored', 'countersunk'] as const;

/** What a screw of its thread needs, where no more is said of the opening than that there is one. */
function headOf({ thing: { threads, traits } }: Taker): Pick<Opening, 'noun' | 'diameter' | 'depth'> | undefined {
  const [first, ...more] = threads;
  const kind = headed.filter((name) => traits.some((trait) => trait.name === name));
  if (!first || more.length > 0 || kind.length !== 1) return undefined;
  const { counterbore, countersink } = first.thread;
  if (kind[0] === 'counterbored') return counterbore && { noun: 'counterbore', ...counterbore };
  return countersink === undefined ? undefined : { noun: 'countersink', diameter: countersink, depth: 0 };
}

/** The opening for the head of a screw, by the thread that the hole is for. */
export function headOpening(taker: Taker, hole: number, assume: Assume): Opening | undefined {
  const head = headOf(taker);
  const [first] = taker.thing.threads;
  if (!head || !first) return undefined;
  const shared = { noun: head.noun, isOf: () => true, count: undefined, isFromOtherSide: false };
  if (head.diameter <= hole)
    impossible(`A ${head.noun} of ${mm(head.diameter)} is not wider than its hole of ${mm(hole)}.`);
  if (head.noun === 'counterbore') {
    const { diameter, depth } = head;
    assume(
      `The counterbore is ${mm(diameter)} wide and ${mm(depth)} deep, for a socket head ${first.thread.name} screw.`,
    );
    return { ...shared, diameter, depth, shape: { counterbore: { diameter, depth } } };
  }
  const { countersinkDegrees: degrees } = first.thread;
  const depth = (head.diameter - hole) / 2 / Math.tan((degrees * Math.PI) / 360);
  assume(`The countersink is ${mm(head.diameter)} wide at the surface, with an angle of ${degrees}°.`);
  return { ...shared, diameter: head.diameter, depth, shape: { countersink: { diameter: head.diameter, degrees } } };
}

/** By its diameter at the surface and its angle, or by its depth and its angle. */
function sunk(part: Taker, hole: number, stated: number | undefined): Pick<Opening, 'diameter' | 'depth' | 'shape'> {
  const said = part.place((place) =>
    place.kind === 'angles' && place.degrees.length === 1 ? place.degrees[0] : undefined,
  );
  const degrees = part.angle() ?? said ?? 90;
  const stated2 = part.size('depth');
  const slope = Math.tan((degrees * Math.PI) / 360);
  const diameter = stated ?? (stated2 === undefined ? part.missing('diameter') : hole + 2 * stated2 * slope);
  const depth = (diameter - hole) / 2 / slope;
  if (stated !== undefined && stated2 !== undefined && Math.abs(stated2 - depth) > 0.02)
    impossible(
      `A countersink of ${mm(diameter)} and ${degrees}° is ${mm(depth)} deep at a hole of ${mm(hole)}, not ${mm(stated2)}.`,
    );
  return { diameter, depth, shape: { countersink: { diameter, degrees } } };
}

/** The diameter of the one hole along a body: its own, or one that is told of. In mm. */
export function boreOf({ surfaces }: BodyShape, parts: readonly Taker[]): number | undefined {
  const own = surfaces.find(({ bore }) => bore !== undefined)?.bore;
  const [hole, ...more] = parts.filter(({ thing: { kind, count } }) => kind === 'hole' && (count ?? 1) === 1);
  return own ?? (more.length > 0 ? undefined : hole?.stated('diameter', 'unnamed'));
}
