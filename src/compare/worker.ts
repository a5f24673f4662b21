// Compares two versions of a model beside the extension host: it has OpenCascade, and a library that cuts triangles.
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { parentPort } from 'node:worker_threads';
import { limitedKernel, type KernelUse } from '../kernel/limitedKernel';
import type { ManifoldToplevel } from 'manifold-3d';
import { lazy } from '../base/lazy';
import { ParseFailure } from '../formats/failure';
import { KernelFailure } from '../kernel/failure';
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

const kernel = limitedKernel();
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

async function compared({ before, after, alignment, byVolumes }: CompareQuestion, use: KernelUse): Promise<Comparison> {
  if (before.format === 'step' && after.format === 'step') {
    const found = compareSteps(await use.start(), { before: before.bytes, after: after.bytes, alignment, byVolumes });
    if (found) return found;
  }
  const one = await inVersion('before', () => trianglesOf(before, use));
  const other = await inVersion('after', () => trianglesOf(after, use));
  return compareMeshes([one, other], { alignment, byVolumes }, manifold);
}

async function trianglesOf(
  { format, bytes }: ComparedFile,
  use: KernelUse,
): Promise<Pick<ModelMesh, 'positions' | 'indices' | 'parts'>> {
  if (format !== 'step') return joinParts((await readParts(format, Uint8Array.from(bytes), loadDecoders)).parts);
  let mesh: ModelMesh | undefined;
  readStep(await use.start(), bytes, (progress) => {
    if (progress.kind === 'mesh') mesh = progress.mesh;
  });
  if (!mesh) throw new KernelFailure('no_surfaces', 'no surfaces');
  return mesh;
}

async function answer(question: CompareQuestion): Promise<CompareAnswer> {
  const use = kernel(heapBytes);
  try {
    const comparison = await compared(question, use);
    return use.isReached ? { ok: false, code: 'memory_limit', detail: '' } : { ok: true, comparison };
  } catch (error) {
    const of = error instanceof VersionFailure ? { version: error.version } : {};
    const cause: unknown = error instanceof VersionFailure ? error.cause : error;
    if (cause instanceof KernelFailure || cause instanceof ParseFailure)
      return { ok: false, code: cause.code, detail: cause.message, ...of };
    return { ok: false, code: 'kernel_error', detail: await use.faultOf(cause), ...of };
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
