import fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

type Act = (...args: unknown[]) => unknown;

/** What changes something on a disk. */
const ofModule = ['link', 'mkdir', 'open', 'rename', 'rm', 'unlink'] as const;
const ofHandle = ['datasync', 'sync', 'truncate', 'write', 'writeFile', 'writev'] as const;

export interface DyingDisk {
  /** What was asked of it, in order: `link /a /b`, `write`. */
  readonly steps: readonly string[];
  /** As it was. */
  restore(): void;
}

/**
 * Lets `node:fs/promises` of this process fail before its step number `at` (from 0) that changes something.
 * @param code of the error at that step
 * @param goesOn whether later steps work, as on a disk that was full for a moment; else none does, which leaves on the
 * disk what a process leaves that is killed there
 */
export async function dyingDisk(at: number, code: string, goesOn: boolean): Promise<DyingDisk> {
  const steps: string[] = [];
  const before: Before = (name, args) => {
    const step = steps.length;
    steps.push([name, ...args.filter((one) => typeof one === 'string')].join(' '));
    const fails = step === at || (step > at && !goesOn);
    if (fails) throw Object.assign(new Error(`${code}: at step ${step}, ${name}`), { code });
  };
  const handle = await fs.promises.open(process.execPath, 'r');
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const undo = [...changed(fs.promises, ofModule, before), ...changed(prototype, ofHandle, before)];
  return { steps, restore: () => undo.forEach((one) => one()) };
}

type Before = (name: string, args: readonly unknown[]) => void;

function changed(object: object, names: readonly string[], before: Before): (() => void)[] {
  const members = object as Record<string, Act>;
  return names.map((name) => {
    const real = members[name];
    if (!real) throw new Error(`There is no ${name}.`);
    members[name] = async function (this: unknown, ...args: unknown[]): Promise<unknown> {
      const isReading = name === 'open' && args[1] === 'r';
      if (!isReading) before(name, args);
      return await real.apply(this, args);
    };
    return () => void (members[name] = real);
  });
}
