import { createHash } from 'node:crypto';
import { decodeJob } from '../api/decode';
import { verifyWebhook, type WebhookHeaders } from '../api/webhook';
import type { Clock } from '../base/clock';
import { parseJson } from '../base/json';
import type { JobStore } from '../jobs/store';
import type { DeliveryOutcome } from './receiver';

/** The signing secrets of one account: the present one, and the one before it for a while. */
export interface AccountSecrets {
  readonly account: string;
  readonly secrets: readonly string[];
}

export interface DeliveryParts {
  readonly store: JobStore;
  readonly clock: Clock;
  /** Those of every key that is kept. */
  readonly secrets: () => Promise<readonly AccountSecrets[]>;
}

/**
 * A delivery can come again within the 300 s that its timestamp is good for; so many are remembered, which a key's
 * limits can't exceed in that time.
 */
const remembered = 500;

/** Believes what is signed, and puts it into the ledger. */
export class WebhookDeliveries {
  readonly #parts: DeliveryParts;
  /** Digests of the deliveries that are in the ledger, oldest first. */
  readonly #taken = new Set<string>();

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /**
   * Takes in a delivery as it came. The same one again changes nothing and is `stored`, so that the service stops
   * sending it.
   * @throws the error of the file system or of the secret storage: it can't be stored now
   */
  async accept(rawBody: Uint8Array, headers: WebhookHeaders): Promise<DeliveryOutcome> {
    const { store, clock, secrets } = this.#parts;
    const now = (): number => clock.now();
    // Each key's secrets are tried, so that the time taken doesn't tell whose it is.
    const signers = (await secrets()).filter((one) => verifyWebhook(rawBody, headers, one.secrets, { now }));
    const [signer] = signers;
    if (!signer) return 'unsigned';
    const digest = createHash('sha256')
      .update(`${headers.signature ?? ''}\n${headers.timestamp ?? ''}`)
      .digest('hex');
    if (this.#taken.has(digest)) return 'stored';
    const job = decodeJob(jsonIn(rawBody));
    if (!job) return 'unreadable';
    // A key's secret speaks for that key's jobs only.
    const account = store.ownerOf(job);
    const owner = account === undefined ? signer : signers.find((one) => one.account === account);
    if (!owner) return 'unsigned';
    await store.mergeWebhook(job, owner.account);
    this.#remember(digest);
    return 'stored';
  }

  #remember(digest: string): void {
    this.#taken.add(digest);
    const [oldest] = this.#taken;
    if (this.#taken.size > remembered && oldest !== undefined) this.#taken.delete(oldest);
  }
}

/** What a body says; undefined when it isn't JSON in UTF-8. */
function jsonIn(bytes: Uint8Array): unknown {
  const text = utf8In(bytes);
  return text === undefined ? undefined : parseJson(text);
}

function utf8In(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What isn't UTF-8 is no message of the service's.
    return undefined;
  }
}
