import type { JobRecord } from '../model';
import type { AccountJobs } from './accountJobs';
import type { RequestBudget } from './budget';
import type { Repeats } from './repeats';
import { soonest } from './waits';

/** When each submission of an account may go out: after its last failure, and as the budget allows. */
export class Outbox {
  readonly #jobs: AccountJobs;
  readonly #repeats: Repeats;
  readonly #budget: RequestBudget | undefined;

  /** @param budget undefined for a service without limits */
  constructor(jobs: AccountJobs, repeats: Repeats, budget: RequestBudget | undefined) {
    this.#jobs = jobs;
    this.#repeats = repeats;
    this.#budget = budget;
  }

  /** The submissions that may go out now, and in how many ms another one may. */
  sendable(): { readonly ready: readonly JobRecord[]; readonly nextMs: number | undefined } {
    const waits = new Map(
      this.#jobs.waiting().map((job) => [job, Math.max(this.#repeats.waitMs(job.requestId), this.#budgetWaitOf(job))]),
    );
    return {
      ready: [...waits.keys()].filter((job) => waits.get(job) === 0),
      nextMs: soonest([...waits.values()].filter((wait) => wait > 0)),
    };
  }

  /** ms until the budget lets a submission go out; undefined when none waits. */
  get budgetWaitMs(): number | undefined {
    return soonest(this.#jobs.waiting().map((job) => this.#budgetWaitOf(job)));
  }

  #budgetWaitOf({ requestId }: JobRecord): number {
    return this.#budget?.waitMs(this.#repeats.isRepeat(requestId) ? 'repetition' : 'submission') ?? 0;
  }
}
