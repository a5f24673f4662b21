import assert from 'node:assert/strict';
import { readFromPage, readToPage } from '../../../src/preview/messages.js';

describe('Messages between the preview’s page and its host', () => {
  it('are taken when they are known', () => {
    assert.deepEqual(readFromPage({ type: 'ready' }), { type: 'ready' });
    assert.ok(readToPage({ type: 'file', format: 'stl', bytes: new Uint8Array(3) }));
    assert.deepEqual(readFromPage({ type: 'openAnyway' }), { type: 'openAnyway' });
    assert.ok(readToPage({ type: 'failure', sentence: 'It needs more memory.', canOpenAnyway: true }));
  });

  const strange: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['another type', { type: 'run' }],
    ['a command that no page may give', { type: 'action', action: 'workbench.action.quit' }],
    ['more than belongs to it', { type: 'ready', command: 'x' }],
    ['a picture that is no bytes', { type: 'savePicture', png: 'data:,' }],
    ['a small picture that is large', { type: 'picture', name: '1 2', png: new Uint8Array(1_000_001) }],
    ['a text without end', { type: 'copyText', text: 'x'.repeat(2_000_000) }],
  ];
  for (const [title, message] of strange)
    it(`from the page are dropped: ${title}`, () => assert.equal(readFromPage(message), undefined));

  it('to the page are dropped when their arrays are none', () => {
    assert.equal(readToPage({ type: 'file', format: 'stl', bytes: [1, 2, 3] }), undefined);
    assert.equal(readToPage({ type: 'mesh', coarse: false, mesh: { positions: [] } }), undefined);
    assert.equal(readToPage({ type: 'file', format: 'exe', bytes: new Uint8Array(3) }), undefined);
  });
});
