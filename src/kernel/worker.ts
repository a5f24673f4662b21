import { parentPort } from 'node:worker_threads';
import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { build } from './build';
import { KernelFailure } from './failure';
import { measureStep } from './measure';
import type { KernelAnswer, KernelRequest, KernelResult } from './messages';
import { kernelMessage, loadOpenCascade } from './openCascade';
import { readStep } from './readStep';
import { buffersOf, type StepProgress } from './stepModel';

const loaded = loadOpenCascade();

async function answer(request: KernelRequest): Promise<KernelAnswer> {
  const oc = await loaded;
  const result = await work(oc, request);
  return { ...result, heap: oc.wasmMemory.buffer.byteLength };
}

async function work(oc: OpenCascadeInstance, request: KernelRequest): Promise<KernelResult> {
  try {
    if (request.kind === 'readStep') return { ok: true, result: readStep(oc, request.bytes, tell) };
    const result = request.kind === 'build' ? build(oc, request.specification, request.format) : await measureStep(oc, request.bytes);
    return { ok: true, result };
  } catch (error) {
    if (error instanceof KernelFailure) return { ok: false, code: error.code, message: error.message };
    return { ok: false, code: 'kernel_error', message: `The CAD kernel failed: ${kernelMessage(oc, error)}` };
  }
}

parentPort?.on('message', (request: KernelRequest) => {
  // A rejection here ends the worker, which the client reports.
  void answer(request).then((reply) => parentPort?.postMessage(reply, transferable(reply)));
});

function tell(progress: StepProgress): void {
  parentPort?.postMessage({ progress }, progress.kind === 'mesh' ? buffersOf(progress.mesh) : []);
}

function transferable(reply: KernelAnswer): ArrayBuffer[] {
  return reply.ok ? buffersOf(reply.result) : [];
}
