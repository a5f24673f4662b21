// Checks files against their prompts beside the extension host: it has OpenCascade and the reader of prompts.
import { parentPort } from 'node:worker_threads';
import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { lazy } from '../base/lazy';
import { ParseFailure } from '../formats/failure';
import { KernelFailure } from '../kernel/failure';
import { HeapLimit } from '../kernel/heapLimit';
import { kernelMessage, loadOpenCascade } from '../kernel/openCascade';
import { loadDecoders } from '../models/decoders/load';
import { checkStep } from './check';
import type { CheckAnswer, CheckQuestion } from './client';
import { checkMesh } from './mesh/checkMesh';

/** Bytes of WebAssembly heap: a model that takes more is one that nobody described in words. */
const heapBytes = 1.5 * 1024 ** 3;

const kernel = lazy(async () => {
  const oc = await loadOpenCascade();
  return { oc, heap: new HeapLimit(oc.wasmMemory) };
});

async function answer({ prompt, bytes, format = 'step' }: CheckQuestion): Promise<CheckAnswer> {
  let heap: HeapLimit | undefined;
  const started = async (): Promise<OpenCascadeInstance> => {
    const known = await kernel();
    heap = known.heap;
    heap.start(heapBytes);
    return known.oc;
  };
  try {
    const checked =
      format === 'step'
        ? checkStep(await started(), prompt, bytes)
        : await checkMesh(prompt, format, Uint8Array.from(bytes), loadDecoders, started);
    return heap?.isReached ? { ok: false, why: 'It takes too much memory.', isFault: false } : { ok: true, checked };
  } catch (error) {
    if (error instanceof KernelFailure || error instanceof ParseFailure)
      return { ok: false, why: error.message, isFault: false };
    const why = error instanceof Error ? (error.stack ?? error.message) : kernelMessage((await kernel()).oc, error);
    return { ok: false, why, isFault: true };
  }
}

parentPort?.on('message', (question: CheckQuestion) => {
  // A rejection here ends the worker, which the client reports.
  void answer(question).then((given) => parentPort?.postMessage(given));
});
