import type * as vscode from 'vscode';
import type { Clock } from '../base/clock';
import { parseJson } from '../base/json';
import { Serial } from '../base/serial';
import { firstKeyName } from './apiKeyStore';

/**
 * How long a replaced secret is still believed, in ms: for about a minute the service goes on sending what it has
 * signed with it.
 */
export const graceMs = 10 * 60_000;

const present = 'makistry.signingSecret';
const previous = 'makistry.previousSigningSecrets';

interface PreviousSecret {
  readonly secret: string;
  /** Wall-clock ms. */
  readonly until: number;
}

export type SigningSecretProblem = 'empty' | 'apiKey' | 'space';

/** Why a text can't be a signing secret, or undefined when it can. Its form isn't documented. */
export function signingSecretProblem(text: string): SigningSecretProblem | undefined {
  if (text.trim() === '') return 'empty';
  if (/^mk_pub_/i.test(text.trim())) return 'apiKey';
  return /\s/.test(text.trim()) ? 'space' : undefined;
}

/**
 * The signing secrets of the user's API keys, by the key's name: in SecretStorage and nowhere else. As with the keys
 * nothing is remembered here, so every window has the secret that another one has set.
 */
export class SigningSecretStore {
  readonly #secrets: vscode.SecretStorage;
  readonly #clock: Clock;
  readonly #changes = new Serial();

  constructor(secrets: vscode.SecretStorage, clock: Clock) {
    this.#secrets = secrets;
    this.#clock = clock;
  }

  /**
   * What a key's webhooks may be signed with: its present secret first, then those that were replaced a short while
   * ago. Empty when it has none.
   */
  async of(name: string): Promise<readonly string[]> {
    const now = await this.#secrets.get(entryOf(present, name));
    return now === undefined ? [] : [now, ...(await this.#previous(name)).map(({ secret }) => secret)];
  }

  async has(name: string): Promise<boolean> {
    return (await this.#secrets.get(entryOf(present, name))) !== undefined;
  }

  /** Keeps a key's new secret, and the one before it for the grace period. */
  set(name: string, secret: string): Promise<void> {
    return this.#changes.run(async () => {
      const replaced = await this.#secrets.get(entryOf(present, name));
      if (replaced === secret) return;
      const still = (await this.#previous(name)).filter((one) => one.secret !== secret);
      const until = this.#clock.now() + graceMs;
      // First, so that there is no moment in which the replaced one isn't believed.
      if (replaced !== undefined)
        await this.#secrets.store(entryOf(previous, name), JSON.stringify([{ secret: replaced, until }, ...still]));
      await this.#secrets.store(entryOf(present, name), secret);
    });
  }

  /** Forgets a key's secrets at once, those of the grace period too. */
  remove(name: string): Promise<void> {
    return this.#changes.run(async () => {
      await this.#secrets.delete(entryOf(present, name));
      await this.#secrets.delete(entryOf(previous, name));
    });
  }

  /**
   * Those whose grace period isn't over. One that ends later than any can is of a time before the clock was set back,
   * and is over.
   */
  async #previous(name: string): Promise<readonly PreviousSecret[]> {
    const now = this.#clock.now();
    const kept = parsePrevious(await this.#secrets.get(entryOf(previous, name)));
    const still = kept.filter(({ until }) => until > now && until <= now + graceMs);
    if (kept.length > 0 && still.length === 0) await this.#secrets.delete(entryOf(previous, name));
    return still;
  }
}

function entryOf(entry: string, name: string): string {
  return name === firstKeyName ? entry : `${entry}:${name}`;
}

/** What can't be read is as good as none: the present secret is kept by itself. */
function parsePrevious(text: string | undefined): readonly PreviousSecret[] {
  const parsed = parseJson(text ?? '');
  return Array.isArray(parsed) ? parsed.filter(isPrevious) : [];
}

function isPrevious(value: unknown): value is PreviousSecret {
  return (
    typeof value === 'object' &&
    value !== null &&
    'secret' in value &&
    typeof value.secret === 'string' &&
    'until' in value &&
    typeof value.until === 'number'
  );
}
