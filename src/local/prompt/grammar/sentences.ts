import { Refusal } from '../../geometry/refusal';
import type { Span, Tokens } from '../text/token';
import { readAside } from './asides';
import { Cursor, wordSet } from './cursor';
import type { Conclusion, Description, Place, Size } from './description';
import type { Draft } from './draft';
import { readOutlineOffset } from './outlineOffset';
import { readEdgeVerb } from './edgeVerbs';
import { consistings, joints, readSpacing } from './joining';
import { hasTrait, Known } from './known';
import { readNounPhrase } from './nounPhrase';
import { readPlace } from './places';
import { determiners } from './placeWords';
import { readCorners, readImpliedHole, readOtherEnd } from './rareSizes';
import { readOfShape } from './ofShape';
import { becomes } from './becomes';
import { outlines, settle } from './settle';
import { articles, glue, isMaterial, isSilentPhrase, silent, silentPhrases } from './silentWords';
import { planeNormal, readSize, type ToMm } from './sizes';
import { readSpot, readTarget, type PlaceContext } from './spots';
import { readPath, readPolyline } from './paths';
import { readSketchSize, readTurns } from './sketchSizes';
import { readSketchVerb } from './sketchVerbs';
import { hasNoSize, isWrap, namedInTalk, skipTalk } from './talk';
import { Telling } from './telling';
import { traits } from './traits';

/** Each is read twice, as a sentence and as talk; no prompt has more of them before its first size. */
const mostTalks = 12;

/** Reads the sentences of a prompt, one after the other, as things with what is said of each. */
export class SentenceReader {
  readonly #text: string;
  readonly #cursor: Cursor;
  readonly #toMm: ToMm;
  readonly #places: PlaceContext;
  readonly #known = new Known();
  readonly #telling = new Telling(this.#known);
  readonly #assumptions: string[];
  readonly #conclusions: Conclusion[] = [];
  readonly #denied: string[] = [];
  #talks = 0;

  constructor(text: string, { tokens, assumptions }: Tokens, toMm: ToMm) {
    this.#text = text;
    this.#cursor = new Cursor(tokens.filter((token, index) => !isWrap(text, token, tokens[index + 1])));
    this.#toMm = toMm;
    this.#assumptions = [...assumptions];
    this.#places = {
      cursor: this.#cursor,
      toMm,
      refer: () => this.#known.refer(this.#cursor, toMm),
      introduce: () => this.#newDraft(true),
    };
  }

  /** @throws Refusal that quotes the first words which are not understood */
  read(): Description {
    while (!this.#cursor.done) this.#sentenceOrTalk();
    return {
      ...settle(this.#known.drafts, this.#assumptions),
      assumptions: this.#assumptions,
      conclusions: this.#conclusions,
      denied: this.#denied,
    };
  }

  /** Until a part has a size, what can't be read may be talk. */
  #sentenceOrTalk(): void {
    const start = this.#cursor.index;
    const count = this.#known.drafts.length;
    try {
      this.#sentence();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#cursor.index = start;
      if (this.#known.drafts.slice(0, count).some(({ sizes }) => sizes.length > 0)) throw error;
      if (++this.#talks > mostTalks || !skipTalk(this.#cursor, this.#toMm)) throw error;
      this.#known.forget(count);
      if (count === 0) this.#keepName(start);
      this.#notUsed(start);
    }
  }

  /** A part that is only named is described in what follows. */
  #keepName(start: number): void {
    const end = this.#cursor.index;
    this.#cursor.index = start;
    const noun = namedInTalk(this.#cursor);
    this.#cursor.index = end;
    if (!noun) return;
    this.#telling.begin(true);
    this.#telling.start(noun, this.#cursor.since(start));
    this.#known.endSentence();
  }

  #notUsed(from: number): void {
    const { start, end } = this.#cursor.since(from);
    this.#assumptions.push(`Not used: “${this.#text.slice(start, end).trim()}”`);
  }

  #sentence(): void {
    const cursor = this.#cursor;
    this.#telling.begin(hasNoSize(cursor));
    while (!cursor.done) {
      if (cursor.takeStop('.', ';', 'item')) break;
      if (cursor.stop() === ':') this.#telling.isTitle = false;
      if (cursor.stop() === '(' && this.#aside()) continue;
      if (cursor.takeStop(',', ':', 'line', '(', ')')) this.#telling.stop();
      else this.#piece();
    }
    const left = this.#telling.end();
    if (left && !isPlane(left)) this.#refuse(left.span);
  }

  /** One piece of a sentence, whichever it is. What is none is refused with its place. */
  #piece(): void {
    const start = this.#cursor.index;
    if (
      !this.#cursor.takePhrase(silentPhrases) &&
      !this.#ofShape() &&
      !this.#thing() &&
      !this.#fact() &&
      !this.#isSilent()
    ) {
      this.#cursor.index = start;
      this.#cursor.skipWords(articles);
      this.#cursor.index++;
      this.#refuse(this.#cursor.since(start));
    }
    if (this.#cursor.index <= start) throw new Error('A piece of a sentence was read without going on.');
  }

  /** What only bodies of some shapes have: ends, a section, a way to be parted. */
  #ofShape(): boolean {
    const { body } = this.#telling;
    return body !== undefined && readOfShape(this.#cursor, this.#toMm, body, this.#telling);
  }

  /** What brings up a thing: a noun, a verb, "its center", "that is …". */
  #thing(): boolean {
    const cursor = this.#cursor;
    const word = cursor.word();
    if (this.#telling.introduced && (word === 'that' || word === 'which')) {
      this.#telling.current = this.#telling.introduced;
      this.#telling.introduced = undefined;
      cursor.index++;
      return true;
    }
    if (readOutlineOffset(cursor, this.#telling, this.#toMm) || readTurns(cursor, this.#telling)) return true;
    if (readPath(cursor, this.#telling, this.#toMm) || readSketchVerb(cursor, this.#telling, this.#toMm)) return true;
    if (this.#joint() || this.#consists() || this.#spacing()) return true;
    if (this.#aside() || this.#edgeVerb() || this.#bond() || this.#center()) return true;
    const size = readSketchSize(cursor, this.#toMm, this.#telling.current?.kind);
    if (size && this.#telling.addSize(size)) return true;
    if (this.#newThing()) return true;
    if (word !== undefined && cutVerbs.has(word)) return this.#cut(word);
    return false;
  }

  /** What is said of a thing: a size, a place, a trait, how many there are. */
  #fact(): boolean {
    const cursor = this.#cursor;
    const word = cursor.word();
    const begins = cursor.index === 0 || cursor.stop(-1) !== undefined || openers.has(cursor.word(-1) ?? '');
    const polyline = readPolyline(cursor, this.#toMm);
    if (polyline) return this.#polyline(polyline);
    if (this.#impliedHole()) return true;
    const extents = cursor.try(() => readCorners(cursor, this.#toMm));
    if (extents) return this.#addSize(extents);
    if (word !== undefined && determiners.has(word) && this.#mention()) return true;
    // "at right angles", "sticks out equally on both sides" are no places
    if ((traits.at(cursor)?.words ?? 0) > 2 && this.#trait()) return true;
    const place = readPlace(this.#places);
    if (place) {
      this.#telling.addPlace(place, (begins || this.#telling.isFronting) && this.#isNewAhead());
      return true;
    }
    const size =
      readSize(cursor, this.#toMm) ?? cursor.try(() => readOtherEnd(cursor, this.#toMm, this.#telling.lastSize));
    if (size) return this.#addSize(size);
    const spot = this.#telling.current && !begins ? undefined : cursor.try(() => readSpot(this.#places));
    if (spot) {
      this.#telling.subject = spot;
      return true;
    }
    return this.#mention() || this.#angle() || this.#trait() || this.#count() || this.#threadedHole();
  }

  #polyline(place: Place): true {
    const { current } = this.#telling;
    if (current?.kind !== 'polygon' || current.places.some(({ kind }) => kind === 'points'))
      this.#telling.start({ kind: 'polygon', role: 'profile', noun: 'outline', plural: false }, place.span);
    this.#telling.addPlace(place, false);
    return true;
  }

  #isSilent(): boolean {
    const cursor = this.#cursor;
    if (cursor.peek()?.kind === 'times' && cursor.peek(1)?.kind === 'angle') return cursor.next() !== undefined;
    const word = cursor.word();
    if (word === undefined || (articles.has(word) && !isSilentPhrase(cursor))) return false;
    if (planeNormal(word) === undefined && !isMaterial(word) && !glue.has(word) && !silent.has(word)) return false;
    cursor.index++;
    return true;
  }

  #aside(): boolean {
    const start = this.#cursor.index;
    const aside = readAside(this.#cursor, this.#toMm);
    if (aside?.kind === 'conclusion') this.#conclusions.push(aside.conclusion);
    if (aside?.kind === 'denied') this.#denied.push(...aside.nouns);
    if (aside?.kind === 'context') this.#notUsed(start);
    if (aside?.kind === 'trait') this.#telling.addTrait(aside.trait, this.#cursor.since(start));
    return aside !== undefined;
  }

  #mention(): boolean {
    const known = this.#cursor.try(() => this.#places.refer());
    if (known) this.#telling.mention(known);
    return known !== undefined;
  }

  #addSize(size: Size): true {
    if (this.#telling.addSize(size)) return true;
    if (!this.#isThen(size)) return this.#refuse(size.span);
    this.#telling.start({ kind: 'piece', role: 'body', noun: 'section', plural: false }, size.span).sizes.push(size);
    return true;
  }

  /** "Ø36 x 40, then Ø25 x 35": the next section of the same part. */
  #isThen({ lengths, name }: Size): boolean {
    const words = Array.from({ length: 8 }, (_, back) => this.#cursor.word(-1 - back));
    return lengths.length === 2 && name === 'diameter' && words.includes('then');
  }

  /** "two balls joined by a rod" */
  #joint(): boolean {
    const cursor = this.#cursor;
    const start = cursor.index;
    if (!this.#telling.current || !cursor.takePhrase(joints)) return false;
    this.#telling.join(cursor.since(start));
    return true;
  }

  /** "a cross made of two rods": it is no thing of its own. */
  #consists(): boolean {
    const cursor = this.#cursor;
    const { current } = this.#telling;
    if (current?.role !== 'body' || current.sizes.length > 0) return false;
    const isAhead = cursor.try(() => {
      if (!cursor.takePhrase(consistings)) return undefined;
      const { index } = cursor;
      const phrase = readNounPhrase(cursor, this.#toMm);
      // "made of two plates: …": each is told of then
      if (
        phrase?.noun.role === 'body' &&
        phrase.count !== undefined &&
        (cursor.stop() === ':' || cursor.stop() === '.')
      )
        return true;
      cursor.index = index;
      const isNew =
        phrase?.noun.role === 'body' && !phrase.definite && (phrase.determined || phrase.count !== undefined);
      return isNew || cursor.stop() === ':' ? true : undefined;
    });
    if (isAhead) current.isTitle = true;
    return isAhead !== undefined;
  }

  #spacing(): boolean {
    const read = this.#cursor.try(() => readSpacing(this.#cursor, this.#toMm, this.#places.refer));
    if (!read) return false;
    this.#telling.mention(read[0]);
    return this.#addSize(read[1]);
  }

  /** "Its center is", "the hole centers": the thing itself. */
  #center(): boolean {
    const cursor = this.#cursor;
    const start = cursor.index;
    const read = (): true | undefined => {
      if (this.#telling.current?.role === 'feature') cursor.skipWords(determiners);
      else if (!cursor.takeWord(ownerWords)) return undefined;
      const isOwn = cursor.takeWord(centerWords) !== undefined;
      const known =
        isOwn && cursor.word() !== 'of' ? undefined : cursor.try(() => (cursor.takeWord(ofWord), this.#places.refer()));
      if (!known && cursor.word() === 'of') return undefined;
      if (!isOwn && (!known || !cursor.takeWord(centerWords))) return undefined;
      const next = cursor.peek()?.kind;
      if (next !== 'lengths' && next !== 'number' && !centerVerbs.has(cursor.word() ?? '')) return undefined;
      if (known) this.#telling.mention(known);
      this.#telling.addCenter(cursor.since(start));
      return true;
    };
    return cursor.try(read) ?? false;
  }

  #trait(): boolean {
    const start = this.#cursor.index;
    if (!this.#telling.hasOwner) return false;
    const trait = this.#cursor.takePhrase(traits);
    return trait !== undefined && this.#telling.addTrait(trait, this.#cursor.since(start));
  }

  #angle(): boolean {
    if (!this.#telling.hasOwner) return this.#angleOfNext();
    const angle = this.#cursor.take('angle');
    return angle !== undefined && this.#telling.addAngle(angle);
  }

  /** "90° pipe elbow" */
  #angleOfNext(): boolean {
    const read = (): true | undefined => {
      const angle = this.#cursor.take('angle');
      return angle && this.#newDraft(false) && this.#telling.addAngle(angle) ? true : undefined;
    };
    return this.#cursor.try(read) ?? false;
  }

  /** "Holes: 4 x Ø5.5 mm", "M5 tapped through, 4x", "one near each corner" */
  #count(): boolean {
    const cursor = this.#cursor;
    const number = cursor.peek();
    const { current } = this.#telling;
    if (number?.kind !== 'number' || !Number.isInteger(number.value)) return false;
    if (number.value === 1 && wholeWords.has(cursor.word(1) ?? '')) return cursor.next() !== undefined;
    if (!current) return false;
    const isEach = number.value === 1 && cursor.peek(1)?.kind === 'word';
    if (!isEach && current.count !== undefined && current.count !== number.value) return false;
    cursor.index++;
    cursor.take('times');
    if (!isEach) current.count = number.value;
    return true;
  }

  /** "Plate 80 x 40 x 5, 4x Ø4.5, Ø12 thru": a diameter that is counted, or goes through, is that of a hole. */
  #impliedHole(): boolean {
    const { current } = this.#telling;
    if (!current || current.sizes.length === 0 || current.role === 'edges') return false;
    const start = this.#cursor.index;
    const read = (): true | undefined => {
      const size = readImpliedHole(this.#cursor, this.#toMm);
      if (!size) return undefined;
      const hole = this.#telling.startHole(this.#cursor.since(start));
      hole.count = size.count;
      hole.sizes.push(size.diameter);
      return true;
    };
    return this.#cursor.try(read) ?? false;
  }

  /** "M5 tapped through, 4x on 60 mm PCD" */
  #threadedHole(): boolean {
    const start = this.#cursor.index;
    const thread = this.#cursor.take('thread');
    if (!thread) return false;
    const { current } = this.#telling;
    const isOfHole = current?.kind === 'hole' && current.threads.length === 0;
    const hole = isOfHole ? current : this.#telling.startHole(this.#cursor.since(start));
    hole.threads.push(thread);
    return true;
  }

  /** "Chamfer the free end", "corners rounded to R6" */
  #edgeVerb(): boolean {
    const hasObject = this.#telling.subject !== undefined || this.#telling.current !== undefined;
    const verb = this.#cursor.try(() => readEdgeVerb(this.#cursor, hasObject));
    if (!verb) return false;
    this.#telling.startEdges(verb.kind, verb.span, verb.isOrder ? readTarget(this.#places) : undefined);
    return true;
  }

  /** "The head is a cylinder", "the bar: a cylinder": what is known by a name gets its kind. */
  #bond(): boolean {
    const cursor = this.#cursor;
    const subject = this.#telling.current;
    if (subject?.role !== 'body' || isWhole(subject)) return false;
    const read = (): true | undefined => {
      const stop = cursor.stop(-1);
      const isApposition = stop === ':' || stop === ',' || stop === '(';
      const isBond = cursor.takeWord(bonds) !== undefined;
      if (!isApposition && !isBond) return undefined;
      const found = readNounPhrase(cursor, this.#toMm);
      if (found?.noun.role !== 'body' && found?.noun.role !== 'profile') return undefined;
      if (found.definite || (found.count ?? 1) > 1 || found.which !== undefined) return undefined;
      return becomes(subject, found) ? true : undefined;
    };
    return cursor.try(read) ?? false;
  }

  #cut(verb: string): true {
    const cursor = this.#cursor;
    const start = cursor.index;
    cursor.index++;
    const size = drilled.has(verb) ? readSize(cursor, this.#toMm) : undefined;
    if (size) this.#telling.startHole(cursor.since(start)).sizes.push(size);
    else this.#telling.cutting = true;
    return true;
  }

  #newThing(): boolean {
    return this.#cursor.try(() => this.#newDraft(false)) !== undefined;
  }

  /** @param isAside "in the middle of a base plate": it is told of where another one lies */
  #newDraft(isAside: boolean): Draft | undefined {
    const cursor = this.#cursor;
    const start = cursor.index;
    const before = cursor.word(-1);
    const phrase = readNounPhrase(cursor, this.#toMm);
    if (!phrase) return undefined;
    const { current } = this.#telling;
    if (phrase.noun.noun === 'cut out' && !phrase.determined && current?.role === 'profile') return undefined;
    if (current?.kind === 'pipe bend' && phrase.noun.kind === 'tube' && phrase.count === undefined) {
      current.sizes.push(...phrase.sizes);
      current.traits.push(...phrase.traits);
      current.threads.push(...phrase.threads);
      return current;
    }
    // "a pocket: a 20 mm square": a size of the pocket
    if (phrase.noun.noun === 'square' && current?.sizes.length === 0 && cursor.stop(start - cursor.index - 1))
      return undefined;
    // "through boss and plate": where a hole goes
    if (phrase.noun.role === 'body' && phrase.traits.some(({ name }) => name === 'through')) return undefined;
    const isName = !phrase.determined && phrase.count === undefined && phrase.sizes.length === 0;
    const isListed = cursor.word() === 'and' || listers.has(before ?? '');
    const known =
      phrase.definite || (isName && (phrase.noun.kind === 'piece' || isListed)) ? this.#known.find(phrase) : undefined;
    if (known && (phrase.definite || phrase.traits.every(({ name }) => known.every((one) => hasTrait(one, name)))))
      return undefined;
    if (isAside && (phrase.definite || !phrase.determined || phrase.noun.role !== 'body')) return undefined;
    const draft = this.#telling.start(phrase.noun, cursor.since(start), isAside);
    if (isAside) this.#ownSizes(draft);
    draft.count = phrase.count;
    draft.which = phrase.which;
    if (phrase.prefix !== undefined) draft.labels.add(`${phrase.prefix} ${phrase.noun.noun}`);
    draft.traits.push(...(phrase.noun.traits ?? []).map((name) => ({ name, span: draft.span })));
    draft.traits.push(...phrase.traits);
    draft.sizes.push(...phrase.sizes);
    draft.threads.push(...phrase.threads);
    // "a left hole": where it is, which nobody has read
    if (phrase.which !== undefined && phrase.noun.role === 'feature')
      draft.traits.push({ name: phrase.which, span: draft.span });
    return draft;
  }

  /** "in the middle of a disc 60 mm in diameter and 10 mm thick": what stands at the noun is said of it. */
  #ownSizes(draft: Draft): void {
    const cursor = this.#cursor;
    const read = (): true | undefined => {
      const isOf = cursor.takeWord(draft.sizes.length > 0 ? andWord : ofWord) !== undefined;
      const size = readSize(cursor, this.#toMm);
      if (!size || (size.name === 'unnamed' && size.lengths.length === 1 && !isOf)) return undefined;
      if (size.name === 'unnamed' && froms.has(cursor.word() ?? '')) return undefined;
      draft.sizes.push(size);
      return true;
    };
    while (cursor.try(read));
  }

  /** "At one end there is a flange": what a place is of comes behind it. */
  #isNewAhead(): boolean {
    const cursor = this.#cursor;
    const start = cursor.index;
    const places = { ...this.#places, introduce: () => undefined };
    if (cursor.takeWord(determiners) === undefined) readPlace(places);
    else cursor.index = start;
    while (cursor.takeStop(',') || cursor.takeWord(arrivals) !== undefined);
    const phrase = readNounPhrase(cursor, this.#toMm);
    cursor.index = start;
    return phrase !== undefined && !phrase.definite && (phrase.determined || phrase.count !== undefined);
  }

  #refuse(span: Span): never {
    const words = this.#text.slice(span.start, span.end);
    throw new Refusal('not_understood', `“${words}” is not understood.`, span);
  }
}

/** "Sketch on the XY plane.": where in space it is drawn. */
function isPlane(place: Place): boolean {
  return place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'plane';
}

/** "A T-shaped part: a web …" is no name of the web. */
const isWhole = ({ traits: said, isTitle }: Draft): boolean => isTitle && said.some(({ name }) => outlines.has(name));
const listers = wordSet('and both through between');
const ofWord = wordSet('of');
const andWord = wordSet('and');
const froms = wordSet('from off in away apart');
const cutVerbs = wordSet('cut drill drilled bore bored mill milled remove subtract punch pierced');
const drilled = wordSet('drilled bored');
const bonds = wordSet('is are ie');
const wholeWords = wordSet('closed solid piece single part body');
const openers = wordSet('and then with but standing sitting lying whose');
const arrivals = wordSet('there is are goes go sits stands stand comes standing put add cut drill place');
const ownerWords = wordSet('its their the whose each both');
const centerWords = wordSet('center centers axis axes midpoint midpoints');
const centerVerbs = wordSet('is are lies lie sits sit being at passes pass goes runs coincide');
