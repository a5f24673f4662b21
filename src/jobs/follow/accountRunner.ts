import { Disposable } from '../../base/disposable';
import type { Event } from '../../base/emitter';
import { WorkLoop } from '../../base/workLoop';
import { InvalidApiKeyError } from '../../api/errors';
import { AccountJobs } from './accountJobs';
import { AccountTrouble } from './accountTrouble';
import type { RequestBudget } from './budget';
import { Checker } from './checker';
import { LeaseHolder } from './leaseHolder';
import type { FollowParts } from './followParts';
import type { JobRecord } from '../model';
import { Outbox } from './outbox';
import { Rebuilding } from './rebuilding';
import { Repeats } from './repeats';
import { Sender } from '../submit/sender';
import type { Service } from '../service';
import { whileTurning } from './stalledTurn';
import type { Trouble } from './trouble';
import { Turns } from './turns';
import { isOver, soonest } from './waits';
import { WebhookWatch } from './webhookWatch';

export interface RunnerParts extends FollowParts {
  readonly account: string;
  /** Undefined for a service without limits. */
  readonly budget: RequestBudget | undefined;
  /** Absolute path that the lease's files begin with. */
  readonly leaseName: string;
}

/**
 * How often a window looks whether the one that does the work is still there, in ms. Its showing itself no more is
 * noticed 5 s later.
 */
const followMs = 3000;

/** The least wait after an error of this machine, such as a full disk, in ms. */
const afterErrorMs = 1000;

/** A check that the budget holds up for longer than this, in ms, is told in the view. */
const tellingMs = 5000;

/**
 * Does the work of one account, in one window of all: sends what is to be submitted and asks about what isn't finished.
 * The windows agree by a lease; the others follow by reading the ledger.
 */
export class AccountRunner extends Disposable {
  readonly #parts: RunnerParts;
  readonly #abort = new AbortController();
  readonly #sender: Sender;
  readonly #checker: Checker;
  readonly #lease: LeaseHolder;
  readonly #webhooks: WebhookWatch;
  readonly #trouble: AccountTrouble;
  readonly #repeats: Repeats;
  readonly #jobs: AccountJobs;
  readonly #outbox: Outbox;
  readonly #rebuilding: Rebuilding;
  readonly #turns = new Turns<'check' | 'rebuilding' | 'submission'>();
  /** The submission that finds out whether all is well again after a failure. */
  #probe: JobRecord | undefined;
  readonly #loop: WorkLoop;

  readonly onDidChangeTrouble: Event<Trouble | undefined>;

  constructor(parts: RunnerParts) {
    super();
    this.#parts = parts;
    const { budget, clock, account, random } = parts;
    const signal = this.#abort.signal;
    this.#sender = new Sender({ ...parts, onEnd: (error, { requestId }) => this.#afterRequest(error, requestId) });
    this.#jobs = new AccountJobs({ ...parts, isSending: (job) => this.#sender.isSending(job) });
    this.#rebuilding = new Rebuilding(clock, random);
    this.#checker = new Checker({ ...parts, profile: parts.services.profileOf(account) });
    this.#lease = new LeaseHolder({ ...parts, signal, onChange: () => this.wake() });
    this.#webhooks = new WebhookWatch(parts);
    this.#repeats = new Repeats(clock, random);
    this.#outbox = new Outbox(this.#jobs, this.#repeats, budget);
    this.#trouble = this._register(
      new AccountTrouble({
        ...parts,
        sendWaitMs: () => this.#outbox.budgetWaitMs,
        checkWaitMs: () => this.#checkWaitMs(),
        isWithoutChecks: () => budget?.hasRoomForChecks === false && this.#jobs.watched().length > 0,
        isWebhookMissing: () => this.#webhooks.isMissing,
        isJobShared: () => this.#jobs.isAnyShared,
        oddAnswer: () => this.#checker.oddAnswer(this.#jobs.watched()),
      }),
    );
    this.onDidChangeTrouble = this.#trouble.onDidChange;
    this._register({ dispose: () => this.#stop() });
    this.#loop = this._register(new WorkLoop({ clock, turn: () => this.#takeTurn() }));
  }

  /** Whether something is planned or under way. */
  get isActive(): boolean {
    return this.#loop.isActive;
  }

  /** Looks now at what there is to do. */
  wake(): void {
    this.#loop.wake();
  }

  /** Forgets earlier failures, as after the key or a setting has changed. */
  restart(): void {
    this.#trouble.succeeded();
    this.#repeats.accepted();
    this.wake();
  }

  /**
   * The service has answered something else that the user asked for: what waits because it could not be reached goes
   * on.
   */
  reached(): void {
    if (!this.#trouble.isFailing) return;
    this.#trouble.succeeded();
    this.#repeats.reached();
    this.wake();
  }

  /** Asks for the work, as when the user looks at this window. */
  async takeOver(): Promise<void> {
    if (!this.#isBusy()) return;
    this.#trouble.hurry();
    // Without that the window that has the work keeps it, and this one does it when that ends.
    await this.#lease
      .ask()
      .catch((error: unknown) =>
        this.#parts.log.warn(`Another window could not be asked for the work: ${String(error)}`),
      );
    this.wake();
  }

  /** Fetches the key's jobs from the service, since the ledger has lost some; tries until it has them. */
  async rebuild(): Promise<void> {
    this.#rebuilding.begin();
    await this.takeOver();
  }

  /** Asks now, also when nothing is unfinished. @throws the service's error */
  async refresh(service: Service): Promise<void> {
    // What keeps the work from going on is looked at once more, whatever the service answers.
    if (this.#trouble.isFailingHere) this.wake();
    await this.#checker.check(service, this.#jobs.unfinished(), 'user', this.#abort.signal);
    this.restart();
  }

  async #takeTurn(): Promise<number | undefined> {
    try {
      const wait = await whileTurning(this.#parts.clock, this.#work(), () => void this.#stalled());
      this.#trouble.recoveredHere();
      return wait;
    } catch (error) {
      return Math.max(afterErrorMs, this.#trouble.failedHere(error));
    }
  }

  /** Another window can do the work, unless a request of this one may make a job at this moment. */
  async #stalled(): Promise<void> {
    if (!this.#sender.isBusy) await this.#letGo();
  }

  /** @returns ms to the next look; undefined when there's nothing to wait for */
  async #work(): Promise<number | undefined> {
    const { services, account, budget } = this.#parts;
    await this.#parts.store.catchUp();
    await this.#webhooks.look();
    if (!this.#isBusy()) {
      await this.#rest();
      return soonest([this.#untilPauseEnds(), this.#webhooks.untilLateMs]);
    }
    const service = await services.forAccount(account);
    await budget?.catchUp();
    if (!service) {
      this.#trouble.cannotAsk();
      await this.#lease.letGo();
      return undefined;
    }
    if (this.#lease.isWanted && !this.#sender.isBusy) await this.#lease.giveAway();
    const held = await this.#lease.hold();
    // Another window knows now how it stands.
    if (!held) this.#trouble.forgetFailures();
    this.#trouble.look();
    if (!held) return followMs;
    const wait = await this.#doWork(service);
    this.#trouble.look();
    return wait;
  }

  async #doWork(service: Service): Promise<number | undefined> {
    const { budget } = this.#parts;
    if (this.#repeats.hasNew(this.#jobs.toSend().map(({ requestId }) => requestId))) this.#trouble.hurry();
    const { waitMs, isFailing } = this.#trouble;
    if (waitMs > 0) return waitMs;
    const waits: (number | undefined)[] = [this.#webhooks.untilLateMs];
    const budgetWait = budget?.waitMs('background') ?? 0;
    const watched = this.#jobs.watched();
    const checkWait = watched.length > 0 ? Math.max(this.#dueIn(watched), budgetWait) : undefined;
    const rebuildWait = this.#rebuilding.isUnderWay ? Math.max(this.#rebuilding.waitMs, budgetWait) : undefined;
    const { ready, nextMs } = this.#outbox.sendable();
    waits.push(nextMs);

    // After a failure one request at a time finds out whether all is well again.
    if (isFailing && this.#probe && this.#sender.isSending(this.#probe)) return soonest(waits);
    const isDue = {
      check: isOver(checkWait),
      rebuilding: isOver(rebuildWait),
      submission: ready.length > 0 && !(isFailing && this.#sender.isBusy),
    };
    const due = (['check', 'rebuilding', 'submission'] as const).filter((kind) => isDue[kind]);
    const only = isFailing ? this.#turns.next(due) : undefined;
    const isNext = (kind: (typeof due)[number]): boolean => isDue[kind] && (only === undefined || only === kind);

    if (isNext('submission')) {
      this.#probe = isFailing ? ready[0] : undefined;
      this.#sender.send(service, isFailing ? ready.slice(0, 1) : ready, this.#lease.signal, (job) =>
        this.#repeats.isRepeat(job.requestId),
      );
      if (isFailing) return soonest(waits);
    }
    if (isNext('rebuilding')) {
      await this.#ask('rebuilding', (signal) =>
        this.#rebuilding.next((cursor) => this.#checker.fetchPage(service, cursor, signal)),
      );
      return 0;
    }
    if (isNext('check')) {
      await this.#ask('check', (signal) => this.#checker.check(service, watched, 'background', signal));
      return 0;
    }
    return soonest([...waits, checkWait, rebuildWait]);
  }

  #dueIn(watched: readonly JobRecord[]): number {
    return this.#checker.dueIn(watched, this.#parts.budget, this.#parts.isFocused(), this.#webhooks.areTrusted);
  }

  /** A check that comes a little later because of the budget isn't worth telling. */
  #checkWaitMs(): number | undefined {
    const { budget } = this.#parts;
    const watched = this.#jobs.watched();
    const wait = budget?.hasRoomForChecks ? budget.waitMs('background') : 0;
    if (watched.length === 0 || wait < tellingMs) return undefined;
    return wait - Math.max(0, this.#dueIn(watched)) < tellingMs ? undefined : wait;
  }

  async #ask(kind: 'check' | 'rebuilding', question: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#lease;
    try {
      await question(signal);
      this.#turns.succeeded(kind);
      this.#trouble.succeeded();
      this.#repeats.reached();
    } catch (error) {
      if (!signal.aborted) this.#failed(kind, error);
    }
  }

  /** A submission has ended: well, with the service's refusal, or not at all. */
  #afterRequest(error: unknown, requestId: string): void {
    if (error === undefined) {
      this.#repeats.accepted();
      this.#turns.succeeded('submission');
      this.#trouble.succeeded();
    } else {
      this.#repeats.failed(requestId, error);
      this.#failed('submission', error);
    }
    this.wake();
  }

  #failed(kind: 'check' | 'rebuilding' | 'submission', error: unknown): void {
    // A key that is refused is asked about with a check, as long as there is one to make: a submission that meets with
    // that ends.
    if (!(error instanceof InvalidApiKeyError)) this.#turns.failed(kind);
    this.#trouble.failed(error);
  }

  #isBusy(): boolean {
    return this.#rebuilding.isUnderWay || this.#jobs.isBusy;
  }

  async #rest(): Promise<void> {
    this.#checker.forget();
    this.#trouble.succeeded();
    await this.#lease.letGo();
  }

  /** Then the view has to stop saying it, and nothing else would wake an idle window. */
  #untilPauseEnds(): number | undefined {
    const { budget, clock } = this.#parts;
    return budget?.pausedUntil === undefined ? undefined : budget.pausedUntil - clock.now();
  }

  #stop(): void {
    this.#abort.abort();
    // A turn that was about to claim lets go by itself, and the loop's end waits for it.
    this._finish(this.#letGo());
  }

  #letGo(): Promise<void> {
    return this.#lease
      .letGo()
      .catch((error: unknown) => this.#parts.log.warn(`The lease could not be released: ${String(error)}`));
  }
}
