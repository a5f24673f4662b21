import type { Spot, Thing } from './description';
import type { Draft } from './draft';

/** "subtract a cylinder of 20 mm diameter along X through all": a hole. */
export function isBored({ kind, role, sizes, traits, places }: Draft): boolean {
  const isThrough =
    traits.some(({ name }) => name === 'through') ||
    places.some((place) => place.kind === 'at' && place.relation === 'through');
  return (
    kind === 'cylinder' &&
    role === 'body' &&
    isThrough &&
    sizes.every(({ name, lengths }) => across.has(name) && lengths.length === 1)
  );
}

/** "a cylinder of 20 mm diameter along X": the axis stands behind its size. */
function drillAlong({ sizes, places }: Draft): void {
  for (const [index, place] of places.entries()) {
    if (place.kind !== 'at' || place.target.kind !== 'spot' || place.target.name !== 'axis') continue;
    const isUp = place.target.which.some((word) => word === 'vertical' || word === 'upright');
    if (isUp) places[index] = { ...place, target: { ...place.target, which: [], axis: 'z' } };
  }
  for (const [index, size] of sizes.entries()) {
    const [length] = size.lengths;
    if (!length?.axis) continue;
    sizes[index] = { ...size, lengths: [{ mm: length.mm }] };
    const { span } = size;
    const target = {
      kind: 'spot',
      name: 'axis',
      which: [],
      plural: false,
      sizes: [],
      axis: length.axis,
      span,
    } as const;
    places.push({ kind: 'at', relation: 'along', target, span });
  }
}

const across: ReadonlySet<string> = new Set(['diameter', 'radius', 'unnamed']);

/** A circle that is cut is a hole, a rectangle a pocket. */
export function asFeature(draft: Draft, before: readonly Draft[], all: readonly Draft[]): void {
  const kind = { circle: 'hole', cylinder: 'hole', rectangle: 'pocket' }[draft.kind];
  if (kind === undefined) return;
  if (draft.kind === 'cylinder') drillAlong(draft);
  draft.role = 'feature';
  draft.kind = kind;
  if (draft.noun === 'square') draft.traits.push({ name: 'square', span: draft.span });
  draft.of = before.findLast(({ role }) => role === 'body' || role === 'profile');
  // "… and cut it through the body. Chamfer the top edges": they are the body's
  for (const other of all) if (other.of === draft && other.role === 'edges' && namesEdges(other)) other.of = draft.of;
}

/** Whether it says on which edges it is, and not of what. */
function namesEdges({ places }: Draft): boolean {
  return places.some((place) => place.kind === 'at' && place.target.kind === 'spot' && !thingsOf(place.target));
}

export function thingsOf(spot: Spot): readonly Thing[] | undefined {
  return spot.of?.kind === 'things' ? spot.of.things : spot.of && thingsOf(spot.of);
}
