import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../support/cleanup.js';
import { ensureHost } from '../support/codeServer.js';
import { findRoot } from '../support/root.js';
import { runInHost } from '../support/runInHost.js';
import { copySampleWorkspace } from '../support/sampleWorkspace.js';

export interface HostBench {
  /** The probe's file in `out/test/bench`, without its ending. */
  readonly probe: string;
  /** The folder of the extension under test, absolute. */
  readonly extension: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Adds to the profile's folder of extensions before VS Code starts. @param folder absolute */
  readonly addExtensions?: (folder: string) => void;
}

/**
 * Measures once, in a fresh extension host.
 * @returns what the probe gave to `measureHere`
 * @throws Error with what the probe threw
 */
export async function measureInHost<T>({ probe, extension, env, addExtensions }: HostBench): Promise<T> {
  const folder = temporaryFolder();
  const at = (name: string): string => path.join(folder.path, name);
  copySampleWorkspace(at('workspace'));
  try {
    const { problem, results } = await runInHost({
      host: ensureHost('current'),
      extensionDevelopmentPath: extension,
      extensionTestsPath: path.join(findRoot(), `out/test/bench/${probe}.js`),
      workspace: at('workspace'),
      results: at('results.json'),
      env: { ...env, BENCH_RUN: at('run.json') },
      prepareProfile: (profile) => addExtensions?.(path.join(profile, 'extensions')),
    });
    if (problem) throw new Error(`${probe}: ${problem}. ${results?.tests[0]?.error ?? ''}`);
    return JSON.parse(fs.readFileSync(at('run.json'), 'utf8')) as T;
  } finally {
    folder.remove();
  }
}
