import type { Span } from '../text/token';
import type { Place, Size, Spot, Target, Things, Trait } from './description';
import { addInner, draftOf, isBoss, isOfOwner, isOtherDiameter, placeOn, several, type Draft } from './draft';
import { placedWith } from './openings';
import { edgeSpots, isOuter, lying, ofLast, ownerOf } from './factOwners';
import type { Known } from './known';
import { Sketches } from './sketches';
import { ofPart } from './ends';
import type { PartName } from './endWords';
import type { Noun } from './kindWords';
import { accepts } from './things';
import { checkWhole } from './wholeTraits';

/** What a sentence is telling of at the moment: new facts are given to it, or to what else they can be of. */
export class Telling {
  readonly #known: Known;
  current: Draft | undefined;
  /** What is said holds for all of these: "both holes are 10 mm deep". */
  group: readonly Draft[] = [];
  /** A thing that was told of where another one lies; "that is 8 mm thick" is said of it. */
  introduced: Draft | undefined;
  /** "Both ends …", "one of the long faces …": what a sentence begins with. */
  subject: Spot | undefined;
  /** No size is said here, such as in a title: what is named may be described later. */
  isTitle = false;
  cutting = false;
  extruding = false;
  readonly #sketches: Sketches;
  lastSize: Size | undefined;
  /** The place that was read last, and the token behind it. */
  lastPlace: { readonly place: Place; readonly end: number } | undefined;
  /** Sizes that stand before the first thing: "length = 80 mm, …, shape = block". */
  readonly early: Size[] = [];
  /** The end of a body that is told of: the base of a pyramid. */
  told: { readonly part: PartName; readonly owner: Draft } | undefined;
  #joining: Place | undefined;
  /** A comma stands before what comes. */
  #isApart = false;
  /** Places that stand before the thing they are of. */
  #pending: Place[] = [];

  constructor(known: Known) {
    this.#known = known;
    this.#sketches = new Sketches(known);
  }

  begin(isTitle: boolean): void {
    this.current = this.introduced = this.subject = this.lastSize = this.told = undefined;
    this.#pending = [];
    this.#joining = undefined;
    this.group = [];
    this.cutting = this.extruding = false;
    this.isTitle = isTitle;
  }

  /** At a comma or a colon. */
  stop(): void {
    this.cutting = false;
    this.told = undefined;
    this.#isApart = true;
  }

  /** "…onto a 60 mm pipe: outside diameter 165 mm": what comes is said of the whole. */
  leaveMember(): void {
    if (this.current?.role === 'member' && this.current.sizes.length > 0) this.current = this.current.of;
  }

  /** @returns a place that is of nothing */
  end(): Place | undefined {
    const waiting = this.#takeWaiting();
    const { mentioned, topics } = this.#known;
    const told = mentioned.length > 0 ? mentioned : topics;
    const features = told.filter(({ role }) => role === 'feature');
    const isDistance = waiting.length > 0 && waiting.every(({ kind }) => kind === 'distance') && features.length === 1;
    const last = (mentioned.length === 0 && isDistance ? features[0] : told.find(({ isTitle }) => !isTitle)) ?? told[0];
    if (!last) return waiting[0];
    last.places.push(...waiting);
    this.#known.endSentence();
    return undefined;
  }

  /** Whether places wait for the thing that they are of. */
  get isFronting(): boolean {
    return this.#pending.length > 0;
  }

  /** Begins to tell of a new thing. @param isAside it is only where another one lies */
  start(noun: Noun, span: Span, isAside = false): Draft {
    const { drafts } = this.#known;
    const draft = draftOf(drafts.length, noun, span);
    this.#isApart = false;
    if (this.cutting && noun.role !== 'edges') draft.operation = 'cut';
    draft.of = ownerOf(draft, this.current, this.#known);
    draft.isTitle = this.isTitle;
    if (draft.role === 'profile') this.#sketches.draw(draft);
    this.group = [];
    this.told = undefined;
    drafts.push(draft);
    if (isAside) {
      this.introduced = draft;
      return draft;
    }
    if (drafts.length === 1 && (draft.role === 'body' || draft.role === 'profile'))
      draft.sizes.push(...this.early.splice(0));
    draft.places.push(...this.#takeWaiting());
    if (this.#joining && draft.role === 'body') {
      draft.places.push(this.#joining);
      this.#joining = undefined;
    }
    this.#known.mention(draft);
    this.current = draft;
    return draft;
  }

  startEdges(kind: 'fillet' | 'chamfer', span: Span, target?: Target): void {
    const draft = this.start({ kind, role: 'edges', noun: kind, plural: false }, span);
    if (kind === 'chamfer') draft.labels.add('piece');
    if (target) draft.places.push(placeOn(target));
  }

  /** "Revolved", "swept": of what was drawn, or of what is drawn next. */
  process(name: string, span: Span, isOfDrawn: boolean): void {
    this.#sketches.process(name, span, isOfDrawn);
    if (isOfDrawn) this.current = this.#sketches.base ?? this.current;
  }

  /** Says something of all that is drawn at the moment. @returns whether anything is */
  markSketch(name: string, span: Span): boolean {
    return this.#sketches.mark(name, span);
  }

  /** Whether what is drawn is made so: "swept". */
  isMade(name: string): boolean {
    return this.#sketches.isMade(name);
  }

  /** What was drawn last is cut away. @returns whether there is such a thing */
  cutDrawn(): boolean {
    const drawn = this.#sketches.last;
    if (drawn) {
      drawn.operation = 'cut';
      this.current = drawn;
    }
    return drawn !== undefined;
  }

  startHole(span: Span): Draft {
    return this.start({ kind: 'hole', role: 'feature', noun: 'hole', plural: false }, span);
  }

  /** "joined by": what comes next is between what is told of, or at its end. */
  join(span: Span, place?: Place): void {
    if (place) {
      this.#joining = place;
      return;
    }
    const things = this.group.length > 1 ? this.group : this.current ? [this.current] : [];
    this.#joining = { kind: 'at', relation: 'between', target: { kind: 'things', things, span }, span };
  }

  /** "Its center is …" of a body: it is placed by that, not by its side. */
  addCenter(span: Span): void {
    const owner = this.current ?? this.#known.topics.findLast(({ isTitle }) => !isTitle);
    if (owner && (owner.role === 'body' || lying.has(owner.kind))) owner.traits.push({ name: 'by its center', span });
  }

  /** Begins to tell of what some holes open with. */
  startOpenings(kind: 'counterbore' | 'countersink', holes: readonly Draft[], span: Span): readonly Draft[] {
    const openings = holes.map((hole) => {
      const opening = this.start({ kind, role: 'feature', noun: kind, plural: false }, span);
      opening.of = hole;
      return opening;
    });
    this.group = openings.length > 1 ? openings : [];
    return openings;
  }

  /** Goes on with what is known. */
  mention({ things }: Things): void {
    const drafts = this.#known.drafts.filter((draft) => things.includes(draft));
    for (const draft of drafts) this.#known.mention(draft);
    this.current = drafts[0];
    this.group = drafts.length > 1 ? drafts : [];
    const drawn = this.#sketches.last;
    if (this.cutting && drawn && drafts.length > 1 && drafts.includes(drawn)) this.current = drawn;
    if (this.cutting && this.current?.role === 'profile') this.current.operation = 'cut';
    if (this.current) this.current.places.push(...this.#takeWaiting());
  }

  /** @param isFronted what it is of comes behind it */
  addPlace(place: Place, isFronted: boolean): void {
    const told = this.group.length > 1 ? this.group : this.current ? [this.current] : [];
    if (isFronted || told.length === 0) this.#pending.push(place);
    else for (const draft of told) placedWith(draft, place).places.push(place);
  }

  /** Whether there is a thing that a trait or an angle can be of. */
  get hasOwner(): boolean {
    return this.current !== undefined || this.#known.topics.length > 0;
  }

  addTrait(name: string, span: Span): boolean {
    const topics = this.#known.topics.filter(({ isTitle }) => !isTitle);
    const owner = this.current ?? (ofLast.has(name) ? topics.at(-1) : topics[0]) ?? this.#known.topics[0];
    if (owner && this.#isApart) checkWhole(owner, name, span, this.#known.mentioned);
    owner?.traits.push({ name, span });
    return owner !== undefined;
  }

  addAngle(angle: Draft['angles'][number]): boolean {
    const owners = this.group.length > 1 ? this.group : [this.current ?? this.#known.topics[0]];
    for (const owner of owners) owner?.angles.push(angle);
    return owners[0] !== undefined;
  }

  /** Gives a size to what can have it, the nearest first. @returns whether there is such a thing */
  addSize(size: Size): boolean {
    this.lastSize = size;
    if (this.#known.drafts.length === 0) return this.early.push(size) > 0;
    if (this.extruding && this.#sketches.extrude(size)) return true;
    if (this.told) {
      const { part, owner } = this.told;
      return this.#addSizeTo(owner, ofPart(size, part, owner));
    }
    const pocket = this.current ?? this.#known.topics.at(-1);
    const upright = this.subject?.which.some((word) => word === 'vertical' || word === 'upright');
    const isCornered = this.subject?.name === 'corner' || (this.subject?.name === 'edge' && upright === true);
    const isCorner = this.subject && isCornered && !this.subject.of && !isOuter(this.subject);
    if (isCorner && pocket?.kind === 'pocket' && size.name === 'radius') {
      pocket.sizes.push(size);
      this.subject = undefined;
      return true;
    }
    // "four holes on a 31 mm square, corners R4": of the plate
    const hasEdges = this.current?.role === 'body' || ['hole', 'slot'].includes(this.current?.kind ?? '');
    const isEdge = hasEdges && edgeSpots.has(this.subject?.name ?? '');
    if ((!this.current || isEdge) && this.subject && size.name === 'radius') this.startEdges('fillet', size.span);
    // "two balls, joined by a rod, 120 mm between the ball centers"
    const pair = this.current?.role === 'body' && (this.current.count ?? 1) === 1 ? this.#known.mentioned : [];
    const spaced = size.name === 'spacing' ? pair.find(({ role, count }) => role === 'body' && count === 2) : undefined;
    if (spaced && this.#addSizeTo(spaced, size)) return true;
    const group = this.group.filter((draft) => draft.role === 'feature' && accepts(draft.kind, size.name));
    if (group.length > 1 && group.every((draft) => this.#addSizeTo(draft, size))) return true;
    return this.#candidates().some((draft) => this.#addSizeTo(draft, size));
  }

  #candidates(): Draft[] {
    const { mentioned, topics } = this.#known;
    const chain: Draft[] = [];
    // "a screw boss with a 2.5 mm hole, 30 mm tall"
    const boss = this.current?.isAttached ? mentioned.findLast(isBoss) : undefined;
    if (this.current && boss) chain.push(this.current, boss);
    for (let draft = this.current; draft; draft = draft.of) chain.push(draft);
    const body = this.#known.lastBody();
    return [...new Set([...chain, ...mentioned.toReversed(), ...topics, ...(body ? [body] : [])])];
  }

  #addSizeTo(draft: Draft, size: Size): boolean {
    if (!accepts(draft.kind, size.name)) return false;
    if (draft.role === 'edges' && size.lengths.length > 2) return false;
    if (draft.kind === 'flat' && draft.of?.role === 'feature' && size.name === 'spacing') return false;
    if (isOfOwner(draft, size, this.#isApart)) return false;
    // "bore 16 mm, 27 mm outside"
    if (draft.kind === 'hole' && size.qualifier === 'outer') return false;
    const known = draft.sizes.find(({ name, qualifier }) => name === size.name && qualifier === size.qualifier);
    if (known && isOtherDiameter(draft, known, size)) return addInner(draft, known, size);
    if (known && !several.has(size.name)) return known.lengths[0]?.mm === size.lengths[0]?.mm;
    if (draft.role === 'profile' && (size.qualifier === 'top' || size.qualifier === 'bottom')) {
      // "a circle of 20 mm diameter on top": a place
      const spot: Spot = { kind: 'spot', name: size.qualifier, which: [], plural: false, sizes: [], span: size.span };
      draft.places.push(placeOn(spot));
      draft.sizes.push({ ...size, qualifier: undefined });
      return true;
    }
    draft.sizes.push(size);
    return true;
  }

  /** The body whose ends or outline can be told of. */
  get body(): Draft | undefined {
    const { current } = this;
    return current && (current.role === 'body' || current.role === 'profile') ? current : this.#known.lastBody();
  }

  /** Gives sizes and traits to a body. @returns whether it can have them */
  addTo(draft: Draft, sizes: readonly Size[], traits: readonly Trait[] = []): boolean {
    draft.traits.push(...traits);
    this.#known.mention(draft);
    this.current = draft;
    return sizes.every((size) => this.#addSizeTo(draft, size));
  }

  #takeWaiting(): Place[] {
    const waiting = [...this.#pending, ...(this.subject ? [placeOn(this.subject)] : [])];
    this.#pending = [];
    this.subject = undefined;
    return waiting;
  }
}
