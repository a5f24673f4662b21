import assert from 'node:assert/strict';
import * as path from 'node:path';
import { PromptChecks } from '../../../src/local/check/client.js';
import { ManualClock } from '../../support/manualClock.js';
import { findRoot } from '../../support/root.js';

const never = new AbortController().signal;
const box = 'A box 40x20x10 mm with a zorp of 5 mm';

describe('The check of prompts beside the extension host', () => {
  const clock = new ManualClock();
  const lines: string[] = [];
  const note = (message: string | Error): void => void lines.push(String(message));
  const log = { debug: note, info: note, warn: note, error: note };
  const checks = new PromptChecks(path.join(findRoot(), 'dist/promptCheck.js'), clock, log);
  after(() => checks.dispose());

  it('tells the place of what is refused, and what would be read', async () => {
    const checked = await checks.check(box, never);
    assert.ok(checked && !checked.ok && checked.span);
    assert.equal(box.slice(checked.span.start, checked.span.end), 'zorp');
    assert.deepEqual(
      checked.rewritings.map(({ prompt }) => prompt),
      ['A box 40x20x10 mm'],
    );
  });

  it('tells what is assumed, and the words that it quotes', async () => {
    const prompt = 'I would like a small thing for my desk.\nA box 40 x 20 x 10';
    const checked = await checks.check(prompt, never);
    assert.ok(checked?.ok);
    assert.ok(checked.assumptions.some(({ sentence }) => sentence === 'Lengths without a unit are in mm.'));
  });

  it('leaves alone what the service would not take', async () => {
    assert.equal(await checks.check('a box '.repeat(1000), never), undefined);
  });

  it('reads nothing for whoever has given up before its turn', async () => {
    const stop = new AbortController();
    const [first, second] = [checks.check(box, never), checks.check('A cylinder', stop.signal)];
    stop.abort();
    await assert.rejects(second, { name: 'AbortError' });
    assert.ok(await first);
  });

  it('ends its thread when there was no prompt for a while, and starts another one', async () => {
    assert.equal(clock.pending, 1);
    clock.advance(60_000);
    assert.equal(clock.pending, 0);
    await checks.ended;
    assert.ok(await checks.check(box, never));
  });

  it('gives up a prompt that takes too long, says so in the log, and reads the next one', async () => {
    const slow = checks.check(box, never);
    await Promise.resolve();
    await Promise.resolve();
    clock.advance(5000);
    assert.equal(await slow, undefined);
    assert.match(lines.join(), /could not be checked/);
    assert.ok(await checks.check(box, never));
  });

  it('ends with its window', async () => {
    checks.dispose();
    await checks.ended;
    assert.equal(clock.pending, 0);
    assert.equal(await checks.check(box, never), undefined);
  });
});
