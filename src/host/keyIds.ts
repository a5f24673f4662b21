import type * as vscode from 'vscode';

const entry = 'makistry.apiKeyIds';

/** The service's ids of the API keys, by account: what rotating a key's signing secret asks for. They are no secret. */
export class KeyIds {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  get(account: string): string | undefined {
    const id = this.#all()[account];
    return typeof id === 'string' ? id : undefined;
  }

  async keep(account: string, id: string): Promise<void> {
    await this.#state.update(entry, { ...this.#all(), [account]: id });
  }

  async forget(account: string): Promise<void> {
    await this.#state.update(
      entry,
      Object.fromEntries(Object.entries(this.#all()).filter(([other]) => other !== account)),
    );
  }

  #all(): Readonly<Record<string, unknown>> {
    const kept = this.#state.get<unknown>(entry);
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
  }
}
