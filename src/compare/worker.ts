// Compares two versions of a model beside the extension host: it has OpenCascade, and a library that cuts triangles.
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { ManifoldToplevel } from 'manifold-3d';
import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { lazy } from '../base/lazy';
import { ParseFailure } from '../formats/failure';
import { KernelFailure } from '../kernel/failure';
import { HeapLimit } from '../kernel/heapLimit';
import { kernelMessage, loadOpenCascade } from '../kernel/openCascade';
import { readStep } from '../kernel/readStep';
import { buffersOf, type ModelMesh } from '../kernel/stepModel';
import { readParts } from '../models/parse';
import { joinParts } from '../models/parse/meshBuilder';
import { loadDecoders } from '../models/decoders/load';
import type { CompareAnswer, CompareQuestion, ComparedFile } from './client';
import { compareMeshes } from './compareMeshes';
import { compareSteps } from './compareSteps';
import type { Comparison } from './comparison';
import { inVersion, VersionFailure } from './versionFailure';

/** Bytes of WebAssembly heap, for two models at once. */
const heapBytes = 2 * 1024 ** 3;

const kernel = lazy(async () => {
  const oc = await loadOpenCascade();
  return { oc, heap: new HeapLimit(oc.wasmMemory) };
});
const manifold = lazy(async (): Promise<ManifoldToplevel> => {
  const [{ default: init }, wasmBinary] = await Promise.all([
    import('manifold-3d'),
    readFile(path.join(__dirname, 'manifold.wasm')),
  ]);
  // The type of its options doesn't know those of Emscripten.
  const library = await init({ wasmBinary } as never);
  library.setup();
  return library;
});

async function compared({ before, after, alignment, byVolumes }: CompareQuestion): Promise<Comparison> {
  if (before.format === 'step' && after.format === 'step') {
    const found = compareSteps((await started()).oc, {
      before: before.bytes,
      after: after.bytes,
      alignment,
      byVolumes,
    });
    if (found) return found;
  }
  const one = await inVersion('before', () => trianglesOf(before));
  const other = await inVersion('after', () => trianglesOf(after));
  return compareMeshes([one, other], { alignment, byVolumes }, manifold);
}

async function started(): Promise<{ readonly oc: OpenCascadeInstance; readonly heap: HeapLimit }> {
  const known = await kernel();
  known.heap.start(heapBytes);
  return known;
}

async function trianglesOf({
  format,
  bytes,
}: ComparedFile): Promise<Pick<ModelMesh, 'positions' | 'indices' | 'parts'>> {
  if (format !== 'step') return joinParts((await readParts(format, Uint8Array.from(bytes), loadDecoders)).parts);
  let mesh: ModelMesh | undefined;
  readStep((await started()).oc, bytes, (progress) => {
    if (progress.kind === 'mesh') mesh = progress.mesh;
  });
  if (!mesh) throw new KernelFailure('no_surfaces', 'no surfaces');
  return mesh;
}

async function answer(question: CompareQuestion): Promise<CompareAnswer> {
  try {
    const comparison = await compared(question);
    const heap = (await kernel.made())?.heap;
    return heap?.isReached ? { ok: false, code: 'memory_limit', detail: '' } : { ok: true, comparison };
  } catch (error) {
    const of = error instanceof VersionFailure ? { version: error.version } : {};
    const cause: unknown = error instanceof VersionFailure ? error.cause : error;
    if (cause instanceof KernelFailure || cause instanceof ParseFailure)
      return { ok: false, code: cause.code, detail: cause.message, ...of };
    const oc = (await kernel.made())?.oc;
    const detail =
      cause instanceof Error ? (cause.stack ?? cause.message) : oc ? kernelMessage(oc, cause) : String(cause);
    return { ok: false, code: 'kernel_error', detail, ...of };
  }
}

parentPort?.on('message', (question: CompareQuestion) => {
  // A rejection here ends the worker, which the client reports.
  void answer(question).then((given) =>
    parentPort?.postMessage(
      given,
      given.ok ? [...buffersOf(given.comparison.mesh), ...buffersOf(given.comparison.facts ?? {})] : [],
    ),
  );
});
