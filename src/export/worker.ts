// Writes models in other formats beside the extension host: it has OpenCascade and the readers of meshes.
import { parentPort } from 'node:worker_threads';
import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { lazy } from '../base/lazy';
import type { Sentence } from '../base/sentence';
import { HeapLimit } from '../kernel/heapLimit';
import { kernelMessage, loadOpenCascade } from '../kernel/openCascade';
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

const kernel = lazy(async () => {
  const oc = await loadOpenCascade();
  return { oc, heap: new HeapLimit(oc.wasmMemory) };
});

async function answer({ heapBytes, ...request }: LimitedExport): Promise<ExportAnswer> {
  let heap: HeapLimit | undefined;
  const started = async (): Promise<OpenCascadeInstance> => {
    const known = await kernel();
    heap = known.heap;
    heap.start(heapBytes);
    return known.oc;
  };
  try {
    const exported = await exportModel(request, { kernel: started, loadDecoders });
    // OpenCascade can catch the refusal of memory and go on without: its result is worthless then.
    return heap?.isReached ? { ok: false, said: outOfMemory } : { ok: true, exported };
  } catch (error) {
    if (heap?.isReached) return { ok: false, said: outOfMemory };
    const said = reasonOf(error);
    if (said) return { ok: false, said };
    const fault = error instanceof Error ? (error.stack ?? error.message) : kernelMessage((await kernel()).oc, error);
    return { ok: false, said: kernelFails, fault };
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
