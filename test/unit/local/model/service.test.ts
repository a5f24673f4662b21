import assert from 'node:assert/strict';
import path from 'node:path';
import { readingKey } from '../../../../src/base/readingKey';
import { runService, type RunningService, type ServiceOptions } from '../../../../src/local/service';
import { temporaryFolder, type TemporaryFolder } from '../../../support/cleanup';
import { answered, inventedSize, platePrompt } from '../../../support/languageModel/plate';
import { startModelServer, type ModelServer } from '../../../support/languageModel/server';
import { localApi, type Json } from '../../../support/localApi';
import { findRoot } from '../../../support/root';

/** The reader refuses it, since it reads no German. */
const german = 'Platte 60x40x5 mm mit 4 Löchern 6 mm, 8 mm von den Rändern entfernt';

describe('The built-in service with a language model', () => {
  let folder: TemporaryFolder;
  let model: ModelServer;
  let service: RunningService;
  const { submit, ended } = localApi(() => service);
  const start = async (options: Partial<ServiceOptions> = {}): Promise<void> =>
    void (service = await runService({
      dataDir: folder.path,
      kernelFile: path.join(findRoot(), 'dist/kernel.js'),
      port: 0,
      ...options,
    }));
  const made = async (body: Json): Promise<Json> => ended(await submit(body));
  const given = (answer: object): Json => ({ [readingKey]: { model: 'Scripted', answer: JSON.stringify(answer) } });

  beforeEach(async () => {
    folder = temporaryFolder();
    model = await startModelServer();
  });
  afterEach(async () => {
    await service.stop();
    await model.close();
    folder.remove();
  });

  it('has it read what the reader refuses, and says who did and what was assumed', async () => {
    await start({ model: { address: model.address, key: 'secret-1' } });
    model.say(answered());
    const job = await made({ prompt: german });
    assert.equal(job['status'], 'success', JSON.stringify(job));
    assert.deepEqual((job['brainstorm'] as Json)['key_features'], [
      'Read by the language model scripted-1. Compare it with the prompt.',
      'Assumed: The holes go through.',
    ]);
    assert.deepEqual(
      model.requests.map(({ path: where, key }) => [where, key]),
      [
        ['/v1/models', 'Bearer secret-1'],
        ['/v1/chat/completions', 'Bearer secret-1'],
      ],
    );
  });

  it('sends nothing of what the reader reads itself', async () => {
    await start({ model: { address: model.address } });
    const job = await made({ prompt: 'Box 40 x 20 x 10 mm' });
    assert.equal(job['status'], 'success');
    assert.deepEqual(model.requests, []);
  });

  it('sends nothing without a model, and fails as the reader says', async () => {
    await start();
    const job = await made({ prompt: german });
    assert.equal(job['error_code'], 'not_understood');
    assert.deepEqual(model.requests, []);
  });

  it('fails with the question of the model', async () => {
    await start({ model: { address: model.address } });
    model.say({ question: 'Wie dick ist die Platte?' });
    const job = await made({ prompt: german });
    assert.deepEqual([job['error_code'], job['error_message']], ['model_question', 'Wie dick ist die Platte?']);
  });

  it('makes no part of answers that stay wrong', async () => {
    await start({ model: { address: model.address } });
    model.say(answered(inventedSize));
    const job = await made({ prompt: german });
    assert.equal(job['error_code'], 'model_not_right');
    assert.match(String(job['error_message']), /7\.3 mm, is neither in the text nor in an assumption/);
    assert.equal(model.requests.filter(({ method }) => method === 'POST').length, 3);
  });

  for (const [status, sentence] of [
    [401, /does not accept the key/],
    [404, /There is no such language model/],
    [500, /HTTP 500/],
  ] as const)
    it(`fails as the reader says, and tells why, when the address answers ${status}`, async () => {
      await start({ model: { address: model.address, model: 'mine' } });
      model.say(status);
      const job = await made({ prompt: german });
      assert.equal(job['error_code'], 'not_understood');
      assert.match(String(job['error_message']), sentence);
    });

  it('makes the part of a reading that comes with the job', async () => {
    await start();
    const job = await made({ prompt: platePrompt, metadata: given(answered()) });
    assert.equal(job['status'], 'success', JSON.stringify(job));
    assert.match(JSON.stringify(job['brainstorm']), /Read by the language model Scripted/);
  });

  it('judges a reading that comes with the job again', async () => {
    await start();
    const job = await made({ prompt: platePrompt, metadata: given(answered(inventedSize)) });
    assert.equal(job['error_code'], 'model_not_right');
  });

  it('tells what a guard doubts', async () => {
    await start();
    const prompt = `${platePrompt}, 13.7 mm from the wall`;
    const job = await made({ prompt, metadata: given(answered()) });
    assert.match(
      JSON.stringify(job['brainstorm']),
      /Doubtful: The number 13\.7 of the text was not found in the part\./,
    );
  });
});
