import { parseJson } from '../../../base/json';
import { ParseFailure } from '../../../formats/failure';
import type { ThreeMfPackage } from '../../../formats/threeMf/package';
import { tagsOf, type Tag } from '../../../formats/threeMf/xmlTags';

/**
 * A slicer's own files beside the model. The model can be shown without them, so what can't be read of them is noted
 * and left out.
 */
export class SlicerFiles {
  readonly #archive: ThreeMfPackage;
  readonly #unread = new Set<string>();

  constructor(archive: ThreeMfPackage) {
    this.#archive = archive;
  }

  /** The names of those that are damaged. */
  get unread(): ReadonlySet<string> {
    return this.#unread;
  }

  /** Notes that a file says what can't be. */
  note(part: string): void {
    this.#unread.add(part);
  }

  /** Empty for one that isn't there, or can't be read. */
  async text(part: string): Promise<string> {
    return (await this.#readable(part, () => this.#archive.text(part))) ?? '';
  }

  /** Undefined for one that isn't there, or is no JSON. */
  async json(part: string): Promise<unknown> {
    const text = await this.text(part);
    if (text === '') return undefined;
    const json = parseJson(text);
    if (json === undefined) this.note(part);
    return json;
  }

  /** Hands over the tags of an XML file, up to where it is damaged. */
  async tags(part: string, read: (tag: Tag) => void): Promise<void> {
    const text = await this.text(part);
    await this.#readable(part, () => {
      for (const tag of tagsOf(text)) read(tag);
      return Promise.resolve();
    });
  }

  async #readable<T>(part: string, read: () => Promise<T>): Promise<T | undefined> {
    if (!this.#archive.has(part)) return undefined;
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ParseFailure)) throw error;
      this.note(part);
      return undefined;
    }
  }
}
