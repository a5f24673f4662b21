import { watch as watchWithNode, type FSWatcher } from 'node:fs';
import { statfs } from 'node:fs/promises';

export interface FolderWatchParts {
  /** Absolute path. */
  readonly folder: string;
  /** Whether a file of that name is one of those that are followed. */
  readonly concerns: (name: string) => boolean;
  /** Something may have changed: look. */
  readonly onChange: () => void;
  /** The system watches no more, and a look every few seconds has taken over. */
  readonly onTrouble: (error: unknown) => void;
  readonly watch?: typeof watchWithNode;
  /** ms between two looks where the system doesn't tell. */
  readonly lookEveryMs?: number;
}

const defaultLookEveryMs = 3000;

/**
 * Says when files of a folder change: by the system's own watcher, which costs no timer. Where there is none left
 * (inotify(7): ENOSPC, EMFILE) or the file system doesn't tell what another machine has changed, it says so every few
 * seconds, by a timer that keeps no process alive.
 */
export class FolderWatch {
  readonly #parts: FolderWatchParts;
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(parts: FolderWatchParts) {
    this.#parts = parts;
    this.#watch();
    void neverTells(parts.folder).then((silent) => {
      if (silent) this.#look();
    });
  }

  close(): void {
    this.#closed = true;
    this.#watcher?.close();
    clearTimeout(this.#timer);
  }

  #watch(): void {
    const { folder, concerns, onChange, watch = watchWithNode } = this.#parts;
    try {
      this.#watcher = watch(folder, { persistent: false }, (_, name) => {
        if (name === null || concerns(name)) onChange();
      });
      this.#watcher.on('error', (error) => this.#fallBack(error));
    } catch (error) {
      this.#fallBack(error);
    }
  }

  #fallBack(error: unknown): void {
    this.#watcher?.close();
    this.#watcher = undefined;
    this.#parts.onTrouble(error);
    this.#look();
  }

  #look(): void {
    if (this.#closed || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#parts.onChange();
      this.#look();
    }, this.#parts.lookEveryMs ?? defaultLookEveryMs).unref();
  }
}

/**
 * File systems of one machine, whose changes inotify always tells (the magic numbers of statfs(2)): ext, xfs, btrfs,
 * f2fs, tmpfs, overlay, zfs, bcachefs.
 */
const tellingTypes: ReadonlySet<number> = new Set([
  0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x01021994, 0x794c7630, 0x2fc12fc1, 0xca451a4e,
]);

/**
 * Whether the folder's file system may be one that other machines change without a word, such as NFS, SMB, 9p, or one
 * in user space. Known on Linux only.
 */
async function neverTells(folder: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  try {
    return !tellingTypes.has((await statfs(folder)).type);
  } catch {
    return false;
  }
}
