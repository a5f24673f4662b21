import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { setOC } from 'replicad';
import init, { type OpenCascadeInstance } from 'replicad-opencascadejs';

/** Starts OpenCascade from the compressed WebAssembly beside this bundle, and gives it to replicad. */
export async function loadOpenCascade(): Promise<OpenCascadeInstance> {
  const packed = await readFile(path.join(__dirname, 'opencascade.wasm.br'));
  const wasmBinary = await promisify(brotliDecompress)(packed);
  const silent = (): void => undefined;
  // The STEP writer prints its statistics to standard output.
  const oc = await init({ wasmBinary, print: silent, printErr: silent });
  setOC(oc);
  return oc;
}

/** The kernel's own words for what it threw. */
export function kernelMessage(oc: OpenCascadeInstance, error: unknown): string {
  if (error instanceof Error) return error.message;
  try {
    return oc.getExceptionMessage(error as never).join(': ');
  } catch {
    return String(error);
  }
}
