import type { ParseAnswer, ParseRequest } from './worker';

/** Reads a mesh file in a worker that lives as long as it takes. A page may start workers from blobs only. */
export async function parseInWorker(
  scriptUrl: string,
  request: ParseRequest,
  signal: AbortSignal,
): Promise<ParseAnswer> {
  const response = await fetch(scriptUrl, { signal });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  const url = URL.createObjectURL(new Blob([await response.text()], { type: 'text/javascript' }));
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
