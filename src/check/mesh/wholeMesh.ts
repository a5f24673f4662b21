import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { volumeOf } from '../../kernel/massProperties';
import { sizesOf, type PromptSize, type SizeChange } from '../../local/prompt/promptSizes';
import type { Surfaces } from '../face';
import { PromptParts } from '../promptParts';
import { solved } from '../solve';
import { turns } from '../turns';
import type { OtherSize, WholeReading } from '../whole';
import { costOf, featuresOf, offBy, pairsOf, turnedFeatures, type Feature } from './features';

/** A mesh with what was fitted to it. */
export interface MeshPart {
  readonly surfaces: Surfaces;
  /** mm³; undefined where the mesh is open. */
  readonly volume: number | undefined;
}

interface BuiltPart {
  readonly features: readonly Feature[];
  readonly volume: number;
  readonly sides: readonly number[];
}

/** Sizes that are thought of for a part that differs. */
const mostSizes = 40;
/** Chords take that share of a volume at most, or add it. */
const volumeShare = 0.015;
/** How far triangles let a side of the box be off. */
const sideShare = 0.005;
/** Where something round begins and ends is told by vertices that may be anywhere near. */
const endWeight = 0.2;

/**
 * Compares a mesh with the part that the reader makes of the prompt, by their planes, cylinders, cones and balls: their
 * triangles say nothing of each other. It is the same if all of them lie where the stated ones do; else the one size or
 * the two are looked for that move the stated ones there.
 */
export function compareMesh(oc: OpenCascadeInstance, prompt: string, mesh: MeshPart): WholeReading {
  const own = featuresOf(mesh.surfaces);
  const parts = new PromptParts(oc, prompt);
  const build = (changes: readonly SizeChange[]): BuiltPart | undefined =>
    parts.make(changes, ({ shapes, surfaces }) => {
      const features = featuresOf(surfaces);
      const volume = shapes.reduce((sum, shape) => sum + volumeOf(oc, shape).amount, 0);
      return features && { features, volume, sides: sidesOf(surfaces) };
    });
  const stated = build([]);
  if (!stated || !own) return { kind: 'unread' };
  const search = new FeatureSearch(stated, own, mesh, build);
  return search.compare(sizesOf(prompt).slice(0, mostSizes));
}

class FeatureSearch {
  readonly #stated: BuiltPart;
  readonly #mesh: MeshPart;
  readonly #build: (changes: readonly SizeChange[]) => BuiltPart | undefined;
  readonly #there: readonly Feature[];
  readonly #isMirrored: boolean;
  readonly #size: number;
  /** mm: what coordinates of 32 bits and a fit leave. */
  readonly #near: number;

  constructor(
    stated: BuiltPart,
    own: readonly Feature[],
    mesh: MeshPart,
    build: (changes: readonly SizeChange[]) => BuiltPart | undefined,
  ) {
    this.#stated = stated;
    this.#mesh = mesh;
    this.#build = build;
    this.#size = Math.hypot(...sidesOf(mesh.surfaces));
    this.#near = 0.01 + 2e-5 * this.#size;
    const { features, isMirrored } = this.#laid(own);
    this.#there = features;
    this.#isMirrored = isMirrored;
  }

  compare(sizes: readonly PromptSize[]): WholeReading {
    const off = this.#off(this.#stated.features, this.#there);
    if (!off) return this.#unexplained();
    const slopes = sizes.flatMap((size) => {
      const slope = this.#slopeOf(size);
      return slope ? [{ size, slope }] : [];
    });
    const isSeen = ({ size, slope }: Sloped): boolean =>
      largest(slope) * Math.max(0.01 * size.value, 0.05 / mmOf(size)) >= this.#near;
    const seen = slopes.filter(isSeen);
    const unseen = sizes.filter((size) => !seen.some((one) => one.size === size));
    const isMirrored = this.#isMirrored;
    if (largest(off) <= this.#near)
      return this.#isVolumeOf(this.#stated) ? { kind: 'same', isMirrored, unseen } : { kind: 'unread' };
    const changes = this.#changes(off, seen) ?? this.#bySides(seen);
    return changes ? { kind: 'otherSizes', changes, isMirrored, unseen } : this.#unexplained();
  }

  /** What can't be explained may be what wasn't fitted, unless the whole is of another size. */
  #unexplained(): WholeReading {
    const [own, stated] = [sidesOf(this.#mesh.surfaces), this.#stated.sides].map((sides) =>
      sides.toSorted((a, b) => a - b),
    );
    const hasSides = own?.every((side, at) => Math.abs(side / (stated?.[at] ?? 1) - 1) <= 2 * sideShare) ?? true;
    return hasSides && this.#isVolumeOf(this.#stated) ? { kind: 'unread' } : { kind: 'unlike' };
  }

  #changes(off: readonly number[], seen: readonly Sloped[]): readonly OtherSize[] | undefined {
    const norm = Math.hypot(...off);
    const singles = seen
      .map((one) => ({ tried: [one], ...solved(off, [one.slope]) }))
      .filter(({ rest }) => rest <= 0.5 * norm)
      .sort((a, b) => a.rest - b.rest)
      .slice(0, 8);
    const pairs = seen
      .flatMap((one, at) =>
        seen.slice(at + 1).map((other) => ({ tried: [one, other], ...solved(off, [one.slope, other.slope]) })),
      )
      .filter(({ rest }) => rest <= 0.2 * norm)
      .sort((a, b) => a.rest - b.rest)
      .slice(0, 5);
    for (const { tried, by } of [...singles, ...pairs]) {
      const found = this.#refined(tried, by);
      if (found) return found;
    }
    return undefined;
  }

  /**
   * Where much has moved, what lies near is something else. The sides of the box tell then by how much a size differs.
   */
  #bySides(seen: readonly Sloped[]): readonly OtherSize[] | undefined {
    const [own, stated] = [sidesOf(this.#mesh.surfaces), this.#stated.sides].map((sides) =>
      sides.toSorted((a, b) => a - b),
    );
    const differences = (own ?? []).map((side, at) => side - (stated?.[at] ?? side));
    for (const by of new Set(differences.filter((one) => Math.abs(one) > 10 * this.#near)))
      for (const one of seen) {
        const found = this.#refined([one], [by / mmOf(one.size)]);
        if (found) return found;
      }
    return undefined;
  }

  /** What is left of the difference is looked at with the part that is built with the changed sizes. */
  #refined(tried: readonly Sloped[], start: readonly number[]): readonly OtherSize[] | undefined {
    let values = tried.map(({ size }) => size.value);
    let by = start;
    for (let times = 0; times < 4; times++) {
      values = values.map((value, at) => Number((value + (by[at] ?? 0)).toFixed(4)));
      if (values.some((value, at) => !(value > 0) || value > 40 * (tried[at]?.size.value ?? 0))) return undefined;
      const changes = tried.map(({ size }, at) => ({ size, value: values[at] ?? size.value }));
      const built = this.#build(changes);
      const off = built && this.#off(this.#stated.features, this.#there, built.features);
      if (!off) return undefined;
      if (largest(off) <= this.#near) return this.#isVolumeOf(built) ? changes : undefined;
      ({ by } = solved(
        off,
        tried.map(({ slope }) => slope),
      ));
    }
    return undefined;
  }

  #slopeOf(size: PromptSize): readonly number[] | undefined {
    for (const share of [0.004, -0.004]) {
      const value = Number((size.value * (1 + share)).toFixed(4));
      if (value === size.value) continue;
      const changed = this.#build([{ size, value }]);
      const off = changed && this.#off(this.#stated.features, changed.features);
      if (off) return off.map((part) => part / (value - size.value));
    }
    return undefined;
  }

  /**
   * How features differ, in the order of the stated ones; undefined where there are others.
   * @param from instead of the stated ones, to which they are paired
   */
  #off(stated: readonly Feature[], there: readonly Feature[], from: readonly Feature[] = stated): number[] | undefined {
    const far = 0.25 * this.#size;
    if (stated.length !== there.length || from.length !== stated.length) return undefined;
    const ends = pairsOf(from, there, far);
    const starts = from === stated ? undefined : pairsOf(stated, from, far);
    const found: number[] = [];
    for (let at = 0; at < stated.length; at++) {
      const place = starts ? (starts[at] ?? -1) : at;
      const [one, other] = [from[place], there[ends[place] ?? -1]];
      const off = one && other && offBy(one, other);
      if (!off) return undefined;
      const isRound = !['plane', 'cone', 'sphere'].includes(one.kind.split(' ')[0] ?? '');
      found.push(...(isRound ? off.map((part, index) => (index > 3 ? endWeight * part : part)) : off));
    }
    return found;
  }

  /** The features as they lie most like the stated ones; mirror images only where no turn does as well. */
  #laid(own: readonly Feature[]): { features: readonly Feature[]; isMirrored: boolean } {
    const far = 0.25 * this.#size;
    let best = { features: own, isMirrored: false, cost: Infinity };
    for (const isMirrored of [false, true])
      for (const turn of turns(isMirrored)) {
        const features = turnedFeatures(own, turn);
        let cost = 0;
        for (const feature of this.#stated.features) {
          let least = far;
          for (const other of features) least = Math.min(least, costOf(feature, other));
          if ((cost += least) >= best.cost) break;
        }
        const isBetter = isMirrored && !best.isMirrored ? cost < 0.5 * best.cost - this.#near : cost < best.cost;
        if (isBetter) best = { features, isMirrored, cost };
      }
    return best;
  }

  #isVolumeOf({ volume }: BuiltPart): boolean {
    const own = this.#mesh.volume;
    return own === undefined || Math.abs(own / volume - 1) <= volumeShare;
  }
}

interface Sloped {
  readonly size: PromptSize;
  /** What one more, in the size's unit, moves by how many mm. */
  readonly slope: readonly number[];
}

function sidesOf({ box: { min, max } }: Surfaces): number[] {
  return [max[0] - min[0], max[1] - min[1], max[2] - min[2]];
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function mmOf({ unit }: PromptSize): number {
  return { mm: 1, cm: 10, m: 1000, in: 25.4, ft: 304.8, '°': 1 }[unit];
}
