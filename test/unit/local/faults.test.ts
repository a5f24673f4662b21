import assert from 'node:assert/strict';
import path from 'node:path';
import { mock } from 'node:test';
import { KernelClient } from '../../../src/kernel/client.js';
import { SentenceReader } from '../../../src/local/prompt/grammar/sentences.js';
import { runService, type RunningService } from '../../../src/local/service.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { localApi } from '../../support/localApi.js';
import { findRoot } from '../../support/root.js';

describe('A fault of the built-in service itself', () => {
  const folder = temporaryFolder();
  let service: RunningService;
  let log: string[];
  const { submit, ended } = localApi(() => service);
  before(async () => {
    service = await runService({
      dataDir: folder.path,
      kernelFile: path.join(findRoot(), 'dist/kernel.js'),
      port: 0,
      warn: (sentence) => log.push(sentence),
    });
  });
  beforeEach(() => (log = []));
  afterEach(() => mock.restoreAll());
  after(async () => {
    await service.stop();
    folder.remove();
  });

  it('of the reader is in the log with its stack, and the user reads as before that the prompt could not be read', async () => {
    mock.method(SentenceReader.prototype, 'read', () => {
      throw new TypeError('nobody expected this');
    });
    const { error_code, error_message } = await ended(await submit({ prompt: 'Box 40 x 20 x 10 mm' }));
    assert.deepEqual([error_code, error_message], ['not_understood', 'The prompt could not be read.']);
    assert.equal(log.length, 1, log.join('\n'));
    assert.match(log[0] ?? '', /^The reader failed: TypeError: nobody expected this\n +at /);
  });

  it('beside the reader is in the log with its stack, too', async () => {
    mock.method(KernelClient.prototype, 'build', () => Promise.reject(new TypeError('nor this')));
    const { error_code, error_message } = await ended(await submit({ prompt: 'Box 40 x 20 x 10 mm' }));
    assert.deepEqual(
      [error_code, error_message],
      ['internal_error', 'The built-in service failed: TypeError: nor this'],
    );
    assert.equal(log.length, 1, log.join('\n'));
    assert.match(log[0] ?? '', /^The job \S+ failed: TypeError: nor this\n +at /);
  });

  it('is not what a refused prompt is: that leaves nothing in the log', async () => {
    const { error_code } = await ended(await submit({ prompt: 'Box 40 x 20 mm' }));
    assert.equal(error_code, 'missing_dimension');
    assert.deepEqual(log, []);
  });
});
