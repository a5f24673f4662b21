import type { Feature, Part, SolidFeature } from '../../../kernel/specification';
import { moved } from '../../geometry/solids';
import { placed, Refusal, type Assume } from '../../geometry/refusal';
import type { Description, Thing } from '../grammar/description';
import { quoted } from '../quotes';
import type { PromptReading } from '../reading';
import { refuseLost, refuseRepeats } from './repeats';
import { checkConclusions, checkDenied, checkSizes } from './agreement';
import { readBody } from './bodies';
import { movedSurface, type BodyShape, type PlacedBody } from './body';
import { boreOf } from './bores';
import { cuts } from './cuts';
import type { CutKind } from './cuts/cut';
import { checkAssembly } from './apart';
import { lowestUnder } from './fromBelow';
import { measuredInOwn } from './fromOthers';
import { colorOf, takeLook } from './colors';
import { onEachBody } from './eachBody';
import { checkOwn, checkParted, Groups } from './groups';
import { holesUnder, isLate, onHoles } from './inHoles';
import { isOfFeature, readEdges } from './edges';
import { countOf } from './holes';
import { featureOf } from './featureOf';
import { checkBores, checkOutline, type Made } from './joined';
import { lendSizes } from './lending';
import { onMemberFaces } from './memberFaces';
import { placesOf } from './placing';
import type { Built, Standing } from './standing';
import type { Sketch } from './sketch';
import { isOfSketch, readSketch } from './sketches';
import { Taker } from './taker';
import { onPlane, postureOf } from './turning';
import { readTurn, turned, type Turn } from './turned';
import { countedNames, UniqueNames } from './uniqueNames';
import { nameOfWhole } from './wholeName';

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
  const groups = new Groups(description);
  const bodies: Built[] = [];
  const texts: string[] = [];
  let turn: Turn | undefined;
  const names = new UniqueNames();
  const holesOf = new Map<Thing, SolidFeature[]>();
  const readEdge = (edges: Taker, body: PlacedBody): Feature => {
    const feature = placed(edges.thing.span, () => readEdges(edges, { body, bodies, madeOf: names.of, assume }));
    texts.push(feature.name);
    return feature;
  };
  const onHolesOf = (taker: Taker, shape: BodyShape, reach: number | undefined): Standing[] | undefined => {
    const holes = holesUnder(taker.thing)?.holes;
    const base = bodies.find((one) => one.thing === holes?.[0]?.of)?.body ?? bodies[0]?.body;
    if (!holes || !base) return undefined;
    if (!groups.isAssembly)
      throw new Refusal(
        'not_understood',
        `The prompt does not say whether the ${taker.thing.noun} is a separate part.`,
        taker.thing.span,
      );
    const cuts = holes.flatMap((hole) => holesOf.get(hole) ?? []);
    return onHoles({ taker, shape, cuts, base, count: countOf(taker.thing), reach, assume });
  };
  const putBody = (thing: Thing, taker: Taker): void => {
    const reach = holesUnder(thing) ? taker.size('reach') : undefined;
    lendSizes(taker, bodies);
    const readOwn = (): BodyShape =>
      readSketch(sketchOf(taker, takers), assume) ?? readBody(taker, partsOf(thing), assume);
    const own = placed(thing.span, readOwn);
    turn ??= readTurn(taker);
    takeLook(taker);
    const shape =
      bodies.length === 0 ? onPlane(taker, postureOf(taker, own), things.length === 1) : postureOf(taker, own);
    if (groups.isAssembly) checkParted(thing, shape);
    const { outline } = description;
    const { isAssembly } = groups;
    const bore = boreOf(shape, partsOf(thing));
    const wanted = { taker, shape, bodies, assume, outline, count: countOf(thing), isAssembly, bore };
    const places = placed(thing.span, () => onHolesOf(taker, shape, reach) ?? placesOf(wanted));
    if (!shape.counted) checkCount(thing, places.length);
    let first: Built | undefined;
    const solids: Made[] = [];
    for (const { shape: lying, at } of places) {
      const surfaces = lying.surfaces.map((surface) => movedSurface(surface, at));
      const body: PlacedBody = { ...lying, at, surfaces };
      const group = groups.for(thing, body, first);
      first ??= { thing, body };
      const made = {
        body,
        features: body.built
          ? [...moved({ name: body.name, features: [...body.built.features] }, [...at]).features]
          : body.solids.map((solid) => names.named(featureOf(solid, body, thing), thing)),
      };
      solids.push(made);
      group.solids.push(made);
      group.bodies.push({ thing, body });
      bodies.push({ thing, body });
    }
    const isCounted = shape.counted !== true && places.length > 1;
    texts.push(isCounted ? `${places.length} × ${shape.text}` : shape.text, ...(shape.built?.details ?? []));
    const made = groups.isAssembly ? solids[0] : solids.at(-1);
    for (const edges of partsOf(thing))
      if (edges.thing.role === 'edges' && made && !isOfFeature(edges.thing) && !isMade(edges))
        made.features.push(readEdge(edges, made.body));
    if (groups.isAssembly && partsOf(thing).length > 0) groups.checkAlike(thing);
  };
  const bodyOf = (thing: Thing): PlacedBody | undefined =>
    bodies.find((one) => one.thing === thing.of)?.body ?? bodies[0]?.body;
  /** Features of what is placed by now. */
  const putFeatures = (isNow: (thing: Thing) => boolean): void => {
    for (const [thing, taker] of takers) {
      const own = bodyOf(thing);
      const group = groups.of(thing.of);
      if (!isNow(thing) || thing.role !== 'feature' || !own || !group) continue;
      const isOne = groups.isAssembly;
      const body = isOne ? own : lowestUnder(thing, own, bodies);
      if (belongsToHole(thing) || isMade(taker)) continue;
      if (isOne) checkOwn(thing);
      const told: string[] = [];
      const each = isOne ? [{ taker, body }] : onEachBody(taker, body, bodies, assume);
      const measured = each.map((of) => ({ ...of, taker: measuredInOwn(of.taker, of.body, bodies) }));
      for (const one of measured.flatMap((of) => onMemberFaces(of.taker, of.body, assume))) {
        takers.set(thing, one.taker);
        const { layout, features, slots, floors } = group;
        const context = { body: one.body, bodies: group.bodies, layout, features, assume, partsOf, slots, floors };
        for (const read of placed(thing.span, () => readerOf(thing)(one.taker, context))) {
          const made = names.named(read, thing);
          features.push(made);
          holesOf.set(thing, [...(holesOf.get(thing) ?? []), made]);
          told.push(read.name);
        }
      }
      texts.push(...countedNames(told));
      refuseLost(thing, holesOf.get(thing) ?? []);
    }
  };
  const ordered = inOrder(things).filter((thing) => !isOfSketch(thing, things));
  const late = ordered.filter((thing) => isLate(thing, ordered));
  for (const isLateNow of [false, true]) {
    for (const thing of ordered) {
      const taker = takers.get(thing);
      if (taker && late.includes(thing) === isLateNow) putBody(thing, taker);
    }
    groups.close();
    const [first] = bodies;
    if (isLateNow || !first) continue;
    if (!groups.isAssembly) checkBores(bodies, things);
    checkOutline(description.outline, bodies);
    if (bodies.length > 1) for (const { thing } of bodies) takers.get(thing)?.trait('stepped');
    for (const [kind, trait] of Object.entries({ hole: 'perforated', slot: 'slotted' }))
      if (things.some((thing) => thing.kind === kind)) for (const { thing } of bodies) takers.get(thing)?.trait(trait);
    putFeatures(({ of }) => !of || !late.includes(of));
  }
  const [base] = bodies;
  if (!base) throw new Refusal('not_understood', 'The prompt names no part that is known.');
  if (late.length > 0) putFeatures(({ of }) => of !== undefined && late.includes(of));
  for (const [thing, taker] of takers)
    if (thing.role === 'edges' && isOfFeature(thing)) {
      const body = bodyOf(thing);
      if (body) groups.of(thing.of)?.features.push(readEdge(taker, body));
    }
  const known = new Set(bodies.map(({ thing }) => thing));
  for (const [thing, taker] of takers)
    if (thing.role === 'edges' && !isOfFeature(thing) && !(thing.of && known.has(thing.of)) && !isMade(taker))
      throw new Refusal('not_understood', `The prompt does not say of what the ${thing.noun} is.`, thing.span);
  const notched = things.filter(({ role }) => role === 'feature');
  if (notched.length > 1 && notched.some(({ noun, of }) => noun === 'notch' && of?.role === 'profile'))
    throw new Refusal('unsupported_feature', 'A notched profile with further features is not made yet.');
  for (const { features } of groups.list) refuseRepeats(features);
  if (groups.isAssembly) checkAssembly(groups.list);
  for (const [thing, taker] of takers) {
    const left = taker.leftover();
    if (left)
      throw new Refusal(
        'not_understood',
        `${quoted(text.slice(left.start, left.end).replace(/\s+/g, ' '), 80)} is not used for the ${thing.noun}.`,
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
  if (groups.isAssembly && turn) throw new Refusal('unsupported_feature', 'A part of an assembly is not turned yet.');
  const ownName = nameOfWhole(description, bodies) ?? base.body.name;
  const parts = groups.isAssembly ? groups.parts() : onePart(groups, bodies, ownName, turn);
  const name = groups.isAssembly ? `Assembly of ${parts.length} parts` : ownName;
  return {
    ok: true,
    specification: { name, parts, assumptions },
    summary: {
      projectName: name,
      features: texts,
      components: parts.map(({ name }) => name),
      geometry: groups.isAssembly
        ? `${parts.length} separate parts.`
        : `${base.body.text}, built as a solid of ${parts[0]?.features.length ?? 0} features.`,
      material: undefined,
      suggestions: [],
    },
  };
}

/** Whether a body has taken all that is said of a feature: it was made with it, as the pilot holes of bosses are. */
function isMade(taker: Taker): boolean {
  const { sizes, threads, places } = taker.thing;
  return sizes.length + threads.length + places.length > 0 && taker.leftover() === undefined;
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
      `The prompt does not say how the ${noun.replace(/s$/, '')}s lie to each other.`,
    );
}

/** What bodies that are joined make, with the other parts of what comes with some. */
function onePart(groups: Groups, bodies: readonly Built[], name: string, turn: Turn | undefined): Part[] {
  const [base] = bodies;
  const features = groups.list[0]?.features ?? [];
  if (!base) return [];
  const { built } = base.body;
  const color = colorOf(bodies) ?? built?.color;
  const isAssembly = built !== undefined && built.others.length > 0;
  return [
    {
      name: isAssembly ? (built.name ?? name) : name,
      ...(color === undefined ? {} : { color }),
      features: turn ? turned(features, turn) : features,
    },
    ...(built?.others ?? []),
  ];
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
