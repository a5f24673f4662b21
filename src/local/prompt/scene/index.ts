import type { Feature, Part } from '../../../kernel/specification';
import { moved } from '../../geometry/solids';
import { placed, Refusal, type Assume } from '../../geometry/refusal';
import { PlacedOnFaces } from '../faceLayout';
import type { Description, Thing } from '../grammar/description';
import type { PromptReading } from '../reading';
import { refuseRepeats } from '../repeats';
import { surfaceOf } from '../surfaces';
import { checkConclusions, checkDenied, checkSizes } from './agreement';
import { readBody } from './bodies';
import { add, movedSurface, type BodyShape, type PlacedBody, type Solid } from './body';
import { cuts } from './cuts';
import type { CutKind, CutSlot } from './cuts/cut';
import { isOfFeature, readEdges } from './edges';
import { countOf } from './holes';
import { checkBores, checkJoined, checkOutline, inTouch, type Made } from './joined';
import { lendSizes } from './lending';
import { onMemberFaces } from './memberFaces';
import { placesOf } from './placing';
import type { Built } from './standing';
import type { Sketch } from './sketch';
import { isOfSketch, readSketch } from './sketches';
import { Taker } from './taker';
import { postureOf } from './turning';
import { readTurn, turned, type Turn } from './turned';
import { UniqueNames } from './uniqueNames';

/** Puts a part together from the things that a description tells of, in their order. @throws Refusal */
export function compose(text: string, description: Description): PromptReading {
  const { things } = description;
  checkSizes(things);
  const assumptions = [...description.assumptions];
  const assume: Assume = (sentence) => {
    if (!assumptions.includes(sentence)) assumptions.push(sentence);
  };
  const takers = new Map(things.map((thing) => [thing, new Taker(thing)]));
  const partsOf = (thing: Thing): Taker[] =>
    things.filter((other) => other.of === thing).flatMap((other) => takers.get(other) ?? []);
  const bodies: Built[] = [];
  const solids: Made[] = [];
  const texts: string[] = [];
  let turn: Turn | undefined;
  const names = new UniqueNames();
  const slots: CutSlot[] = [];
  const readEdge = (edges: Taker, body: PlacedBody): Feature =>
    placed(edges.thing.span, () => readEdges(edges, { body, madeOf: names.of, assume }));
  for (const thing of inOrder(things)) {
    const taker = takers.get(thing);
    if (!taker) continue;
    if (isOfSketch(thing, things)) continue;
    lendSizes(taker, bodies);
    const readOwn = (): BodyShape =>
      readSketch(sketchOf(taker, takers), assume) ?? readBody(taker, partsOf(thing), assume);
    const own = placed(thing.span, readOwn);
    turn ??= readTurn(taker);
    const shape = postureOf(taker, own);
    const { outline } = description;
    const places = placed(thing.span, () => placesOf({ taker, shape, bodies, assume, outline, count: countOf(thing) }));
    if (!shape.counted) checkCount(thing, places.length);
    for (const { shape: lying, at } of places) {
      const surfaces = lying.surfaces.map((surface) => movedSurface(surface, at));
      const body: PlacedBody = { ...lying, at, surfaces };
      solids.push({
        body,
        features: body.built
          ? [...moved({ name: body.name, features: [...body.built.features] }, [...at]).features]
          : body.solids.map((solid) => names.named(featureOf(solid, body, thing), thing)),
      });
      bodies.push({ thing, body });
    }
    texts.push(shape.text, ...(shape.built?.details ?? []));
    const made = solids.at(-1);
    for (const edges of partsOf(thing))
      if (edges.thing.role === 'edges' && made && !isOfFeature(edges.thing) && !isMade(edges))
        made.features.push(readEdge(edges, made.body));
  }
  checkJoined(bodies);
  checkBores(bodies, things);
  const features = inTouch(solids);
  checkOutline(description.outline, bodies);
  const [base] = bodies;
  if (bodies.length > 1) for (const { thing } of bodies) takers.get(thing)?.trait('stepped');
  if (things.some(({ kind }) => kind === 'hole'))
    for (const { thing } of bodies) takers.get(thing)?.trait('perforated');
  if (!base) throw new Refusal('not_understood', 'The prompt names no part that is known.');
  const bodyOf = (thing: Thing): PlacedBody => bodies.find((one) => one.thing === thing.of)?.body ?? base.body;
  const layout = new PlacedOnFaces();
  for (const { body } of bodies) {
    raise(layout, body, bodies);
    const under = body.raised && surfaceOf(body.surfaces, body.raised.under);
    if (under) layout.raise(under, movedSurface(body.raised.top, body.at));
  }
  for (const [thing, taker] of takers) {
    if (thing.role !== 'feature' || belongsToHole(thing) || isMade(taker)) continue;
    for (const one of onMemberFaces(taker, bodyOf(thing), assume)) {
      takers.set(thing, one.taker);
      const context = { body: one.body, bodies, layout, features, assume, partsOf, slots };
      for (const made of placed(thing.span, () => readerOf(thing)(one.taker, context))) {
        features.push(names.named(made, thing));
        texts.push(made.name);
      }
    }
  }
  for (const [thing, taker] of takers)
    if (thing.role === 'edges' && isOfFeature(thing)) features.push(readEdge(taker, bodyOf(thing)));
  const known = new Set(bodies.map(({ thing }) => thing));
  for (const [thing, taker] of takers)
    if (thing.role === 'edges' && !isOfFeature(thing) && !(thing.of && known.has(thing.of)) && !isMade(taker))
      throw new Refusal('not_understood', `The prompt does not say of what the ${thing.noun} is.`, thing.span);
  const notched = things.filter(({ role }) => role === 'feature');
  if (notched.length > 1 && notched.some(({ noun, of }) => noun === 'notch' && of?.role === 'profile'))
    throw new Refusal('unsupported_feature', 'A notched profile with further features is not made yet.');
  refuseRepeats(features);
  for (const [thing, taker] of takers) {
    const left = taker.leftover();
    if (left)
      throw new Refusal(
        'not_understood',
        `“${text.slice(left.start, left.end)}” is not used for the ${thing.noun}.`,
        left,
      );
  }
  checkDenied(description);
  checkConclusions(
    text,
    description,
    bodies.map(({ body }) => body),
  );
  const { built } = base.body;
  const drawn = built && things.find(({ role }) => role === 'profile');
  if (drawn)
    throw new Refusal('not_understood', `The ${drawn.noun} is not used for the ${base.thing.noun}.`, drawn.span);
  if (built && built.others.length > 0 && bodies.length > 1)
    throw new Refusal('unsupported_feature', 'An assembly with further bodies is not made yet.');
  const isAssembly = built !== undefined && built.others.length > 0;
  const parts: Part[] = [
    {
      name: isAssembly ? (built.name ?? base.body.name) : base.body.name,
      ...(built?.color === undefined ? {} : { color: built.color }),
      features: turn ? turned(features, turn) : features,
    },
    ...(built?.others ?? []),
  ];
  return {
    ok: true,
    specification: { name: base.body.name, parts, assumptions },
    summary: {
      projectName: base.body.name,
      features: texts,
      components: parts.map(({ name }) => name),
      geometry: `${base.body.text}, built as a solid of ${features.length} features.`,
      material: undefined,
      suggestions: [],
    },
  };
}

/** Whether a body has taken all that is said of a feature: it was made with it, as the pilot holes of bosses are. */
function isMade(taker: Taker): boolean {
  return taker.thing.sizes.length > 0 && taker.leftover() === undefined;
}

function sketchOf(base: Taker, takers: ReadonlyMap<Thing, Taker>): Sketch {
  const { thing } = base;
  const all = [...takers.values()].filter((taker) => taker !== base);
  const others = all.filter((other) => other.thing.role === 'profile' && other.thing.sketch === thing.sketch);
  return { base, others, paths: all.filter((other) => other.thing.role === 'path') };
}

function checkCount({ count, plural, noun }: Thing, made: number): void {
  if ((count ?? made) !== made || (plural && made === 1))
    throw new Refusal(
      'missing_dimension',
      `The prompt does not say how the ${noun}${plural ? '' : 's'} lie to each other.`,
    );
}

/** Tells the layout on which other body's top a body stands. */
function raise(layout: PlacedOnFaces, body: PlacedBody, bodies: readonly Built[]): void {
  const under = bodies.find(({ body: other }) => other !== body && other.at[2] + other.size[2] === body.at[2])?.body;
  const [below, top] = [surfaceOf(under?.surfaces ?? [], 'top'), surfaceOf(body.surfaces, 'top')];
  if (below && top) layout.raise(below, top);
}

/** A counterbore is read with its hole. */
function belongsToHole({ kind }: Thing): boolean {
  return cuts.find((one) => one.kind === kind)?.read === 'with its hole';
}

function readerOf({ kind, noun }: Thing): Exclude<CutKind['read'], string> {
  const read = cuts.find((one) => one.kind === kind)?.read;
  if (read === undefined || typeof read === 'string')
    throw new Refusal('unsupported_feature', `A ${noun} is not made yet.`);
  return read;
}

/** Bodies in the order in which they can be put together: what another one stands on comes before it. */
function inOrder(things: readonly Thing[]): Thing[] {
  const bodies = things.filter(({ role }) => role === 'body' || role === 'profile');
  const ordered: Thing[] = [];
  const visit = (thing: Thing, above: readonly Thing[]): void => {
    if (ordered.includes(thing)) return;
    // Two that are told by each other: what is said of the first is refused unless it says no more than the other.
    if (above.includes(thing)) return;
    for (const place of thing.places) {
      if (place.kind !== 'at') continue;
      let { target } = place as { target: (typeof place)['target'] | undefined };
      while (target?.kind === 'spot') target = target.of;
      for (const other of target?.things ?? [])
        if (other !== thing && bodies.includes(other)) visit(other, [...above, thing]);
    }
    ordered.push(thing);
  };
  for (const thing of bodies) visit(thing, []);
  return ordered;
}

function featureOf(
  { operation, shape, at = [0, 0, 0], direction, turn }: Solid,
  body: PlacedBody,
  thing: Thing,
): Feature {
  return {
    operation: operation === 'cut' || thing.operation === 'cut' ? 'cut' : 'add',
    name: thing.noun,
    shape,
    at: [...add(at, body.at)],
    ...(direction ? { direction } : {}),
    ...(turn === undefined ? {} : { turn }),
  };
}
