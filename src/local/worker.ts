import { parentPort, workerData } from 'node:worker_threads';
import { systemErrorCode } from '../base/files';
import type { LocalWorkerData, LocalWorkerMessage } from './messages';
import { runService } from './service';

function tell(message: LocalWorkerMessage): void {
  parentPort?.postMessage(message);
}

const { dataDir, kernelFile, callbackCa } = workerData as LocalWorkerData;

runService({ dataDir, kernelFile, port: 0, ...(callbackCa !== undefined && { callbackCa }) }).then(
  ({ baseUrl, apiKey, apiKeyId, signingSecret, proofKey, attached, ended, stop }) => {
    tell({ kind: 'ready', address: { baseUrl, apiKey, apiKeyId, signingSecret, proofKey }, attached });
    if (attached) return;
    parentPort?.once('message', () => void stop());
    void ended.finally(() => process.exit(0));
  },
  (error: unknown) =>
    tell({
      kind: 'failed',
      message: error instanceof Error ? error.message : String(error),
      code: systemErrorCode(error),
    }),
);
