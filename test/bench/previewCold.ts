// One opening of a STEP in a process of its own, as a window's first: node out/test/bench/previewCold.js <file>. Prints
// a line of JSON.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type start from 'replicad-opencascadejs';
import { systemClock } from '../../src/base/clock.js';
import { readStep } from '../../src/kernel/readStep.js';
import { StepReader } from '../../src/preview/stepReader.js';
import { Timeline } from '../../src/preview/timeline.js';
import { temporaryFolder } from '../support/cleanup.js';
import { runMain } from '../support/main.js';
import { findRoot } from '../support/root.js';
import { until } from '../support/until.js';
import { stopwatch, type Spent } from './stopwatch.js';

/** What the process says. */
export interface ColdOpening {
  /** From the file's bytes to the fine mesh, with a kernel that starts for it; and to the facts. */
  readonly mesh: Spent;
  readonly facts: Spent;
  /** Of the same bytes again, from the cache, in a reader that has read nothing yet. */
  readonly again: Spent;
  /** The log's line of that opening. */
  readonly timeline: string;
}

/** The steps of the kernel's start and of a first reading, one after the other in one thread. */
export type StartSteps = Readonly<Record<string, Spent>>;

async function main(): Promise<void> {
  const [file = '', mode] = process.argv.slice(2);
  const bytes = new Uint8Array(fs.readFileSync(file));
  console.log(JSON.stringify(mode === 'steps' ? await steps(bytes) : await opening(bytes)));
}

async function opening(bytes: Uint8Array): Promise<ColdOpening> {
  const folder = temporaryFolder();
  const silent = (): void => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const workerFile = path.join(findRoot(), 'dist/kernel.js');
  const newReader = (): StepReader =>
    new StepReader({ workerFile, cacheFolder: folder.path, version: '1.0.0', clock: systemClock, log });
  const reader = newReader();
  const again = newReader();
  try {
    const timeline = new Timeline(systemClock);
    const spent = stopwatch();
    let mesh = spent();
    await reader.read(bytes, new AbortController().signal, (progress) => {
      timeline.markProgress(progress);
      if (progress.kind === 'mesh') mesh = spent();
    });
    const facts = spent();
    await until(() => fs.readdirSync(folder.path).some((name) => name.endsWith('.model')), 'the cache');
    const spentAgain = stopwatch();
    await again.read(bytes, new AbortController().signal, silent);
    return { mesh, facts, again: spentAgain(), timeline: timeline.toString() };
  } finally {
    reader.dispose();
    again.dispose();
    folder.remove();
  }
}

/** In this thread, where each step can be timed. */
async function steps(bytes: Uint8Array): Promise<StartSteps> {
  const dist = path.join(findRoot(), 'dist');
  const found: Record<string, Spent> = {};
  let spent = stopwatch();
  const done = (step: string): void => {
    found[step] ??= spent();
    spent = stopwatch();
  };
  const { default: init } = (await import(pathToFileURL(path.join(dist, 'opencascade.mjs')).href)) as {
    default: typeof start;
  };
  done('module loaded');
  const binary = fs.readFileSync(path.join(dist, 'opencascade.wasm'));
  done('WebAssembly read');
  const compiled = await WebAssembly.compile(binary);
  done('compiled');
  const silent = (): void => undefined;
  const oc = await init({
    instantiateWasm: (imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void): object => {
      void WebAssembly.instantiate(compiled, imports).then((instance) => {
        done('instance made');
        receive(instance);
      });
      return {};
    },
    print: silent,
    printErr: silent,
  });
  done('bindings made');
  for (const reading of ['first', 'second'])
    readStep(oc, bytes, (progress) => {
      if (progress.kind === 'mesh') done(`${reading} reading: triangles`);
      else if (progress.stage === 'translating') done(`${reading} reading: records`);
      else if (progress.stage === 'meshing') done(`${reading} reading: shapes`);
      else if (progress.stage === 'reading') spent = stopwatch();
    });
  return found;
}

runMain(main);
