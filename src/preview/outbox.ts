import type { ToPage } from './messages';

/**
 * What the page is told of the model. The file is read while the page loads, so what there is to tell before the page
 * asks for it waits here: of each kind the newest, since a later one takes the place of an earlier one.
 */
export class Outbox {
  readonly #send: (message: ToPage) => void;
  #waiting: Map<ToPage['type'], ToPage> | undefined = new Map();

  constructor(send: (message: ToPage) => void) {
    this.#send = send;
  }

  tell(message: ToPage): void {
    if (!this.#waiting) {
      this.#send(message);
      return;
    }
    // A map keeps the order in which keys were first set: that of the newest message counts.
    this.#waiting.delete(message.type);
    this.#waiting.set(message.type, message);
  }

  /** Sends what has waited, and from now on everything at once. */
  open(): void {
    const waiting = this.#waiting?.values() ?? [];
    this.#waiting = undefined;
    for (const message of waiting) this.#send(message);
  }
}
