export interface IDisposable {
  dispose(): void;
  /** Resolves when what the disposal has set off is through. It never rejects. Undefined where that is nothing. */
  readonly ended?: Promise<void>;
}

/** Owns other disposables and releases them, last first. What is registered after disposal is released at once. */
export abstract class Disposable implements IDisposable {
  readonly #owned: IDisposable[] = [];
  readonly #ending: Promise<unknown>[] = [];
  #disposed = false;

  protected get isDisposed(): boolean {
    return this.#disposed;
  }

  /** Resolves when what the disposal has set off is through, that of what it owns included. It never rejects. */
  get ended(): Promise<void> {
    return Promise.allSettled(this.#ending).then(() => undefined);
  }

  protected _register<T extends IDisposable>(disposable: T): T {
    if (this.#disposed) this.#end(disposable);
    else this.#owned.push(disposable);
    return disposable;
  }

  /**
   * What goes on after the disposal, and whoever ends the window waits for. Whoever calls this tells of its failure.
   */
  protected _finish(work: Promise<unknown>): void {
    this.#ending.push(work);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const disposable of this.#owned.splice(0).reverse()) this.#end(disposable);
  }

  #end(disposable: IDisposable): void {
    disposable.dispose();
    if (disposable.ended) this.#ending.push(disposable.ended);
  }
}

/** Owns what is given to it. */
export class Disposables extends Disposable {
  own<T extends IDisposable>(disposable: T): T {
    return this._register(disposable);
  }
}
