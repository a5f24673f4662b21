import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Calls `work` when this process exits, unless the returned function was called first, which calls it then. Runs once.
 */
export function onExit(work: () => void): () => void {
  const once = (): void => {
    process.off('exit', once);
    work();
  };
  process.on('exit', once);
  return once;
}

export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

/**
 * A fresh folder that is removed at the latest when this process exits. Its path is short: sockets below it may have at
 * most 107 bytes.
 */
export function temporaryFolder(): TemporaryFolder {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mk-'));
  return { path: folder, remove: onExit(() => removeFolder(folder)) };
}

/** How long another process may go on writing into a folder that is removed, in ms. */
const writingLimitMs = 10_000;

/**
 * Removes a folder that something may still write into: what was disposed a moment ago finishes what it had begun, such
 * as releasing a lease, and a process that was killed may take a while to end. Node's own retries don't look again for
 * new files.
 */
function removeFolder(folder: string): void {
  for (const start = performance.now(); ;) {
    try {
      fs.rmSync(folder, { recursive: true, force: true });
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if ((code !== 'ENOTEMPTY' && code !== 'EBUSY') || performance.now() - start > writingLimitMs) throw error;
    }
  }
}
