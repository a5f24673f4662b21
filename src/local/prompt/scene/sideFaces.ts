import type { Assume } from '../../geometry/refusal';
import type { Surface } from './surface';
import type { Place, Spot, Thing } from '../grammar/description';
import type { PlacedBody } from './body';
import { every } from '../grammar/everyWords';
import { isAtEnds } from './endHoles';
import { isEvery } from './every';
import { across, axisOfSurface, longAxis, opposite } from './faces';
import { Taker } from './taker';

const into = new Set(['in', 'on', 'at', 'through', 'from']);
const short = new Set(['short', 'shorter', 'narrow']);
const faceWords = new Set([
  'side',
  'face',
  'one',
  'a',
  'either',
  'flat',
  'straight',
  ...every,
  'four',
  'two',
  'long',
  'longer',
  ...short,
]);
/** What is cut into the end of a body or along its edges, and not into one of its faces: each says where by itself. */
export const endKinds: ReadonlySet<string> = new Set(['rebate', 'keyway', 'flat', 'notch', 'dovetail', 't slot']);
/** Of a block, all but the top and the bottom. */
const upright = ['front', 'right', 'back', 'left'];

type OnFace = Extract<Place, { kind: 'at' }> & { readonly target: Spot };

function isOnFace(place: Place): place is OnFace {
  return place.kind === 'at' && into.has(place.relation) && place.target.kind === 'spot';
}

/** Words that tell which of the sides are meant: those of a face may be the top, too. */
const lengths = new Set(['long', 'longer', ...short]);

/** Whether words of a spot name a side face, and not which one: "the side face", "one side", "the wall". */
function isSide({ name, which, sizes, of }: Spot): boolean {
  const isNamed = name === 'side' || (name === 'face' && which.includes('side'));
  const isOf = of?.kind === 'spot' && of.name !== 'center';
  const isKnown = (word: string): boolean => faceWords.has(word) || (name === 'side' && lengths.has(word));
  return isNamed && !isOf && sizes.length === 0 && which.every(isKnown);
}

/** "through one side", "through one wall only" */
export function isThroughOneSide(place: Place): boolean {
  if (!isOnFace(place) || place.relation === 'around') return false;
  const { which, count } = place.target;
  return isSide(place.target) && (count === 1 || which.includes('one'));
}

/** The one side face that a hole is said to be in, where the prompt does not say which: the front of a block. */
export function sideFace(place: Place, body: PlacedBody, noun: string, assume: Assume): Surface | undefined {
  if (!isOnFace(place) || !isSide(place.target) || isEvery(place.target)) return undefined;
  const curved = body.surfaces.find(({ outline }) => outline.kind === 'side');
  if (curved) return curved;
  const sides = sidesOf(body);
  const { which } = place.target;
  const isShort = which.some((word) => short.has(word));
  const front = isShort ? sides.find(({ direction }) => direction.endsWith(longAxis(body))) : sides[0];
  if (isShort && longAxis(body) === 'z') return undefined;
  const isOne = front && sides.length > 1 && sides.every(({ direction }) => !direction.endsWith('z'));
  if (!isOne) return undefined;
  assume(`The side that the ${noun} is in is ${front.text}.`);
  return front;
}

/** The upright faces of a body, the one that more can be put on first. */
function sidesOf({ surfaces, size: [x, y] }: PlacedBody): Surface[] {
  const found = upright.flatMap((name) => surfaces.filter((surface) => surface.name === name));
  return x >= y ? found : found.toSorted((one, other) => rank(one) - rank(other));
}

const rank = ({ direction }: Surface): number => ['x', '-x', '-y', 'y'].indexOf(direction);

/**
 * A feature that is in several faces, once for each: "in each of the four sides", "in both ends". What goes through
 * from one side to the other in the middle is made once.
 */
export function onEachFace(taker: Taker, body: PlacedBody): { taker: Taker; body: PlacedBody }[] {
  const { thing } = taker;
  const isOnEnds = thing.places.some((place) => isOnFace(place) && flatEnds(place.target, body).length > 0);
  const isAround = body.round && thing.kind === 'groove' && !isOnEnds;
  if (thing.role !== 'feature' || endKinds.has(thing.kind) || isAround) return [];
  const onFaces = (one: Place): readonly Surface[] =>
    isOnFace(one) && !isAtEnds(one, thing, body) ? facesOf(one, body) : [];
  const place = thing.places.find((one) => onFaces(one).length > 0);
  const faces = place ? onFaces(place) : [];
  const [first] = faces;
  if (!place || !first) return [];
  const isOneEach = thing.count === undefined || thing.count === 1 || thing.count === faces.length;
  const each: Thing = {
    ...thing,
    count: isOneEach ? 1 : thing.count,
    plural: !isOneEach && thing.plural,
    places: thing.places.filter((one) => one !== place && !isDrillingAxis(one, first, body)),
  };
  const isThrough = !thing.sizes.some(({ name }) => name === 'depth') && first.bounded !== true;
  const isCentered = each.places.every((one) => one.kind === 'at') && (each.count ?? 1) === 1;
  const wanted =
    isThrough && isCentered
      ? faces.filter((face, index) => !faces.slice(0, index).some((other) => other === opposite(face, body)))
      : faces;
  return wanted.map((surface) => ({ taker: new Taker(each), body: { ...body, surfaces: [surface] } }));
}

/** "along the length, in each end" says no more than "in each end". */
function isDrillingAxis(place: Place, { direction }: Surface, body: PlacedBody): boolean {
  if (place.kind !== 'at' || place.relation !== 'along' || place.target.kind !== 'spot') return false;
  const { name, which, axis } = place.target;
  const along = name === 'size' && which.includes('length') ? longAxis(body) : name === 'axis' ? (axis ?? 'z') : axis;
  return along !== undefined && direction.endsWith(along);
}

/** "in each of the two flat faces" of a round body: its ends. */
function flatEnds({ name, which, count = 2, sizes, of }: Spot, { round, surfaces }: PlacedBody): readonly Surface[] {
  const isFlat = which.some((word) => word === 'flat' || word === 'end') && which.every((word) => flatWords.has(word));
  if (!round || name !== 'face' || count !== 2 || !isFlat || sizes.length > 0 || of) return [];
  return surfaces.filter((surface) => surface.name === 'top' || surface.name === 'bottom');
}

const flatWords = new Set([...faceWords, 'end']);

/** The faces that "in each end", "in the centre of every side" and the like name. */
function facesOf({ relation, target: spot }: OnFace, body: PlacedBody): readonly Surface[] {
  if (spot.name === 'center' && spot.of?.kind === 'spot' && spot.which.length === 0)
    return facesOf({ kind: 'at', relation, target: spot.of, span: spot.span }, body);
  if (!isEvery(spot) || spot.sizes.length > 0 || spot.of?.kind === 'spot') return [];
  const { name, which, count } = spot;
  const ends = flatEnds(spot, body);
  if (ends.length > 0) return ends;
  if (!which.every((word) => faceWords.has(word))) return [];
  if (isSide(spot)) {
    const sides = sidesOf(body);
    const [x, y, z] = body.size;
    // "in each short wall"
    const isShort = which.some((word) => short.has(word));
    if (isShort || which.some((word) => word.startsWith('long'))) {
      const ends = sides.filter(({ direction }) => direction.endsWith(longAxis(body)) === isShort);
      return sides.length === 4 && (count ?? 2) === 2 && longAxis(body) !== 'z' ? ends : [];
    }
    const isPair = which.includes('both') || which.includes('two');
    // "on every side" of a cube
    const isCube = x === y && y === z && count === undefined && body.surfaces.length === 6 && name === 'side';
    if (isCube && !isPair) return body.surfaces;
    return sides.length === 4 && (count ?? 4) === 4 && !isPair ? sides : [];
  }
  if (name === 'end' && (count ?? 2) === 2) {
    const end = across(longAxis(body), body);
    const other = end && opposite(end, body);
    return end && other ? [end, other] : [];
  }
  // "through all three axes"
  if (name === 'axis' && body.corners && count === 3)
    return ['top', 'front', 'right'].flatMap((one) => body.surfaces.find((surface) => surface.name === one) ?? []);
  const isAll = name === 'face' && body.corners && (count === 6 || (count === undefined && which.includes('each')));
  const { surfaces } = body;
  return isAll && surfaces.length === 6 && new Set(surfaces.map(axisOfSurface)).size === 3 ? surfaces : [];
}
