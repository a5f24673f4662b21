// Looks at a file's content beside the extension host, which has other things to do meanwhile.
import { parentPort, workerData } from 'node:worker_threads';
import { lazy } from '../../base/lazy';
import { loadedDecoders, type Decoders } from '../parse/glb/decoders';
import { contentProblem, type CheckedFormat, type ContentProblem } from './content';

export interface CheckRequest {
  readonly format: CheckedFormat;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface CheckAnswer {
  readonly problem: ContentProblem | undefined;
  /** An error in our code, for the log. */
  readonly error?: unknown;
}

const { format, bytes } = workerData as CheckRequest;
const answer = (given: CheckAnswer): void => parentPort?.postMessage(given);
const bundle = lazy(() => import('../decoders/decoders'));

async function loadDecoders(): Promise<Decoders> {
  await bundle();
  const decoders = loadedDecoders();
  if (!decoders) throw new Error('the decoders are missing');
  return decoders;
}

contentProblem(format, bytes, loadDecoders).then(
  (problem) => answer({ problem }),
  // The preview, which has the same reader, won't show it either.
  (error: unknown) => answer({ problem: { code: 'unreadable_file', detail: '' }, error }),
);
