import { angles, clock } from './anglePlaces';
import { every } from './everyWords';
import type { Axis } from '../text/token';
import { Phrases, wordSet, type Cursor } from './cursor';
import { besideMiddle, distance, distanceOf, distanceTo, froms } from './distances';
import type { Place, Relation, Spot, Target, Things } from './description';
import { alone, determiners, relations } from './placeWords';
import { readLengths } from './sizes';
import { sizeNouns } from './sizeWords';
import { nouns } from './things';
import type { PlaceContext } from './placeContext';
import { ofWords, readIntroduced, readTarget } from './spots';

/** Reads one place: "5 mm from both edges", "on top of the base", "in the middle of that face", "at (10, 20)". */
export function readPlace(context: PlaceContext): Place | undefined {
  const { cursor } = context;
  return (
    cursor.try(() => distance(context)) ??
    cursor.try(() => distanceTo(context) ?? cursor.try(() => distanceOf(context))) ??
    cursor.try(() => besideMiddle(context)) ??
    cursor.try(() => points(context)) ??
    cursor.try(() => angles(cursor)) ??
    cursor.try(() => clock(cursor)) ??
    cursor.try(() => between(context)) ??
    cursor.try(() => related(context)) ??
    cursor.try(() => adverb(context))
  );
}

const atWords = wordSet(
  `through at in on from center centers centered located positioned placed the and points point position positions
  coordinates`,
);

/** "at (10,10), (75,10) and (40,40)", "at x=±55 mm, y=±25 mm" */
function points({ cursor, toMm }: PlaceContext): Place | undefined {
  const start = cursor.index;
  cursor.skipWords(atWords);
  cursor.takeStop(':');
  const found: [number, number, number][] = [];
  const values: Partial<Record<Axis, number[]>> = {};
  let end = cursor.index;
  for (;;) {
    const point = cursor.take('point');
    const coordinate = point ? undefined : cursor.take('coordinate');
    if (!point && !coordinate) break;
    if (point) {
      const [x = 0, y = 0, z = 0] = point.coordinates.map((value) => toMm({ value, bare: point.bare }));
      found.push([x, y, z]);
    }
    if (coordinate)
      values[coordinate.axis] = [
        ...(values[coordinate.axis] ?? []),
        ...coordinate.values.map((value) => toMm({ value, bare: coordinate.bare })),
      ];
    end = cursor.index;
    cursor.takeStop(',');
    cursor.skipWords(andWords);
  }
  cursor.index = end;
  if (found.length > 0) return { kind: 'points', points: found, span: cursor.since(start) };
  return Object.keys(values).length === 0 ? undefined : { kind: 'coordinates', values, span: cursor.since(start) };
}

const andWords = wordSet('and at');
const edgeBetween = wordSet('the an edge edges corner inside on at');
const meets = wordSet('meets meet joins join touches touch and');
const halfway = wordSet('midway halfway');
const andOf = wordSet('and the');

/** "where the post meets the base", "between the pin and the lever", "midway between the inside and the outside" */
function between(context: PlaceContext): Place | undefined {
  const { cursor } = context;
  const start = cursor.index;
  if (cursor.takeWord(halfway)) {
    if (cursor.word() !== 'between') return undefined;
    cursor.index += 2;
    const sides = [cursor.word(), cursor.word(2), cursor.word(3)];
    if (!sides.includes('inside') || !sides.includes('outside')) return undefined;
    cursor.index++;
    cursor.skipWords(andOf);
    cursor.index++;
    cursor.try(() => (cursor.takeWord(ofWords) ? readTarget(context) : undefined));
    const target = { kind: 'things', things: [], span: cursor.since(start) } as const;
    return { kind: 'at', relation: 'between', target, span: target.span };
  }
  const isWhere = cursor.word() === 'where';
  if (isWhere) cursor.index++;
  else {
    cursor.skipWords(edgeBetween);
    if (cursor.word() !== 'between') return undefined;
    cursor.index++;
  }
  const one = context.refer();
  if (one && !isWhere && countOf(one) === 2)
    return { kind: 'at', relation: 'between', target: one, span: cursor.since(start) };
  if (!one || !cursor.takeWord(meets)) return undefined;
  const other = context.refer();
  if (!other) return undefined;
  const span = cursor.since(start);
  const target = { kind: 'things', things: [...one.things, ...other.things], span } as const;
  return { kind: 'at', relation: 'between', target, span };
}

const countOf = ({ things }: Things): number => things.reduce((sum, { count }) => sum + (count ?? 1), 0);

/** "on top of the base", "through the middle of the square" */
function related(context: PlaceContext): Place | undefined {
  const { cursor } = context;
  const start = cursor.index;
  const named = sizeNouns.at(cursor)?.words ?? 0;
  // "sticks out in the middle of", which is no size
  if (named > 1 && !(goings.has(cursor.word() ?? '') && relations.at(cursor, named))) return undefined;
  // "from front to back"
  if ((alone.at(cursor)?.words ?? 0) > 3) return undefined;
  cursor.skipWords(goings);
  cursor.takePhrase(allTheWay);
  cursor.skipWords(adverbs);
  const relation = cursor.takePhrase(relations);
  if (relation === undefined) return undefined;
  const target =
    readTarget(context) ??
    (acrossThings.has(relation) ? (throughArms(context) ?? throughSize(context)) : undefined) ??
    (introducing.has(relation) || isHole(context, relation) ? readIntroduced(context) : undefined);
  if (relation === 'through' && target?.kind === 'things') return through(context, target, start);
  if (relation === 'toward' && target?.kind === 'spot' && target.name === 'size') return undefined;
  return target && { kind: 'at', relation: deeper(relation, target), target, span: cursor.since(start) };
}

/** "through boss and plate" */
function through(context: PlaceContext, first: Things, start: number): Place {
  const { cursor } = context;
  const things = [...first.things];
  for (;;) {
    const next = cursor.try(() => (cursor.takeWord(andWords) ? context.refer() : undefined));
    if (!next) break;
    things.push(...next.things);
  }
  const span = cursor.since(start);
  return { kind: 'at', relation: 'through', target: { kind: 'things', things, span }, span };
}

/** "It goes through both arms", which a slot has left: through all that there is. */
function throughArms({ cursor }: PlaceContext): Spot | undefined {
  if (cursor.own || cursor.word(-1) !== 'through') return undefined;
  return cursor.try(() => {
    const start = cursor.index;
    cursor.skipWords(bothWords);
    if (cursor.index === start || cursor.takeWord(arms) === undefined) return undefined;
    return { kind: 'spot', name: 'size', which: [], plural: false, sizes: [], span: cursor.since(start) };
  });
}

const bothWords = wordSet('both the of its all');
const arms = wordSet('arms legs prongs cheeks ears tines');

const acrossThings = new Set<Relation>(['through', 'across']);

/** "through the 19 mm": a face is named by the size across it. */
function throughSize({ cursor, toMm }: PlaceContext): Spot | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    cursor.skipWords(determiners);
    cursor.takeWord(whole);
    const written = readLengths(cursor, toMm, false);
    const [length, ...more] = written?.lengths ?? [];
    // "through a 40 mm cube" tells of the cube, which is introduced
    if (nouns.at(cursor)) return undefined;
    // "4x Ø5 through, 8 mm from the edges", "through 8 mm to the right" without the comma
    if (!length || more.length > 0 || froms.has(cursor.word() ?? '') || cursor.word() === 'to') return undefined;
    return { kind: 'spot', name: 'size', which: [], plural: false, sizes: [length.mm], span: cursor.since(start) };
  });
}

const whole = wordSet('full whole entire');
const introducing = new Set<Relation>(['on', 'above', 'under', 'through', 'around']);

/** "in a 10 mm hole" of a body that is told of later */
function isHole({ cursor }: PlaceContext, relation: Relation): boolean {
  if (relation !== 'in' || cursor.word(-1) !== 'in') return false;
  return [1, 2, 3, 4].some((ahead) => nouns.at(cursor, ahead)?.meaning.kind === 'hole');
}

const adverbs = wordSet('straight right exactly directly just up');
const goings = wordSet(
  'going leading extending that which goes sticks sticking out projects projecting protrudes protruding',
);
const allTheWay = new Phrases([['all the way', true]]);

function deeper(relation: Relation, target: Target): Relation {
  // "a slot through all of Y"
  if (relation === 'through' && target.kind === 'spot' && target.name === 'size' && target.axis) return 'along';
  return relation === 'on' && target.kind === 'spot' && target.name === 'top' && target.of ? 'above' : relation;
}

/** "centered", "concentric with the hole" */
function adverb(context: PlaceContext): Place | undefined {
  const { cursor } = context;
  const start = cursor.index;
  const found = sizeNouns.at(cursor) ? undefined : cursor.takePhrase(alone);
  if (!found) return undefined;
  const of = cursor.try(() => {
    cursor.skipWords(withWords);
    return (found.spot === 'axis' ? readRounding(cursor) : undefined) ?? readTarget(context);
  });
  const spot: Spot = {
    kind: 'spot',
    name: found.spot,
    which: found.which ?? [],
    plural: false,
    sizes: [],
    of,
    span: cursor.since(start),
  };
  return { kind: 'at', relation: found.relation, target: spot, span: spot.span };
}

const withWords = wordSet('with to on in about of across along over');

/** "concentric with the corner radii", "with the rounding": the middle of what rounds corners or ends. */
function readRounding(cursor: Cursor): Spot | undefined {
  return cursor.try(() => {
    const start = cursor.index;
    const which = [...(cursor.takeWord(every) === undefined ? [] : ['each'])];
    cursor.skipWords(determiners);
    const found = cursor.takePhrase(roundingNouns);
    if (!found) return undefined;
    const span = cursor.since(start);
    return { kind: 'spot', name: found.name, which: [...which, 'rounded'], plural: found.plural, sizes: [], span };
  });
}

const roundingNouns = new Phrases<{ readonly name: 'corner' | 'end'; readonly plural: boolean }>([
  ...['radius', 'radiuses', 'rounding', 'roundings', 'fillet', 'fillets', 'arc', 'arcs', 'curve', 'curves'].flatMap(
    (noun) => {
      const plural = noun.endsWith('s') && noun !== 'radius';
      return ['', 'corner ', 'end ', 'edge '].map(
        (of) => [`${of}${noun}`, { name: of === 'end ' ? 'end' : 'corner', plural }] as const,
      );
    },
  ),
  ...['corner', 'end'].flatMap((noun) =>
    ['rounded', 'round', 'filleted', 'radiused'].flatMap((word) => [
      [`${word} ${noun}`, { name: noun === 'end' ? 'end' : 'corner', plural: false }] as const,
      [`${word} ${noun}s`, { name: noun === 'end' ? 'end' : 'corner', plural: true }] as const,
    ]),
  ),
]);
