/**
 * When to ask the service next. One list request answers for all unfinished jobs of a key, so there is one schedule for
 * all of them: ask when the waiting that is to be expected since now, summed over the jobs, has grown to the price of a
 * request. docs/polling.md has the reasoning and the measurements.
 */

import type { JobRecord } from '../model';
import type { ServiceProfile } from '../serviceProfile';

export interface WatchedJob {
  /** One of the profile's, or a word that it doesn't know: such a job may take as long as any. */
  readonly designMode: string;
  /**
   * How long ago the job was submitted, in ms, when the last answer came. Negative for a job that was submitted since.
   */
  readonly ageMs: number;
  /** It isn't expected to end. */
  readonly isStuck?: boolean;
}

export interface ScheduleInput {
  /** The unfinished jobs of one key. */
  readonly jobs: readonly WatchedJob[];
  /** How long this key's past jobs of a mode took, in ms, newest first. */
  readonly latenciesMs: (designMode: string) => readonly number[];
  readonly profile: ServiceProfile;
  /**
   * From 0 to 1: the lesser of the free shares of the minute's and of the hour's allowance for such requests, as it
   * will be after a delay in ms if nothing is sent until then. So it never falls with the delay. 1 where there are no
   * limits.
   */
  readonly freeShare: (delayMs: number) => number;
  /** Whether the user is looking at one of the windows. */
  readonly focused: boolean;
}

/**
 * A job that is older than this takes long, in ms: a poller is to wait at least 20 minutes for an assembly (API.md, "A
 * job").
 */
const longMs = 20 * 60_000;
const longAssemblyMs = 30 * 60_000;

/** The weight of waiting for a job that takes long: alone, it is asked about every 3 to 5 minutes. */
const longWeight = 1 / 25;

/**
 * A webhook may come so long after the longest documented time of its job, in ms: the service's last attempt is 62 s
 * after its first. Between the two times one check does for all jobs that are so far.
 */
const webhookMs = [60_000, 100_000] as const;

/** How many past jobs the documented times are worth, against those of this key. */
const priorWeight = 4;

/** The share of jobs that take longer than documented: half of them more than twice as long, and so on. */
const lateShare = 0.03;

/** How many of a key's past jobs are looked at; older ones tell less of the service as it is now. */
const newestLatencies = 50;

/** A past job stands for all that take 0.85 to 1.18 times as long. */
const spread = [0.85, 1.18] as const;

const dayMs = 86_400_000;
const unfocusedFactor = 4;

/** A request costs no more when this share of the budget is free, and as the inverse square of what is free below. */
const plentyShare = 0.8;
const leastShare = 0.1;

/**
 * A latency distribution: parts that are uniform between two times, and one whose survival falls as `late.afterMs / t`
 * beyond that time.
 */
interface Latency {
  readonly parts: readonly { readonly fromMs: number; readonly toMs: number; readonly weight: number }[];
  readonly late: { readonly afterMs: number; readonly weight: number };
}

/** Whether a job takes so long that the user should be told. It is still asked about, but rarely. */
export function isTakingLong(designMode: string, ageMs: number): boolean {
  return ageMs > (designMode === 'assembly' ? longAssemblyMs : longMs);
}

/** Whether a job of this age, in ms, takes longer than is documented. */
export function isPastExpected(profile: ServiceProfile, designMode: string, ageMs: number): boolean {
  return ageMs > expectedRange(profile, designMode)[1];
}

/**
 * When a job is asked about whose webhook has not come: a check after `from` is enough, and there is one at `to`. On
 * the clock of the job's birth, in ms.
 */
export interface SafetyNet {
  readonly from: number;
  readonly to: number;
}

/** @param bornAt when the job was submitted, in ms */
export function safetyNet(profile: ServiceProfile, designMode: string, bornAt: number): SafetyNet {
  const [, longest] = expectedRange(profile, designMode);
  return { from: bornAt + longest + webhookMs[0], to: bornAt + longest + webhookMs[1] };
}

/** How long the newest jobs of an account and mode took, in ms, newest first. @param jobs newest first */
export function pastLatencies(jobs: readonly JobRecord[], account: string, designMode: string): readonly number[] {
  const latencies: number[] = [];
  for (const job of jobs) {
    if (job.account === account && job.designMode === designMode && job.latencyMs !== undefined)
      latencies.push(job.latencyMs);
    if (latencies.length === newestLatencies) break;
  }
  return latencies;
}

/** From fewer past jobs than these nothing is told to the user. */
const enoughLatencies = 5;

/**
 * Between which times in ms most jobs of a mode take, to be told to the user: the documented ones, or those of the
 * key's own past jobs without their fastest and slowest tenth once there are some.
 */
export function usualRange(
  profile: ServiceProfile,
  designMode: string,
  pastMs: readonly number[],
): readonly [shortest: number, longest: number] {
  if (pastMs.length < enoughLatencies) return expectedRange(profile, designMode);
  const sorted = [...pastMs].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return [at(0.1), at(0.9)];
}

/**
 * How long to wait before the next request, in ms: within the profile's bounds, whatever the input. Counted from the
 * moment that the ages are of, so the question can be put again when a job is added or the budget changes, and what has
 * been waited already isn't forgotten.
 */
export function delayToNextCheck({ jobs, latenciesMs, profile, freeShare, focused }: ScheduleInput): number {
  const price = (delayMs: number): number => profile.priceMs * priceFactor(freeShare(delayMs), focused);
  const byMode = new Map<string, Latency>();
  const waits = jobs.map(({ designMode, ageMs, isStuck = false }) => {
    const latency = byMode.get(designMode) ?? latencyOf(profile, designMode, latenciesMs(designMode));
    byMode.set(designMode, latency);
    const age = Number.isNaN(ageMs) ? 0 : within(ageMs, -30 * dayMs, 30 * dayMs);
    return expectedWait(latency, age, isStuck || isTakingLong(designMode, age) ? longWeight : 1);
  });
  const isWorthIt = (delayMs: number): boolean => waits.reduce((sum, wait) => sum + wait(delayMs), 0) >= price(delayMs);
  return firstWhere(isWorthIt, profile.minDelayMs, profile.maxDelayMs);
}

function priceFactor(freeShare: number, focused: boolean): number {
  const scarcity = plentyShare / within(freeShare, leastShare, plentyShare);
  return scarcity ** 2 * (focused ? 1 : unfocusedFactor);
}

/** The documented times of the mode, mixed with what this key's jobs really took. */
function latencyOf(profile: ServiceProfile, designMode: string, pastMs: readonly number[]): Latency {
  const [fromMs, toMs] = expectedRange(profile, designMode);
  const past = pastMs.filter((ms) => ms > 0 && ms < dayMs).slice(0, newestLatencies);
  return {
    parts: [
      { fromMs, toMs, weight: priorWeight * (1 - lateShare) },
      ...past.map((ms) => ({ fromMs: ms * spread[0], toMs: ms * spread[1], weight: 1 })),
    ],
    late: { afterMs: toMs, weight: priorWeight * lateShare },
  };
}

function expectedRange({ expectedMs }: ServiceProfile, designMode: string): readonly [number, number] {
  const known = Object.hasOwn(expectedMs, designMode) ? expectedMs[designMode] : undefined;
  if (known) return known;
  const ranges = Object.values(expectedMs);
  return [Math.min(...ranges.map(([shortest]) => shortest)), Math.max(...ranges.map(([, longest]) => longest))];
}

/**
 * For a job that isn't done at `ageMs`: how long it will have been waiting, done but unseen, when it is asked about
 * after a delay. That is ∫ F(u) du over the delay, with F the distribution of the time that the job still takes.
 */
function expectedWait(latency: Latency, ageMs: number, weight: number): (delayMs: number) => number {
  const alive = survival(latency, ageMs);
  const before = survivalArea(latency, ageMs);
  return (delayMs) => weight * Math.max(0, delayMs - (survivalArea(latency, ageMs + delayMs) - before) / alive);
}

/** The weight of the jobs that take longer than `ms`; never 0. */
function survival({ parts, late }: Latency, ms: number): number {
  return parts.reduce(
    (sum, { fromMs, toMs, weight }) => sum + weight * within((toMs - ms) / (toMs - fromMs), 0, 1),
    late.weight * (ms > late.afterMs ? late.afterMs / ms : 1),
  );
}

/** ∫ survival from 0 to `ms`. */
function survivalArea({ parts, late }: Latency, ms: number): number {
  const lateArea = ms <= late.afterMs ? ms : late.afterMs * (1 + Math.log(ms / late.afterMs));
  return parts.reduce((sum, { fromMs, toMs, weight }) => {
    const inside = within(ms, fromMs, toMs) - fromMs;
    return sum + weight * (Math.min(ms, fromMs) + inside - inside ** 2 / (2 * (toMs - fromMs)));
  }, late.weight * lateArea);
}

/** The first whole ms from `low` to `high` where the rising condition holds; `high` when it holds nowhere. */
function firstWhere(holds: (ms: number) => boolean, low: number, high: number): number {
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What isn't a number counts as the lower bound. */
function within(value: number, low: number, high: number): number {
  return value > low ? Math.min(value, high) : low;
}
