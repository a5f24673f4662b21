import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { setOC } from 'replicad';
import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { systemErrorCode } from '../base/files';

/**
 * Starts OpenCascade from its module and its WebAssembly beside this bundle, which the user may have replaced
 * (LGPL-2.1, section 6), and gives it to replicad.
 */
export async function loadOpenCascade(): Promise<OpenCascadeInstance> {
  const [{ default: init }, wasmBinary] = await Promise.all([import('replicad-opencascadejs'), readWebAssembly()]);
  const silent = (): void => undefined;
  // The STEP writer prints its statistics to standard output.
  const oc = await init({ wasmBinary, print: silent, printErr: silent });
  setOC(oc);
  return oc;
}

/** A build of the user's own if there is one, else that of the package. */
async function readWebAssembly(): Promise<Buffer> {
  try {
    return await readFile(path.join(__dirname, 'opencascade.wasm'));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    return promisify(brotliDecompress)(await readFile(path.join(__dirname, 'opencascade.wasm.br')));
  }
}

/** What OpenCascade says about an exception that it threw. */
export function kernelMessage(oc: OpenCascadeInstance, error: unknown): string {
  if (error instanceof Error) return error.message;
  try {
    return oc.getExceptionMessage(error as never).join(': ');
  } catch {
    return String(error);
  }
}
