import { execFileSync } from 'node:child_process';

export interface Tmpfs {
  /** @param options as of `mount -o` */
  remount(options: string): void;
  remove(): void;
}

/** Mounts a file system in memory at `folder`; undefined where that isn't allowed, which is said aloud. */
export function mountTmpfs(folder: string, options: string): Tmpfs | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    console.log(`      No tmpfs can be mounted here, so this is not tested: ${String(error).split('\n')[0] ?? ''}`);
    return undefined;
  }
  return {
    remount: (other) => void execFileSync('mount', ['-o', `remount,${other}`, folder], { stdio: 'pipe' }),
    remove: () => void execFileSync('umount', ['-l', folder], { stdio: 'pipe' }),
  };
}
