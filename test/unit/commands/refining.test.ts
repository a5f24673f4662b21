import assert from 'node:assert/strict';
import path from 'node:path';
import { recordOfForeignJob } from '../../../src/jobs/mergeJob.js';
import { fitsInBox, withSuggestion } from '../../../src/commands/generate/refining.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { openCore, type Core } from '../../support/core.js';

const request = { prompt: 'a box', designMode: 'standard', outputFormat: 'STEP' } as const;

describe('Refining a prompt', () => {
  const appended: readonly (readonly [title: string, prompt: string, suggestion: string, expected: string])[] = [
    [
      'comes after the prompt as a sentence of its own',
      'A box 10x10x10 mm',
      'Add four M5 holes.',
      'A box 10x10x10 mm. Add four M5 holes.',
    ],
    ['needs no second full stop', 'A box.', 'Add a hole.', 'A box. Add a hole.'],
    [
      'gets a line of its own where the prompt has lines',
      'A box\nwith a lid',
      'Add a hole.',
      'A box\nwith a lid\nAdd a hole.',
    ],
    [
      'takes the place of the prompt when it is a variant of all of it',
      'A box  10x10x10 mm.',
      'A box 10x10x10 mm. Add a hole.',
      'A box 10x10x10 mm. Add a hole.',
    ],
    ['is the prompt where there is none', '', ' Add a hole. ', 'Add a hole.'],
    ['may be nothing', 'A box ', ' ', 'A box'],
  ];
  for (const [title, prompt, suggestion, expected] of appended)
    it(`a suggestion ${title}`, () => assert.equal(withSuggestion(prompt, suggestion), expected));

  it('a prompt of several lines, or a long one, is edited in an editor', () => {
    assert.equal(fitsInBox('A box 10x10x10 mm'), true);
    assert.equal(fitsInBox('A box\r\nof steel'), false);
    assert.equal(fitsInBox('a'.repeat(161)), false);
  });
});

describe('The chain of refined jobs', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let core: Core;
  const sent: { key: string | null; metadata: { makistry_vscode: Readonly<Record<string, unknown>> } }[] = [];

  before(async () => {
    folder = temporaryFolder();
    const fetch: typeof globalThis.fetch = (_, init) => {
      sent.push({
        key: new Headers(init?.headers).get('Idempotency-Key'),
        ...(JSON.parse(init?.body as string) as Pick<(typeof sent)[number], 'metadata'>),
      });
      return Promise.resolve(Response.json({ job_id: `pub_${sent.length}`, status: 'queued' }, { status: 202 }));
    };
    core = await openCore({
      folder: path.join(folder.path),
      connection: { baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'k' },
      fetch,
      isPollingEnabled: () => false,
    });
  });
  after(() => {
    core.dispose();
    folder.remove();
  });

  it('is in the ledger by request id, and travels as the job id', async () => {
    const first = await core.submissions.submit(request);
    const second = await core.submissions.submit({ ...request, prompt: 'a bigger box', refines: first.requestId });
    assert.equal(second.refines, first.requestId);
    assert.equal(sent[0]?.metadata.makistry_vscode['refines'], undefined);
    assert.equal(sent[1]?.metadata.makistry_vscode['refines'], 'pub_1');
    assert.notEqual(sent[1].key, sent[0]?.key);
  });

  it('is known to another machine, too', () => {
    const told = {
      jobId: 'pub_2',
      status: 'queued',
      endpoint: 'text_to_cad',
      designMode: 'standard',
      outputFormat: 'STEP',
      metadata: sent[1]!.metadata,
    };
    assert.equal(recordOfForeignJob(told, 'remote-pub_2', 'a', 0).refines, 'pub_1');
    assert.equal(
      recordOfForeignJob({ ...told, metadata: { makistry_vscode: { refines: 7 } } }, 'remote-pub_2', 'a', 0).refines,
      undefined,
    );
    assert.equal(
      recordOfForeignJob({ ...told, metadata: { makistry_vscode: { refines: 'pub_2' } } }, 'remote-pub_2', 'a', 0)
        .refines,
      undefined,
      'a job does not refine itself',
    );
  });
});
