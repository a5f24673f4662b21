import { createHash } from 'node:crypto';
import { access, mkdir, rm } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import { fileKey } from '../base/fileKey';
import { entriesIn, patiently, systemErrorCode, writeFileAtomic } from '../base/files';
import { imageTypeOf } from '../base/imageType';

/** Which state of a file it is: one that was written since has another. */
export type FileState = Pick<vscode.FileStat, 'size' | 'mtime'>;

/** No picture of ours is larger, in bytes. */
const largest = 1_000_000;

/** Small pictures of models, which the preview takes when it shows one. All windows share them. */
export class Pictures extends Disposable {
  readonly #folder: string;
  readonly #mostKept: number;
  readonly #changed = this._register(new vscode.EventEmitter<vscode.Uri>());

  /** A picture was taken in this window: the model's file. */
  readonly onDidChange: vscode.Event<vscode.Uri> = this.#changed.event;

  /** @param folder absolute; @param mostKept how many there may be: the newest ones */
  constructor(folder: string, mostKept = 500) {
    super();
    this.#folder = folder;
    this.#mostKept = mostKept;
  }

  /**
   * @param file of a model
   * @returns a PNG of 480 × 360 without a background; undefined when there is none of the file as it is now, or no such
   * file
   */
  async of(file: vscode.Uri): Promise<vscode.Uri | undefined> {
    try {
      const picture = this.#fileFor(file, await vscode.workspace.fs.stat(file));
      await access(picture);
      return vscode.Uri.file(picture);
    } catch (error) {
      // A picture is an extra: without it nobody needs to know why.
      if (error instanceof vscode.FileSystemError || systemErrorCode(error) !== undefined) return undefined;
      throw error;
    }
  }

  /**
   * @param state which state of the file it shows
   * @throws for what is no small PNG; the file system's error
   */
  async keep(file: vscode.Uri, state: FileState, png: Uint8Array): Promise<void> {
    if (png.length > largest || imageTypeOf(png) !== 'image/png')
      throw new Error(`not a small PNG: ${png.length} bytes`);
    await mkdir(this.#folder, { recursive: true });
    await writeFileAtomic(this.#fileFor(file, state), png);
    this.#changed.fire(file);
    await this.#removeOldest();
  }

  /** A file was copied, and looks the same. Nobody has asked for it, so no failure is told. */
  async copy(from: vscode.Uri, to: vscode.Uri): Promise<void> {
    try {
      const picture = await this.of(from);
      if (picture) await this.keep(to, await vscode.workspace.fs.stat(to), await vscode.workspace.fs.readFile(picture));
    } catch {
      // A picture is an extra: the preview takes another one.
    }
  }

  async #removeOldest(): Promise<void> {
    const pictures = (await entriesIn(this.#folder)).filter(({ name }) => name.endsWith('.png'));
    const oldest = pictures
      .sort((a, b) => a.mtimeMs - b.mtimeMs)
      .slice(0, Math.max(0, pictures.length - this.#mostKept));
    await Promise.all(oldest.map(({ file }) => patiently(() => rm(file, { force: true }))));
  }

  #fileFor(file: vscode.Uri, { size, mtime }: FileState): string {
    const name = createHash('sha256')
      .update(`${fileKey(file.toString())}\n${size}\n${mtime}`)
      .digest('hex');
    return path.join(this.#folder, `${name}.png`);
  }
}
