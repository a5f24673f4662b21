import { needsDecoders } from '../../models/parse/glb/decoders';
import type { ParseAnswer, ParseRequest } from './worker';

/** Addresses of the scripts of the worker. */
export interface WorkerScripts {
  readonly worker: string;
  /** What unpacks compressed GLB files. */
  readonly decoders: string;
}

/** Reads a mesh file in a worker that lives as long as it takes. A page may start workers from blobs only. */
export async function parseInWorker(
  { worker: script, decoders }: WorkerScripts,
  request: ParseRequest,
  signal: AbortSignal,
): Promise<ParseAnswer> {
  const isPacked = request.format === 'glb' && needsDecoders(request.bytes);
  const texts = await Promise.all([...(isPacked ? [decoders] : []), script].map((address) => textAt(address, signal)));
  const url = URL.createObjectURL(new Blob(texts, { type: 'text/javascript' }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  try {
    return await new Promise<ParseAnswer>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')), { once: true });
      worker.addEventListener('message', ({ data }: MessageEvent<ParseAnswer>) => resolve(data));
      // What the reader throws is an answer of the worker's: it ends in the middle where there is no more memory.
      worker.addEventListener('error', () => resolve({ ok: false, code: 'too_large', detail: '' }));
      worker.postMessage(request, [request.bytes.buffer]);
    });
  } finally {
    worker.terminate();
  }
}

async function textAt(address: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return response.text();
}
