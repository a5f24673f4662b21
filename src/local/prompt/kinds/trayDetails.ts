import type { Feature } from '../../../kernel/specification';
import { impossible, mm, Refusal, type Assume } from '../../geometry/refusal';
import type { Place } from '../grammar/description';
import type { Taker } from '../scene/taker';
import { isEvery } from '../scene/every';
import { countOf, groupOf, isSpot, sizeOf, takePlaces, type Whole } from './whole';

/** A box that is open at the top, outside, standing on Z = 0 about its middle. In mm. */
export interface OpenBox {
  readonly length: number;
  readonly width: number;
  readonly height: number;
  readonly wall: number;
  readonly floor: number;
  readonly radius: number;
  readonly hasLid: boolean;
}

/** Walls inside a tray: at each of these places along X they run along Y, and the other way round. */
interface Walls {
  readonly alongX: number;
  readonly alongY: number;
  readonly thickness: number;
  /** Above the floor; up to the rim if it isn't said. */
  readonly height: number | undefined;
}

/** "divided into 6 compartments by 2 mm walls", "two dividers along the length and one across". @throws Refusal */
export function dividersOf(whole: Whole, box: OpenBox, assume: Assume): { features: Feature[]; details: string[] } {
  const [dividers, compartments] = [whole.members('divider'), whole.members('compartment')];
  if (dividers.length + compartments.length === 0) return { features: [], details: [] };
  if (box.hasLid) throw new Refusal('unsupported_feature', 'A box with a lid has no dividers yet.');
  const all = [...dividers, ...compartments];
  for (const one of all) one.trait('even', 'plain', 'apart', 'equal');
  takePlaces(compartments, (place) => isSpot(place, 'inside', 'size'));
  const thickness = sizeOf(all, 'thickness', 'wall') ?? sizeOf(dividers, 'unnamed', 'width') ?? box.wall;
  const height = sizeOf(dividers, 'height');
  const counts = countsOf(compartments, box, assume);
  const walls = dividers.map((one) => runOf(one, box, assume));
  const sum = (axis: 'x' | 'y'): number => walls.reduce((all, one) => all + (one.along === axis ? one.count : 0), 0);
  const told = counts ?? { alongX: sum('x') + 1, alongY: sum('y') + 1, total: undefined };
  const given = walls.length > 0 ? { alongX: sum('x') + 1, alongY: sum('y') + 1 } : told;
  const { total } = told;
  if (total !== undefined && total !== given.alongX * given.alongY)
    impossible(`So many dividers make ${given.alongX * given.alongY} compartments, not ${total}.`);
  return build({ ...given, thickness, height }, box);
}

function build({ alongX, alongY, thickness, height }: Walls, box: OpenBox): { features: Feature[]; details: string[] } {
  const inner = [box.length - 2 * box.wall, box.width - 2 * box.wall] as const;
  const room = box.height - box.floor;
  const high = height ?? room;
  if (high > room + 1e-9) impossible(`Dividers of ${mm(high)} are higher than the ${mm(room)} above the floor.`);
  const wallsAt = (axis: 0 | 1, count: number): Feature[] => {
    const free = (inner[axis] - (count - 1) * thickness) / count;
    if (!(free > 0)) impossible(`${count - 1} dividers of ${mm(thickness)} leave nothing open inside.`);
    // They reach into the walls, so that they are one solid with them.
    const long = inner[axis === 0 ? 1 : 0] + box.wall;
    return Array.from({ length: count - 1 }, (_, index): Feature => {
      const at = -inner[axis] / 2 + (index + 1) * (free + thickness) - thickness / 2;
      return {
        operation: 'add',
        name: `divider ${axis === 0 ? 'across' : 'along'} ${index + 1}`,
        shape: { kind: 'box', size: axis === 0 ? [thickness, long, high] : [long, thickness, high] },
        at: axis === 0 ? [at, 0, box.floor] : [0, at, box.floor],
      };
    });
  };
  const features = [...wallsAt(0, alongX), ...wallsAt(1, alongY)];
  return { features, details: [`${alongX * alongY} compartments, with dividers of ${mm(thickness)}`] };
}

interface Counts {
  readonly alongX: number;
  readonly alongY: number;
  readonly total: number;
}

/** "3 x 2 compartments", "4 compartments" */
function countsOf(compartments: readonly Taker[], { length, width }: OpenBox, assume: Assume): Counts | undefined {
  const [first] = compartments;
  if (!first) return undefined;
  const [x, y] = first.pair('grid') ?? groupOf(first) ?? [];
  const total = countOf(compartments) ?? (x ?? NaN) * (y ?? NaN);
  if (!(total >= 2 && total <= mostCompartments) || !Number.isInteger(total))
    throw new Refusal('missing_dimension', 'The prompt does not say how many compartments there are.');
  if (x !== undefined && y !== undefined) {
    if (x * y !== total) impossible(`${x} by ${y} compartments are not ${total}.`);
    return { alongX: x, alongY: y, total };
  }
  const longer = length >= width ? 'x' : 'y';
  const [along] = compartments.flatMap((one) =>
    one.places((place) => directionOf(place, longer, longer === 'x' ? 'y' : 'x', true)),
  );
  if (along === 'x' || along === 'y')
    return along === 'x' ? { alongX: total, alongY: 1, total } : { alongX: 1, alongY: total, total };
  const few = Array.from({ length: Math.floor(Math.sqrt(total)) }, (_, index) => index + 1)
    .filter((rows) => total % rows === 0)
    .at(-1);
  const rows = few ?? 1;
  const [alongX, alongY] = length >= width ? [total / rows, rows] : [rows, total / rows];
  assume(`The ${total} compartments lie ${alongX} along X and ${alongY} along Y.`);
  return { alongX, alongY, total };
}

const mostCompartments = 100;

/** Along which axis the dividers follow each other, and how many there are. */
function runOf(divider: Taker, { length, width }: OpenBox, assume: Assume): { along: 'x' | 'y'; count: number } {
  const { thing } = divider;
  const count = thing.count ?? (thing.plural ? undefined : 1);
  if (count === undefined)
    throw new Refusal('missing_dimension', `The prompt does not say how many ${thing.noun}s there are.`, thing.span);
  const longer = length >= width ? 'x' : 'y';
  const shorter = longer === 'x' ? 'y' : 'x';
  const isSpaced = thing.traits.some(({ name }) => name === 'even');
  const said = divider.places((place) => directionOf(place, longer, shorter, isSpaced));
  const axes = new Set(said.filter((axis) => axis !== 'middle'));
  if (axes.size > 1 || (said.includes('middle') && count !== 1))
    throw new Refusal('not_understood', `The prompt does not say how the ${thing.noun}s lie.`, thing.span);
  const [along] = axes;
  if (along === undefined)
    assume(
      `The ${thing.noun}${count > 1 ? 's follow' : ' parts'} the longer side${count > 1 ? ' of the inside evenly' : ''}.`,
    );
  return { along: along ?? longer, count };
}

/** "along the length" is how a divider runs, "in the middle of the length" and "spaced along it" where it is. */
function directionOf(
  place: Place,
  longer: 'x' | 'y',
  shorter: 'x' | 'y',
  isSpaced: boolean,
): 'x' | 'y' | 'middle' | undefined {
  if (place.kind !== 'at' || place.target.kind !== 'spot') return undefined;
  const { relation, target } = place;
  const isMiddle = target.name === 'center';
  const spot = isMiddle && target.of?.kind === 'spot' ? target.of : target;
  const isOf = (...words: readonly string[]): boolean => words.some((word) => spot.which.includes(word));
  const isLong = isOf('length', 'long', 'longer');
  const isShort = isOf('width', 'short', 'shorter');
  if (isMiddle && spot === target) return target.axis === 'z' || target.which.length > 0 ? undefined : 'middle';
  const named = spot.axis === 'x' || spot.axis === 'y' ? spot.axis : isLong ? longer : isShort ? shorter : undefined;
  if (named === undefined) return undefined;
  const other = named === 'x' ? 'y' : 'x';
  if (isMiddle || relation === 'across') return named;
  if (!['along', 'parallel'].includes(relation)) return undefined;
  return isSpaced && relation === 'along' ? named : other;
}

/** "two mounting ears 15x20x4 mm, one on each short side, flush with the bottom" @throws Refusal */
export function earsOf(whole: Whole, box: OpenBox, assume: Assume): { features: Feature[]; details: string[] } {
  const ears = whole.members('ear');
  const [first, ...others] = ears;
  if (!first) return { features: [], details: [] };
  const { noun } = first.thing;
  const count = countOf(ears);
  const holes = whole.holesOn(ears);
  for (const one of ears) one.trait('plain', 'flat', 'outside');
  const group = ears.map((one) => groupOf(one)).find((one) => one !== undefined);
  const reach = sizeOf(ears, 'length', 'depth') ?? group?.[0];
  const wide = sizeOf(ears, 'width') ?? group?.[1];
  const thick = sizeOf(ears, 'thickness', 'height') ?? group?.[2];
  if (reach === undefined || wide === undefined || thick === undefined)
    return first.missing(thick === undefined ? 'thickness' : wide === undefined ? 'width' : 'length');
  if (group) assume(`The ${noun}s stand out by ${mm(reach)} and are ${mm(wide)} wide.`);
  const axis = earAxis([first, ...others], box, assume);
  const places = holes.flatMap((hole) => holeOf(hole, reach, wide));
  if (count !== undefined && count !== 2)
    throw new Refusal('unsupported_feature', `Two ${noun}s are made, one on each of two sides, not ${count}.`);
  const [half, side] = axis === 'x' ? [box.length / 2, box.width] : [box.width / 2, box.length];
  if (wide > side || thick > box.height)
    impossible(`A ${noun} of ${mm(wide)} by ${mm(thick)} is larger than its side.`);
  // They reach into the walls, so that they are one solid with them.
  const into = box.wall / 2;
  const along = (sign: number, at: number): [number, number] => (axis === 'x' ? [sign * at, 0] : [0, sign * at]);
  const features = [-1, 1].flatMap((sign, index): Feature[] => {
    const [x, y] = along(sign, half + (reach - into) / 2);
    const [middleX, middleY] = along(sign, half + reach / 2);
    return [
      {
        operation: 'add',
        name: `${noun} ${index + 1}`,
        shape: { kind: 'box', size: axis === 'x' ? [reach + into, wide, thick] : [wide, reach + into, thick] },
        at: [x, y, 0],
      },
      ...places.map((diameter): Feature => ({
        operation: 'cut',
        name: `hole in ${noun} ${index + 1}`,
        shape: { kind: 'cylinder', diameter, height: thick + 2 },
        at: [middleX, middleY, -1],
      })),
    ];
  });
  return { features, details: [`2 ${noun}s of ${mm(reach)} by ${mm(wide)} by ${mm(thick)}`] };
}

/** "on the short sides", "on the left and right", "one on each side". */
function earAxis(ears: readonly Taker[], { length, width }: OpenBox, assume: Assume): 'x' | 'y' {
  const longer = length >= width ? 'x' : 'y';
  const axes = new Set<'x' | 'y'>();
  takePlaces(ears, (place) => {
    if (place.kind !== 'at' || place.target.kind !== 'spot') return false;
    const { name, which, of } = place.target;
    const words = [name as string, ...which, ...(of?.kind === 'spot' ? [of.name as string, ...of.which] : [])];
    if (name === 'bottom' || (['edge', 'side', 'face'].includes(name) && which.includes('bottom'))) return true;
    if (name === 'size' || name === 'center') return of === undefined;
    if (!['side', 'end', 'edge', 'face'].includes(name)) return false;
    if (words.some((word) => word.startsWith('short')) || name === 'end') axes.add(longer);
    else if (words.some((word) => word.startsWith('long'))) axes.add(longer === 'x' ? 'y' : 'x');
    else if (words.some((word) => word.includes('left'))) axes.add('x');
    else return isEvery(place.target) || words.includes('opposite');
    return true;
  });
  if (axes.size > 1) throw new Refusal('not_understood', 'The prompt does not say on which sides the ears are.');
  const [axis = longer] = axes;
  if (axes.size === 0) assume(`The ears are on the sides along ${axis === 'x' ? 'Y' : 'X'}.`);
  return axis;
}

/** A hole in the middle of each ear. @returns its diameter in mm */
function holeOf(hole: Taker, reach: number, wide: number): number[] {
  takePlaces([hole], (place) => (place.kind === 'at' && place.target.kind === 'things') || isSpot(place, 'center'));
  hole.trait('through', 'clearance', 'each');
  const thread = hole.thread();
  const diameter = hole.diameter() ?? hole.size('unnamed') ?? thread?.clearance.normal ?? hole.missing('diameter');
  const { count = 1, places } = hole.thing;
  const isOfEach = places.some((place) => place.kind === 'at' && place.target.kind === 'things' && place.target.each);
  if (count > 2 || (count > 1 && isOfEach))
    throw new Refusal('unsupported_feature', 'Each ear has one hole in its middle.', hole.thing.span);
  if (diameter >= Math.min(reach, wide)) impossible(`A hole of ${mm(diameter)} does not fit in the ear.`);
  return [diameter];
}
