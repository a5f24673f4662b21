import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { setOC } from 'replicad';
import type { OpenCascadeInstance } from 'replicad-opencascadejs';

/**
 * Starts OpenCascade from its module and its WebAssembly beside this bundle, which the user may have replaced
 * (LGPL-2.1, section 6), and gives it to replicad.
 */
export async function loadOpenCascade(): Promise<OpenCascadeInstance> {
  const [{ default: init }, wasmBinary] = await Promise.all([
    import('replicad-opencascadejs'),
    readFile(path.join(__dirname, 'opencascade.wasm')),
  ]);
  const silent = (): void => undefined;
  // The STEP writer prints its statistics to standard output.
  const oc = await init({ wasmBinary, print: silent, printErr: silent });
  setOC(oc);
  return oc;
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
