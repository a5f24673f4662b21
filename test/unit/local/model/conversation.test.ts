import assert from 'node:assert/strict';
import type { KernelClient } from '../../../../src/kernel/client';
import { converse, type Outcome } from '../../../../src/local/model/conversation';
import { ModelError, type LanguageModel } from '../../../../src/local/model/languageModel';
import { ManualClock } from '../../../support/manualClock';
import { forever, newKernel } from '../../../support/parts';
import {
  answered,
  droppedHoles,
  inventedSize,
  platePrompt,
  rightFeatures,
  wrongCount,
} from '../../../support/languageModel/plate';
import { ScriptedModel } from './scriptedModel';

describe('A conversation with a language model', () => {
  let kernel: KernelClient;
  before(() => void (kernel = newKernel()));
  after(() => kernel.dispose());

  const read = (model: LanguageModel, prompt = platePrompt): Promise<Outcome> =>
    converse(prompt, forever, { model, build: (part, signal) => kernel.build(part, 'STEP', signal) });

  it('ends with the part of a good answer', async () => {
    const model = new ScriptedModel(answered());
    const outcome = await read(model);
    assert.deepEqual(outcome.kind === 'part' && outcome.doubts, []);
    assert.equal(outcome.rounds, 1);
  });

  it('sends the schema and the prompt, and nothing else', async () => {
    const model = new ScriptedModel(answered());
    await read(model);
    const [messages] = model.asked;
    assert.deepEqual(
      messages!.map(({ role }) => role),
      ['system', 'user'],
    );
    assert.equal(messages?.[1]?.text, platePrompt);
  });

  for (const [what, text] of [
    ['in a fence', `\`\`\`json\n${JSON.stringify(answered())}\n\`\`\``],
    ['amid prose with braces', `Let me think {about} it.\n${JSON.stringify(answered())}\nDone {really}.`],
    ['given twice', `${JSON.stringify(answered())}\n${JSON.stringify(answered())}`],
  ] as const)
    it(`takes an answer ${what}`, async () => {
      assert.equal((await read(new ScriptedModel(text))).kind, 'part');
    });

  it('tells a misspelt key back, and takes the corrected answer', async () => {
    const misspelt = [{ operation: 'new', name: 'plate', shape: { kind: 'box', sizes: [60, 40, 5] } }];
    const model = new ScriptedModel(answered(misspelt), answered());
    const outcome = await read(model);
    assert.equal(outcome.kind, 'part');
    assert.equal(outcome.rounds, 2);
    assert.match(model.lastTold, /The plate can’t be made: “shape\.sizes” is unknown\. Known there are kind, size\./);
  });

  const wrongAnswers: readonly (readonly [what: string, answer: object, told: RegExp])[] = [
    ['an invented size', answered(inventedSize), /The diameter of “holes”, 7\.3 mm, is neither in the text nor/],
    ['a dropped feature', answered(droppedHoles), /The text has 4 of something that is not there 4 times/],
    ['a wrong count', answered(wrongCount), /The text has 4 of something/],
    ['a wrong box', answered(rightFeatures, { size: [60, 40, 8] }), /measures 60 × 40 × 5 mm.*60 × 40 × 8/],
    [
      'a part that the kernel can’t make',
      answered([...rightFeatures, { operation: 'fillet', name: 'round', radius: 40, edges: {} }]),
      /round/,
    ],
  ];
  for (const [what, answer, told] of wrongAnswers) {
    it(`tells ${what} back, and refuses it after three rounds`, async () => {
      const model = new ScriptedModel(answer, answer, answer);
      const outcome = await read(model);
      assert.match(outcome.kind === 'wrong' ? outcome.problem : '', told);
      assert.equal(outcome.rounds, 3);
      assert.match(model.lastTold, told);
    });
  }

  it('refuses two different answers', async () => {
    const two = `${JSON.stringify(answered())}\n${JSON.stringify(answered(inventedSize))}`;
    const outcome = await read(new ScriptedModel(two, two, two));
    assert.match(outcome.kind === 'wrong' ? outcome.problem : '', /several answers/);
  });

  it('refuses endless prose', async () => {
    const prose = 'The plate is { quite '.repeat(20_000);
    const outcome = await read(new ScriptedModel(prose, 'I am not sure.', '{}'));
    assert.match(outcome.kind === 'wrong' ? outcome.problem : '', /There is no JSON object/);
  });

  it('ends with a question', async () => {
    const outcome = await read(new ScriptedModel({ question: 'How\nthick is it?' }));
    assert.deepEqual(outcome.kind === 'question' && outcome.question, 'How thick is it?');
  });

  it('ends with what can’t be expressed', async () => {
    const outcome = await read(new ScriptedModel({ unsupported: 'A spline.' }));
    assert.deepEqual(outcome.kind === 'unsupported' && outcome.reason, 'A spline.');
  });

  it('asks once more about a number that isn’t in the part, and keeps the doubt', async () => {
    const prompt = `${platePrompt}, 13.7 mm from the wall`;
    const model = new ScriptedModel(answered(), answered());
    const outcome = await read(model, prompt);
    assert.equal(outcome.rounds, 2);
    assert.deepEqual(outcome.kind === 'part' && outcome.doubts, [
      'The number 13.7 of the text was not found in the part.',
    ]);
  });

  it('has no doubt about a number that the model says is none of the part’s', async () => {
    const prompt = `${platePrompt}, 13.7 mm from the wall`;
    const outcome = await read(
      new ScriptedModel(answered(rightFeatures, { unused: ['13.7: where it is mounted'] })),
      prompt,
    );
    assert.deepEqual(outcome.kind === 'part' && [outcome.doubts, outcome.unused], [[], ['13.7: where it is mounted']]);
  });

  it('keeps the doubted part when the next answer is wrong', async () => {
    const prompt = `${platePrompt}, 13.7 mm from the wall`;
    const outcome = await read(new ScriptedModel(answered(), answered(inventedSize)), prompt);
    assert.equal(outcome.kind === 'part' && outcome.doubts.length, 1);
  });

  it('takes an invented size that is an assumption, which the user sees', async () => {
    const assumptions = ['The holes have 7.3 mm for clearance.'];
    const outcome = await read(new ScriptedModel(answered(inventedSize, { assumptions, unused: ['6: the screws'] })));
    assert.deepEqual(outcome.kind === 'part' && outcome.specification.assumptions, assumptions);
  });

  it('breaks off when it is cancelled, even if the model doesn’t', async () => {
    const cancel = new AbortController();
    const reading = converse(platePrompt, cancel.signal, { model: silent, build: () => assert.fail('built') });
    cancel.abort(new Error('cancelled by the user'));
    await assert.rejects(reading, /cancelled by the user/);
  });

  it('gives up on a silent model when its time is over', async () => {
    const clock = new ManualClock();
    const reading = converse(platePrompt, forever, { model: silent, clock, limitMs: 5000, build: () => assert.fail() });
    const failed = assert.rejects(
      reading,
      (error: ModelError) => error instanceof ModelError && error.code === 'model_silent',
    );
    clock.advance(5000);
    await failed;
  });

  it('passes on why the model gave no answer', async () => {
    const refused = new ModelError('model_refused', 'The user has not allowed it.');
    await assert.rejects(read(new ScriptedModel(refused)), refused);
  });
});

const silent: LanguageModel = { name: 'Silent', ask: () => new Promise(() => undefined) };
