import * as path from 'node:path';
import type { RequestGate, RequestPlace } from '../../api/gate';
import { Disposable } from '../../base/disposable';
import { fileNameOf } from './accountFile';
import { keeping } from '../storage';
import { RequestBudget, type BudgetParts } from './budget';

export interface BudgetsParts extends Omit<BudgetParts, 'file'> {
  /** Absolute folder for the budgets' files; it is made. */
  readonly folder: string;
  /** Whether an account has limits; the built-in service has none. */
  readonly isLimited: (account: string) => boolean;
}

/** The request budget of each account, opened when it is first needed. */
export class Budgets extends Disposable {
  readonly #parts: BudgetsParts;
  readonly #budgets = new Map<string, Promise<RequestBudget>>();

  constructor(parts: BudgetsParts) {
    super();
    this.#parts = parts;
  }

  /** @returns undefined for an account without limits. @throws the file system's error */
  async of(account: string): Promise<RequestBudget | undefined> {
    return this.#parts.isLimited(account) ? this.#open(account) : undefined;
  }

  /** The gate for the requests of one account, which opens its budget with the first one. */
  gateFor(account: string): RequestGate {
    return {
      enter: (purpose, signal) => keeping(async () => (await this.of(account))?.enter(purpose, signal) ?? unlimited),
    };
  }

  #open(account: string): Promise<RequestBudget> {
    const known = this.#budgets.get(account);
    if (known) return known;
    const { folder, ...parts } = this.#parts;
    const budget = RequestBudget.open({
      ...parts,
      file: path.join(folder, `requests-${fileNameOf(account)}.jsonl`),
    }).then((opened) => this._register(opened));
    this.#budgets.set(account, budget);
    budget.catch(() => this.#budgets.delete(account));
    return budget;
  }
}

/** What nobody counts. */
const unlimited: RequestPlace = { leave: () => Promise.resolve(undefined), giveBack: () => Promise.resolve() };
