import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { startLocal } from '../../../src/host/startLocal.js';
import { temporaryFolder } from '../../support/cleanup.js';

describe('The built-in service that can’t start', () => {
  for (const [code, sentence] of [
    ['ENOSPC', /^The built-in service can’t start, since the disk is full\. Make room/],
    [
      'EACCES',
      /^The built-in service can’t start, since it may not write to its folder \/data\. Give yourself the right/,
    ],
    [
      'EROFS',
      /^The built-in service can’t start, since it may not write to its folder \/data\. Give yourself the right/,
    ],
    ['ENOTDIR', /^The built-in service can’t start, since its folder \/data can’t be used\. See whether/],
  ] as const) {
    it(`says in a plain sentence what to do when its folder can’t be written to: ${code}`, async () => {
      const folder = temporaryFolder();
      const worker = path.join(folder.path, 'worker.js');
      const message = { kind: 'failed', message: `${code}: no, mkdir '/data'`, code };
      fs.writeFileSync(worker, `require('node:worker_threads').parentPort.postMessage(${JSON.stringify(message)});`);
      const failed = startLocal({ workerFile: worker, dataDir: '/data' });
      const error = await failed.then(
        () => assert.fail('It started.'),
        (thrown: unknown) => thrown as Error & { readonly said: object },
      );
      assert.match(error.message, sentence);
      assert.doesNotMatch(error.message, /mkdir|E[A-Z]{4,}/);
      assert.ok(error.said, 'it can be translated');
      assert.match(String(error.cause), new RegExp(code));
      folder.remove();
    });
  }
});
