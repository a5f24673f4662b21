import { Disposable } from '../base/disposable';
import { lazy, type Lazy } from '../base/lazy';
import type { Logger } from '../base/logger';
import type { Webhooks, WebhookTest } from './webhooks';

export interface WebhooksLaterParts {
  readonly isEnabled: () => boolean;
  /** Loads the code, and begins. */
  readonly open: () => Promise<Webhooks>;
  readonly log: Logger;
}

/** The webhooks of a window, whose code is loaded when they are switched on, or tested. */
export class WebhooksLater extends Disposable {
  readonly #parts: WebhooksLaterParts;
  readonly #webhooks: Lazy<Webhooks>;

  constructor(parts: WebhooksLaterParts) {
    super();
    this.#parts = parts;
    // What is still being loaded when the window closes ends at once.
    this.#webhooks = lazy(async () => this._register(await parts.open()));
    this._register({ dispose: () => this.#finish() });
    this.wake();
  }

  /** As `Webhooks.callbackUrl`. */
  async callbackUrl(account: string): Promise<string | undefined> {
    if (!this.#parts.isEnabled()) return undefined;
    try {
      return await (await this.#webhooks()).callbackUrl(account);
    } catch (error) {
      this.#parts.log.warn(`Webhooks are not received: ${String(error)}`);
      return undefined;
    }
  }

  /** Looks at everything anew, as after a setting has changed. */
  wake(): void {
    if (!this.#webhooks.made() && !this.#parts.isEnabled()) return;
    this.#webhooks().then(
      (webhooks) => webhooks.wake(),
      (error: unknown) => this.#parts.log.error('Webhooks can’t be received.', error),
    );
  }

  /** As `Webhooks.test`. @throws the error of loading, too */
  async test(): Promise<WebhookTest> {
    return (await this.#webhooks()).test();
  }

  /** Closing the receiver and giving back the lease takes a moment. */
  #finish(): void {
    const webhooks = this.#webhooks.made();
    if (webhooks) this._finish(webhooks.then(({ ended }) => ended));
  }
}
