import * as path from 'node:path';
import { Disposable } from '../../base/disposable';
import { Emitter, type Event } from '../../base/emitter';
import { lazy } from '../../base/lazy';
import { fileNameOf } from './accountFile';
import type { AccountRunner } from './accountRunner';
import type { Budgets } from './budgets';
import type { FollowParts } from './followParts';
import type { Service } from '../service';
import { notKept, type Trouble } from './trouble';

/** A window without unfinished jobs needs none. */
const loadRunner = lazy(() => import('./accountRunner'));

export interface AccountsParts extends FollowParts {
  readonly budgets: Budgets;
  /** Absolute folder for the leases; it must exist. */
  readonly folder: string;
}

/** How a refresh has ended that the user asked for; `error` is undefined when the service has answered. */
export interface RefreshOutcome {
  readonly account: string;
  readonly error: unknown;
}

/** The runners of the accounts that there is something to do for. */
export class Accounts extends Disposable {
  readonly #parts: AccountsParts;
  readonly #runners = new Map<string, Promise<AccountRunner>>();
  readonly #troubles = new Map<string, Trouble>();
  readonly #troubled: Emitter<void>;
  readonly #refreshed: Emitter<RefreshOutcome>;

  /** `troubles()` has changed. */
  readonly onDidChangeTrouble: Event<void>;
  readonly onDidRefresh: Event<RefreshOutcome>;

  constructor(parts: AccountsParts) {
    super();
    this.#parts = parts;
    const onListenerError = (error: unknown): void => parts.log.error('A listener of the accounts failed.', error);
    this.#troubled = this._register(new Emitter(onListenerError));
    this.onDidChangeTrouble = this.#troubled.event;
    this.#refreshed = this._register(new Emitter(onListenerError));
    this.onDidRefresh = this.#refreshed.event;
    this._register(parts.store.onDidChange((changes) => this.#wake(new Set(changes.map(({ job }) => job.account)))));
    this.#wake(this.#busy());
  }

  /** What keeps the work of each account from going on. */
  troubles(): ReadonlyMap<string, Trouble> {
    return this.#troubles;
  }

  /** Looks at everything anew after a key or a setting has changed. */
  restart(): void {
    for (const account of new Set([...this.#busy(), ...this.#runners.keys()]))
      this.#with(account, (runner) => runner.restart());
  }

  /** The user looks at this window now, so it asks for the work. */
  takeOver(): void {
    for (const account of this.#busy()) this.#with(account, (runner) => runner.takeOver());
  }

  /** Fetches the jobs of an account that the ledger has lost, and tries until it has them. */
  rebuild(account: string): void {
    this.#with(account, (runner) => runner.rebuild());
  }

  /** Asks a service now, also when nothing is unfinished. @throws the service's error */
  async refresh(service: Service): Promise<void> {
    const { account } = service;
    try {
      await (await this.#runner(account)).refresh(service);
      this.#refreshed.fire({ account, error: undefined });
    } catch (error) {
      this.#refreshed.fire({ account, error });
      throw error;
    }
  }

  /**
   * Asks several services at once, and those of all other accounts with unfinished jobs. The first one is what the user
   * waits for: what keeps another from answering is logged.
   * @throws the first service's error, when all have ended
   */
  async refreshAll([first, ...others]: readonly [Service, ...Service[]]): Promise<void> {
    const { services, log } = this.#parts;
    const listed = new Set([first, ...others].map(({ account }) => account));
    const busy = await Promise.all(
      [...this.#busy()].filter((account) => !listed.has(account)).map((account) => services.forAccount(account)),
    );
    const asked = [...others, ...busy.filter((service) => service !== undefined)].map((service) =>
      this.refresh(service).catch((error: unknown) =>
        log.warn(`The jobs of ${service.account} could not be refreshed: ${String(error)}`),
      ),
    );
    const [outcome] = await Promise.allSettled([this.refresh(first), ...asked]);
    if (outcome.status === 'rejected') throw outcome.reason;
  }

  /** Whether something is planned or under way for any account. */
  async isActive(): Promise<boolean> {
    return (await Promise.all(this.#runners.values())).some((runner) => runner.isActive);
  }

  #busy(): ReadonlySet<string> {
    return new Set(this.#parts.store.unfinished().map(({ account }) => account));
  }

  #wake(accounts: ReadonlySet<string>): void {
    const busy = this.#busy();
    for (const account of accounts)
      if (busy.has(account) || this.#runners.has(account)) this.#with(account, (runner) => runner.wake());
  }

  #with(account: string, act: (runner: AccountRunner) => void | Promise<void>): void {
    this.#runner(account)
      .then(act)
      .catch((error: unknown) => this.#parts.log.error(`The jobs of ${account} can’t be followed.`, error));
  }

  #runner(account: string): Promise<AccountRunner> {
    const known = this.#runners.get(account);
    if (known) return known;
    const runner = this.#start(account);
    this.#runners.set(account, runner);
    runner.catch((error: unknown) => {
      // The next one may succeed.
      this.#runners.delete(account);
      this.#tell(account, notKept(error));
    });
    return runner;
  }

  #tell(account: string, trouble: Trouble | undefined): void {
    if (trouble) this.#troubles.set(account, trouble);
    else this.#troubles.delete(account);
    this.#troubled.fire();
  }

  async #start(account: string): Promise<AccountRunner> {
    const { budgets, folder } = this.#parts;
    const budget = await budgets.of(account);
    const { AccountRunner } = await loadRunner();
    if (this.#troubles.has(account)) this.#tell(account, undefined);
    const runner = this._register(
      new AccountRunner({
        ...this.#parts,
        account,
        budget,
        leaseName: path.join(folder, `poller-${fileNameOf(account)}`),
      }),
    );
    this._register(runner.onDidChangeTrouble((trouble) => this.#tell(account, trouble)));
    if (budget) {
      this._register(budget.onDidChangePause(() => runner.wake()));
      this._register(budget.onDidAnswer(() => runner.reached()));
    }
    return runner;
  }
}
