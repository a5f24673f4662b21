import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { StepReader } from '../../../src/preview/stepReader.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { ManualClock } from '../../support/manualClock.js';

describe('The reader of STEP files of a window', () => {
  it('logs where an error of our own was made, which the user isn’t shown', async () => {
    const folder = temporaryFolder();
    const workerFile = path.join(folder.path, 'kernel.js');
    const answer = {
      ok: false,
      code: 'kernel_error',
      message: 'x is undefined',
      stack: 'TypeError at readStep.ts:1',
      heap: 1,
    };
    fs.writeFileSync(
      workerFile,
      `const { parentPort } = require('node:worker_threads');
      parentPort.on('message', () => parentPort.postMessage(${JSON.stringify(answer)}));`,
    );
    const logged: string[] = [];
    const log = {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: (message: string | Error) => void logged.push(String(message)),
    };
    const reader = new StepReader({
      workerFile,
      cacheFolder: folder.path,
      version: '1.0.0',
      clock: new ManualClock(),
      log,
    });
    try {
      const reading = reader.read(new Uint8Array(3), new AbortController().signal, () => undefined);
      await assert.rejects(reading, { code: 'kernel_error', message: 'x is undefined' });
      assert.deepEqual(logged, ['x is undefined\nTypeError at readStep.ts:1']);
    } finally {
      reader.dispose();
      folder.remove();
    }
  });
});
