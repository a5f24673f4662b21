import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { togetherMs } from '../../src/notify/endedJobs.js';
import type { JobSummary, MakistryApi } from '../../src/publicApi.js';
import {
  answered,
  droppedHoles,
  inventedSize,
  misspeltKey,
  rightFeatures,
  wrongCount,
} from '../support/languageModel/plate.js';
import { startModelServer, type ModelServer, type Reply } from '../support/languageModel/server.js';
import { until } from '../support/until.js';

/** The reader refuses it: it reads no German. */
const promptFor = (note: string): string =>
  `Platte 60x40x5 mm mit vier Löchern 6 mm, 8 mm von den Rändern entfernt, ${note}`;

const wrongBox = answered(rightFeatures, { size: [60, 40, 8] });
const json = JSON.stringify(answered());

/** The oldest host takes no models from extensions. */
const sources =
  'registerLanguageModelChatProvider' in vscode.lm
    ? (['at an address', 'of the editor'] as const)
    : (['at an address'] as const);

for (const source of sources)
  describe(`A language model ${source} that reads what the reader refuses`, () => {
    const isEditors = source === 'of the editor';
    const prompt = (note: string): string => promptFor(`${note}, ${source}`);
    let api: MakistryApi;
    let model: ModelServer;
    const set = (key: string, value: unknown): Thenable<void> =>
      vscode.workspace.getConfiguration('makistry').update(key, value, vscode.ConfigurationTarget.Global);

    before(async () => {
      await set('service', 'local');
      api = await vscode.extensions.getExtension<MakistryApi>('makistry.makistry-cad')!.activate();
      // What other tests have had refused is told, and so past, before this setting can count for it.
      await newsIsTold();
    });
    beforeEach(async () => {
      model = await startModelServer();
      if (isEditors) process.env['TEST_MODEL_ADDRESS'] = model.address;
      else await set('builtIn.modelAddress', model.address);
      await set('builtIn.model', 'always');
    });
    afterEach(async () => {
      await set('builtIn.model', undefined);
      await set('builtIn.modelAddress', undefined);
      delete process.env['TEST_MODEL_ADDRESS'];
      await model.close();
    });

    const jobsOf = (text: string): readonly JobSummary[] =>
      api.jobs().filter((job) => job.prompt === text && (job.status === 'succeeded' || job.status === 'failed'));
    const asked = (): number => model.requests.filter(({ method }) => method === 'POST').length;
    const submit = async (note: string, ...replies: readonly Reply[]): Promise<string> => {
      model.say(...replies);
      await api.generate({ prompt: prompt(note) });
      return prompt(note);
    };
    /** The job that comes of what the model said, beside the refused one. */
    const second = async (text: string): Promise<JobSummary> => {
      const jobs = await until(() => jobsOf(text).length > 1 && jobsOf(text), 'the second job', 60_000);
      return jobs.find(({ errorCode }) => errorCode !== 'not_understood')!;
    };

    if (isEditors)
      it('is chosen once, from a list', async () => {
        const first = await submit('zuerst', answered());
        await until(async () => (await acceptChoice(), asked() > 0), 'a model to be asked', 60_000);
        assert.equal((await second(first)).status, 'succeeded');
        assert.equal((await second(await submit('danach ungefragt', answered()))).status, 'succeeded');
      });

    for (const [what, replies, rounds] of [
      ['a good answer', [answered()], 1],
      ['JSON in a fence', [`Here it is:\n\`\`\`json\n${json}\n\`\`\``], 1],
      ['a misspelt key that is corrected', [answered(misspeltKey), answered()], 2],
      ['an invented size that is corrected', [answered(inventedSize), answered()], 2],
    ] as const)
      it(`makes the part of ${what}`, async () => {
        const text = await submit(what, ...replies);
        const job = await second(text);
        assert.equal(job.status, 'succeeded', job.errorMessage);
        assert.equal(job.projectName, 'Plate');
        assert.equal(asked(), rounds);
      });

    it('makes a failed job of a question, with the question', async () => {
      const job = await second(await submit('mit Frage', { question: 'Aus welchem Blech?' }));
      assert.deepEqual(
        [job.status, job.errorCode, job.errorMessage],
        ['failed', 'model_question', 'Aus welchem Blech?'],
      );
    });

    for (const [what, reply] of [
      ['a misspelt key', answered(misspeltKey)],
      ['an invented size', answered(inventedSize)],
      ['a dropped feature', answered(droppedHoles)],
      ['a wrong count', answered(wrongCount)],
      ['a wrong box', wrongBox],
      ['endless prose', 'The plate {is '.repeat(15_000)],
      ['two answers', `${json}\n${JSON.stringify(answered(inventedSize))}`],
    ] as const)
      it(`makes no part of ${what}, after three rounds`, async () => {
        const text = await submit(what, reply);
        await until(() => asked() === 3, 'three rounds', 60_000);
        // Whoever comes next waits until this conversation has ended.
        const next = await second(await submit(`nach ${what}`, answered()));
        assert.equal(next.status, 'succeeded', next.errorMessage);
        assert.deepEqual(
          jobsOf(text).map(({ errorCode }) => errorCode),
          ['not_understood'],
        );
      });

    it('makes no part when the model is gone', async () => {
      const text = await submit('ohne Modell', 404);
      await until(() => asked() === 1, 'the request', 60_000);
      const next = await second(await submit('danach', answered()));
      assert.equal(next.status, 'succeeded');
      assert.equal(jobsOf(text).length, 1);
    });

    it('is sent the description of parts and the prompt, and nothing else', async () => {
      const text = await submit('genau', answered());
      await second(text);
      const { body, key } = model.requests.find(({ method }) => method === 'POST')!;
      const { messages, ...others } = JSON.parse(body) as { messages: { role: string; content: string }[] };
      assert.deepEqual(others, { model: 'scripted-1', ...(!isEditors && { stream: false }) });
      assert.deepEqual(
        messages.map(({ role }) => role),
        // The editor's models know no messages of a system.
        [isEditors ? 'user' : 'system', 'user'],
      );
      assert.equal(messages[1]!.content, text);
      assert.equal(key, undefined);
      const { workspaceFolders = [] } = vscode.workspace;
      for (const { uri } of workspaceFolders) assert.ok(!body.includes(uri.fsPath));
    });

    if (isEditors) {
      it('makes no part when the user lets nobody use the model, and sends nothing', async () => {
        model.offer({ id: 'scripted-1', asksFirst: true });
        const text = await submit('ohne Erlaubnis', answered());
        await until(() => jobsOf(text).length === 1, 'the refusal');
        await newsIsTold();
        model.offer({ id: 'scripted-1' });
        assert.equal((await second(await submit('mit Erlaubnis', answered()))).status, 'succeeded');
        assert.equal(jobsOf(text).length, 1);
        assert.equal(asked(), 1);
      });

      it('is chosen again when the chosen one is not there any more', async () => {
        model.offer({ id: 'scripted-2' });
        const text = await submit('mit einem anderen', answered());
        await until(async () => (await acceptChoice(), asked() > 0), 'the other model to be asked', 60_000);
        assert.equal((await second(text)).status, 'succeeded');
        const { body } = model.requests.find(({ method }) => method === 'POST')!;
        assert.equal((JSON.parse(body) as { model: string }).model, 'scripted-2');
      });

      it('makes no part when the editor has none any more', async () => {
        model.offer();
        const text = await submit('ganz ohne', answered());
        await until(() => jobsOf(text).length === 1, 'the refusal');
        await newsIsTold();
        model.offer({ id: 'scripted-2' });
        assert.equal((await second(await submit('wieder eines', answered()))).status, 'succeeded');
        assert.equal(jobsOf(text).length, 1);
        assert.equal(asked(), 1);
      });
    }

    for (const setting of ['off', 'ask'])
      it(`is sent nothing without a click when the setting is ${setting}`, async () => {
        await set('builtIn.model', setting);
        const text = await submit(`nichts bei ${setting}`, answered());
        await until(() => jobsOf(text).length === 1, 'the refusal');
        await newsIsTold();
        await set('builtIn.model', 'always');
        // What is sent for this one comes after what would have been sent for the one before.
        await second(await submit(`dann bei ${setting}`, answered()));
        assert.ok(model.requests.every(({ body }) => !body.includes(text)));
        assert.equal(jobsOf(text).length, 1);
      });

    it('is sent nothing of what the reader reads itself', async () => {
      const { requestId } = await api.generate({ prompt: 'Box 40 x 20 x 10 mm' });
      await until(() => api.jobs().some((job) => job.requestId === requestId && job.status === 'succeeded'), 'the box');
      assert.deepEqual(model.requests, []);
    });
  });

/** Takes what a list of choices has first, if one is shown. */
function acceptChoice(): Thenable<unknown> {
  return vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
}

/** Jobs that end are told together after a while, and the setting counts at that moment. */
async function newsIsTold(): Promise<void> {
  const from = performance.now();
  await until(() => performance.now() - from > 2 * togetherMs, 'the news of what was refused');
}
