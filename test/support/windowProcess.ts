import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { JobState } from '../../src/jobs/model.js';
import { onExit } from './cleanup.js';
import { forkInNamespace } from './pidNamespace.js';
import { findRoot } from './root.js';
import { until } from './until.js';

export interface WindowOptions {
  readonly folder: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly account?: string;
  /** It has a PID namespace of its own, as a container has. */
  readonly inContainer?: boolean;
  /** In the metadata of each job that it submits, with the id of its process. */
  readonly run: string;
}

/** What parts are made from: words, or as many images as the number of the part. */
export type Made = 'text' | 'images';

export type ToWindow = { readonly submit: number; readonly from?: Made } | 'takeOver' | 'finish';

/** What a window shows of a job. */
export interface ShownJob {
  readonly requestId: string;
  readonly jobId: string | undefined;
  readonly state: JobState;
  readonly prompt: string | undefined;
}

export type FromWindow =
  'ready' | { readonly changed: readonly ShownJob[] } | { readonly finished: readonly ShownJob[] };

/** The header by which a request tells the process that it is from. */
export const processHeader = 'x-test-process';

/** A window without views in a process of its own. */
export interface WindowProcess {
  readonly pid: number;
  /** What it has shown, oldest first, with the time in ms of `performance.now()` at which it said so. */
  readonly shown: readonly (ShownJob & { readonly time: number })[];
  tell(message: ToWindow): void;
  /** Waits until no job is on its way. @returns the jobs of its run. @throws Error when the process ends before */
  finish(): Promise<readonly ShownJob[]>;
  /** With SIGKILL. */
  kill(): Promise<void>;
}

/** Starts test/support/window.ts. */
export async function openWindowProcess(options: WindowOptions): Promise<WindowProcess> {
  const start = options.inContainer === true ? forkInNamespace : fork;
  const child: ChildProcess = start(path.join(findRoot(), 'out/test/support/window.js'), [JSON.stringify(options)]);
  const kill = onExit(() => child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const shown: (ShownJob & { readonly time: number })[] = [];
  let isReady = false;
  let finished: readonly ShownJob[] | undefined;
  child.on('message', (message: FromWindow) => {
    if (message === 'ready') isReady = true;
    else if ('changed' in message) shown.push(...message.changed.map((job) => ({ ...job, time: performance.now() })));
    else finished = message.finished;
  });
  const untilIt = <T>(condition: () => T, what: string): Promise<NonNullable<Exclude<T, false>>> =>
    Promise.race([
      until(condition, what, 60_000),
      exited.then(() => Promise.reject(new Error(`The window ended before it did what was waited for: ${what}.`))),
    ]);
  const tell = (message: ToWindow): void => void child.send(message, () => undefined);
  await untilIt(() => isReady, 'the window to open');
  return {
    pid: child.pid ?? 0,
    shown,
    tell,
    finish: () => {
      tell('finish');
      return untilIt(() => finished, 'the end of all jobs');
    },
    kill: async () => {
      kill();
      await exited;
    },
  };
}
