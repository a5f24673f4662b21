import { totalmem } from 'node:os';
import type { Clock, Timer } from '../base/clock';
import type { IDisposable } from '../base/disposable';
import type { Logger } from '../base/logger';
import { KernelFailure } from '../kernel/failure';
import { KernelClient, largestHeap, type RequestLimits } from '../kernel/client';
import type { PartSpecification } from '../kernel/specification';
import type { ModelMesh, StepProgress } from '../kernel/stepModel';
import { StepCache, type CachedModel } from './stepCache';

/** After how many ms without work the worker is ended: it holds a hundred megabytes. */
const idleTime = 3 * 60_000;

/**
 * The limits of a preview that opens by itself: no model that people look at needs more, and the window keeps enough
 * for everything else.
 */
const usual: RequestLimits = { timeMs: 3 * 60_000, heapBytes: 1.5 * 1024 ** 3 };
/** The limits when the user has asked to open the model anyway. */
const generous: RequestLimits = { timeMs: 60 * 60_000, heapBytes: largestHeap };
/** The heap in bytes: a quarter of a small machine or container, but at least what an ordinary model needs. */
const leastHeap = 512 * 1024 ** 2;

function usualHere(): RequestLimits {
  const constrained = process.constrainedMemory();
  const memory = Math.min(totalmem(), constrained > 0 ? constrained : Infinity);
  return { ...usual, heapBytes: Math.max(leastHeap, Math.min(usual.heapBytes, memory / 4)) };
}

/** Whether a model that failed with this code may be read with more time and memory. */
export function isLimit(code: string): boolean {
  return code === 'time_limit' || code === 'memory_limit';
}

export interface StepReaderParts {
  /** Absolute path of the kernel's bundle. */
  readonly workerFile: string;
  readonly cacheFolder: string;
  /** Of the extension. */
  readonly version: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Reads STEP files for all previews of a window, one at a time, in a worker of their own. */
export class StepReader implements IDisposable {
  readonly #parts: StepReaderParts;
  readonly #kernel: KernelClient;
  readonly #cache: StepCache;
  #working = 0;
  #idle: Timer | undefined;

  constructor(parts: StepReaderParts) {
    this.#parts = parts;
    this.#kernel = new KernelClient(parts.workerFile);
    this.#cache = new StepCache(parts.cacheFolder, parts.version);
  }

  /**
   * @param onProgress gets the stages and the meshes; from the cache, only the fine mesh
   * @param isForced whether the user has asked to open it anyway
   * @throws KernelFailure, also `time_limit` and `memory_limit`; the signal's reason
   */
  async read(
    bytes: Uint8Array,
    signal: AbortSignal,
    onProgress: (progress: StepProgress) => void,
    isForced = false,
  ): Promise<CachedModel['facts']> {
    const { clock, log } = this.#parts;
    const key = await StepCache.keyOf(bytes);
    const cached = await this.#cache.get(key, new Date(clock.now()));
    signal.throwIfAborted();
    if (cached) {
      onProgress({ kind: 'mesh', coarse: false, mesh: cached.mesh });
      return cached.facts;
    }
    this.#begin();
    try {
      const { mesh, facts } = await this.#tessellate(bytes, signal, onProgress, isForced ? generous : usualHere());
      // The page needn't wait until it is on the disk.
      if (mesh)
        this.#cache
          .put(key, { mesh, facts })
          .catch((error: unknown) => log.warn(`A preview could not be kept: ${String(error)}`));
      return facts;
    } catch (error) {
      // An error in our code and not in the file: where it was made goes to the log only.
      if (error instanceof KernelFailure && typeof error.cause === 'string')
        log.error(`${error.message}\n${error.cause}`);
      throw error;
    } finally {
      this.#end();
    }
  }

  /**
   * Builds a part and reads it as a file of it would be read.
   * @throws KernelFailure; the signal's reason
   */
  async build(specification: PartSpecification, signal: AbortSignal): Promise<CachedModel> {
    this.#begin();
    try {
      const limits = usualHere();
      const { bytes } = await this.#kernel.build(
        specification,
        'STEP',
        AbortSignal.any([signal, AbortSignal.timeout(limits.timeMs)]),
      );
      const { mesh, facts } = await this.#tessellate(bytes, signal, () => undefined, limits);
      if (!mesh) throw new KernelFailure('no_surfaces', 'no surfaces');
      return { mesh, facts };
    } finally {
      this.#end();
    }
  }

  dispose(): void {
    this.#idle?.cancel();
    this.#endWorker();
  }

  /** @returns the last of the meshes, and the facts */
  async #tessellate(
    bytes: Uint8Array,
    signal: AbortSignal,
    onProgress: (progress: StepProgress) => void,
    limits: RequestLimits,
  ): Promise<{ readonly mesh: ModelMesh | undefined; readonly facts: CachedModel['facts'] }> {
    let mesh: ModelMesh | undefined;
    const keep = (progress: StepProgress): void => {
      if (progress.kind === 'mesh') mesh = progress.mesh;
      onProgress(progress);
    };
    const facts = await this.#kernel.readStep(bytes, signal, keep, limits);
    return { mesh, facts };
  }

  #begin(): void {
    this.#working++;
    this.#idle?.cancel();
  }

  #end(): void {
    if (--this.#working === 0) this.#idle = this.#parts.clock.setTimeout(() => this.#endWorker(), idleTime);
  }

  #endWorker(): void {
    void this.#kernel
      .dispose()
      .catch((error: unknown) => this.#parts.log.warn(`The CAD kernel did not stop cleanly: ${String(error)}`));
  }
}
