import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { generateFromImages } from '../../src/commands/generate/generateFromImages.js';
import type { CommandContext } from '../../src/commands/context.js';
import { UnderWay } from '../../src/commands/underWay.js';
import { silent } from '../support/core.js';
import { tinyImages } from '../support/localApi.js';
import { until } from '../support/until.js';

describe('Images', () => {
  const set = (key: string, value: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration('makistry').update(key, value, vscode.ConfigurationTarget.Global);
  const service = vscode.workspace.getConfiguration('makistry').get('service');

  before(async () => {
    await set('service', 'cloud');
    await set('confirmBeforeSubmit', false);
  });
  after(async () => {
    await set('service', service);
    await set('confirmBeforeSubmit', undefined);
  });

  it('that are pressed twice, with no question in between, are paid for once; asked for later, they are another part', async () => {
    let paid = 0;
    let answer: () => void = () => undefined;
    const submitImages = (): Promise<void> => {
      paid++;
      return new Promise((resolve) => (answer = resolve));
    };
    const context = {
      services: { active: () => Promise.resolve(undefined) },
      keys: { active: () => Promise.resolve({ name: 'Default', key: `mk_pub_${'0'.repeat(32)}` }) },
      submissions: { submitImages },
      underWay: new UnderWay(),
      log: silent,
    } as unknown as CommandContext;
    const image = (): { name: string; content: Uint8Array } => ({
      name: 'front.png',
      content: tinyImages['image/png']!,
    });
    const press = (): Promise<void> => generateFromImages(context, [image()]);

    const first = press();
    await until(() => paid === 1, 'the first submission');
    await press();
    assert.equal(paid, 1);
    answer();
    await first;

    const later = press();
    await until(() => paid === 2, 'the later submission');
    answer();
    await later;
  });
});
