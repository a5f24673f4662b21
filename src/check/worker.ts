// Checks files against their prompts beside the extension host: it has OpenCascade and the reader of prompts.
import { parentPort } from 'node:worker_threads';
import { KernelFailure } from '../kernel/failure';
import { HeapLimit } from '../kernel/heapLimit';
import { kernelMessage, loadOpenCascade } from '../kernel/openCascade';
import { checkStep } from './check';
import type { CheckAnswer, CheckQuestion } from './client';

/** Bytes of WebAssembly heap: a model that takes more is one that nobody described in words. */
const heapBytes = 1.5 * 1024 ** 3;

const loaded = loadOpenCascade().then((oc) => ({ oc, heap: new HeapLimit(oc.wasmMemory) }));

async function answer({ prompt, bytes }: CheckQuestion): Promise<CheckAnswer> {
  const { oc, heap } = await loaded;
  heap.start(heapBytes);
  try {
    const checked = checkStep(oc, prompt, bytes);
    return heap.isReached ? { ok: false, why: 'It takes too much memory.', isFault: false } : { ok: true, checked };
  } catch (error) {
    if (error instanceof KernelFailure) return { ok: false, why: error.message, isFault: false };
    const why = error instanceof Error ? (error.stack ?? error.message) : kernelMessage(oc, error);
    return { ok: false, why, isFault: true };
  }
}

parentPort?.on('message', (question: CheckQuestion) => {
  // A rejection here ends the worker, which the client reports.
  void answer(question).then((given) => parentPort?.postMessage(given));
});
