import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onExit, temporaryFolder } from './cleanup.js';
import { findRoot } from './root.js';

/** The built-in service as a program of its own, with a fresh folder for its data. */
export interface ServiceProcess {
  /** Such as `http://127.0.0.1:1234/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts dist/makistry-local.js, which `npm run build` makes. @throws Error when it ends before it serves */
export async function startServiceProcess(): Promise<ServiceProcess> {
  const folder = temporaryFolder();
  const child = spawn(process.execPath, [path.join(findRoot(), 'dist/makistry-local.js'), '--data', folder.path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const kill = onExit(() => child.kill('SIGTERM'));
  const line = once(createInterface(child.stdout), 'line') as Promise<[string]>;
  const [said] = await Promise.race([
    line,
    exited.then(() => Promise.reject(new Error('The built-in service ended before it served.'))),
  ]);
  const { baseUrl, apiKey } = JSON.parse(said) as { baseUrl: string; apiKey: string };
  if (child.pid === undefined) throw new Error('The built-in service has no process.');
  return {
    baseUrl,
    apiKey,
    pid: child.pid,
    stop: async () => {
      kill();
      await exited;
      folder.remove();
    },
  };
}
