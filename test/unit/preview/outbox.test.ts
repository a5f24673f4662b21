import assert from 'node:assert/strict';
import type { ToPage } from '../../../src/preview/messages.js';
import { Outbox } from '../../../src/preview/outbox.js';

describe('What a preview’s page is told while it loads', () => {
  const stage = (name: 'loading' | 'reading' | 'meshing'): ToPage => ({ type: 'stage', stage: name });
  const failure: ToPage = { type: 'failure', sentence: 'It is damaged.', canOpenAnyway: false };

  it('waits until the page asks for it, and of each kind the newest comes, in their order', () => {
    const sent: ToPage[] = [];
    const outbox = new Outbox((message) => sent.push(message));
    outbox.tell(stage('loading'));
    outbox.tell(failure);
    outbox.tell(stage('reading'));
    assert.deepEqual(sent, []);
    outbox.open();
    assert.deepEqual(sent, [failure, stage('reading')]);
  });

  it('ends with the failure of a reading that fails after an earlier one has succeeded', () => {
    const sent: ToPage[] = [];
    const outbox = new Outbox((message) => sent.push(message));
    for (const message of [stage('loading'), failure, stage('reading'), failure]) outbox.tell(message);
    outbox.open();
    assert.deepEqual(sent.at(-1), failure);
  });

  it('comes at once from then on, and once', () => {
    const sent: ToPage[] = [];
    const outbox = new Outbox((message) => sent.push(message));
    outbox.tell(stage('loading'));
    outbox.open();
    outbox.tell(stage('reading'));
    outbox.tell(stage('meshing'));
    outbox.open();
    assert.deepEqual(sent, [stage('loading'), stage('reading'), stage('meshing')]);
  });
});
