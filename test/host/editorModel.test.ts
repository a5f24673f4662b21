import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { editorModel, ModelError, readWithKernel, type LanguageModel } from '../../src/host/modelReading.js';
import { silence, startModelServer, type ModelServer } from '../support/languageModel/server.js';
import { ManualClock } from '../support/manualClock.js';
import { findRoot } from '../support/root.js';
import { until } from '../support/until.js';

describe('A model of the editor', () => {
  const messages = [{ role: 'system', text: 'Schema' } as const, { role: 'user', text: 'A plate' } as const];
  const chat = (sendRequest: vscode.LanguageModelChat['sendRequest']): vscode.LanguageModelChat =>
    ({ name: 'Scripted', vendor: 'test', id: '1', sendRequest }) as unknown as vscode.LanguageModelChat;
  const streaming = (pieces: AsyncIterable<string> | Iterable<string>): vscode.LanguageModelChat =>
    chat(() =>
      Promise.resolve({
        text: (async function* () {
          yield* pieces;
        })(),
      } as unknown as vscode.LanguageModelChatResponse),
    );
  const never = new AbortController().signal;

  it('gives its answer in one text', async () => {
    assert.equal(
      await editorModel(streaming(['{"question":', '"What?"}'])).ask(messages, never),
      '{"question":"What?"}',
    );
  });

  it('is not listened to for ever', async () => {
    const endless = (function* () {
      for (;;) yield 'so '.repeat(10_000);
    })();
    const answer = await editorModel(streaming(endless)).ask(messages, never);
    assert.ok(answer.length < 300_000);
  });

  for (const [error, code] of [
    [vscode.LanguageModelError.NoPermissions('no'), 'model_refused'],
    [vscode.LanguageModelError.NotFound('gone'), 'model_gone'],
    [vscode.LanguageModelError.Blocked('later'), 'model_unreachable'],
  ] as const)
    it(`that can’t be used is told as ${code}`, () =>
      assert.rejects(
        editorModel(chat(() => Promise.reject(error))).ask(messages, never),
        (thrown) => thrown instanceof ModelError && thrown.code === code,
      ));

  it('is cancelled with its conversation', async () => {
    const cancel = new AbortController();
    const asking = editorModel(
      chat(
        (_, __, token) =>
          new Promise(
            (___, reject) => void token!.onCancellationRequested(() => reject(new vscode.CancellationError())),
          ),
      ),
    ).ask(messages, cancel.signal);
    cancel.abort(new Error('cancelled'));
    await assert.rejects(asking, /cancelled/);
  });

  describe('from another extension', function () {
    const kernelFile = path.join(findRoot(), 'dist/kernel.js');
    const prompt = 'Platte 60x40x5 mm mit vier Löchern 6 mm, 8 mm von den Rändern entfernt';
    let server: ModelServer;
    let model: LanguageModel;

    before(function () {
      // The oldest host takes no models from extensions.
      if (!('registerLanguageModelChatProvider' in vscode.lm)) this.skip();
    });
    beforeEach(async () => {
      server = await startModelServer();
      process.env['TEST_MODEL_ADDRESS'] = server.address;
      const [chat] = await vscode.lm.selectChatModels({ vendor: 'scripted' });
      model = editorModel(chat!);
    });
    afterEach(async () => {
      delete process.env['TEST_MODEL_ADDRESS'];
      await server.close();
    });
    const isAsked = (): boolean => server.requests.some(({ method }) => method === 'POST');

    it('that stays silent is given up after two minutes', async () => {
      server.say(silence);
      const clock = new ManualClock();
      const reading = readWithKernel(prompt, model, { kernelFile, clock, signal: never }).catch(
        (error: unknown) => error,
      );
      await until(isAsked, 'the request');
      clock.advance(120_000);
      const error = await reading;
      assert.ok(error instanceof ModelError && error.code === 'model_silent', String(error));
      await until(() => server.givenUp === 1, 'the request to be given up');
    });

    it('that is cancelled gives no part, and learns of it', async () => {
      server.say(silence);
      const cancel = new AbortController();
      const clock = new ManualClock();
      const reading = readWithKernel(prompt, model, { kernelFile, clock, signal: cancel.signal });
      await until(isAsked, 'the request');
      cancel.abort();
      await assert.rejects(reading, { name: 'AbortError' });
      await until(() => server.givenUp === 1, 'the request to be given up');
      assert.equal(clock.pending, 0);
    });

    it('that the user does not allow is told as that, and sent nothing', async () => {
      server.offer({ id: 'scripted-1', asksFirst: true });
      const [chat] = await vscode.lm.selectChatModels({ vendor: 'scripted' });
      await assert.rejects(
        editorModel(chat!).ask(messages, never),
        (thrown) => thrown instanceof ModelError && thrown.code === 'model_refused',
      );
      assert.ok(!isAsked());
    });

    it('that has gone since it was chosen is told as that', async () => {
      server.offer();
      await vscode.lm.selectChatModels({ vendor: 'scripted' });
      await assert.rejects(
        model.ask(messages, never),
        (thrown) => thrown instanceof ModelError && thrown.code === 'model_gone',
      );
      assert.ok(!isAsked());
    });
  });
});
