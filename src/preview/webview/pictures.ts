import type { FromPage } from '../messages';
import type { Formatter } from './facts';
import type { Viewer } from './viewer';

/** Takes pictures of the model for the user and for the job's row. */
export class Pictures {
  readonly #viewer: Viewer;
  readonly #tell: (message: FromPage) => void;
  #wanted: string | undefined;

  constructor(viewer: Viewer, tell: (message: FromPage) => void) {
    this.#viewer = viewer;
    this.#tell = tell;
  }

  save(transparent: boolean, format: Formatter): Promise<void> {
    return this.#take(transparent, format, async (png) =>
      this.#tell({ type: 'savePicture', png: new Uint8Array(await png.arrayBuffer()) }),
    );
  }

  copy(format: Formatter): Promise<void> {
    return this.#take(false, format, async (png) => {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
      this.#tell({ type: 'told', text: format.text('pictureCopied') });
    });
  }

  /** @param name of the small picture to be taken when the model is next drawn; undefined for none */
  want(name: string | undefined): void {
    this.#wanted = name;
  }

  /** Takes the wanted picture a little later, so that the user's own picture doesn't wait for it. */
  drawn(): void {
    if (this.#wanted === undefined) return;
    requestIdleCallback(() => {
      const name = this.#wanted;
      this.#wanted = undefined;
      if (name !== undefined) void this.#keep(name);
    });
  }

  /** Takes the small picture. Nobody has asked for it, so a failure is only logged. */
  async #keep(name: string): Promise<void> {
    try {
      const png = await this.#viewer.snapshot();
      if (png) this.#tell({ type: 'picture', name, png: new Uint8Array(await png.arrayBuffer()) });
    } catch (error) {
      this.#tell({ type: 'failed', code: 'no_picture', detail: String(error).slice(0, 10_000) });
    }
  }

  async #take(transparent: boolean, format: Formatter, use: (png: Blob) => Promise<void>): Promise<void> {
    try {
      await use(await this.#viewer.picture(transparent));
    } catch (error) {
      this.#tell({ type: 'told', text: format.text('pictureNotCopied', String(error)).slice(0, 1000) });
    }
  }
}
