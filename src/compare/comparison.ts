import * as v from 'valibot';
import type { Immutable } from '../base/immutable';
import { exactFacts, modelMesh } from '../kernel/stepModel';

/** Whose something is: in both versions, or only in the earlier or the later one. */
export const owners = ['both', 'before', 'after'] as const;
export type Owner = (typeof owners)[number];

/**
 * How the later version is laid on the earlier one: as the files have it, the middles of the boxes on each other, or
 * their lowest corners.
 */
export const alignments = ['file', 'centre', 'corner'] as const;
export type Alignment = (typeof alignments)[number];

const number = v.number();
const vector = v.tuple([number, number, number]);

/** What is known of one version. Lengths in mm. */
const version = v.object({
  /** Left out where it encloses nothing. */
  volume: v.optional(number),
  area: number,
  box: v.object({ min: vector, max: vector }),
  /** Solids, or bodies of triangles. */
  bodies: number,
  /** Round holes by their diameter, ascending; left out where they can't be told. */
  holes: v.optional(v.array(v.object({ diameter: number, count: number }))),
});
export type Version = Immutable<v.InferOutput<typeof version>>;

/** Why two versions aren't compared by their volumes, but only laid on each other. */
export const limits = ['open', 'too_large', 'failed'] as const;

/** Two versions of a model and what differs. */
export const comparison = v.object({
  /** What both have, what only the earlier one has and what only the later one has, each as parts of its own. */
  mesh: modelMesh,
  /** For each part of the mesh. */
  owners: v.array(v.picklist(owners)),
  /** What was measured on the parts; left out for triangles. */
  facts: v.optional(exactFacts),
  before: version,
  after: version,
  /** Whether the figures come from exact surfaces. */
  exact: v.boolean(),
  /** By volumes, by surfaces without a twin in the other version, or only laid on each other. */
  method: v.picklist(['volumes', 'surfaces', 'overlay']),
  /** Why it isn't by volumes. */
  limit: v.optional(v.picklist(limits)),
  /** mm³, where it is by volumes. */
  volumes: v.optional(v.object({ both: number, before: number, after: number })),
  /** How far the later version was moved, in mm. */
  shift: vector,
});
export type Comparison = Immutable<v.InferOutput<typeof comparison>>;
export type Limit = (typeof limits)[number];

/** Of colour-blind people, too, everyone tells these apart, from each other and from grey (Okabe and Ito). */
export const colourOf: Readonly<Record<Owner, number>> = { both: -1, before: 0xe69f00, after: 0x0072b2 };

/** How much of what is behind it is seen through what both have: what differs may be inside. */
export const opacityOfBoth = 0.4;

/** Solids thinner than this on average are no difference: surfaces that should lie on each other don't quite. mm */
const thinnest = 1e-5;

/** @param volume in mm³ @param area in mm² */
export function isSliver(volume: number, area: number): boolean {
  return Math.abs(volume) * 2 < area * thinnest;
}

type Box = Version['box'];

/** By how much the later version is moved, in mm. */
export function shiftOf(alignment: Alignment, before: Box, after: Box): readonly [number, number, number] {
  const by = (axis: 0 | 1 | 2): number => {
    if (alignment === 'file') return 0;
    if (alignment === 'corner') return before.min[axis] - after.min[axis];
    return (before.min[axis] + before.max[axis] - after.min[axis] - after.max[axis]) / 2;
  };
  return [by(0), by(1), by(2)];
}
