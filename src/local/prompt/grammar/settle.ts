import { Refusal } from '../../geometry/refusal';
import type { Place, Size, Spot, Thing } from './description';
import type { Draft } from './draft';
import { cutInner, isTitleOfTurn, splitPairs } from './drawn';

/**
 * What is to be made once all is read: sizes that are shares of others get their numbers, and things that were only
 * announced ("with two holes", "a part with a post") go, since they were described one by one.
 */
export function settle(drafts: Draft[]): Draft[] {
  splitPairs(drafts);
  cutInner(drafts);
  for (const draft of drafts)
    for (const [index, size] of draft.sizes.entries())
      if (size.share) draft.sizes[index] = resolved(size, draft, drafts);
  for (const [index, draft] of drafts.entries())
    if (draft.operation === 'cut' && draft.role === 'profile') asFeature(draft, drafts.slice(0, index));
  for (const draft of drafts) settleExtrusion(draft, drafts);
  for (const draft of drafts) takeOwner(draft, drafts);
  return drafts.filter(
    (draft, index) => !isAnnounced(draft, drafts.slice(index + 1), drafts) && !isTitleOfTurn(draft, drafts),
  );
}

/** The extrusion of a profile that stands alone is its height. */
function settleExtrusion(draft: Draft, drafts: readonly Draft[]): void {
  const index = draft.sizes.findIndex(({ name }) => name === 'extrusion');
  const size = draft.sizes[index];
  if (!size) return;
  const both = draft.traits.findIndex(({ name }) => name === 'both sides');
  const lengths = both < 0 ? size.lengths : size.lengths.map((length) => ({ ...length, mm: 2 * length.mm }));
  if (both >= 0) draft.traits.splice(both, 1);
  const others = drafts.filter((other) => other.role === 'profile' && other.sketch === draft.sketch);
  const hasHeight = draft.sizes.some(({ name }) => name === 'height');
  const name = others.length === 1 && !hasHeight ? 'height' : 'extrusion';
  draft.sizes[index] = { ...size, name, lengths };
}

/** A circle that is cut is a hole, a rectangle a pocket. */
function asFeature(draft: Draft, before: readonly Draft[]): void {
  const kind = { circle: 'hole', rectangle: 'pocket' }[draft.kind];
  if (kind === undefined) return;
  draft.role = 'feature';
  draft.kind = kind;
  if (draft.noun === 'square') draft.traits.push({ name: 'square', span: draft.span });
  draft.of = before.findLast(({ role }) => role === 'body' || role === 'profile');
}

function resolved(size: Size, draft: Draft, drafts: readonly Draft[]): Size {
  const { share } = size;
  if (!share) return size;
  const { name, qualifier } = share.of;
  const owners = [draft, ...drafts.filter(({ role }) => role === 'body')].filter(
    (owner) => owner !== draft || name !== size.name,
  );
  const found = owners
    .flatMap(({ sizes }) => sizes)
    .find((other) => other.name === name && other.qualifier === qualifier && other.lengths.length === 1);
  const mm = found?.lengths[0]?.mm;
  if (mm === undefined)
    throw new Refusal('missing_dimension', `The prompt does not give the ${name} of which the ${size.name} is a part.`);
  return { ...size, share: undefined, lengths: [{ mm: mm * share.value }] };
}

/** What is told of a thing where it is announced is told again, or lies in what is told: "a counterbored hole". */
function isDescribed(other: Draft, { kind }: Draft, trait: string): boolean {
  return other.kind === kind ? other.traits.some(({ name }) => name === trait) : trait.startsWith(other.kind);
}

/** "two holes in it" */
function isOfWhole(place: Place): boolean {
  return place.kind === 'at' && place.target.kind === 'things';
}

/** "a hole in the base", "a chamfer on the post": what it belongs to. The place says no more than that. */
function takeOwner(draft: Draft, drafts: readonly Draft[]): void {
  if (draft.role !== 'feature' && draft.role !== 'edges') return;
  for (const place of [...draft.places]) {
    if (place.kind !== 'at' || place.relation === 'between' || place.relation === 'around') continue;
    const { target } = place;
    const things = target.kind === 'things' ? target.things : thingsOf(target);
    const owner =
      things && drafts.find((other) => other !== draft && other.role !== 'feature' && things.includes(other as Thing));
    if (target.kind === 'things' && target.things.every((thing) => thing === (draft as Thing))) {
      draft.places.splice(draft.places.indexOf(place), 1);
      continue;
    }
    if (!owner || owner.role === 'edges') continue;
    if (draft.kind !== 'counterbore') draft.of = owner;
    const ofBodies =
      target.kind === 'things' &&
      target.things.every(
        (thing) =>
          thing === (draft as Thing) || thing.role === 'body' || thing.role === 'profile' || thing.role === 'feature',
      );
    if (ofBodies && place.relation !== 'through') draft.places.splice(draft.places.indexOf(place), 1);
  }
}

function thingsOf(spot: Spot): readonly Thing[] | undefined {
  return spot.of?.kind === 'things' ? spot.of.things : spot.of && thingsOf(spot.of);
}

function isAnnounced(draft: Draft, later: readonly Draft[], all: readonly Draft[]): boolean {
  if (draft.sizes.length > 0 || draft.threads.length > 0 || draft.angles.length > 0) return false;
  if (!draft.traits.every(({ name }) => later.some((other) => isDescribed(other, draft, name)))) return false;
  if (draft.role === 'body')
    return draft.isTitle && all.some(({ role, sizes }) => role !== 'feature' && sizes.length > 0);
  const described = later.filter((other) => other.kind === draft.kind && other.sizes.length > 0);
  const count = described.reduce((sum, other) => sum + (other.count ?? 1), 0);
  const announced = draft.count ?? (draft.plural ? count : 1);
  return described.length > 0 && draft.places.every((place) => isOfWhole(place)) && announced === count;
}
