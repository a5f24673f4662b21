import type { Place, Size } from './description';
import { draftOf, type Draft } from './draft';

/** What is drawn in sketches, once all is read. */

/** "Two circles with diameters of 50 and 30 mm", "two rectangles, 80 x 16 and 16 x 80 mm" are two drawings. */
export function splitPairs(drafts: Draft[]): void {
  for (const draft of [...drafts]) {
    if (draft.role !== 'profile' || draft.count !== 2) continue;
    const each = sizesOfEach(draft);
    if (!each) continue;
    const [first, second] = each;
    const rest = draft.sizes.filter((size) => !first.replaces.includes(size));
    draft.sizes.splice(0, draft.sizes.length, first.size, ...rest);
    draft.count = undefined;
    const other = draftOf(drafts.length, { ...draft, plural: false }, draft.span);
    Object.assign(draft, { plural: false });
    other.sizes.push(second.size);
    other.sketch = draft.sketch;
    other.operation = draft.operation;
    other.places.push(...draft.places);
    drafts.push(other);
  }
}

function sizesOfEach({ sizes, kind }: Draft): [Each, Each] | undefined {
  const pair = sizes.find(({ name, lengths }) => (name === 'diameter' || name === 'radius') && lengths.length === 2);
  const [a, b] = pair?.lengths ?? [];
  if (pair && a && b && kind === 'circle')
    return [
      { size: { ...pair, lengths: [a] }, replaces: [pair] },
      { size: { ...pair, lengths: [b] }, replaces: [] },
    ];
  const [one, other, ...more] = sizes.filter(({ lengths }) => lengths.length === 2);
  if (!one || !other || more.length > 0) return undefined;
  return [
    { size: one, replaces: [one, other] },
    { size: other, replaces: [] },
  ];
}

interface Each {
  readonly size: Size;
  readonly replaces: readonly Size[];
}

const beside = ['on', 'above', 'under', 'beside'];

/**
 * A circle or rectangle that is drawn within the first profile is left out of it: the ring between two circles, holes.
 * @returns those of which the prompt doesn't say so
 */
export function cutInner(drafts: readonly Draft[]): Draft[] {
  const bases = drafts.filter(
    ({ role, sizes }) => role === 'profile' && sizes.some(({ name }) => name === 'extrusion'),
  );
  return bases.flatMap((base) => {
    const room = Math.min(...extentsOf(base));
    const ring = base.traits.findIndex(({ name }) => name === 'ring');
    const inner = drafts.filter(
      (other) =>
        other !== base &&
        other.role === 'profile' &&
        other.sketch === base.sketch &&
        other.operation === 'add' &&
        (other.kind === 'circle' || other.kind === 'rectangle') &&
        Math.max(...extentsOf(other)) < room &&
        (ring >= 0 || other.places.length > 0) &&
        !other.places.some((place) => isBeside(place)),
    );
    if (ring >= 0 && inner.length === 1) base.traits.splice(ring, 1);
    const plane = base.places.find((place) => isPlane(place));
    for (const other of inner) {
      other.operation = 'cut';
      const same = other.places.findIndex((place) => isPlane(place) && plane?.span === place.span);
      if (same >= 0) other.places.splice(same, 1);
    }
    return ring >= 0 ? [] : inner;
  });
}

function isBeside(place: Place): boolean {
  return place.kind === 'at' && beside.includes(place.relation) && !isPlane(place);
}

/** "On the XY plane": where in space it is drawn. */
export function isPlane(place: Place): boolean {
  return place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'plane';
}

/** The lengths across what is drawn; without any it could be as large as can be. */
function extentsOf({ sizes, kind }: Draft): number[] {
  const all = sizes
    .filter(({ name }) => name !== 'extrusion')
    .flatMap(({ lengths, name }) => lengths.map(({ mm }) => (name === 'radius' ? 2 * mm : mm)));
  return all.length > 0 && (kind !== 'rectangle' || all.length > 0) ? all : [NaN];
}

const turns: Readonly<Record<string, number>> = { half: 180, quarter: 90 };

/** "Half a sleeve: …", "a quarter ring: …": the title of what is revolved or swept by as much. */
export function isTitleOfTurn(draft: Draft, drafts: readonly Draft[]): boolean {
  if (draft.role !== 'body' || !draft.isTitle || draft.sizes.length + draft.places.length > 0) return false;
  const made = drafts.filter(({ traits }) => traits.some(({ name }) => name === 'revolved' || name === 'swept'));
  const angles = [
    ...made.flatMap((one) => one.angles.map(({ degrees }) => degrees)),
    ...drafts.filter(({ role }) => role === 'path').map(({ noun }) => (/half|semi/.test(noun) ? 180 : 90)),
  ];
  return made.length > 0 && draft.traits.every(({ name }) => angles.includes(turns[name] ?? -1));
}
