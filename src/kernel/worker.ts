import { parentPort } from 'node:worker_threads';
import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { build } from './build';
import { KernelFailure } from './failure';
import { measureStep } from './measure';
import { HeapLimit } from './heapLimit';
import type { KernelAnswer, KernelRequest, KernelResult, LimitedRequest } from './messages';
import { kernelMessage, loadOpenCascade } from './openCascade';
import { readStep } from './readStep';
import { buffersOf, type StepProgress } from './stepModel';

const loaded = loadOpenCascade().then((oc) => ({ oc, heap: new HeapLimit(oc.wasmMemory) }));

async function answer(request: KernelRequest, heapBytes: number): Promise<KernelAnswer> {
  const { oc, heap } = await loaded;
  heap.start(heapBytes);
  const result = await work(oc, request);
  // OpenCascade can catch the refusal of memory and go on without: its result is worthless then.
  if (heap.isReached)
    return {
      ok: false,
      code: 'memory_limit',
      message: `The CAD kernel needs more than ${Math.round(heapBytes / 1e6)} MB for this model.`,
      heap: heap.size,
    };
  return { ...result, heap: heap.size };
}

async function work(oc: OpenCascadeInstance, request: KernelRequest): Promise<KernelResult> {
  try {
    if (request.kind === 'readStep') return { ok: true, result: readStep(oc, request.bytes, tell) };
    const result =
      request.kind === 'build'
        ? await build(oc, request.specification, request.format)
        : await measureStep(oc, request.bytes);
    return { ok: true, result };
  } catch (error) {
    if (error instanceof KernelFailure) return { ok: false, code: error.code, message: error.message };
    const stack = error instanceof Error ? error.stack : undefined;
    return {
      ok: false,
      code: 'kernel_error',
      message: `The CAD kernel failed: ${kernelMessage(oc, error)}`,
      ...(stack !== undefined && { stack }),
    };
  }
}

parentPort?.on('message', ({ heapBytes, ...request }: LimitedRequest) => {
  // A rejection here ends the worker, which the client reports.
  void answer(request, heapBytes).then((reply) => parentPort?.postMessage(reply, transferable(reply)));
});

function tell(progress: StepProgress): void {
  parentPort?.postMessage({ progress }, progress.kind === 'mesh' ? buffersOf(progress.mesh) : []);
}

function transferable(reply: KernelAnswer): ArrayBuffer[] {
  return reply.ok ? buffersOf(reply.result) : [];
}
