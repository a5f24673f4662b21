import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { onExit } from './cleanup.js';
import { findRoot } from './root.js';

/** The line that `makistry-local` prints. */
export interface CliAddress {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly signingSecret: string;
  readonly apiKeyId: string;
}

export interface RunningCli {
  readonly child: ChildProcess;
  /** The first line; undefined when it ended without one. */
  readonly line: string | undefined;
  /** @throws when the first line isn't the address */
  readonly address: CliAddress;
  /** What it has said on stderr so far. */
  readonly errors: () => string;
  /** Its exit code, null after a signal. */
  readonly code: Promise<number | null>;
}

/** Runs `makistry-local` and waits for the first line that it prints, or for its end. */
export async function runCli(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<RunningCli> {
  const child = spawn(process.execPath, [path.join(findRoot(), 'dist/makistry-local.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const forget = onExit(() => child.kill('SIGKILL'));
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const code = new Promise<number | null>((resolve) =>
    child.once('close', (status) => {
      forget();
      resolve(status);
    }),
  );
  const line = await Promise.race([
    new Promise<string>((resolve) => child.stdout.once('data', (data: Buffer) => resolve(data.toString()))),
    code.then(() => undefined),
  ]);
  return {
    child,
    line,
    get address() {
      return JSON.parse(line ?? '') as CliAddress;
    },
    errors: () => errors,
    code,
  };
}
