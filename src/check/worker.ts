// Checks files against their prompts beside the extension host: it has OpenCascade and the reader of prompts.
import { parentPort } from 'node:worker_threads';
import { limitedKernel } from '../kernel/limitedKernel';
import { ParseFailure } from '../formats/failure';
import { KernelFailure } from '../kernel/failure';
import { loadDecoders } from '../models/decoders/load';
import { checkStep } from './check';
import type { CheckAnswer, CheckQuestion } from './client';
import { checkMesh } from './mesh/checkMesh';

/** Bytes of WebAssembly heap: a model that takes more is one that nobody described in words. */
const heapBytes = 1.5 * 1024 ** 3;

const kernel = limitedKernel();

async function answer({ prompt, bytes, format = 'step' }: CheckQuestion): Promise<CheckAnswer> {
  const use = kernel(heapBytes);
  try {
    const checked =
      format === 'step'
        ? checkStep(await use.start(), prompt, bytes)
        : await checkMesh(prompt, format, Uint8Array.from(bytes), loadDecoders, use.start);
    return use.isReached ? { ok: false, why: 'It takes too much memory.', isFault: false } : { ok: true, checked };
  } catch (error) {
    if (error instanceof KernelFailure || error instanceof ParseFailure)
      return { ok: false, why: error.message, isFault: false };
    return { ok: false, why: await use.faultOf(error), isFault: true };
  }
}

parentPort?.on('message', (question: CheckQuestion) => {
  // A rejection here ends the worker, which the client reports.
  void answer(question).then((given) => parentPort?.postMessage(given));
});
