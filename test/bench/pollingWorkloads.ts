// What the polling bench submits. The same seed gives every policy the same jobs.
import { designModes, type DesignMode } from '../../src/api/types.js';
import { cloudProfile } from '../../src/jobs/serviceProfile.js';

export interface PlannedJob {
  /** When the user asks for it, in ms. */
  readonly atMs: number;
  readonly designMode: DesignMode;
  /** How long the service takes for it, in ms. */
  readonly latencyMs: number;
}

export interface Workload {
  readonly name: string;
  /** So many machines have the key, each with a home of its own, and submit in turn; one if not given. */
  readonly machines?: number;
  readonly plan: (random: () => number) => readonly PlannedJob[];
}

const hourMs = 3_600_000;
const workingDayMs = 8 * hourMs;

/** Two machines with one key send together what one alone would not. */
export const twoMachines = '2 machines, 40';

export const workloads: readonly Workload[] = [
  atOnce('1 standard', { standard: 1 }),
  atOnce('1 assembly', { assembly: 1 }),
  atOnce('3 assembly', { assembly: 3 }),
  atOnce('10 mixed', { standard: 5, pro: 3, assembly: 2 }),
  atOnce('30 standard', { standard: 30 }),
  { name: 'day of 60', plan: (random) => atRandom(60, workingDayMs, random) },
  { name: twoMachines, machines: 2, plan: (random) => atRandom(40, 2 * hourMs, random) },
];

function atRandom(count: number, withinMs: number, random: () => number): readonly PlannedJob[] {
  const times = Array.from({ length: count }, () => random() * withinMs).sort((a, b) => a - b);
  return times.map((atMs) => plannedJob(atMs, modeOf(random()), random));
}

/** Of a day's jobs half are standard, three of ten pro, two of ten assembly. */
function modeOf(chance: number): DesignMode {
  if (chance < 0.5) return 'standard';
  return chance < 0.8 ? 'pro' : 'assembly';
}

function atOnce(name: string, counts: Readonly<Partial<Record<DesignMode, number>>>): Workload {
  const modes = designModes.flatMap((designMode) => Array.from({ length: counts[designMode] ?? 0 }, () => designMode));
  return { name, plan: (random) => modes.map((designMode) => plannedJob(0, designMode, random)) };
}

/** The latency is uniform in the documented range (API.md, "A job"). */
function plannedJob(atMs: number, designMode: DesignMode, random: () => number): PlannedJob {
  const [shortest, longest] = cloudProfile.expectedMs[designMode] ?? [0, 0];
  return { atMs, designMode, latencyMs: shortest + (longest - shortest) * random() };
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
