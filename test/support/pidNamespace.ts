import { spawn, spawnSync, type ChildProcess } from 'node:child_process';

const unshare = ['--pid', '--fork', '--kill-child', '--mount-proc'] as const;

/**
 * Whether processes can be run in a PID namespace of their own here, as containers are; it is said aloud when they
 * can't.
 */
export function hasPidNamespaces(): boolean {
  const { status } = spawnSync('unshare', [...unshare, 'true']);
  if (status !== 0)
    console.warn('    PID namespaces can’t be made here (unshare): what is tested with them is not tested.');
  return status === 0;
}

/**
 * Runs a Node.js program in a PID namespace of its own, where it has a pid that means another process here; it can send
 * messages. Killing it kills all in there.
 */
export function forkInNamespace(program: string, args: readonly string[]): ChildProcess {
  return spawn('unshare', [...unshare, process.execPath, program, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}
