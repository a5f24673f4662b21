// One run of the polling bench, and what many runs amount to.
import type { DesignMode } from '../../src/api/types.js';
import { VirtualClock } from '../support/virtualClock.js';
import { SimulatedCloud } from '../support/simulatedCloud.js';
import { seededRandom, type PlannedJob, type Workload } from './pollingWorkloads.js';

/** What a policy works with. */
export interface Session {
  readonly clock: VirtualClock;
  readonly cloud: SimulatedCloud;
  /** 0 for the first of those that have the key. */
  readonly machine: number;
  /** To be called when the policy's user sees that a job is done. */
  readonly seen: (jobId: string) => void;
}

/** Submits jobs and finds out when they are done. */
export interface PollingClient {
  submit(prompt: string, designMode: DesignMode): void;
  dispose?(): void;
}

export interface Policy {
  readonly name: string;
  /** True for code that waits for promises and not only for timers. */
  readonly usesPromises?: boolean;
  start(session: Session): PollingClient | Promise<PollingClient>;
}

/** Times in ms. */
export interface RunResult {
  /** With the submissions and the refused ones. */
  readonly requests: number;
  /** Answers with 429. */
  readonly refused: number;
  /** The most requests in any sliding hour. */
  readonly worstHour: number;
  /** For each job from its end to when it was seen. */
  readonly delays: readonly number[];
  /** For each job what its user waited beyond the job's own time: before it was accepted and after it was done. */
  readonly added: readonly number[];
  /** The longest time from the user's click to the service's "accepted". */
  readonly longestSubmission: number;
}

const hourMs = 3_600_000;
/** A run that isn't over after two days never will be. */
const limitMs = 48 * hourMs;

/** @throws Error when a job isn't seen within two days */
export async function runOnce(workload: Workload, policy: Policy, seed: number): Promise<RunResult> {
  const plan = workload.plan(seededRandom(seed));
  const clock = new VirtualClock();
  const cloud = new SimulatedCloud({
    clock,
    random: seededRandom(seed + 0x5eed_0000),
    latencyMs: (prompt) => planned(plan, prompt).latencyMs,
  });
  const seenAt = new Map<string, number>();
  const machines = Array.from({ length: workload.machines ?? 1 }, (_, machine) => machine);
  // Whoever has submitted a job waits for it; that another machine knows already doesn't help.
  const seenBy =
    (machine: number) =>
    (jobId: string): void => {
      const job = cloud.jobs().find(({ id }) => id === jobId);
      if (job && !seenAt.has(jobId) && indexOf(job.prompt) % machines.length === machine)
        seenAt.set(jobId, clock.monotonic());
    };
  const clients = await Promise.all(
    machines.map(async (machine) => policy.start({ clock, cloud, machine, seen: seenBy(machine) })),
  );
  plan.forEach(({ atMs, designMode }, index) =>
    clock.setTimeout(() => clients[index % clients.length]?.submit(promptOf(index), designMode), atMs),
  );
  const isOver = (): boolean => seenAt.size === plan.length;
  if (policy.usesPromises) await clock.runSettled(isOver, limitMs);
  else clock.run(isOver, limitMs);
  for (const client of clients) client.dispose?.();

  const jobs = cloud
    .jobs()
    .map(({ id, prompt, ...job }) => ({
      ...job,
      clickedAt: planned(plan, prompt).atMs,
      seenAt: seenAt.get(id) ?? NaN,
    }));
  return {
    requests: cloud.requestTimes.length,
    refused: cloud.refused,
    worstHour: mostWithin(cloud.requestTimes, hourMs),
    delays: jobs.map((job) => job.seenAt - job.doneAt),
    added: jobs.map((job) => job.seenAt - job.doneAt + job.acceptedAt - job.clickedAt),
    longestSubmission: Math.max(...jobs.map((job) => job.acceptedAt - job.clickedAt)),
  };
}

function promptOf(index: number): string {
  return `part ${index}`;
}

function indexOf(prompt: string): number {
  return Number(prompt.slice('part '.length));
}

function planned(plan: readonly PlannedJob[], prompt: string): PlannedJob {
  const job = plan[indexOf(prompt)];
  if (!job) throw new Error(`Nobody planned “${prompt}”.`);
  return job;
}

/** The most of the rising `times` that lie within any window. */
function mostWithin(times: readonly number[], windowMs: number): number {
  let most = 0;
  let first = 0;
  times.forEach((time, index) => {
    while ((times[first] ?? time) <= time - windowMs) first++;
    most = Math.max(most, index - first + 1);
  });
  return most;
}

/** Of many runs. Times in s, to one digit. */
export interface Summary {
  readonly workload: string;
  readonly policy: string;
  /** On average a run. */
  readonly requests: number;
  readonly meanDelay: number;
  readonly p95Delay: number;
  readonly meanAdded: number;
  /** On average a run, and in how many runs of all there was any. */
  readonly refused: number;
  readonly runsRefused: number;
  /** Over all runs. */
  readonly worstHour: number;
  /** On average and over all runs. */
  readonly meanSubmission: number;
  readonly worstSubmission: number;
}

export function summarize(workload: string, policy: string, runs: readonly RunResult[]): Summary {
  const delays = runs.flatMap((run) => run.delays).sort((a, b) => a - b);
  const seconds = (ms: number): number => Math.round(ms / 10) / 100;
  return {
    workload,
    policy,
    requests: Math.round(mean(runs.map((run) => run.requests)) * 100) / 100,
    meanDelay: seconds(mean(delays)),
    p95Delay: seconds(delays[Math.floor(delays.length * 0.95)] ?? NaN),
    meanAdded: seconds(mean(runs.flatMap((run) => run.added))),
    refused: Math.round(mean(runs.map((run) => run.refused)) * 100) / 100,
    runsRefused: runs.filter((run) => run.refused > 0).length,
    worstHour: largest(runs.map((run) => run.worstHour)),
    meanSubmission: seconds(mean(runs.map((run) => run.longestSubmission))),
    worstSubmission: seconds(largest(runs.map((run) => run.longestSubmission))),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), -Infinity);
}
