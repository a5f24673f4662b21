import type { SecretStorage } from 'vscode';
import { parseJson } from '../base/json';

const secret = 'makistry.modelKey';

/**
 * The key of the user's own address of a language model, with the origin that it was typed for: it goes nowhere else,
 * whatever the setting says later.
 */
export class ModelKey {
  readonly #secrets: SecretStorage;

  constructor(secrets: SecretStorage) {
    this.#secrets = secrets;
  }

  async of(address: string): Promise<string | undefined> {
    const kept = parseJson((await this.#secrets.get(secret)) ?? '');
    if (typeof kept !== 'object' || kept === null || !('origin' in kept) || !('key' in kept)) return undefined;
    return kept.origin === originOf(address) && typeof kept.key === 'string' ? kept.key : undefined;
  }

  async set(address: string, key: string): Promise<void> {
    await this.#secrets.store(secret, JSON.stringify({ origin: originOf(address), key }));
  }
}

/** Undefined for what is no address. */
export function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined;
}
