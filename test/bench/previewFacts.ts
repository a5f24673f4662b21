import fs from 'node:fs';
import path from 'node:path';
import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { readStep } from '../../src/kernel/readStep.js';
import type { CorpusFile } from '../support/corpus.js';
import { findRoot } from '../support/root.js';

/** ms: how long the facts of a file take after its picture, and how much of that OpenCascade computes. */
export interface FactsTimes {
  readonly file: string;
  /** From the file's bytes to the fine mesh. */
  readonly picture: number;
  readonly facts: number;
  /** Of the facts: integrals, the check, boxes. */
  readonly kernel: number;
}

/** The classes of OpenCascade that compute facts. */
const computing = ['BRepGProp', 'BRepBndLib', 'BRepCheck_Analyzer'];
/** The second reading counts: in the first one WebAssembly is compiled. */
const runs = 3;

/** Reads the files in this process, where the kernel's calls can be timed. */
export async function measureFacts(files: readonly CorpusFile[]): Promise<FactsTimes[]> {
  const kernel = await loadKernel();
  return files.map((file) => {
    const bytes = fs.readFileSync(file.path);
    const all = Array.from({ length: runs }, () => once(path.basename(file.name), bytes, kernel)).slice(1);
    return all.reduce((best, next) => (next.facts < best.facts ? next : best));
  });
}

function once(file: string, bytes: Uint8Array, { oc, spent }: Awaited<ReturnType<typeof loadKernel>>): FactsTimes {
  const start = performance.now();
  let measuring = start;
  let before = 0;
  readStep(oc, bytes, (told) => {
    if (told.kind !== 'stage' || told.stage !== 'measuring') return;
    measuring = performance.now();
    before = spent();
  });
  return { file, picture: measuring - start, facts: performance.now() - measuring, kernel: spent() - before };
}

/** OpenCascade with a clock on what computes. */
async function loadKernel(): Promise<{ oc: OpenCascadeInstance; spent: () => number }> {
  const { default: init } = await import('replicad-opencascadejs');
  const wasm = path.join(findRoot(), 'node_modules/replicad-opencascadejs/dist/replicad_single.wasm');
  const silent = (): void => undefined;
  const oc = await init({ wasmBinary: fs.readFileSync(wasm), print: silent, printErr: silent });
  let total = 0;
  const timed = <T>(work: () => T): T => {
    const start = performance.now();
    try {
      return work();
    } finally {
      total += performance.now() - start;
    }
  };
  const clocked = (target: object): object =>
    new Proxy(target, {
      construct: (made, args: unknown[]) => timed(() => Reflect.construct(made as new () => object, args) as object),
      get: (owner, name) => {
        const member: unknown = Reflect.get(owner, name);
        return typeof member === 'function' && name !== 'prototype'
          ? (...args: unknown[]) => timed(() => member.apply(owner, args) as unknown)
          : member;
      },
    });
  const watched = new Map(computing.map((name) => [name, clocked(Reflect.get(oc, name) as object)]));
  const proxy = new Proxy(oc, {
    get: (owner, name) => watched.get(String(name)) ?? (Reflect.get(owner, name) as unknown),
  });
  return { oc: proxy, spent: () => total };
}

export function factsLine({ file, picture, facts, kernel }: FactsTimes): string {
  const share = Math.round((100 * kernel) / facts);
  return `${file}: facts ${facts.toFixed(0)} ms after ${picture.toFixed(0)} ms to the picture (ratio ${(facts / picture).toFixed(2)}), ${share} % of them in the kernel`;
}
