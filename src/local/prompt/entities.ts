import { splitClauses, type Clause } from './clauses';
import type { Family, FeatureKind } from './family';
import type { Item } from './lexicon';
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
}

/** Collects what a prompt says of its body and of each feature: also later, when it comes back to one. @throws Refusal */
export function collect(items: readonly Item[], family: Family, kinds: readonly FeatureKind[], prompt: Prompt): Entities {
  const body: Thing = { role: 'body', name: family.name, said: new Said(family.name, prompt), kind: undefined, owner: undefined };
  const things: Thing[] = [body];
  let current = body;
  let named = false;
  for (const stated of splitClauses(items)) {
    const clause = ofOpening(stated, current);
    const { noun } = clause;
    const stands = noun?.role === 'body' && named && standing.has(noun.name) && (noun.name !== family.name || clause.items.some((item) => item.kind === 'term' && item.term === 'top'));
    if (stands) current = mentioned({ ...clause, noun: { ...noun, role: 'feature', name: 'boss' } }, things, current, { kinds, family, prompt });
    else if (noun?.role === 'body') {
      if (named && !(noun.determiner === 'the' && generic.has(noun.text)) && (noun.name !== family.name || noun.determiner === 'a' || (noun.determiner === 'none' && !stated.sentence))) throw new Refusal('unsupported_feature', `The built-in service makes one part at a time, and the prompt names “${family.name}” and ${noun.name === family.name ? 'another' : `“${noun.name}”`}.`);
      named = true;
      current = body;
    } else if (noun) {
      const owner = current;
      current = mentioned(clause, things, current, { kinds, family, prompt });
      // "The base has two holes": they are in the base.
      if (owner.role === 'member' && noun.role === 'feature' && clause.opener === 'has' && legs.has(owner.name) && family.name.endsWith('bracket')) current.said.targets.push({ name: owner.name, text: owner.name });
    } else current = spokenOf(clause, things, current, kinds, prompt);
    const again = noun === undefined || (noun.role === 'feature' && current.said.plural);
    current.said.add(withoutAdjectives(clause.items, current, family), again && current.role !== 'body');
    if (noun) current.said.nouns.push(noun.text, ...sidesOf(clause.items).map((side) => `${side} ${noun.text}`));
    if (noun?.plural) current.said.plural = true;
    current.said.targets.push(...clause.targets);
  }
  return { body: body.said, features: things.flatMap(({ kind, said, role }) => (role === 'feature' && kind ? [{ kind, said }] : [])) };
}

/** "a pocket, corner radius 5 mm": the corners are those of the pocket. */
function ofOpening(clause: Clause, { kind }: Thing): Clause {
  const { noun, sentence, opener, items } = clause;
  if (noun?.name !== 'fillet' || !noun.text.includes('corner') || sentence || opener === 'and' || (kind?.name !== 'pocket' && kind?.name !== 'cutout')) return clause;
  return { ...clause, noun: undefined, items: items.map((item): Item => (item.kind === 'noun' ? { kind: 'size', size: 'cornerRadius', adjective: false, text: item.text, links: item.links } : item)) };
}

/** Leaves out the words before a noun that say only what the noun says already. */
function withoutAdjectives(items: readonly Item[], { role, name, kind, owner }: Thing, family: Family): readonly Item[] {
  const words = role === 'body' ? family : role === 'feature' ? kind : (owner?.kind ?? family).members?.[name];
  const known = new Set([...(words?.adjectives ?? []), ...(role === 'body' ? [...(family.shapes ?? []).flatMap(({ adjectives }) => adjectives), ...uses] : ['each', 'all', 'both', 'every', 'another', 'other', 'first', 'second', 'third', 'fourth', 'same', 'circular', 'round'])]);
  const noun = items.findIndex((item) => item.kind === 'noun');
  // "Both are 40 mm wide."
  if (noun < 0) return items.filter((item, index) => index > 0 || item.kind !== 'word' || !['both', 'each', 'all'].includes(item.text));
  const stated = items.filter((item, index) => index >= noun || !((item.kind === 'word' || item.kind === 'term') && known.has(item.text)));
  return role === 'feature' ? sideless(stated) : stated;
}

/** Members of a bracket that are a face for features. */
const legs: ReadonlySet<string> = new Set(['horizontal', 'vertical', 'leg']);

/** "The left hole is 10 mm from the left edge": which one it is, and not on which face. Without the distance it stays open. */
function sideless(items: readonly Item[]): readonly Item[] {
  const noun = items.findIndex(({ kind }) => kind === 'noun');
  return items.flatMap((item, index): readonly Item[] => {
    if (index >= noun || item.kind !== 'term' || !item.links.includes('the') || !Object.hasOwn(distances, item.text)) return [item];
    return items.some((other) => other.kind === 'size' && other.size === distances[item.text]) ? [] : [{ kind: 'word', text: item.text, links: item.links }];
  });
}

const distances: Readonly<Record<string, string>> = { left: 'fromLeft', right: 'fromRight', front: 'fromFront', back: 'fromBack', lower: 'fromFront', bottom: 'fromFront', upper: 'fromBack', top: 'fromBack', rear: 'fromBack' };

interface Known {
  readonly kinds: readonly FeatureKind[];
  readonly family: Family;
  readonly prompt: Prompt;
}

/** The thing that a clause names: one that was named before, or another one. */
function mentioned({ noun, items, sentence }: Clause, things: Thing[], current: Thing, { kinds, family, prompt }: Known): Thing {
  if (!noun) return current;
  const { determiner, name, role, plural } = noun;
  const counted = items.some((item) => item.kind === 'numbers' && item.unit === 'none' && item.values.length === 1 && items.indexOf(item) < items.findIndex(({ kind }) => kind === 'noun'));
  const same = things.filter((thing) => thing.role === role && thing.name === name);
  const again = same.filter(({ said }) => said.plural === plural).at(-1) ?? (determiner === 'all' ? same.at(-1) : undefined);
  const isOther = items.some((item) => item.kind === 'word' && ['second', 'third', 'fourth', 'other', 'another'].includes(item.text));
  // "The counterbored hole is 5 mm in diameter. … The plain hole is 10 mm in diameter."
  const repeats = again !== undefined && determiner === 'the' && role === 'feature' && ((isCalled(items, again) && hasAnother(again, items, prompt)) || isElsewhere(items, again));
  if (again && !isOther && !repeats && (determiner === 'the' || determiner === 'all' || (determiner === 'none' && sentence && plural && !counted && accepts(again, items, prompt)))) return again;
  if (role === 'feature') {
    const kind = kinds.find((one) => one.name === name);
    return start(things, { role, name, kind, owner: undefined, said: new Said(name, prompt) });
  }
  // A member belongs to the last thing that can have it.
  const owner = [current, current.owner, ...things.slice().reverse()].find((thing) => thing && (thing.role === 'body' || Object.hasOwn(thing.kind?.members ?? {}, name))) ?? current;
  const said = new Said(name, prompt);
  owner.said.parts.push({ name, said });
  return start(things, { role, name, kind: undefined, owner, said, takes: (owner.kind ?? family).members?.[name]?.takes });
}

/** Whether an adjective or another noun tells the thing of a clause from one before. */
function isCalled(items: readonly Item[], { said }: Thing): boolean {
  const at = items.findIndex(({ kind }) => kind === 'noun');
  const noun = items[at];
  return items.slice(0, at).some((item) => (item.kind === 'word' || item.kind === 'term') && !harmless.has(item.text)) || (noun?.kind === 'noun' && !said.nouns.includes(noun.text));
}

/** "The right hole", when it was the left one that was spoken of. */
function isElsewhere(items: readonly Item[], { said }: Thing): boolean {
  return sidesOf(items).some((side) => !said.nouns.some((noun) => noun.startsWith(`${side} `)));
}

function sidesOf(items: readonly Item[]): string[] {
  const noun = items.findIndex(({ kind }) => kind === 'noun');
  return items.slice(0, Math.max(0, noun)).flatMap((item) => (item.kind === 'term' && item.links.includes('the') && Object.hasOwn(distances, item.text) ? item.text : []));
}

/** Whether a clause gives a size that a thing has already, and another value. */
function hasAnother({ said }: Thing, items: readonly Item[], prompt: Prompt): boolean {
  const clause = new Said(said.name, { ...prompt, unitless: [] });
  clause.add(items, true);
  return [...clause.sizes].some(([size, value]) => (said.sizes.get(size) ?? value) !== value);
}

/** The thing that a clause without a noun speaks of. */
function spokenOf({ items, pronoun }: Clause, things: Thing[], current: Thing, kinds: readonly FeatureKind[], prompt: Prompt): Thing {
  const [body] = things;
  if (!body) return current;
  const drilled = kinds.find(({ name }) => name === 'hole');
  const rounding = kinds.find(({ name }) => name === 'fillet');
  const has = (...wanted: readonly string[]): boolean => items.some((item) => (item.kind === 'term' && wanted.includes(item.term)) || (item.kind === 'size' && wanted.includes(item.size)));
  // "8 x ø14 on PCD 110"
  const isCounted = items.some((item) => item.kind === 'numbers' && item.unit === 'none');
  if (drilled && current.name !== 'hole' && isCounted && has('pitchCircle', 'pitchRadius') && (has('diameter') || items.some(({ kind }) => kind === 'thread'))) {
    const said = new Said('hole', prompt);
    said.plural = true;
    return start(things, { role: 'feature', name: 'hole', kind: drilled, owner: undefined, said });
  }
  if (rounding && current.name !== 'fillet' && has('radius') && has('corners', 'edges', 'vertical', 'all', 'topEdges', 'outerEdges')) return start(things, { role: 'feature', name: 'fillet', kind: rounding, owner: undefined, said: new Said('fillet', prompt) });
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

const ofHoles = ['edge', 'endDistance', 'pitchCircle', 'pitchRadius', 'spacing', 'fromLeft', 'fromRight', 'fromFront', 'fromBack', 'fromCenter'];

/** Whether all that a clause says can be said of a thing, and wasn't before. */
function accepts({ role, kind, said, takes }: Thing, items: readonly Item[], prompt: Prompt): boolean {
  const clause = new Said(said.name, { ...prompt, unitless: [] });
  clause.add(items, role !== 'body');
  const sizes = [...clause.sizes.keys(), ...clause.named.map(({ size }) => size)];
  const hasSize = said.threads.length + said.lengths.length + said.groups.length > 0 || said.sizes.has('diameter') || said.sizes.has('radius');
  const onCircle = said.named.some(({ size }) => size === 'pitchCircle');
  if (sizes.some((size) => said.sizes.has(size) || (hasSize && !onCircle && (size === 'diameter' || size === 'radius') && role !== 'body'))) return false;
  const isHead = clause.terms.some(({ term }) => term === 'counterbored' || term === 'countersunk');
  if (hasSize && !isHead && clause.threads.length + clause.lengths.length > 0) return false;
  if (clause.groups.some(({ length }) => length === 3) && (kind?.name === 'hole' || kind?.order === 'first')) return false;
  if (role === 'body') return !sizes.some((size) => ofHoles.includes(size)) && clause.terms.every(({ term }) => !holeTerms.has(term) || (sizes.includes('inner') && (term === 'through' || term === 'center')));
  if (role === 'member') return clause.terms.every(({ term }) => sizes.length > 0 && sideTerms.has(term)) && sizes.every((size) => !ofHoles.includes(size) && (takes?.includes(size) ?? true));
  if (!kind) return false;
  const own = Object.keys(kind.sizes ?? {});
  return sizes.every((size) => kind.takes.includes(size) || own.includes(size) || !Object.hasOwn(sizeWords, size)) && clause.terms.every(({ term }) => kind.terms.includes(term) || Object.hasOwn(kind.options ?? {}, term));
}

/** Where a member is, beside its sizes: "slots 20 mm long, 2 mm wide on the left". */
const sideTerms = new Set(['left', 'right', 'front', 'back']);
const holeTerms = new Set(['through', 'blind', 'corners', 'eachCorner', 'center', 'even', 'tapped', 'clearance', 'grid', 'row']);
