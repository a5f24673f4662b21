import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { lazy } from '../base/lazy';
import { HeapLimit } from './heapLimit';
import { kernelMessage, loadOpenCascade } from './openCascade';

/** What one request of a thread has of OpenCascade. */
export interface KernelUse {
  /** OpenCascade, with as much memory as the request may take. */
  readonly start: () => Promise<OpenCascadeInstance>;
  /**
   * Whether memory was refused. OpenCascade can catch that and go on without: what it has made since is worthless.
   */
  readonly isReached: boolean;
  /** What was thrown, for the log: where an error of ours was made, or what OpenCascade says. */
  faultOf(error: unknown): Promise<string>;
}

/**
 * OpenCascade for a thread that doesn't always need it: started with the first request that does.
 * @returns begins a request, which may take so many bytes of WebAssembly heap
 */
export function limitedKernel(): (heapBytes: number) => KernelUse {
  const loaded = lazy(async () => {
    const oc = await loadOpenCascade();
    return { oc, heap: new HeapLimit(oc.wasmMemory) };
  });
  return (heapBytes) => {
    let heap: HeapLimit | undefined;
    return {
      start: async () => {
        const known = await loaded();
        heap = known.heap;
        heap.start(heapBytes);
        return known.oc;
      },
      get isReached() {
        return heap?.isReached ?? false;
      },
      faultOf: async (error) =>
        error instanceof Error ? (error.stack ?? error.message) : kernelMessage((await loaded()).oc, error),
    };
  };
}
