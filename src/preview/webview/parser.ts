import { needsDecoders } from '../../models/parse/glb/decoders';
import type { ModelMesh } from '../../kernel/stepModel';
import type { FromWorker, ParseAnswer, ParseRequest } from './worker';

/** Addresses of the scripts of the worker. */
export interface WorkerScripts {
  readonly worker: string;
  /** The script that unpacks compressed GLB files. */
  readonly decoders: string;
}

/**
 * Reads a mesh file in a worker that ends afterwards. A page may start workers from blobs only.
 * @param onMesh is given the mesh before the answer, where it can be shown earlier
 */
export async function parseInWorker(
  { worker: script, decoders }: WorkerScripts,
  request: ParseRequest,
  signal: AbortSignal,
  onMesh: (mesh: ModelMesh) => void,
): Promise<ParseAnswer> {
  const isPacked = request.format === 'glb' && needsDecoders(request.bytes);
  const texts = await Promise.all(
    [...(isPacked ? [decoders] : []), script].map((address) => loadScript(address, signal)),
  );
  const url = URL.createObjectURL(new Blob(texts, { type: 'text/javascript' }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  try {
    return await new Promise<ParseAnswer>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new DOMException('cancelled', 'AbortError')), { once: true });
      worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
        if (!('early' in data)) resolve(data);
        else if (!signal.aborted) onMesh(data.early);
      });
      // The worker answers with whatever the reader throws, so an error event means that it ran out of memory.
      worker.addEventListener('error', () => resolve({ ok: false, code: 'too_large', detail: '' }));
      worker.postMessage(request, [request.bytes.buffer]);
    });
  } finally {
    worker.terminate();
  }
}

/**
 * Pauses in ms before a script is asked for again that VS Code failed to load, as for the page itself
 * (pages/frame/html.ts).
 */
const pauses = [100, 300, 1000, 3000];

async function loadScript(url: string, signal: AbortSignal): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    try {
      const response = await fetch(url, { signal });
      if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
      return await response.text();
    } catch (error) {
      const pause = pauses[attempt];
      if (pause === undefined || signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
