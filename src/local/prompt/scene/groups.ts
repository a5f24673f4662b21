import type { Feature, Part } from '../../../kernel/specification';
import { moved } from '../../geometry/solids';
import { impossible, Refusal } from '../../geometry/refusal';
import { PlacedOnFaces } from './faceLayout';
import type { Description, Thing } from '../grammar/description';
import { surfaceOf } from './surfaces';
import { capital } from './blocks';
import { movedSurface, type BodyShape, type PlacedBody, type Vector } from './body';
import { colorOf } from './colors';
import type { CutSlot } from './cuts/cut';
import type { PocketFloor } from './pocketFloors';
import { checkJoined, inTouch, type Made } from './joined';
import type { Built } from './standing';

/** Bodies that are one solid, and what is made of them. */
export class Group {
  readonly solids: Made[] = [];
  readonly bodies: Built[] = [];
  readonly layout = new PlacedOnFaces();
  readonly slots: CutSlot[] = [];
  readonly floors: PocketFloor[] = [];
  features: Feature[] = [];
  /** It is another one at another place. */
  readonly like: { readonly group: Group; readonly by: Vector } | undefined;

  constructor(like?: Group['like']) {
    this.like = like;
  }

  #isClosed = false;

  /** The solids of all bodies are put together; features come after that. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    checkJoined(this.bodies);
    this.features = inTouch(this.solids);
    for (const { body } of this.bodies) {
      raise(this.layout, body, this.bodies);
      const under = body.raised && surfaceOf(body.surfaces, body.raised.under);
      if (under) this.layout.raise(under, movedSurface(body.raised.top, body.at));
    }
  }

  all(): readonly Feature[] {
    if (!this.like) return this.features;
    const { group, by } = this.like;
    return moved({ name: '', features: [...group.features] }, [...by]).features;
  }
}

/** The solids of a part: one, or one for each body that is said to be a part of its own. */
export class Groups {
  readonly list: Group[] = [];
  readonly #areSeparate: boolean;
  readonly #count: number | undefined;
  /** Whether there is more than one solid. */
  readonly isAssembly: boolean;
  #shared: Group | undefined;

  constructor({ separate, things }: Description) {
    this.#areSeparate = separate !== undefined;
    this.#count = separate?.count;
    this.isAssembly = this.#areSeparate || things.some((thing) => thing.role !== 'member' && isSeparate(thing));
  }

  close(): void {
    for (const group of this.list) group.close();
  }

  /** Where the next body of a thing goes. */
  for(thing: Thing, body: PlacedBody, first: Built | undefined): Group {
    if (!this.isAssembly || (!this.#areSeparate && !isSeparate(thing))) {
      if (!this.#shared) this.list.push((this.#shared = new Group()));
      return this.#shared;
    }
    const model = first && this.of(first.thing);
    const isSame = first && JSON.stringify(first.body.solids) === JSON.stringify(body.solids);
    const by = first && (body.at.map((value, axis) => value - (first.body.at[axis] ?? 0)) as unknown as Vector);
    const group = new Group(model && isSame && by ? { group: model, by } : undefined);
    this.list.push(group);
    return group;
  }

  /** The solid that a thing is in; its first one where there are several. */
  of(thing: Thing | undefined): Group | undefined {
    return this.list.find(({ bodies }) => bodies.some((one) => one.thing === thing)) ?? this.list[0];
  }

  /** Several of a thing that has features have to be alike, since those are made once. @throws Refusal */
  checkAlike(thing: Thing): void {
    const groups = this.list.filter(({ bodies }) => bodies.some((one) => one.thing === thing));
    if (groups.slice(1).some(({ like }) => !like))
      throw new Refusal('unsupported_feature', `Features of ${thing.noun}s that lie differently are not made yet.`);
  }

  /** @throws Refusal where there are others than the prompt counts */
  parts(): Part[] {
    const whole = this.list.length === 1 ? this.list[0]?.bodies[0]?.body : undefined;
    if (whole?.built && whole.built.others.length > 0) {
      const { name, color, others } = whole.built;
      const first = { name: name ?? whole.name, ...(color === undefined ? {} : { color }) };
      return this.#counted([{ ...first, features: this.list[0]?.features ?? [] }, ...others]);
    }
    if (this.list.length === 1)
      throw new Refusal('not_understood', 'The prompt tells of separate parts, and describes only one.');
    const names = this.list.map(({ bodies: [first] }) => nameOf(first?.thing));
    const parts = this.list.map((group, index) => {
      const name = names[index] ?? '';
      const number = names.slice(0, index + 1).filter((other) => other === name).length;
      const isOne = names.filter((other) => other === name).length === 1;
      const color = colorOf(group.bodies);
      return {
        name: isOne ? name : `${name} ${number}`,
        ...(color === undefined ? {} : { color }),
        features: [...group.all()],
      };
    });
    return this.#counted(parts);
  }

  #counted(parts: Part[]): Part[] {
    if (this.#count !== undefined && this.#count !== parts.length)
      impossible(`The prompt tells of ${this.#count} parts, and describes ${parts.length}.`);
    return parts;
  }
}

function nameOf(thing: Thing | undefined): string {
  const { which, noun = 'part' } = thing ?? {};
  return capital(which === undefined ? noun : `${which} ${noun}`);
}

function isSeparate({ traits }: Thing): boolean {
  return traits.some(({ name }) => name === 'separate');
}

/** Tells the layout on which other body's top a body stands. */
function raise(layout: PlacedOnFaces, body: PlacedBody, bodies: readonly Built[]): void {
  const under = bodies.find(({ body: other }) => other !== body && other.at[2] + other.size[2] === body.at[2])?.body;
  const [below, top] = [surfaceOf(under?.surfaces ?? [], 'top'), surfaceOf(body.surfaces, 'top')];
  if (below && top) layout.raise(below, top);
}

/** @throws Refusal for what is no part of an assembly yet */
export function checkParted(thing: Thing, { built, exact }: BodyShape): void {
  if (thing.operation === 'cut')
    throw new Refusal('unsupported_feature', `A ${thing.noun} is not cut out of separate parts yet.`, thing.span);
  if (built && exact !== true && built.others.length === 0)
    throw new Refusal('unsupported_feature', `A ${thing.noun} is not put together with other parts yet.`, thing.span);
}

/** A feature of several separate parts at once. @throws Refusal */
export function checkOwn({ places, noun, span }: Thing): void {
  const owners = places.flatMap((place) =>
    place.kind === 'at' && place.target.kind === 'things'
      ? place.target.things.filter(({ role }) => role === 'body' || role === 'profile')
      : [],
  );
  if (new Set(owners).size > 1)
    throw new Refusal('unsupported_feature', `A ${noun} in several separate parts is not made yet.`, span);
}
