import { Disposable } from '../base/disposable';
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
  #webhooks: Promise<Webhooks> | undefined;

  constructor(parts: WebhooksLaterParts) {
    super();
    this.#parts = parts;
    // Also those that are still being loaded.
    this._register({
      dispose: () =>
        void this.#webhooks?.then(
          (webhooks) => webhooks.dispose(),
          () => undefined,
        ),
    });
    this.wake();
  }

  /** As `Webhooks.callbackUrl`. */
  async callbackUrl(account: string): Promise<string | undefined> {
    if (!this.#parts.isEnabled()) return undefined;
    try {
      return await (await this.#open()).callbackUrl(account);
    } catch (error) {
      this.#parts.log.warn(`Webhooks are not received: ${String(error)}`);
      return undefined;
    }
  }

  /** Looks at everything anew, as after a setting has changed. */
  wake(): void {
    if (!this.#webhooks && !this.#parts.isEnabled()) return;
    this.#open().then(
      (webhooks) => webhooks.wake(),
      (error: unknown) => this.#parts.log.error('Webhooks can’t be received.', error),
    );
  }

  /** As `Webhooks.test`. @throws the error of loading, too */
  async test(): Promise<WebhookTest> {
    return (await this.#open()).test();
  }

  /** One that could not be loaded is tried again with the next question. */
  #open(): Promise<Webhooks> {
    this.#webhooks ??= this.#parts.open().catch((error: unknown) => {
      this.#webhooks = undefined;
      throw error;
    });
    return this.#webhooks;
  }
}
