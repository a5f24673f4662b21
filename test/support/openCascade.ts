import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { findRoot } from './root';

type Start = (options: {
  readonly wasmBinary: Buffer;
  readonly print: () => void;
  readonly printErr: () => void;
}) => Promise<OpenCascadeInstance>;

/** OpenCascade in the test's own process, for what only an error of the kernel could show in a worker. */
export async function startOpenCascade(): Promise<OpenCascadeInstance> {
  const dist = path.join(findRoot(), 'dist');
  const [{ default: start }, wasmBinary] = await Promise.all([
    import(pathToFileURL(path.join(dist, 'opencascade.mjs')).href) as Promise<{ default: Start }>,
    readFile(path.join(dist, 'opencascade.wasm')),
  ]);
  const silent = (): void => undefined;
  return start({ wasmBinary, print: silent, printErr: silent });
}
