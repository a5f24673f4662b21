import { stepsOf } from './stairSteps';
import { Refusal } from '../../geometry/refusal';
import { settleLikes } from './another';
import type { Place, Share, Size, Spot, Thing } from './description';
import { standBars } from './barEnds';
import { ofParts } from './becomes';
import { asFeature, isBored, thingsOf } from './cutShapes';
import { cutSteps } from './cutSteps';
import { draftOf, type Draft } from './draft';
import { takeBase } from './raised';
import { summaryOf } from './summary';
import { cutInner, isTitleOfTurn, splitPairs } from './drawn';
import { joinMembers } from './members';
import { settleOverall, settleSections } from './wholeLength';
import { settleThreads } from './outerThreads';
import { splitStacks } from './stacks';
import { giveEndsToWearer } from './worn';
import { openings } from './openings';
import { isAcrossFlats, outlineOf, outlines, titleOf } from './titles';

/**
 * What is to be made once all is read: sizes that are shares of others get their numbers, and things that were only
 * announced ("with two holes", "a part with a post") go, since they were described one by one.
 * @param assumptions takes sentences on what the prompt leaves open
 */
export function settle(
  told: readonly Draft[],
  assumptions: string[],
): { things: Draft[]; title: string | undefined; outline: string | undefined } {
  const drafts = joinMembers(told);
  settleThreads(drafts);
  splitStacks(drafts, assumptions);
  splitPairs(drafts);
  cutSteps(drafts);
  settleSections(drafts, assumptions);
  settleOverall(drafts, assumptions);
  settleLikes(drafts, assumptions);
  ofParts(drafts);
  giveEndsToWearer(drafts);
  standBars(drafts, assumptions);
  for (const draft of drafts) shell(draft);
  for (const draft of [...drafts]) roundCorners(draft, drafts);
  for (const { noun, plural } of cutInner(drafts))
    assumptions.push(`The ${noun}${plural ? 's are' : ' is'} cut out of the outline.`);
  for (const draft of drafts) resolveShares(draft, drafts);
  for (const [index, draft] of drafts.entries())
    if (draft.operation === 'cut' && (draft.role === 'profile' || isBored(draft)))
      asFeature(draft, drafts.slice(0, index), drafts);
  for (const draft of drafts) settleExtrusion(draft, drafts);
  for (const draft of drafts) takeBase(draft, drafts);
  for (const draft of drafts) takeOwner(draft, drafts);
  for (const draft of drafts) takeCornered(draft, drafts);
  for (const draft of drafts) fillGap(draft, drafts);
  for (const draft of drafts) joinEnds(draft);
  const steps = stepsOf(drafts);
  const summary = summaryOf(drafts);
  const things = drafts
    .filter((draft) => draft !== summary && !steps.includes(draft))
    .filter((draft, index) => !isAnnounced(draft, drafts.slice(index + 1), drafts) && !isTitleOfTurn(draft, drafts));
  const titles = drafts.filter((draft) => !things.includes(draft));
  return { things, title: titleOf(titles), outline: outlineOf(titles, things) };
}

/** "Shell it … and remove the top face": hollow and open. What is not opened stays shelled, which no body is. */
function shell({ traits }: Draft): void {
  const isOpen = traits.some(({ name }) => name === 'top removed' || name === 'open');
  if (!isOpen || !traits.some(({ name }) => name === 'shelled')) return;
  for (const [index, { name, span }] of traits.entries()) {
    if (name === 'shelled') traits[index] = { name: 'hollow', span };
    if (name === 'top removed') traits[index] = { name: 'open', span };
  }
}

/** "corner radius 10 mm" of a body: its corners are rounded. */
function roundCorners(draft: Draft, drafts: Draft[]): void {
  if (draft.kind !== 'block' && draft.kind !== 'rectangle') return;
  const rounded = draft.traits.findIndex(({ name }) => name === 'rounded');
  const isFilleted = drafts.some(({ kind, of }) => kind === 'fillet' && of === draft);
  const index = draft.sizes.findIndex(({ name }) => name === 'corner radius' || (name === 'radius' && rounded >= 0));
  const size = draft.sizes[index];
  // "a rounded rectangle with a corner radius of 8 mm"
  if (rounded >= 0 && (size || isFilleted)) draft.traits.splice(rounded, 1);
  if (!size || draft.role === 'feature') return;
  draft.sizes.splice(index, 1);
  const { span } = size;
  const target: Spot = { kind: 'spot', name: 'corner', which: [], plural: true, sizes: [], span };
  const fillet = draftOf(drafts.length, { kind: 'fillet', role: 'edges', noun: 'fillet', plural: false }, span);
  fillet.sizes.push({ ...size, name: 'radius' });
  fillet.places.push({ kind: 'at', relation: 'on', target, span });
  fillet.of = draft;
  drafts.push(fillet);
}

/** "two discs joined by a shaft": when nothing says how far the discs are apart, they are at its ends. */
function joinEnds(draft: Draft): void {
  if (draft.role !== 'body') return;
  const index = draft.places.findIndex((place) => place.kind === 'at' && place.relation === 'between');
  const place = draft.places[index];
  if (place?.kind !== 'at' || place.target.kind !== 'things') return;
  const { things } = place.target;
  const [pair, ...more] = things as readonly Draft[];
  const isApart = pair?.sizes.some(({ name }) => name === 'spacing' || name === 'gap');
  if (!pair || more.length > 0 || pair.count !== 2 || isApart === true) return;
  if (pair.role !== 'body') return;
  const { span } = place;
  for (const other of draft.places.filter((one) => one.kind === 'at' && one.relation === 'between'))
    draft.places.splice(draft.places.indexOf(other), 1);
  const target: Spot = {
    kind: 'spot',
    name: 'end',
    which: ['both'],
    plural: true,
    sizes: [],
    of: { kind: 'things', things: [draft], span },
    span,
  };
  pair.places.push({ kind: 'at', relation: 'at', target, span });
}

/** "two plates separated by spacers 30 mm long": they are as far apart as the spacers are long. */
function fillGap(draft: Draft, drafts: readonly Draft[]): void {
  const index = draft.sizes.findIndex(({ name, lengths }) => name === 'gap' && lengths.length === 0);
  const gap = draft.sizes[index];
  if (!gap) return;
  const holder = drafts.find(({ places }) =>
    places.some(
      (place) =>
        place.kind === 'at' &&
        place.relation === 'between' &&
        place.target.kind === 'things' &&
        place.target.things.includes(draft),
    ),
  );
  const long = holder?.sizes.find(({ name, lengths }) => lengths.length === 1 && reaching.has(name));
  if (!long)
    throw new Refusal('missing_dimension', `The prompt does not say how far the ${draft.noun}s are apart.`, gap.span);
  draft.sizes[index] = { ...gap, lengths: long.lengths };
}

const reaching = new Set<Size['name']>(['length', 'height']);

/** The extrusion of a profile that stands alone is its height. */
function settleExtrusion(draft: Draft, drafts: readonly Draft[]): void {
  const index = draft.sizes.findIndex(({ name }) => name === 'extrusion');
  const size = draft.sizes[index];
  if (!size) return;
  const both = draft.traits.findIndex(({ name }) => name === 'both sides');
  const lengths = size.lengths.map(({ mm }) => ({ mm: both < 0 ? mm : 2 * mm }));
  if (both >= 0) draft.traits.splice(both, 1);
  const others = drafts.filter((other) => other.role === 'profile' && other.sketch === draft.sketch);
  const hasHeight = draft.sizes.some(({ name }) => name === 'height');
  const name = others.length === 1 && !hasHeight ? 'height' : 'extrusion';
  draft.sizes[index] = { ...size, name, lengths };
}

function resolveShares(draft: Draft, drafts: readonly Draft[]): void {
  const stated = draft.sizes.filter(({ share, name }) => !share && name !== 'unnamed');
  for (const [index, size] of draft.sizes.entries())
    if (size.share) draft.sizes[index] = resolved(size, size.share, draft, drafts, stated);
}

/** Which of three lengths has a name. */
const groupOrder: Readonly<Partial<Record<string, number>>> = { length: 0, width: 1, height: 2, thickness: 2 };

function resolved(size: Size, share: Share, draft: Draft, drafts: readonly Draft[], stated: readonly Size[]): Size {
  const [only, ...more] = stated;
  const of = share.of ?? (more.length === 0 ? only : undefined);
  if (!of) throw new Refusal('missing_dimension', `The prompt does not say of which size the ${size.name} is a part.`);
  const { name, qualifier } = of;
  const owners = [draft, ...drafts.filter(({ role }) => role === 'body')].filter(
    (owner) => owner !== draft || name !== size.name || qualifier !== size.qualifier,
  );
  const all = owners.flatMap(({ sizes }) => sizes).filter((other) => other.name === name && other.lengths.length === 1);
  const isEnd = qualifier === 'bottom' || qualifier === 'top';
  const found =
    all.find((other) => other.qualifier === qualifier) ??
    (isEnd ? all.find((other) => other.qualifier === undefined) : undefined);
  // "80 x 60 x 5 mm … of the same thickness"
  const group = owners
    .flatMap(({ sizes }) => sizes)
    .find((other) => other.name === 'unnamed' && (other.lengths.length === 3 || other.lengths.length === 2));
  const mm =
    found?.lengths[0]?.mm ?? (qualifier === undefined ? group?.lengths[groupOrder[name] ?? NaN]?.mm : undefined);
  if (mm === undefined)
    throw new Refusal(
      'missing_dimension',
      `The prompt does not give the ${name} of which the ${size.name} is a part.`,
      size.span,
    );
  return { ...size, share: undefined, lengths: [{ mm: mm * share.value + (share.plus ?? 0) }] };
}

/** What is told of a thing where it is announced is told again, or lies in what is told: "a counterbored hole". */
function isDescribed(other: Draft, { kind, role }: Draft, trait: string): boolean {
  if (role === 'body' && outlines.has(trait))
    return other.role === 'body' || (trait === 'u shaped' && other.noun === 'notch');
  if (role === 'body' && trait === 'round' && other.sizes.some(({ name }) => name === 'diameter')) return true;
  if (role === 'body' && trait.endsWith(' sided') && isAcrossFlats(other)) return true;
  if (role === 'body' && trait === 'square' && isSquare(other)) return true;
  return other.kind === kind ? other.traits.some(({ name }) => name === trait) : openingOf[trait] === other.kind;
}

const openingOf: Readonly<Record<string, string>> = { counterbored: 'counterbore', countersunk: 'countersink' };

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
    if (owner.role === 'member') {
      draft.of = owner.of;
      continue;
    }
    if (!openings.has(draft.kind)) draft.of = owner;
    const ofBodies =
      target.kind === 'things' &&
      target.things.every(
        (thing) =>
          thing === (draft as Thing) || thing.role === 'body' || thing.role === 'profile' || thing.role === 'feature',
      );
    if (ofBodies && place.relation !== 'through') draft.places.splice(draft.places.indexOf(place), 1);
  }
}

/** "A disc on a plate. The vertical edges have a fillet": what is round has none, so it is the other one's. */
function takeCornered(draft: Draft, drafts: readonly Draft[]): void {
  if ((draft.role !== 'feature' && draft.role !== 'edges') || !round.has(draft.of?.kind ?? '')) return;
  const isCornered = draft.places.some(
    (place) =>
      place.kind === 'at' && place.target.kind === 'spot' && !thingsOf(place.target) && isUpright(place.target),
  );
  const [cornered, ...more] = drafts.filter(({ role, kind }) => role === 'body' && kind === 'block');
  const isOne = drafts.every(({ role, kind }) => role !== 'body' || kind === 'block' || round.has(kind));
  if (isCornered && isOne && cornered && more.length === 0) draft.of = cornered;
}

const round: ReadonlySet<string> = new Set(['cylinder', 'tube', 'washer', 'sphere', 'half sphere', 'cone', 'torus']);

function isUpright({ name, which }: Spot): boolean {
  return name === 'corner' || (name === 'edge' && which.some((word) => word === 'vertical' || word === 'upright'));
}

function isAnnounced(draft: Draft, later: readonly Draft[], all: readonly Draft[]): boolean {
  if (draft.sizes.length > 0 || draft.threads.length > 0 || draft.angles.length > 0) return false;
  if (!draft.traits.every(({ name }) => later.some((other) => isDescribed(other, draft, name)))) return false;
  if (draft.role === 'body')
    return (
      draft.isTitle &&
      !all.some(({ role, of }) => role === 'member' && of === draft) &&
      (draft === all[0] || draft.noun === 'part' ? all : later).some(
        ({ role, sizes }) => role !== 'feature' && sizes.length > 0,
      )
    );
  const described = later.filter((other) => other.kind === draft.kind && other.sizes.length > 0);
  const count = described.reduce((sum, other) => sum + (other.count ?? 1), 0);
  const announced = draft.count ?? (draft.plural ? count : 1);
  return described.length > 0 && draft.places.every((place) => isOfWhole(place)) && announced === count;
}

function isSquare({ sizes }: Draft): boolean {
  return sizes.some(({ lengths: [a, b] }) => a !== undefined && a.mm === b?.mm);
}
