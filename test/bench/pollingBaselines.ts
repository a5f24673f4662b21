// What others do: the provider's loop, and checks at fixed intervals, for each job alone or with one list request for
// all.
import type { DesignMode } from '../../src/api/types.js';
import type { CloudAnswer, CloudJobOut, CloudRequest } from '../support/simulatedCloud.js';
import type { PollingClient, Policy, Session } from './pollingRun.js';

/** How long to wait before a check when the oldest job that is waited for is so old, both in ms. */
type Interval = (ageMs: number) => number;

/** Every 5 s for the first 30 s, then every 15 s (API.md, "A job"). */
const advised: Interval = (ageMs) => (ageMs < 30_000 ? 5000 : 15_000);

const fixedSeconds = [5, 10, 15, 30] as const;

/** The pauses after one 429, two in a row, and so on, in ms (API.md, "Errors of a request"). */
const pausesMs = [60_000, 120_000, 240_000, 480_000] as const;

export const baselines: readonly Policy[] = [
  { name: 'advised, per job', start: (session) => new PerJob(session, advised) },
  ...fixedSeconds.map((seconds): Policy => ({
    name: `${seconds} s, per job`,
    start: (session) => new PerJob(session, () => seconds * 1000),
  })),
  ...fixedSeconds.map((seconds): Policy => ({
    name: `${seconds} s, list`,
    start: (session) => new OneList(session, () => seconds * 1000),
  })),
];

/** Sends what it is given, and after a 429 nothing for a while; then the refused request goes out again. */
class Channel {
  readonly #session: Session;
  #pausedUntil = 0;
  #inARow = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  send(request: CloudRequest, onAnswer: (answer: CloudAnswer) => void): void {
    const { clock, cloud } = this.#session;
    const pause = this.#pausedUntil - clock.monotonic();
    if (pause > 0) {
      clock.setTimeout(() => this.send(request, onAnswer), pause);
      return;
    }
    cloud.send(request, (answer) => {
      if (answer.status !== 429) {
        this.#inARow = 0;
        onAnswer(answer);
        return;
      }
      // Requests that were under way together are refused together: that is one pause.
      if (clock.monotonic() >= this.#pausedUntil)
        this.#pausedUntil = clock.monotonic() + (pausesMs[Math.min(this.#inARow++, pausesMs.length - 1)] ?? 0);
      this.send(request, onAnswer);
    });
  }
}

/** Submits one job after the other, as a script would. */
abstract class Baseline implements PollingClient {
  protected readonly session: Session;
  protected readonly channel: Channel;
  readonly #waiting: CloudRequest[] = [];
  #isSending = false;

  constructor(session: Session) {
    this.session = session;
    this.channel = new Channel(session);
  }

  submit(prompt: string, designMode: DesignMode): void {
    this.#waiting.push({ method: 'POST', path: '/text-to-cad', prompt, designMode });
    this.#sendNext();
  }

  protected abstract follow(jobId: string): void;

  #sendNext(): void {
    const request = this.#isSending ? undefined : this.#waiting.shift();
    if (!request) return;
    this.#isSending = true;
    this.channel.send(request, ({ body }) => {
      this.#isSending = false;
      this.follow((body as CloudJobOut).job_id);
      this.#sendNext();
    });
  }
}

class PerJob extends Baseline {
  readonly #interval: Interval;

  constructor(session: Session, interval: Interval) {
    super(session);
    this.#interval = interval;
  }

  protected override follow(jobId: string): void {
    const { clock, seen } = this.session;
    const since = clock.monotonic();
    const check = (): void => {
      clock.setTimeout(
        () =>
          this.channel.send({ method: 'GET', path: `/jobs/${jobId}` }, ({ body }) => {
            if ((body as CloudJobOut).status === 'success') seen(jobId);
            else check();
          }),
        this.#interval(clock.monotonic() - since),
      );
    };
    check();
  }
}

class OneList extends Baseline {
  readonly #interval: Interval;
  readonly #since = new Map<string, number>();
  #isChecking = false;

  constructor(session: Session, interval: Interval) {
    super(session);
    this.#interval = interval;
  }

  protected override follow(jobId: string): void {
    this.#since.set(jobId, this.session.clock.monotonic());
    this.#check();
  }

  #check(): void {
    if (this.#isChecking || this.#since.size === 0) return;
    const { clock, seen } = this.session;
    const oldest = Math.min(...this.#since.values());
    this.#isChecking = true;
    clock.setTimeout(
      () =>
        this.channel.send({ method: 'GET', path: '/jobs?limit=100' }, ({ body }) => {
          this.#isChecking = false;
          for (const job of (body as { readonly jobs: readonly CloudJobOut[] }).jobs) {
            if (job.status === 'success' && this.#since.delete(job.job_id)) seen(job.job_id);
          }
          this.#check();
        }),
      this.#interval(clock.monotonic() - oldest),
    );
  }
}
