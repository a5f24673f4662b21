import { every } from './everyWords';
import { wordSet, type Cursor } from './cursor';
import type { Things } from './description';
import type { Draft } from './draft';
import { readNounPhrase, type NounPhrase } from './nounPhrase';
import { openings } from './openings';
import { spotNouns, whichWords } from './placeWords';
import { readSectionLabel, sectionByLabel } from './sectionLabels';
import type { ToMm } from './sizes';

const pronouns = wordSet('it they this these them both that');
const plurals = wordSet('they these them both');
const wholes = wordSet('part body piece solid workpiece object shape');
const news = wordSet('other another second third fourth next');
const sides = wordSet('left right front back rear');
const determined = wordSet('the this that its');
const ofWord = wordSet('of');
/** What a body is called by its shape, and not by what it is. */
const sameShape = new Set(['rectangular prism', 'square prism', 'cuboid', 'box', 'block', 'prism', 'cylinder']);
const unnamed = new Set([...sameShape, 'rectangle', 'square', 'circle', 'polygon', 'profile', 'outline']);
/** What is drawn, and what it is called once it is raised. */
const raisedTo: Readonly<Record<string, string>> = { rectangle: 'block', circle: 'cylinder' };
const nths = ['first', 'second', 'third', 'fourth'];

/** The things that a prompt has told of so far, and what "it" and "the base" point at. */
export class Known {
  readonly drafts: Draft[] = [];
  /** What the sentence before told of. */
  topics: Draft[] = [];
  /** What this sentence has told of so far. */
  mentioned: Draft[] = [];

  lastBody(): Draft | undefined {
    return this.drafts.findLast(({ role }) => role === 'body' || role === 'profile');
  }

  /** Whether the corners at one end are cut off, whichever end it is. */
  isCutAtAnEnd(): boolean {
    const [cut, ...more] = this.drafts.filter(({ kind }) => kind === 'chamfer');
    const spots = cut?.places.flatMap((place) =>
      place.kind === 'at' && place.target.kind === 'spot' ? [place.target] : [],
    );
    const isEnd = spots?.some(({ name }) => name === 'end') === true;
    const isSide = spots?.some(({ name, which }) => [name as string, ...which].some((word) => sides.has(word)));
    return more.length === 0 && isEnd && isSide === false;
  }

  mention(draft: Draft): void {
    if (!this.mentioned.includes(draft)) this.mentioned.push(draft);
  }

  endSentence(): void {
    if (this.mentioned.length > 0) this.topics = this.mentioned;
    this.mentioned = [];
  }

  /** Forgets what was told since there were so many things. */
  forget(count: number): void {
    this.drafts.length = count;
    this.topics = this.topics.filter((draft) => this.drafts.includes(draft));
    this.mentioned = [];
  }

  /** "the first section": of several bodies with one name, in the order in which they were told. */
  #nth(noun: string, ordinal: string | undefined): Draft | undefined {
    const same = this.drafts.filter((one) => one.role === 'body' && one.noun === noun && one.sizes.length > 0);
    if (ordinal === undefined || same.length < 2) return undefined;
    const isMiddle = ordinal === 'middle' && same.length === 3;
    const one = ordinal === 'last' ? same.at(-1) : same[isMiddle ? 1 : nths.indexOf(ordinal)];
    return same.find((other) => other.ordinal === ordinal) ?? (one?.ordinal === undefined ? one : undefined);
  }

  /** What a noun phrase names of what is known already. */
  find({ noun: { kind, noun, plural, role }, ordinal, which, count, prefix, traits }: NounPhrase): Draft[] | undefined {
    const part = this.drafts.find((draft) => draft.oneOf && draft.ordinal === ordinal && draft.kind === kind);
    if (part && ordinal !== undefined) return [part];
    const nth = role === 'body' && !plural ? this.#nth(noun, ordinal ?? which) : undefined;
    if (nth) return [nth];
    if (ordinal !== undefined && news.has(ordinal)) return undefined;
    const prefixed = this.drafts.filter((draft) => prefix !== undefined && draft.labels.has(`${prefix} ${noun}`));
    const labelled = prefixed.length > 0 ? prefixed : this.drafts.filter((draft) => draft.labels.has(noun));
    const same =
      labelled.length > 0 ? labelled : this.drafts.filter((draft) => draft.kind === kind && kind !== 'piece');
    const fitting = withTraits(same, traits).filter(
      (draft) => which === undefined || draft.which === undefined || draft.which === which,
    );
    const found = which === undefined ? fitting : fitting.filter((draft) => draft.which === which);
    if (which !== undefined && found.length === 0) return undefined;
    const last = found.at(-1);
    // "the hole", where the last that was told of are four
    if (found.length > 1 && !plural && count === undefined && (last?.count ?? 1) > 1 && role === 'feature')
      return undefined;
    if (last) return plural || count !== undefined ? found : [last];
    const [first] = this.drafts;
    const body = role === 'profile' ? this.lastBody() : undefined;
    if (body) return [body];
    return first && wholes.has(noun) ? [first] : undefined;
  }

  /** "Extrude a rectangle … Drill a hole through the plate": the one body that has no name yet gets it. */
  #unnamed({ noun, definite, ordinal, which, count, traits }: NounPhrase): Draft[] | undefined {
    const isPlain = definite && !noun.plural && (ordinal ?? which ?? count) === undefined && traits.length === 0;
    if (!isPlain || noun.role !== 'body') return undefined;
    const [one, ...more] = this.drafts.filter(
      ({ role, operation, noun: own, labels, sizes }) =>
        (role === 'body' || role === 'profile') &&
        operation === 'add' &&
        sizes.length > 0 &&
        unnamed.has(own) &&
        labels.size === 1,
    );
    const isSuch = one && (noun.kind === 'piece' || noun.kind === one.kind || noun.kind === raisedTo[one.kind]);
    if (!isSuch || more.length > 0 || sameShape.has(noun.noun)) return undefined;
    one.labels.add(noun.noun);
    return [one];
  }

  /** "the Ø25 step": the one part that has this size. */
  #bySize({ noun, definite, sizes: [size, ...more] }: NounPhrase): Draft[] | undefined {
    if (!definite || !size || more.length > 0 || noun.role !== 'body' || size.name !== 'diameter') return undefined;
    const same = this.drafts.filter(
      ({ role, sizes }) =>
        role === 'body' &&
        sizes.some((other) => other.name === size.name && other.lengths[0]?.mm === size.lengths[0]?.mm),
    );
    return same.length === 1 ? same : undefined;
  }

  /** "They" are features where there are some, and bodies else; "it" is what the sentence before told of. */
  #meantBy(pronoun: string): Draft[] {
    const named = this.mentioned.length > 0 ? this.mentioned : this.topics;
    // "It" is no leg of it, but the whole.
    const isPart = !plurals.has(pronoun) && named.some(({ role }) => role === 'member');
    const whole = isPart ? [...new Set(named.map((one) => (one.role === 'member' ? (one.of ?? one) : one)))] : named;
    // "its counterbore is 9 mm wide. It is 8 mm from the edge": the hole
    const here = whole.filter(({ kind, of }) => !(openings.has(kind) && of && whole.includes(of)));
    // those of now, not those that the sentence goes on to tell
    if (!plurals.has(pronoun)) return [...here];
    // "a base with two bosses. Both have a hole"
    const pairs = pronoun === 'both' ? here.filter(({ count }) => count === 2) : [];
    if (pairs.length === 1) return pairs;
    const features = (here.length > 0 ? here : this.topics).filter(({ role }) => role === 'feature');
    return features.length > 0 ? features : [...here];
  }

  /** "the top", of a table whose top was told of. */
  named(cursor: Cursor): Things | undefined {
    const start = cursor.index;
    if (!determined.has(cursor.word() ?? '') || cursor.word(1) !== 'top') return undefined;
    const things = this.drafts.filter(({ noun }) => noun === 'top');
    const next = cursor.word(2) ?? '';
    if (things.length === 0 || spotNouns.named(next) || whichWords.has(next)) return undefined;
    cursor.index += 2;
    // "the top of the legs"
    if (next === 'of') return undefined;
    return { kind: 'things', things, span: cursor.since(start) };
  }

  /** Reads "it", "the base, "each hole". @returns undefined where nothing is named that is known */
  refer(cursor: Cursor, toMm: ToMm): Things | undefined {
    const start = cursor.index;
    const pronoun = cursor.word();
    if (pronoun !== undefined && pronouns.has(pronoun)) {
      const next = cursor.peek(1);
      const isAlone = next?.kind !== 'word' || next.text === 'a' || next.text === 'an' || !readAhead(cursor, toMm);
      const things = this.#meantBy(pronoun);
      if (isAlone && things.length > 0) {
        cursor.index++;
        return { kind: 'things', things, span: cursor.since(start) };
      }
    }
    const named = cursor.try(() => this.named(cursor));
    if (named) return named;
    const label = readSectionLabel(cursor);
    const labelled = label === undefined ? undefined : sectionByLabel(this.drafts, label);
    if (labelled) return { kind: 'things', things: [labelled], span: cursor.since(start) };
    cursor.index = start;
    return cursor.try(() => {
      const isEach = cursor.takeWord(every) !== undefined;
      cursor.skipWords(every);
      if (isEach) cursor.takeWord(ofWord);
      const phrase = readNounPhrase(cursor, toMm);
      if (!phrase || (phrase.determined && !phrase.definite)) return undefined;
      if (phrase.threads.length + phrase.angles.length > 0) return undefined;
      // "joined into one part"
      if (phrase.count === 1 && !phrase.definite && wholes.has(phrase.noun.noun)) return undefined;
      const things = phrase.sizes.length > 0 ? this.#bySize(phrase) : (this.find(phrase) ?? this.#unnamed(phrase));
      if (things && !phrase.traits.every(({ name }) => things.every((thing) => hasTrait(thing, name))))
        return undefined;
      if (things && phrase.count !== undefined && phrase.count !== countOf(things)) return undefined;
      return things && { kind: 'things', things, each: isEach, span: cursor.since(start) };
    });
  }
}

/** Whether a trait that a thing is named by is known of it. */
export function hasTrait({ traits, noun }: Draft, name: string): boolean {
  return traits.some((trait) => trait.name === name) || noun.includes(name);
}

/** Those that have what they are named by, if any has. */
function withTraits(drafts: readonly Draft[], traits: NounPhrase['traits']): readonly Draft[] {
  const found = drafts.filter((draft) => traits.every(({ name }) => hasTrait(draft, name)));
  return found.length > 0 ? found : drafts;
}

function countOf(things: readonly Draft[]): number {
  return things.reduce((sum, { count }) => sum + (count ?? 1), 0);
}

/** "this hole", "both holes": the pronoun stands before a noun. */
function readAhead(cursor: Cursor, toMm: ToMm): boolean {
  const start = cursor.index;
  cursor.index++;
  const phrase = readNounPhrase(cursor, toMm);
  cursor.index = start;
  return phrase !== undefined;
}
