import { anotherOf, isAnother } from './another';
import { splitClauses, type Clause } from './clauses';
import type { Family, FeatureKind } from './family';
import type { Item } from './lexicon';
import { quoted } from './quotes';
import { Refusal } from './reading';
import { standing } from './features/boss';
import { Said, type Prompt } from './said';
import { harmless, sizeWords, uses } from './vocabulary';

/** A feature that a prompt names, and all that it says of it. */
export interface Entity {
  readonly kind: FeatureKind;
  readonly said: Said;
}

export interface Entities {
  readonly body: Said;
  readonly features: readonly Entity[];
}

/** Something that clauses can speak of: the body, a feature, or a member of one of them. */
interface Thing {
  readonly role: 'body' | 'feature' | 'member';
  readonly name: string;
  readonly said: Said;
  readonly kind: FeatureKind | undefined;
  readonly owner: Thing | undefined;
  /** Sizes that can be said of a member without naming it again. */
  readonly takes?: readonly string[] | undefined;
  readonly terms?: readonly string[] | undefined;
}

/**
 * Collects what a prompt says of its body and of each feature: also later, when it comes back to one.
 * @throws Refusal
 */
export function collect(
  items: readonly Item[],
  family: Family,
  kinds: readonly FeatureKind[],
  prompt: Prompt,
): Entities {
  const body: Thing = {
    role: 'body',
    name: family.name,
    said: new Said(family.name, prompt),
    kind: undefined,
    owner: undefined,
  };
  const things: Thing[] = [body];
  let current = body;
  let named = false;
  let bare = false;
  for (const stated of splitClauses(items)) {
    let clause = inBoss(ofOpening(withoutEnds(stated, current), current), current, family);
    if (clause.items.length === 0 && clause.noun === undefined) continue;
    const { noun } = clause;
    const before = things.length;
    const stands =
      noun?.role === 'body' &&
      named &&
      standing.has(noun.name) &&
      (noun.name !== family.name || clause.items.some((item) => item.kind === 'term' && item.term === 'top'));
    if (stands)
      current = mentioned({ ...clause, noun: { ...noun, role: 'feature', name: 'boss' } }, things, current, {
        kinds,
        family,
        prompt,
      });
    else if (noun?.role === 'body') {
      const again = noun.determiner === 'the' && generic.has(noun.text);
      const isSame =
        noun.name === family.name &&
        stated.pronoun === 'it' &&
        clause.items[0] === clause.items.find(({ kind }) => kind === 'noun');
      const isAnother =
        noun.name !== family.name ||
        noun.determiner === 'a' ||
        (noun.determiner === 'none' && !stated.sentence && (!bare || stated.opener === 'and'));
      if (named && !again && !isSame && isAnother)
        throw new Refusal(
          'unsupported_feature',
          `The built-in service makes one part at a time, and the prompt names ${quoted(body.said.nouns[0] ?? family.name)} and ${noun.name === family.name ? 'another' : quoted(noun.text)}.`,
        );
      named = true;
      // "Pipe spool: pipe 40 mm …"
      bare = clause.items.length === 1;
      current = body;
    } else if (noun) {
      const owner = current;
      current =
        completed(clause, things, current, prompt) ?? mentioned(clause, things, current, { kinds, family, prompt });
      // "The base has two holes": they are in the base.
      if (
        owner.role === 'member' &&
        noun.role === 'feature' &&
        clause.opener === 'has' &&
        legs.has(owner.name) &&
        family.name.endsWith('bracket')
      )
        current.said.targets.push({ name: owner.name, text: owner.name });
    } else {
      const further = furtherOf(clause, things, current);
      current = further ?? spokenOf(clause, things, current, kinds, prompt);
      if (further) clause = { ...clause, items: clause.items.slice(1) };
    }
    const again = noun === undefined || (noun.role === 'feature' && current.said.plural);
    const theirs = sizesOfBody(clause.items, current, body);
    if (theirs) body.said.add([theirs], true);
    const own = withoutAdjectives(
      theirs ? clause.items.filter((item) => item !== theirs) : clause.items,
      current,
      family,
    );
    const isNew = things.length > before;
    if (!isNew || noun?.role === 'member')
      for (const other of othersOf(clause, things, current)) other.said.add(own, true);
    current.said.add(own, again && current.role !== 'body');
    if (noun) current.said.nouns.push(noun.text, ...sidesOf(clause.items).map((side) => `${side} ${noun.text}`));
    if (noun?.plural === true && (isNew || current === body)) current.said.plural = true;
    current.said.targets.push(...clause.targets);
  }
  return {
    body: body.said,
    features: things.flatMap(({ kind, said, role }) => (role === 'feature' && kind ? [{ kind, said }] : [])),
  };
}

const roundEnds = new Set([
  'round',
  'rounded',
  'semicircular',
  'radiused',
  'radius',
  'full',
  'fully',
  'square',
  'flat',
  'straight',
]);

/** "a slot with round ends": the ends are those of the slot, and no places. */
function withoutEnds(clause: Clause, { kind, said }: Thing): Clause {
  const { noun, items } = clause;
  const isSlot = kind?.name === 'slot' || noun?.name === 'slot';
  const end = items.findIndex(
    (item, index) =>
      item.kind === 'term' &&
      item.term === 'ends' &&
      'text' in (items[index - 1] ?? {}) &&
      roundEnds.has((items[index - 1] as { text: string }).text),
  );
  const ofRounding = noun?.name === 'fillet' && !items.some(({ kind: sort }) => sort === 'numbers');
  if (!isSlot || end < 0 || (noun !== undefined && noun.name !== 'slot' && !ofRounding)) return clause;
  const before = items[end - 1];
  if (before?.kind === 'term' || (before?.kind === 'word' && ['square', 'flat', 'straight'].includes(before.text)))
    said.terms.push({ term: 'squareEnds', text: 'square ends' });
  return {
    ...clause,
    noun: ofRounding ? undefined : noun,
    items: items.filter(
      (item, index) => index !== end && index !== end - 1 && !(item.kind === 'word' && roundEnds.has(item.text)),
    ),
  };
}

/** "a pocket, corner radius 5 mm": the corners are those of the pocket. */
function ofOpening(clause: Clause, { kind }: Thing): Clause {
  const { noun, sentence, opener, items } = clause;
  if (
    noun?.name !== 'fillet' ||
    !noun.text.includes('corner') ||
    sentence ||
    opener === 'and' ||
    (kind?.name !== 'pocket' && kind?.name !== 'cutout')
  )
    return clause;
  return {
    ...clause,
    noun: undefined,
    items: items.map((item): Item =>
      item.kind === 'noun'
        ? { kind: 'size', size: 'cornerRadius', adjective: false, text: item.text, links: item.links }
        : item,
    ),
  };
}

/** "four bosses, 6 mm in diameter, with 2.5 mm holes": the holes are those of the bosses. */
function inBoss(clause: Clause, { role, name }: Thing, family: Family): Clause {
  const { noun, sentence, opener, items } = clause;
  if (
    noun?.name !== 'hole' ||
    role !== 'member' ||
    name !== 'boss' ||
    sentence ||
    opener === 'and' ||
    family.members?.['pilot'] === undefined ||
    items.some(
      (item) =>
        item.kind === 'term' && ['front', 'back', 'left', 'right', 'bottom', 'side', 'sides'].includes(item.term),
    )
  )
    return clause;
  const pilot = { ...noun, role: 'member' as const, name: 'pilot' };
  return { ...clause, noun: pilot, items: items.map((item) => (item.kind === 'noun' ? pilot : item)) };
}

/** Leaves out the words before a noun that say only what the noun says already. */
function withoutAdjectives(
  items: readonly Item[],
  { role, name, kind, owner }: Thing,
  family: Family,
): readonly Item[] {
  const words = role === 'body' ? family : role === 'feature' ? kind : (owner?.kind ?? family).members?.[name];
  const known = new Set([
    ...(words?.adjectives ?? []),
    ...(role === 'body'
      ? uses
      : [
          'each',
          'all',
          'both',
          'every',
          'another',
          'other',
          'first',
          'second',
          'third',
          'fourth',
          'same',
          'circular',
          'round',
        ]),
  ]);
  // A round plate is a disc by that word alone, which says how many sides a polygon has: it stays where it is known as
  // a word.
  const shaping = new Set(role === 'body' ? (family.shapes ?? []).flatMap(({ adjectives }) => adjectives) : []);
  const noun = items.findIndex((item) => item.kind === 'noun');
  // "Both are 40 mm wide."
  if (noun < 0)
    return items.filter(
      (item, index) => index > 0 || item.kind !== 'word' || !['both', 'each', 'all'].includes(item.text),
    );
  const stated = items.filter(
    (item, index) =>
      index >= noun ||
      !(
        (item.kind === 'word' && known.has(item.text)) ||
        (item.kind === 'term' && (known.has(item.text) || shaping.has(item.text)))
      ),
  );
  return role === 'feature' ? sideless(stated) : stated;
}

/** Members of a bracket that are a face for features. */
const legs: ReadonlySet<string> = new Set(['horizontal', 'vertical', 'leg']);

/**
 * "The left hole is 10 mm from the left edge": which one it is, and not on which face. Without the distance it stays
 * open.
 */
function sideless(items: readonly Item[]): readonly Item[] {
  const noun = items.findIndex(({ kind }) => kind === 'noun');
  return items.flatMap((item, index): readonly Item[] => {
    if (index >= noun || item.kind !== 'term' || !item.links.includes('the') || !Object.hasOwn(distances, item.text))
      return [item];
    return items.some((other) => other.kind === 'size' && other.size === distances[item.text])
      ? []
      : [{ kind: 'word', text: item.text, links: item.links }];
  });
}

const distances: Readonly<Record<string, string>> = {
  left: 'fromLeft',
  right: 'fromRight',
  front: 'fromFront',
  back: 'fromBack',
  lower: 'fromFront',
  bottom: 'fromFront',
  upper: 'fromBack',
  top: 'fromBack',
  rear: 'fromBack',
};

/** "A plate with rounded corners: 90x60x5 mm": a hole or a fillet has no three sizes. */
function sizesOfBody(items: readonly Item[], { kind }: Thing, { said }: Thing): Item | undefined {
  if (said.groups.length > 0 || (kind?.name !== 'hole' && kind?.order !== 'first')) return undefined;
  return items.find(
    (item, index) => item.kind === 'numbers' && item.values.length === 3 && items[index + 1]?.kind !== 'size',
  );
}

/**
 * "The top edges rounded with a 4 mm fillet", "a countersunk hole: through hole 5 mm": what has a noun and no size gets
 * it from the same noun that follows.
 */
function completed(
  { noun, items, opener, sentence }: Clause,
  things: readonly Thing[],
  current: Thing,
  prompt: Prompt,
): Thing | undefined {
  if (noun?.role !== 'feature' || sentence || opener === 'and' || opener === 'plus') return undefined;
  const thing = things.filter(({ role, name }) => role === 'feature' && name === noun.name).at(-1);
  if (!thing || isSized(thing.said)) return undefined;
  const changesEdges = thing.kind?.order === 'first';
  if (!changesEdges && (thing !== current || noun.determiner !== 'none' || noun.plural !== thing.said.plural))
    return undefined;
  const more = new Said(noun.name, { ...prompt, unitless: [] });
  more.add(items, changesEdges);
  return isSized(more) && more.numbers.length === 0 ? thing : undefined;
}

function isSized({ sizes, lengths, groups, threads }: Said): boolean {
  return (
    ['diameter', 'radius', 'cornerRadius', 'side', 'width', 'length'].some((size) => sizes.has(size)) ||
    lengths.length + groups.length + threads.length > 0
  );
}

interface Known {
  readonly kinds: readonly FeatureKind[];
  readonly family: Family;
  readonly prompt: Prompt;
}

/** The thing that a clause names: one that was named before, or another one. */
function mentioned(
  { noun, items, sentence }: Clause,
  things: Thing[],
  current: Thing,
  { kinds, family, prompt }: Known,
): Thing {
  if (!noun) return current;
  const { determiner, name, role, plural } = noun;
  const counted = items.some(
    (item) =>
      item.kind === 'numbers' &&
      item.unit === 'none' &&
      item.values.length === 1 &&
      items.indexOf(item) < items.findIndex(({ kind }) => kind === 'noun'),
  );
  const same = things.filter((thing) => thing.role === role && thing.name === name);
  const again =
    same.filter(({ said }) => said.plural === plural).at(-1) ??
    (determiner === 'all' || (determiner === 'the' && plural && role === 'feature' && same.length > 1 && !counted)
      ? same.at(-1)
      : undefined);
  const isOther = items.some(
    (item) => item.kind === 'word' && ['second', 'third', 'fourth', 'other', 'another'].includes(item.text),
  );
  // "The counterbored hole is 5 mm in diameter. … The plain hole is 10 mm in diameter."
  const repeats =
    again !== undefined &&
    determiner === 'the' &&
    role === 'feature' &&
    ((isCalled(items, again) && hasAnother(again, items, prompt)) || isElsewhere(items, again));
  if (
    again &&
    !isOther &&
    !repeats &&
    (determiner === 'the' ||
      determiner === 'all' ||
      (determiner === 'none' && sentence && plural && !counted && accepts(again, items, prompt)))
  )
    return again;
  if (role === 'feature') {
    const kind = kinds.find((one) => one.name === name);
    return start(things, { role, name, kind, owner: undefined, said: new Said(name, prompt) });
  }
  // A member belongs to the last thing that can have it.
  const owner =
    [current, current.owner, ...things.slice().reverse()].find(
      (thing) => thing && (thing.role === 'body' || Object.hasOwn(thing.kind?.members ?? {}, name)),
    ) ?? current;
  const said = new Said(name, prompt);
  owner.said.parts.push({ name, said });
  const member = (owner.kind ?? family).members?.[name];
  return start(things, { role, name, kind: undefined, owner, said, takes: member?.takes, terms: member?.terms });
}

const together: ReadonlySet<string> = new Set(['both', 'each', 'all', 'every']);

/**
 * The features of the same kind, named one by one, that a clause speaks of besides the last: "They are 10 mm deep",
 * "both 10 mm deep", "all holes are blind".
 * @throws Refusal when it isn't said which they are
 */
function othersOf({ noun, items, pronoun }: Clause, things: readonly Thing[], current: Thing): Thing[] {
  const feature = current.role === 'member' ? current.owner : current;
  if (feature?.role !== 'feature' || (noun?.role !== 'feature' && feature.said.plural)) return [];
  const same = things.filter(({ role, name }) => role === 'feature' && name === feature.name);
  const word = items.find((item) => item.kind === 'word' && together.has(item.text));
  const isTogether =
    pronoun === 'they' || word !== undefined || (noun?.determiner === 'the' && noun.plural && !feature.said.plural);
  if (same.length < 2 || !isTogether) return [];
  const isBoth = word?.kind === 'word' && word.text === 'both';
  if (current.role === 'member' || (isBoth && same.length > 2))
    throw new Refusal(
      'not_understood',
      `The prompt does not say which of the ${same.length} ${feature.name}s it means. Say it of each by itself.`,
    );
  return same.filter((thing) => thing !== feature);
}

/** "A hole along X, another along Y": of the feature that was spoken of, or of the one that has what was spoken of. */
function furtherOf(clause: Clause, things: Thing[], { owner, ...thing }: Thing): Thing | undefined {
  if (!isAnother(clause)) return undefined;
  const first = thing.role === 'member' ? owner : { owner, ...thing };
  return first?.role === 'feature' ? start(things, { ...first, said: anotherOf(first.said, clause) }) : undefined;
}

/** Whether an adjective or another noun tells the thing of a clause from one before. */
function isCalled(items: readonly Item[], { said }: Thing): boolean {
  const at = items.findIndex(({ kind }) => kind === 'noun');
  const noun = items[at];
  return (
    items.slice(0, at).some((item) => (item.kind === 'word' || item.kind === 'term') && !harmless.has(item.text)) ||
    (noun?.kind === 'noun' && !said.nouns.includes(noun.text))
  );
}

/** "The right hole", when it was the left one that was spoken of. */
function isElsewhere(items: readonly Item[], { said }: Thing): boolean {
  return sidesOf(items).some((side) => !said.nouns.some((noun) => noun.startsWith(`${side} `)));
}

function sidesOf(items: readonly Item[]): string[] {
  const noun = items.findIndex(({ kind }) => kind === 'noun');
  return items
    .slice(0, Math.max(0, noun))
    .flatMap((item) =>
      item.kind === 'term' && item.links.includes('the') && Object.hasOwn(distances, item.text) ? item.text : [],
    );
}

/** Whether a clause gives a size that a thing has already, and another value. */
function hasAnother({ said }: Thing, items: readonly Item[], prompt: Prompt): boolean {
  const clause = new Said(said.name, { ...prompt, unitless: [] });
  clause.add(items, true);
  return [...clause.sizes].some(([size, value]) => (said.sizes.get(size) ?? value) !== value);
}

/** The thing that a clause without a noun speaks of. */
function spokenOf(
  { items, pronoun }: Clause,
  things: Thing[],
  current: Thing,
  kinds: readonly FeatureKind[],
  prompt: Prompt,
): Thing {
  const [body] = things;
  if (!body) return current;
  const drilled = kinds.find(({ name }) => name === 'hole');
  const rounding = kinds.find(({ name }) => name === 'fillet');
  const has = (...wanted: readonly string[]): boolean =>
    items.some(
      (item) =>
        (item.kind === 'term' && wanted.includes(item.term)) || (item.kind === 'size' && wanted.includes(item.size)),
    );
  // "8 x ø14 on PCD 110"
  const isCounted = items.some((item) => item.kind === 'numbers' && item.unit === 'none');
  if (
    drilled &&
    current.name !== 'hole' &&
    isCounted &&
    has('pitchCircle', 'pitchRadius') &&
    (has('diameter') || items.some(({ kind }) => kind === 'thread'))
  ) {
    const said = new Said('hole', prompt);
    said.plural = true;
    return start(things, { role: 'feature', name: 'hole', kind: drilled, owner: undefined, said });
  }
  if (
    rounding &&
    current.name !== 'fillet' &&
    has('radius') &&
    has('corners', 'edges', 'vertical', 'all', 'topEdges', 'outerEdges')
  )
    return start(things, {
      role: 'feature',
      name: 'fillet',
      kind: rounding,
      owner: undefined,
      said: new Said('fillet', prompt),
    });
  const recent = current.role === 'body' ? [] : [current, ...(current.owner ? [current.owner] : [])];
  const candidates = pronoun === 'it' ? [body, ...recent] : [...recent, body];
  return candidates.find((thing) => accepts(thing, items, prompt)) ?? current;
}

function start(things: Thing[], thing: Thing): Thing {
  things.push(thing);
  return thing;
}

/** Nouns by which a part of another kind can be meant again: "the plate" of a flange. */
const generic = new Set(['plate', 'block', 'disc', 'box', 'bar', 'rod', 'base plate']);

const ofHoles = [
  'edge',
  'endDistance',
  'pitchCircle',
  'pitchRadius',
  'spacing',
  'fromLeft',
  'fromRight',
  'fromFront',
  'fromBack',
  'fromCenter',
  'toLeft',
  'toRight',
  'toFront',
  'toBack',
  'spacingX',
  'spacingY',
];

/** Whether all that a clause says can be said of a thing, and wasn't before. */
function accepts({ role, kind, said, takes, terms }: Thing, items: readonly Item[], prompt: Prompt): boolean {
  const clause = new Said(said.name, { ...prompt, unitless: [] });
  clause.add(items, role !== 'body');
  const sizes = [
    ...clause.sizes.keys(),
    ...clause.named.map(({ size }) => size),
    ...clause.lists.map(({ size }) => size),
  ];
  const hasSize =
    said.threads.length + said.lengths.length + said.groups.length > 0 ||
    said.sizes.has('diameter') ||
    said.sizes.has('radius');
  const onCircle = said.named.some(({ size }) => size === 'pitchCircle');
  if (
    [...clause.sizes.keys()].some((size) => said.sizes.has(size)) ||
    sizes.some((size) => hasSize && !onCircle && (size === 'diameter' || size === 'radius') && role !== 'body')
  )
    return false;
  const isHead = clause.terms.some(({ term }) => term === 'counterbored' || term === 'countersunk');
  if (hasSize && !isHead && clause.threads.length + clause.lengths.length > 0) return false;
  if (clause.groups.some(({ length }) => length === 3) && (kind?.name === 'hole' || kind?.order === 'first'))
    return false;
  if (role === 'body')
    return (
      !sizes.some((size) => ofHoles.includes(size)) &&
      clause.terms.every(
        ({ term }) => !holeTerms.has(term) || (sizes.includes('inner') && (term === 'through' || term === 'center')),
      )
    );
  if (role === 'member')
    return (
      clause.terms.every(
        ({ term }) => endTerms.has(term) || terms?.includes(term) === true || (sizes.length > 0 && sideTerms.has(term)),
      ) && sizes.every((size) => !ofHoles.includes(size) && (takes?.includes(size) ?? true))
    );
  if (!kind) return false;
  const own = Object.keys(kind.sizes ?? {});
  return (
    sizes.every((size) => kind.takes.includes(size) || own.includes(size) || !Object.hasOwn(sizeWords, size)) &&
    clause.terms.every(({ term }) => kind.terms.includes(term) || Object.hasOwn(kind.options ?? {}, term))
  );
}

/** Where a member is, beside its sizes: "slots 20 mm long, 2 mm wide on the left". */
const sideTerms = new Set(['left', 'right', 'front', 'back', 'end', 'ends', 'bothEnds']);
/** How a member ends. */
const endTerms = new Set(['squareEnds', 'roundEnds']);
const holeTerms = new Set([
  'through',
  'blind',
  'corners',
  'eachCorner',
  'center',
  'even',
  'tapped',
  'clearance',
  'closeFit',
  'looseFit',
  'grid',
  'row',
]);
