import * as path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Emitter, type Event } from '../base/emitter';
import { isServiceItself } from './listenerProof';
import type { LocalWorkerData, LocalWorkerMessage } from './messages';

export interface LocalService {
  /** Such as `http://127.0.0.1:1234/v1`. */
  readonly baseUrl: string;
  /** The same at every start on the same folder. */
  readonly apiKey: string;
  readonly apiKeyId: string;
  readonly signingSecret: string;
  /** The service of this process has ended, for whatever reason. One that another process runs isn't watched. */
  readonly onExit: Event<void>;
  /**
   * Asks whoever listens at the address now to prove that it is the service, before its key goes there.
   * @throws what `fetch` throws when nobody answers
   */
  isListening(fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<boolean>;
  /** Ends the service of this process; one that runs in another goes on. */
  stop(): Promise<void>;
}

/** Longest time in ms that a clean end may take. */
const stopLimitMs = 3000;

/**
 * Starts the built-in service in a worker thread, or attaches to the one that another process runs on the same folder.
 * When a request to it is refused, its process has ended: call this again, and the service is taken over.
 * @param options absolute paths: the service's bundle, whose folder also has the kernel's, and the folder for its data;
 *   and PEM certificates that receivers of callbacks may have besides the usual ones
 * @throws an Error with the reason, and with the system's code where there is one, when it can't be started
 */
export function startLocalService({
  workerFile,
  dataDir,
  callbackCa,
}: {
  workerFile: string;
  dataDir: string;
  callbackCa?: string;
}): Promise<LocalService> {
  const data: LocalWorkerData = { dataDir, kernelFile: path.join(path.dirname(workerFile), 'kernel.js'), callbackCa };
  const worker = new Worker(workerFile, { workerData: data });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    const fail = (reason: string, code?: string): void =>
      reject(Object.assign(new Error(`The built-in service could not be started: ${reason}`), { code }));
    // Stays for the worker's life: an error event that nobody hears would end the process.
    worker.on('error', (error) => fail(error.message));
    void exited.then(() => fail('it ended at once.'));
    worker.once('message', (message: LocalWorkerMessage) => {
      // It must not keep the process alive by itself.
      worker.unref();
      if (message.kind === 'failed') {
        fail(message.message, message.code);
        void worker.terminate();
        return;
      }
      const { address, attached } = message;
      const { baseUrl, apiKey, apiKeyId, signingSecret } = address;
      const exit = new Emitter<void>(() => undefined);
      if (!attached) void exited.then(() => exit.fire());
      resolve({
        baseUrl,
        apiKey,
        apiKeyId,
        signingSecret,
        onExit: exit.event,
        isListening: (fetch, signal) => isServiceItself(address, fetch, signal),
        stop: () => (attached ? Promise.resolve() : stop(worker, exited)),
      });
    });
  });
}

async function stop(worker: Worker, exited: Promise<void>): Promise<void> {
  worker.ref();
  worker.postMessage('stop');
  const timer = setTimeout(() => void worker.terminate(), stopLimitMs);
  await exited;
  clearTimeout(timer);
}
