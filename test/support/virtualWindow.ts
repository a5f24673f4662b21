import { openMemoryLog } from './memoryLog.js';
import type { DesignMode } from '../../src/api/types.js';
import type { JobRecord } from '../../src/jobs/model.js';
import type { Trouble } from '../../src/jobs/follow/trouble.js';
import { openCore, ownLease, type Core, type CoreOptions } from './core.js';
import { SimulatedCloud } from './simulatedCloud.js';
import { VirtualClock } from './virtualClock.js';

/**
 * How one request is answered; `ask` hands it to the cloud. `line` is such as `GET /jobs?limit=100`; `signal` is the
 * request's own.
 */
export type VirtualAnswer = (line: string, ask: () => Promise<Response>, signal: AbortSignal) => Promise<Response>;

/**
 * A window without views in simulated time, whose service is simulated too: a day takes no longer than its requests.
 */
export interface VirtualWindow {
  readonly clock: VirtualClock;
  readonly cloud: SimulatedCloud;
  readonly core: Core;
  /** Every request that was sent, with its time in ms on the clock. */
  readonly sent: readonly { readonly line: string; readonly at: number }[];
  /** What the view was told, oldest first; undefined for "all is well". */
  readonly troubles: readonly (Trouble | undefined)[];
  /** A test may set it. */
  answer: VirtualAnswer;
  /** Submits a job and lets the service accept it. */
  submit(designMode?: DesignMode): Promise<JobRecord>;
  /** The requests from a time on, in ms on the clock. */
  sentSince(at: number): readonly string[];
}

export interface VirtualOptions extends Partial<Omit<CoreOptions, 'clock' | 'fetch'>> {
  /** How long each job takes, in ms. */
  readonly latencyMs?: number;
}

export async function openVirtualWindow({
  latencyMs = 60_000,
  ...options
}: VirtualOptions = {}): Promise<VirtualWindow> {
  const clock = new VirtualClock();
  const cloud = new SimulatedCloud({ clock, random: () => 0.5, latencyMs: () => latencyMs });
  const sent: { line: string; at: number }[] = [];
  const troubles: (Trouble | undefined)[] = [];
  const connection = options.connection ?? { baseUrl: 'https://simulated.invalid/v1', apiKey: 'none' };
  const { baseUrl } = connection;
  const fetch: typeof globalThis.fetch = (input, init) => {
    const line = `${init?.method ?? 'GET'} ${String(input instanceof Request ? input.url : input).slice(baseUrl.length)}`;
    sent.push({ line, at: clock.monotonic() });
    return window.answer(line, () => cloud.fetch(input, init), init?.signal ?? new AbortController().signal);
  };
  const core = await openCore({
    folder: '/nowhere',
    random: () => 0.5,
    leases: ownLease,
    openLog: openMemoryLog,
    ...options,
    connection,
    clock,
    fetch,
  });
  core.accounts.onDidChangeTrouble(() => troubles.push(core.accounts.troubles().get(core.service.account)));
  const window: VirtualWindow = {
    clock,
    cloud,
    core,
    sent,
    troubles,
    answer: (_, ask) => ask(),
    submit: async (designMode = 'standard') => {
      const submitted = core.submissions.submit({ prompt: 'a part', designMode, outputFormat: 'STEP' });
      await clock.pass(1000);
      return submitted;
    },
    sentSince: (from) => sent.filter(({ at }) => at >= from).map(({ line }) => line),
  };
  return window;
}
