import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Calls `work` when this process exits, unless the returned function was called first, which calls it then. Runs once. */
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

/** A fresh folder that is removed at the latest when this process exits. Its path is short: sockets below it may have at most 107 bytes. */
export function temporaryFolder(): TemporaryFolder {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mk-'));
  return { path: folder, remove: onExit(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })) };
}
