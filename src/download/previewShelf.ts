import { createHash } from 'node:crypto';
import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import * as path from 'node:path';
import { keepWithin, type FolderLimits } from '../base/boundedFolder';
import { entriesIn, makeFolder, patiently, unlessMissing, writeFileAtomic } from '../base/files';
import { parseJson } from '../base/json';
import { isModelName, previewCopyKey } from '../jobs/previewCopy';
import { pieces, type ByteSource } from './byteSource';
import { readFully } from './growingFile';

/** What is written down of a copy once it is whole, beside it. */
const entryName = '.copy.json';

const usualLimits: FolderLimits = { folders: 40, bytes: 500_000_000 };

/** What a copy is of, as the service has told it. */
export interface CopiedJob {
  readonly outputFormat: string;
  readonly projectName?: string;
}

interface CopyEntry extends CopiedJob {
  readonly name: string;
  readonly sha256: string;
}

/** A whole file that has been received for a preview. */
export interface PreviewCopy extends CopyEntry {
  /** Absolute. */
  readonly file: string;
}

/**
 * The files of jobs that were only shown: received like a download, but into the extension's own folder. There is one
 * folder for each job, so that the file has the name that a download would give it, and the tab shows that.
 */
export class PreviewShelf {
  readonly #folder: string;
  readonly #limits: FolderLimits;

  /** @param folder absolute, ours alone */
  constructor(folder: string, limits: FolderLimits = usualLimits) {
    this.#folder = folder;
    this.#limits = limits;
  }

  /** Where the copy of a job's file belongs: absolute. */
  folderOf(requestId: string): string {
    return path.join(this.#folder, previewCopyKey(requestId));
  }

  /**
   * The copy of a job's file, if that holds the very bytes that came.
   * @throws the file system's error
   */
  async find(requestId: string): Promise<PreviewCopy | undefined> {
    const folder = this.folderOf(requestId);
    const entry = entryIn(await unlessMissing(readFile(path.join(folder, entryName), 'utf8')));
    if (!entry) return undefined;
    const file = path.join(folder, entry.name);
    if ((await unlessMissing(hashOf(file))) !== entry.sha256) return undefined;
    // When it was used last: the file's own time tells its state.
    const now = new Date();
    await utimes(folder, now, now).catch(() => undefined);
    return { ...entry, file };
  }

  /**
   * Writes down that the copy is whole, and removes what is too much.
   * @param name the bare name of the file in the job's folder
   * @param isShown files that stay, since they are looked at
   * @throws the file system's error
   */
  async keep(requestId: string, name: string, job: CopiedJob, isShown: (file: string) => boolean): Promise<void> {
    const folder = this.folderOf(requestId);
    for (const { name: other, file } of await entriesIn(folder))
      if (isModelName(other) && other !== name) await patiently(() => rm(file, { force: true }));
    const entry: CopyEntry = { ...job, name, sha256: await hashOf(path.join(folder, name)) };
    await writeFileAtomic(path.join(folder, entryName), JSON.stringify(entry));
    await keepWithin(this.#folder, this.#limits, folder, isShown);
  }

  /** Makes the job's folder, for this user only. Where that fails, whoever writes to it is told. */
  async make(requestId: string): Promise<string> {
    const folder = this.folderOf(requestId);
    await makeFolder(folder).catch(() => undefined);
    return folder;
  }
}

/** A file of this machine as a source of bytes, for as long as `use` takes. @throws the file system's error */
export async function withFile<T>(file: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  const handle = await open(file, 'r');
  try {
    const { size } = await stat(file);
    return await use({ size, read: (position, length) => readFully(handle, position, length) });
  } finally {
    await handle.close();
  }
}

function hashOf(file: string): Promise<string> {
  return withFile(file, async (source) => {
    const hash = createHash('sha256');
    for await (const piece of pieces(source)) hash.update(piece);
    return hash.digest('hex');
  });
}

function entryIn(text: string | undefined): CopyEntry | undefined {
  const entry = text === undefined ? undefined : parseJson(text);
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { name, sha256, outputFormat, projectName } = entry as Record<string, unknown>;
  if (typeof name !== 'string' || typeof sha256 !== 'string' || typeof outputFormat !== 'string') return undefined;
  if (path.basename(name) !== name || !isModelName(name)) return undefined;
  return { name, sha256, outputFormat, ...(typeof projectName === 'string' && { projectName }) };
}
