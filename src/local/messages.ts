import type { ServiceAddress } from './address';

export interface LocalWorkerData {
  readonly dataDir: string;
  readonly kernelFile: string;
  /** PEM certificates that receivers of callbacks may have besides the usual ones. */
  readonly callbackCa?: string | undefined;
}

/**
 * What the worker tells the host, once after its start. `attached`: another process serves the folder, and the worker
 * ends.
 */
export type LocalWorkerMessage =
  | { readonly kind: 'ready'; readonly address: ServiceAddress; readonly attached: boolean }
  | { readonly kind: 'failed'; readonly message: string; /** The system's. */ readonly code: string | undefined };
