import type * as vscode from 'vscode';
import { Emitter } from '../../src/base/emitter.js';

/** What all windows share. Newer versions of VS Code list the secrets, older ones don't. */
export class MemorySecrets implements vscode.SecretStorage {
  readonly entries = new Map<string, string>();
  readonly #changed = new Emitter<vscode.SecretStorageChangeEvent>((error) => {
    throw error;
  });
  readonly onDidChange = this.#changed.event;
  readonly keys?: () => Promise<string[]>;
  /** What storing fails with. */
  failure: Error | undefined;

  constructor({ canList }: { canList: boolean }) {
    if (canList) this.keys = async () => [...(await later(this.entries)).keys()];
  }

  async get(key: string): Promise<string | undefined> {
    return (await later(this.entries)).get(key);
  }

  async store(key: string, value: string): Promise<void> {
    if (this.failure) throw this.failure;
    (await later(this.entries)).set(key, value);
    this.#changed.fire({ key });
  }

  async delete(key: string): Promise<void> {
    (await later(this.entries)).delete(key);
    this.#changed.fire({ key });
  }
}

/** The storage is another process. */
function later<T>(value: T): Promise<T> {
  return new Promise((resolve) => setImmediate(() => resolve(value)));
}
