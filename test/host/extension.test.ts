import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { JobSummary, MakistryApi } from '../../src/publicApi.js';
import { until } from '../support/until.js';

const id = 'makistry.makistry-cad';

describe('The extension in a real host', () => {
  let api: MakistryApi;

  before(async () => {
    await vscode.workspace.getConfiguration('makistry').update('service', 'local', vscode.ConfigurationTarget.Global);
    const extension = vscode.extensions.getExtension<MakistryApi>(id);
    assert.ok(extension);
    api = await extension.activate();
  });

  const ended = (requestId: string): Promise<JobSummary> =>
    until(
      () =>
        api
          .jobs()
          .find((job) => job.requestId === requestId && (job.status === 'succeeded' || job.status === 'failed')),
      'the job to end',
      30_000,
    );

  it('registers every command that it contributes, and no other', async () => {
    const manifest = vscode.extensions.getExtension(id)?.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const contributed = manifest.contributes.commands.map(({ command }) => command).sort();
    const ofViews = /\.(focus|open|resetViewLocation|toggleVisibility|removeView)$/;
    const registered = (await vscode.commands.getCommands(true))
      .filter((command) => command.startsWith('makistry.') && !ofViews.test(command))
      .sort();
    assert.deepEqual(registered, contributed);
  });

  it('generates and downloads through the public API', async () => {
    const heard: string[] = [];
    const subscription = api.onDidChangeJobs((ids) => heard.push(...ids));
    const submitted = await api.generate({
      prompt: 'A 40x20x10mm rectangular box with a 5mm through-hole centered on the top face',
      metadata: { part: 7 },
    });
    assert.ok(submitted.jobId);
    const job = await ended(submitted.requestId);
    assert.equal(job.status, 'succeeded', job.errorMessage);
    assert.equal(job.projectName, 'Box 40x20x10');
    const file = await api.download(submitted.jobId, { onConflict: 'overwrite' });
    assert.equal(path.basename(path.dirname(file.fsPath)), 'cad');
    assert.match(fs.readFileSync(file.fsPath, 'utf8'), /^ISO-10303-21;[\s\S]*END-ISO-10303-21;\s*$/);
    assert.ok(heard.includes(submitted.jobId));
    subscription.dispose();
  });

  it('tells what it can’t read as a failed job with a sentence', async () => {
    const job = await ended((await api.generate({ prompt: 'a teapot' })).requestId);
    assert.equal(job.status, 'failed');
    assert.equal(job.errorCode, 'not_understood');
  });

  it('refuses an empty prompt with a sentence', () => assert.rejects(api.generate({ prompt: ' ' }), /prompt is empty/));

  it('says at once that no key is set, and sends nothing', async () => {
    const before = api.jobs().length;
    await vscode.workspace.getConfiguration('makistry').update('service', 'cloud', vscode.ConfigurationTarget.Global);
    try {
      await assert.rejects(api.generate({ prompt: 'a box' }), /No API key is set/);
      assert.equal(api.jobs().length, before);
    } finally {
      await vscode.workspace.getConfiguration('makistry').update('service', 'local', vscode.ConfigurationTarget.Global);
    }
  });
});
