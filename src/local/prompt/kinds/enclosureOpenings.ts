import type { CutOutSizes, VentSizes } from '../../geometry/hollow/openings';
import type { Side } from '../../geometry/hollow/sides';
import { Refusal, type Assume } from '../../geometry/refusal';
import type { Place, Spot } from '../grammar/description';
import type { Taker } from '../scene/taker';
import { given } from './kind';
import { groupOf, sizeOf, takePlaces } from './whole';

/** What openings are cut into. */
export interface Walls {
  /** The long sides are the front and the back. */
  readonly alongX: boolean;
  /** Nothing is at the top: “the top is open” is said of whatever stands before it. */
  readonly isOpen: boolean;
  readonly assume: Assume;
}

const named = ['left', 'right', 'front', 'back', 'top', 'bottom'] as const satisfies readonly Side[];
const upright: readonly Side[] = ['front', 'right', 'back', 'left'];
const every = ['each', 'every', 'all', 'both', 'two', 'four', 'opposite'];
const sideWords = new Set([...every, 'one', 'side', 'end', 'outer', 'outside', 'long', 'longer', 'short', 'shorter']);
const sideNames = new Set(['side', 'face', 'end']);

/** The sides that openings are on: the front where none is told. */
function sidesOf(opening: Taker, what: string, { alongX, isOpen, assume }: Walls): readonly Side[] {
  const [long, short] = [opening.trait('long'), opening.trait('short')];
  const found = opening.places((place) => sidesAt(place, alongX));
  takePlaces([opening], (place) => place.kind === 'at' && place.target.kind === 'spot' && isMiddle(place.target));
  opening.trait('through');
  const told = found.flatMap(({ sides }) => sides);
  const sides = [...new Set(isOpen && told.length > 1 ? told.filter((side) => side !== 'top') : told)];
  if (sides.length === 0) {
    const side = (long || short) && long !== alongX ? 'right' : 'front';
    assume(`The ${what} are on the ${side}.`);
    return [side];
  }
  if (found.some(({ isChosen }) => isChosen)) assume(`The ${what} are on the ${sides.join(' and the ')}.`);
  return sides;
}

function isMiddle({ name, which }: Spot): boolean {
  return name === 'center' || (sideNames.has(name) && which.every((word) => word === 'one' || word === 'a'));
}

/** @returns undefined for a place that names no side */
function sidesAt(place: Place, alongX: boolean): { sides: readonly Side[]; isChosen: boolean } | undefined {
  if (place.kind !== 'at') return undefined;
  const { target } = place;
  if (target.kind === 'things') {
    const isLid = target.things.some(({ kind }) => kind.endsWith(': lid'));
    return isLid ? { sides: ['top'], isChosen: false } : undefined;
  }
  if (target.name === 'center' && target.of?.kind === 'spot') return sidesAt({ ...place, target: target.of }, alongX);
  const words = [target.name, ...target.which].flatMap((word) => word.split(' and '));
  const sides = named.filter((side) => words.includes(side) || (side === 'back' && words.includes('rear')));
  if (sides.length > 0) return { sides, isChosen: false };
  if (!sideNames.has(target.name) || !target.which.every((word) => sideWords.has(word))) return undefined;
  const isLong = words.some((word) => word.startsWith('long'));
  const isShort = words.some((word) => word.startsWith('short')) || target.name === 'end';
  const isEvery = target.plural || (target.count ?? 1) > 1 || words.some((word) => every.includes(word));
  if (isLong || isShort) {
    const pair = isLong === alongX ? (['front', 'back'] as const) : (['right', 'left'] as const);
    return { sides: isEvery ? pair : pair.slice(0, 1), isChosen: true };
  }
  if (!isEvery) return undefined;
  const isTwo = words.includes('both') || words.includes('two') || words.includes('opposite') || target.count === 2;
  return { sides: isTwo ? ['left', 'right'] : upright, isChosen: true };
}

/** How many are on each of some sides. "Two openings, on the left and the right": one on each. */
function eachOf(opening: Taker, sides: readonly Side[], what: string, assume: Assume): number | undefined {
  const { count, noun, span, places } = opening.thing;
  if (sides.length < 2 || count === undefined || count === 1) return count;
  const isEach = places.some(
    (place) => place.kind === 'at' && place.target.kind === 'spot' && place.target.which.includes('each'),
  );
  if (isEach) return count;
  if (count === sides.length) return 1;
  if (what === 'cut-outs')
    throw new Refusal('missing_dimension', `The prompt does not say how many ${noun}s are on each side.`, span);
  assume(`There are ${count} ${what} on each of the ${sides.length} sides.`);
  return count;
}

export function ventsOf(vent: Taker, walls: Walls): VentSizes[] {
  const { assume } = walls;
  const what = 'vent slots';
  const sides = sidesOf(vent, what, walls);
  const { plural, noun, span } = vent.thing;
  vent.trait('even', 'roundEnds');
  const squareEnds = vent.trait('squareEnds', 'rectangular');
  const [isUpright, isLying] = [vent.trait('upright'), vent.trait('horizontal')];
  const [length, width] = groupOf(vent)?.toSorted((one, other) => other - one) ?? [];
  const stated = { length: vent.size('length'), width: vent.size('width'), height: vent.size('height') };
  const isWide = stated.width !== undefined && stated.height !== undefined && stated.width > stated.height;
  if (noun === 'slot' && !plural && vent.thing.count === undefined && !isUpright && !isLying && !isWide)
    throw new Refusal('missing_dimension', 'The prompt does not say whether the slot is upright or horizontal.', span);
  const isMass = noun === 'ventilation';
  const count = eachOf(vent, sides, what, assume) ?? (plural || isMass ? 5 : 1);
  if (vent.thing.count === undefined && count > 1) assume(`There are ${count} vent slots.`);
  const [high, across] = isWide ? [stated.width, stated.height] : [stated.height, stated.width];
  const sizes = given({
    length: length ?? stated.length ?? high,
    width: width ?? (stated.length === undefined ? across : (across ?? stated.height)),
    spacing: vent.size('spacing'),
  });
  return sides.map((side) => ({ side, count, squareEnds, lying: isLying || isWide, ...sizes }));
}

export function cutOutsOf(opening: Taker, walls: Walls): CutOutSizes[] {
  const sides = sidesOf(opening, 'cut-outs', walls);
  const count = eachOf(opening, sides, 'cut-outs', walls.assume);
  const { plural, noun, span } = opening.thing;
  if (plural && opening.thing.count === undefined)
    throw new Refusal('missing_dimension', `The prompt does not say how many ${noun}s there are.`, span);
  const isSquare = opening.trait('square');
  opening.trait('round', 'rectangular', 'even');
  const [width, height] = groupOf(opening) ?? [];
  const single = width === undefined ? opening.size('unnamed') : undefined;
  const square = isSquare && single !== undefined ? single : opening.size('square', 'side');
  const diameter = opening.diameter() ?? (square === undefined ? single : undefined);
  const [from] = sides.length === 1 && (count ?? 1) === 1 ? [edgesOf(opening, sides[0] ?? 'front')] : [];
  const where = given({ from, count, spacing: (count ?? 1) > 1 ? opening.size('spacing') : undefined });
  if (from && diameter === undefined) walls.assume('The distances of the cut-out are to its middle.');
  if (diameter !== undefined) return sides.map((side) => ({ side, diameter, ...where }));
  const across = width ?? square ?? sizeOf([opening], 'width', 'length');
  const up = height ?? square ?? sizeOf([opening], 'height');
  if (across === undefined || up === undefined) return opening.missing('size');
  const cornerRadius = opening.size('corner radius', 'radius');
  return sides.map((side) => ({ side, size: [across, up] as const, ...where, ...given({ cornerRadius }) }));
}

/**
 * Takes distances from edges of the side to the middle of an opening. Left and right are told of the front only: of
 * other sides it isn't clear from where they are seen.
 */
function edgesOf(opening: Taker, side: Side): CutOutSizes['from'] {
  const found = opening.places((place) => {
    if (place.kind !== 'distance' || place.to !== undefined || place.from.length !== 1) return undefined;
    const [target] = place.from;
    if (target?.kind !== 'spot') return undefined;
    const words = [target.name, ...target.which];
    const edge = (['left', 'right', 'bottom'] as const).find((name) => words.includes(name));
    const isTold = edge === 'bottom' ? side !== 'top' && side !== 'bottom' : side === 'front';
    return edge !== undefined && isTold ? ([edge, place.mm] as const) : undefined;
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}
