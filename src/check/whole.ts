import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { sizesOf, type PromptSize, type SizeChange } from '../local/prompt/promptSizes';
import { volumesApart, type MeasuredPart } from './apart';
import type { Surfaces } from './face';
import { differenceOf, hasSameFaces, isSame, likenessOf, type Likeness } from './likeness';
import { PromptParts } from './promptParts';
import { solved } from './solve';
import { turnBetween } from './turns';

/** Another value of a size, with which the prompt describes the part that is there. */
export interface OtherSize {
  readonly size: PromptSize;
  /** In the size's unit. */
  readonly value: number;
}

interface Known {
  readonly isMirrored: boolean;
  /** Sizes that change nothing of what was compared. */
  readonly unseen?: readonly PromptSize[];
}

export type WholeReading =
  | { readonly kind: 'unread' }
  | ({ readonly kind: 'same' } & Known)
  | ({ readonly kind: 'otherSizes'; readonly changes: readonly OtherSize[] } & Known)
  | { readonly kind: 'unlike'; readonly onlyInFile?: number; readonly onlyInPrompt?: number };

/** Sizes that are thought of for a part that differs. */
const mostSizes = 40;

/**
 * Compares a part with the one that the reader makes of the prompt. If they differ, it is looked for the one size, or
 * the two, that the prompt would have to state otherwise to describe it: each size is changed a little, and what that
 * changes in the part tells how far it would have to be changed.
 */
export function compareWhole(oc: OpenCascadeInstance, prompt: string, file: MeasuredPart): WholeReading {
  const parts = new ComparedParts(oc, prompt);
  const there = likenessOf(oc, file.shapes, file.surfaces);
  const isMirrored = (changes: readonly OtherSize[]): boolean =>
    parts.make(changes, ({ surfaces }) => isMirrorImage(surfaces, file.surfaces)) ?? false;
  const stated = parts.with([]);
  if (!stated) return { kind: 'unread' };
  if (isSame(stated, there)) return { kind: 'same', isMirrored: isMirrored([]) };
  const changes = otherSizes(parts, prompt, stated, there);
  if (changes) return { kind: 'otherSizes', changes, isMirrored: isMirrored(changes) };
  const apart = parts.make([], (own, modeller) => volumesApart(modeller, own, file));
  return { kind: 'unlike', ...(apart && { onlyInPrompt: apart.onlyOne, onlyInFile: apart.onlyOther }) };
}

/** Whether one has all faces of the other where they are in a mirror, and not where they are however it is turned. */
function isMirrorImage(one: Surfaces, other: Surfaces): boolean {
  const { isMirror, share } = turnBetween(one, other);
  return isMirror && share > 1 - 1e-9;
}

function otherSizes(
  parts: ComparedParts,
  prompt: string,
  stated: Likeness,
  there: Likeness,
): readonly OtherSize[] | undefined {
  const off = differenceOf(stated, there);
  const slopes = sizesOf(prompt)
    .slice(0, mostSizes)
    .flatMap((size) => {
      const slope = slopeOf(parts, stated, size);
      return slope ? [{ size, slope }] : [];
    });
  const known = slopes.map(({ size, slope }) => ({ size, slope, ...solved(off, [slope]) }));
  // What is left of the difference tells which size it could be.
  const byRest = known.toSorted((a, b) => a.rest - b.rest);
  const norm = Math.hypot(...off);
  for (const one of byRest.slice(0, 8)) {
    if (one.rest > 0.7 * norm) break;
    const changes = refined(parts, stated, there, [one]);
    if (changes) return changes;
  }
  const pairs = byRest
    .slice(0, 12)
    .flatMap((one, at, all) =>
      all.slice(at + 1).map((other) => ({ pair: [one, other], ...solved(off, [one.slope, other.slope]) })),
    )
    .sort((a, b) => a.rest - b.rest);
  for (const { pair, rest } of pairs.slice(0, 5)) {
    if (rest > 0.3 * norm) break;
    const changes = refined(parts, stated, there, pair);
    if (changes) return changes;
  }
  return undefined;
}

interface Sloped {
  readonly size: PromptSize;
  /** What a millimetre or degree more, in the size's unit, changes. */
  readonly slope: readonly number[];
}

/** By how much a size is changed to see what it does: small beside what is looked for, large beside roundings. */
const step = 0.004;

function slopeOf(parts: ComparedParts, stated: Likeness, size: PromptSize): number[] | undefined {
  for (const share of [step, -step]) {
    const by = Math.max(size.value * Math.abs(share), 0.001) * Math.sign(share);
    const value = Number((size.value + by).toFixed(4));
    const changed = parts.with([{ size, value }]);
    if (changed?.kinds === stated.kinds) return differenceOf(stated, changed).map((off) => off / (value - size.value));
  }
  return undefined;
}

const mostSteps = 7;
/** Of the whole difference as much may stay unexplained: what values are rounded by in writing. */
const unexplained = 2e-3;

/** By as much figures differ from one reading of a part to another. */
const noise = 2e-8;
/** Areas of small faces are off by what values are rounded by. */
const roughArea = 1e-3;

/** Newton's way to the values with which the prompt's part is the one that is there; undefined if it leads nowhere. */
function refined(
  parts: ComparedParts,
  stated: Likeness,
  there: Likeness,
  sloped: readonly Sloped[],
): readonly OtherSize[] | undefined {
  const whole = Math.hypot(...differenceOf(stated, there));
  let slopes = sloped.map(({ slope }) => slope);
  let values = sloped.map(({ size }) => size.value);
  let last = stated;
  /** What part of the way is gone at once. */
  let stride = 1;
  for (let steps = 0; steps < mostSteps; steps++) {
    const off = scaledTo(stated, last, there);
    const { by, rest } = solved(off, slopes);
    const next = values.map((value, at) => Number((value + stride * (by[at] ?? 0)).toFixed(4)));
    const isThere = next.every((value, at) => Math.abs(value - (values[at] ?? 0)) <= 2e-4 + 1e-6 * value);
    if (isThere && steps > 0)
      return rest <= unexplained * whole + noise && hasSameFaces(last, there, roughArea)
        ? changesOf(sloped, next)
        : undefined;
    if (next.some((value, at) => !(value > 0) || value > 40 * (sloped[at]?.size.value ?? 0))) return undefined;
    const changed = parts.with(changesOf(sloped, next));
    if (!changed) {
      // It may be too far.
      stride /= 2;
      continue;
    }
    // Of one size the slope is that between the last two; of two they stay.
    const [only] = next;
    if (next.length === 1 && only !== undefined && only !== values[0]) {
      const moved = scaledTo(stated, last, changed).map((part) => part / (only - (values[0] ?? 0)));
      slopes = [moved];
    }
    values = next;
    last = changed;
  }
  return undefined;
}

/** The difference of two parts, on the scale of the stated one. */
function scaledTo(stated: Likeness, from: Likeness, to: Likeness): number[] {
  const [before, after] = [differenceOf(stated, from), differenceOf(stated, to)];
  return after.map((part, at) => part - (before[at] ?? 0));
}

function changesOf(sloped: readonly Sloped[], values: readonly number[]): OtherSize[] {
  return sloped.map(({ size }, at) => ({ size, value: values[at] ?? size.value }));
}

/** Parts by what they are compared by. */
class ComparedParts extends PromptParts {
  readonly #kernel: OpenCascadeInstance;

  constructor(oc: OpenCascadeInstance, prompt: string) {
    super(oc, prompt);
    this.#kernel = oc;
  }

  with(changes: readonly SizeChange[]): Likeness | undefined {
    return this.make(changes, ({ shapes, surfaces }) => likenessOf(this.#kernel, shapes, surfaces));
  }
}
