import { Refusal } from '../../geometry/refusal';
import type { Tokens } from '../text/token';
import { readAlongStretch } from './alongStretch';
import { readAnother } from './another';
import { readAside } from './asides';
import { readBentBar } from './bentBars';
import { isBetweenSizes } from './betweenSizes';
import { readBrokenEdges } from './brokenEdges';
import { readName } from './becomes';
import { readClosedEnd } from './closedEnds';
import { Cursor, wordSet } from './cursor';
import type { Conclusion, Description, Things } from './description';
import type { Draft } from './draft';
import { isPlane } from './drawn';
import { readDistance, readFact } from './facts';
import { readFileFormat } from './fileFormat';
import { readGridOfHoles } from './grids';
import { readInscription } from './inscription';
import { Known } from './known';
import { newDraft, readBond, readConsists, readNewThing } from './newThings';
import { readOfHole } from './ofHole';
import { isShaped, readOfOpening, readOfShape } from './ofShape';
import { readOnePiece } from './onePiece';
import { readCenter } from './ownCenter';
import { readOuterThread } from './outerThreads';
import { readOutlineOffset } from './outlineOffset';
import { refuse, type ParseState } from './parseState';
import { readOfWhole } from './ofWhole';
import { ownWords } from './ownWords';
import { readPath } from './paths';
import { readLabelledSection } from './sections';
import { readSeparate } from './separate';
import { settle } from './settle';
import { articles, glue, isMaterial, isSilentPhrase, silent, silentPhrases } from './silentWords';
import { planeNormal, type ToMm } from './sizes';
import type { PlaceContext } from './placeContext';
import { readSketchSize, readTurns } from './sketchSizes';
import { readSketchVerb } from './sketchVerbs';
import { skipFirst } from './stackedSizes';
import { readSheet } from './stockSizes';
import { skipOwnTalk } from './smallTalk';
import { hasNoSize, isWrap, namedInTalk, skipTalk } from './talk';
import { Telling } from './telling';
import { traits } from './traits';
import { readMilledEnd, readTurnedDown } from './turnedEnds';
import { readTurnedStep } from './turnedSteps';
import { cutVerbs, readCut, readEdgeOrder, readJoint } from './verbs';

/** Each is read twice, as a sentence and as talk; no prompt has more of them before its first size. */
const mostTalks = 12;

/** Reads the sentences of a prompt, one after the other, as things with what is said of each. */
export class SentenceReader {
  readonly #state: ParseState;
  readonly #assumptions: string[];
  readonly #conclusions: Conclusion[] = [];
  readonly #denied: string[] = [];
  readonly #hasQuoted: boolean;
  #talks = 0;
  #separate: { count: number | undefined } | undefined;

  /** @param hasWholes whether parts are told of as a whole, with the words of their kinds */
  constructor(text: string, { tokens, assumptions }: Tokens, inMm: ToMm, hasWholes: boolean) {
    const toMm: ToMm = (length) => {
      if (length.bare) cursor.noteBare(length.value);
      return inMm(length);
    };
    const known = new Known();
    const cursor = new Cursor(
      tokens.filter((token, index) => !isWrap(text, token, tokens[index + 1])),
      hasWholes ? () => ownWords(known.lastBody()?.kind) : undefined,
    );
    const refer = (): Things | undefined => known.refer(cursor, toMm);
    const introduce = (): Draft | undefined => newDraft(this.#state, true);
    const named = (): Things | undefined => known.named(cursor);
    const places: PlaceContext = {
      ...{ cursor, toMm, refer, named, introduce },
      isCutAtAnEnd: () => known.isCutAtAnEnd(),
      hasPocket: () =>
        known.drafts.some(
          ({ kind, role, operation }) => kind === 'pocket' || (role === 'profile' && operation === 'cut'),
        ),
      isOfHole: () => this.#state.telling.current?.kind === 'hole',
    };
    this.#state = { text, cursor, toMm, places, known, telling: new Telling(known) };
    this.#assumptions = [...assumptions];
    this.#hasQuoted = tokens.some(({ kind }) => kind === 'quoted');
  }

  /** @throws Refusal that quotes the first words which are not understood */
  read(): Description {
    const { cursor, known } = this.#state;
    while (!cursor.done) this.#sentenceOrTalk();
    const [early] = this.#state.telling.early;
    if (early) refuse(this.#state, early.span);
    return {
      ...settle(known.drafts, this.#assumptions),
      assumptions: this.#assumptions,
      conclusions: this.#conclusions,
      denied: this.#denied,
      bareLengths: cursor.bareLengths,
      separate: this.#separate,
    };
  }

  /** Until a part has a size, what can't be read may be talk. */
  #sentenceOrTalk(): void {
    const { cursor, known } = this.#state;
    const start = cursor.index;
    const count = known.drafts.length;
    const noted = this.#assumptions.length;
    try {
      this.#sentence();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      cursor.index = start;
      this.#state.telling.early.length = 0;
      this.#assumptions.length = noted;
      const isFirst = !known.drafts.slice(0, count).some(({ sizes }) => sizes.length > 0);
      if (++this.#talks > mostTalks || !this.#skipTalk(isFirst)) throw error;
      known.forget(count);
      if (count === 0) this.#keepName(start);
      this.#notUsed(start);
    }
  }

  #skipTalk(isFirst: boolean): boolean {
    const { cursor, toMm } = this.#state;
    const { index } = cursor;
    if (skipOwnTalk(cursor, isFirst)) return true;
    cursor.index = index;
    return isFirst && skipTalk(cursor, toMm);
  }

  /** A part that is only named is described in what follows. */
  #keepName(start: number): void {
    const { cursor, telling, known } = this.#state;
    const end = cursor.index;
    cursor.index = start;
    const noun = namedInTalk(cursor);
    cursor.index = end;
    if (!noun) return;
    telling.begin(true);
    telling.start(noun, cursor.since(start));
    known.endSentence();
  }

  #notUsed(from: number, until?: number): void {
    const { cursor, text } = this.#state;
    const { index } = cursor;
    cursor.index = until ?? index;
    const { start, end } = cursor.since(from);
    cursor.index = index;
    this.#assumptions.push(`Not used: “${text.slice(start, end).trim()}”`);
  }

  #sentence(): void {
    const { cursor, telling } = this.#state;
    telling.begin(hasNoSize(cursor));
    while (!cursor.done) {
      if (cursor.takeStop('.', ';', 'item')) break;
      if (isEdgeLabel(cursor) && cursor.takeStop('line')) break;
      if (cursor.stop() === ':') telling.leaveMember();
      if (cursor.stop() === ':') telling.isTitle = false;
      if (cursor.stop() === '(' && (readGridOfHoles(this.#state) || this.#aside())) continue;
      if (cursor.takeStop(',', ':', 'line', '(', ')')) telling.stop();
      else this.#piece();
    }
    const left = telling.end();
    if (left && !isPlane(left)) refuse(this.#state, left.span);
  }

  /** One piece of a sentence, whichever it is. What is none is refused with its place. */
  #piece(): void {
    const { cursor } = this.#state;
    const start = cursor.index;
    if (
      !readBrokenEdges(this.#state) &&
      !(this.#hasQuoted && readInscription(this.#state)) &&
      !cursor.takePhrase(silentPhrases) &&
      !(this.#state.known.drafts.length > 0 && readOnePiece(cursor)) &&
      !readFileFormat(this.#state) &&
      !readOfWhole(this.#state) &&
      !this.#isSeparate() &&
      !skipFirst(this.#state) &&
      !readLabelledSection(this.#state) &&
      !readTurnedDown(this.#state) &&
      !readTurnedStep(this.#state) &&
      !readMilledEnd(this.#state) &&
      !readAlongStretch(this.#state) &&
      !readOuterThread(this.#state) &&
      !readBentBar(this.#state) &&
      !this.#ofShape() &&
      !readOfHole(this.#state) &&
      !this.#thing() &&
      !readFact(this.#state) &&
      !this.#isSilent()
    ) {
      cursor.index = start;
      cursor.skipWords(articles);
      cursor.index++;
      refuse(this.#state, cursor.since(start));
    }
    if (cursor.index <= start) throw new Error('A piece of a sentence was read without going on.');
  }

  /** What only bodies of some shapes have: ends, a section, a way to be parted. */
  #ofShape(): boolean {
    const { cursor, toMm, telling } = this.#state;
    const { body, current } = telling;
    // "a slot 8 mm wide with round ends"
    if (current?.role === 'feature' && (traits.at(cursor)?.words ?? 0) > 2) return false;
    // "a keyway 36 mm long (round ends)"
    const ends = current && withEnds.has(current.kind) ? traits.at(cursor) : undefined;
    if (ends?.meaning === 'round ends') {
      cursor.index += ends.words;
      return telling.addTrait(ends.meaning, cursor.since(cursor.index - ends.words));
    }
    const sheet = body?.kind === 'container' ? readSheet(cursor, toMm) : undefined;
    if (body && sheet) return telling.addTo(body, [sheet]);
    if (current && isShaped(current) && readOfOpening(cursor, toMm, current, telling)) return true;
    if (body && hollow.has(body.kind) && readClosedEnd(this.#state, body)) return true;
    return body !== undefined && readOfShape(cursor, toMm, body, telling);
  }

  /** What brings up a thing: a noun, a verb, "its center", "that is …". */
  #thing(): boolean {
    const { cursor, toMm, telling } = this.#state;
    const word = cursor.word();
    if (telling.introduced && (word === 'that' || word === 'which')) {
      telling.current = telling.introduced;
      telling.introduced = undefined;
      cursor.index++;
      return true;
    }
    // "with a head on top that is 30 mm in diameter"
    const { current } = telling;
    const isOfCurrent = current?.role === 'body' && current.sizes.length === 0 && relatives.has(word ?? '');
    if (isOfCurrent && relativeVerbs.has(cursor.word(1) ?? '')) return cursor.next() !== undefined;
    if (readName(this.#state)) return true;
    if (readOutlineOffset(cursor, telling, toMm) || readTurns(cursor, telling)) return true;
    if (readPath(cursor, telling, toMm) || readSketchVerb(cursor, telling, toMm)) return true;
    if (readJoint(this.#state) || readConsists(this.#state) || readDistance(this.#state)) return true;
    if (this.#aside() || readEdgeOrder(this.#state) || readBond(this.#state) || readCenter(this.#state)) return true;
    const size = readSketchSize(cursor, toMm, telling.current?.kind);
    if (size && telling.addSize(size)) return true;
    if (readNewThing(this.#state) || readAnother(this.#state)) return true;
    if (word !== undefined && cutVerbs.has(word) && (traits.at(cursor)?.words ?? 0) < 3)
      return readCut(this.#state, word);
    return false;
  }

  /** That each body is a part of its own, or the one that is told of. */
  #isSeparate(): boolean {
    const { cursor, telling } = this.#state;
    const start = cursor.index;
    const found = readSeparate(cursor);
    if (found?.of === 'current') {
      // "The lid is a separate part" of an enclosure: its own words say so
      if (telling.current?.role === 'body') return telling.addTrait('separate', cursor.since(start));
      cursor.index = start;
      return false;
    }
    if (found) this.#separate = { count: found.count ?? this.#separate?.count };
    return found !== undefined;
  }

  #isSilent(): boolean {
    const { cursor } = this.#state;
    if (cursor.peek()?.kind === 'times' && cursor.peek(1)?.kind === 'angle') return cursor.next() !== undefined;
    if (isBetweenSizes(this.#state)) return cursor.next() !== undefined;
    const word = cursor.word();
    if (word === undefined || (articles.has(word) && !isSilentPhrase(cursor))) return false;
    if (planeNormal(word) === undefined && !isMaterial(word) && !glue.has(word) && !silent.has(word)) return false;
    cursor.index++;
    return true;
  }

  #aside(): boolean {
    const { cursor, toMm, telling } = this.#state;
    const start = cursor.index;
    const aside = readAside(cursor, toMm);
    if (aside?.kind === 'conclusion') this.#conclusions.push(aside.conclusion);
    if (aside?.kind === 'denied') this.#denied.push(...aside.nouns);
    if (aside?.kind === 'context') this.#notUsed(start, aside.end);
    if (aside?.kind === 'trait') telling.addTrait(aside.trait, cursor.since(start));
    return aside !== undefined;
  }
}

const hollow = wordSet('tube cylinder piece container');
const relatives = new Set(['that', 'which']);
const relativeVerbs = wordSet('is measures has');
const withEnds = new Set(['slot', 'keyway']);
const edgeLabels = wordSet('corner corners edge edges');

/** "Corners: R6" on a line of its own is no more about the holes of the line before. */
function isEdgeLabel(cursor: Cursor): boolean {
  return cursor.stop() === 'line' && edgeLabels.has(cursor.word(1) ?? '') && cursor.stop(2) === ':';
}
