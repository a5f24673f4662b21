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

  /** @param name under which a small picture of what is drawn next is wanted; undefined when none is */
  want(name: string | undefined): void {
    this.#wanted = name;
  }

  /** Takes the picture that is wanted: later, so that the user's own doesn't wait for it. */
  drawn(): void {
    if (this.#wanted === undefined) return;
    requestIdleCallback(() => {
      const name = this.#wanted;
      this.#wanted = undefined;
      if (name !== undefined) void this.#keep(name);
    });
  }

  /** The small one, which nobody has asked for: that there is none is only told to the log. */
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
