// Writes models in other formats beside the extension host: it has OpenCascade and the readers of meshes.
import { parentPort } from 'node:worker_threads';
import { limitedKernel } from '../kernel/limitedKernel';
import type { Sentence } from '../base/sentence';
import { loadDecoders } from '../models/decoders/load';
import { exportModel } from './exportModel';
import { kernelFails, outOfMemory, reasonOf } from './failure';
import type { Exported, ModelRequest } from './request';

export type ExportAnswer =
  | { readonly ok: true; readonly exported: Exported }
  /** @property fault of our own code or the kernel's, for the log */
  | { readonly ok: false; readonly said: Sentence; readonly fault?: string };

/** A request with the bytes of WebAssembly heap that it may take. */
export type LimitedExport = ModelRequest & { readonly heapBytes: number };

const kernel = limitedKernel();

async function answer({ heapBytes, ...request }: LimitedExport): Promise<ExportAnswer> {
  const use = kernel(heapBytes);
  try {
    const exported = await exportModel(request, { kernel: use.start, loadDecoders });
    return use.isReached ? { ok: false, said: outOfMemory } : { ok: true, exported };
  } catch (error) {
    if (use.isReached) return { ok: false, said: outOfMemory };
    const said = reasonOf(error);
    if (said) return { ok: false, said };
    return { ok: false, said: kernelFails, fault: await use.faultOf(error) };
  }
}

parentPort?.on('message', (request: LimitedExport) => {
  // A rejection here ends the worker, which the client reports.
  void answer(request).then((given) => parentPort?.postMessage(given, buffersOf(given)));
});

function buffersOf(given: ExportAnswer): ArrayBuffer[] {
  const files = given.ok ? given.exported.files : [];
  return [...new Set(files.flatMap(({ bytes: { buffer } }) => (buffer instanceof ArrayBuffer ? [buffer] : [])))];
}
