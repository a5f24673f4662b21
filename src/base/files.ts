import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { sleep, systemClock } from './clock';

/**
 * Replaces `file` as one step: after a crash it holds either the old content or the new, never a part.
 * @param content in pieces, where it may be longer than a string can be
 * @throws the file system's error, with nothing left behind
 */
export async function writeFileAtomic(
  file: string,
  content: string | Uint8Array | Iterable<string>,
  mode = 0o600,
): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      for (const piece of typeof content === 'string' || content instanceof Uint8Array ? [content] : content)
        await handle.writeFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await patiently(() => rename(temporary, file));
  } catch (error) {
    await patiently(() => rm(temporary, { force: true }));
    throw error;
  }
  await syncFolder(path.dirname(file));
}

/** What Windows says of a file that somebody has open at this moment: another window, a virus scanner, an indexer. */
const busyCodes: ReadonlySet<string | undefined> = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** Whether an error may mean that somebody has the file open. */
export function isBusy(error: unknown): boolean {
  return busyCodes.has(systemErrorCode(error));
}

/** Waits in ms between the tries; 1.5 s in all. */
const busyDelaysMs = [10, 20, 40, 80, 150, 300, 400, 500] as const;

/**
 * Renames, replaces or removes a file where Windows may refuse it for a moment, because somebody has the file open.
 * Elsewhere it is tried once.
 * @throws what the last try threw
 */
export async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (const delayMs of process.platform === 'win32' ? busyDelaysMs : []) {
    try {
      return await act();
    } catch (error) {
      if (!isBusy(error)) throw error;
      await sleep(systemClock, delayMs);
    }
  }
  return act();
}

/** Makes a rename in `folder` itself durable. Windows can't open a folder; there the rename is durable enough. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The `code` of a Node.js system error (`ENOENT`, `ENOSPC`, …), or undefined for any other value. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * What a question about a file gives; undefined when there is no such file.
 * @throws any other error of the file system
 */
export async function unlessMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** What is in a folder; nothing when there is no such folder. @throws the file system's error */
export async function namesIn(folder: string): Promise<string[]> {
  return (await unlessMissing(readdir(folder))) ?? [];
}

/** Makes a folder and those that it is in, for this user only. @throws the file system's error */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    if (!isMissing(error)) throw error;
    // That is what Node.js says of a read-only disk. The first folder that is missing gets the system's own word.
    let missing = folder;
    while (!(await isThere(path.dirname(missing)))) missing = path.dirname(missing);
    await mkdir(missing, { mode: 0o700 });
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
}

/** One of the files and folders of a folder. */
export interface FolderEntry {
  readonly name: string;
  /** Its absolute path. */
  readonly file: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/**
 * What is in a folder, without what another process removes meanwhile; nothing when there is no such folder.
 * @throws the file system's error
 */
export async function entriesIn(folder: string): Promise<FolderEntry[]> {
  const entries = await Promise.all((await namesIn(folder)).map((name) => entryOf(folder, name)));
  return entries.filter((entry) => entry !== undefined);
}

async function entryOf(folder: string, name: string): Promise<FolderEntry | undefined> {
  const file = path.join(folder, name);
  const found = await unlessMissing(stat(file));
  return found && { name, file, size: found.size, mtimeMs: found.mtimeMs };
}

/**
 * Whether there is something of that name. What can't be looked at isn't gone for that.
 * @throws the file system's error
 */
export async function isThere(file: string): Promise<boolean> {
  return (await unlessMissing(stat(file))) !== undefined;
}

/** Whether the file system says that there is no such file, which is another thing than one that can't be read now. */
function isMissing(error: unknown): boolean {
  const code = systemErrorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
