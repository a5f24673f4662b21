// Looks at a file's content beside the extension host, which has other things to do meanwhile.
import { parentPort, workerData } from 'node:worker_threads';
import { loadDecoders } from '../decoders/load';
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

contentProblem(format, bytes, loadDecoders).then(
  (problem) => answer({ problem }),
  // The preview, which has the same reader, won't show it either.
  (error: unknown) => answer({ problem: { code: 'unreadable_file', detail: '' }, error }),
);
