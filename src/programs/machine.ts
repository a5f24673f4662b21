import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as path from 'node:path';

export type Platform = 'win32' | 'darwin' | 'linux';

/** What is asked of the machine that programs are looked for on: as little as a test can stand in for. */
export interface Machine {
  readonly platform: Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly home: string;
  /** Whether a file of that name can be started, or on macOS whether it is an application. Never rejects. */
  isProgram(file: string): Promise<boolean>;
  /** What is in a folder; nothing where it can't be read. Never rejects. */
  list(folder: string): Promise<readonly string[]>;
}

/** The rules for paths on that machine, whichever this code runs on. */
export function pathsOf({ platform }: Pick<Machine, 'platform'>): path.PlatformPath {
  return platform === 'win32' ? path.win32 : path.posix;
}

/** A variable of the environment: on Windows whatever the case of its name. */
export function variable({ platform, env }: Pick<Machine, 'platform' | 'env'>, name: string): string | undefined {
  if (platform !== 'win32') return env[name];
  const key = Object.keys(env).find((each) => each.toUpperCase() === name.toUpperCase());
  return key === undefined ? undefined : env[key];
}

/** This machine. Other systems than Windows and macOS have the places of Linux. */
export function thisMachine(): Machine {
  const platform = process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux';
  return {
    platform,
    env: process.env,
    home: homedir(),
    isProgram: (file) => isProgram(file, platform),
    list: (folder) => readdir(folder).catch(() => []),
  };
}

async function isProgram(file: string, platform: Platform): Promise<boolean> {
  try {
    const found = await stat(file);
    if (platform === 'darwin' && isApplication(file)) return found.isDirectory();
    if (!found.isFile()) return false;
    if (platform !== 'win32') await access(file, constants.X_OK);
    return true;
  } catch {
    // Whatever keeps it from being looked at keeps it from being started.
    return false;
  }
}

/** A bundle of macOS, which is a folder, and is started by the system. */
export function isApplication(file: string): boolean {
  return /\.app\/?$/i.test(file);
}
