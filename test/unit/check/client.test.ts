import assert from 'node:assert/strict';
import path from 'node:path';
import { PartChecks } from '../../../src/check/client.js';
import { ManualClock } from '../../support/manualClock.js';
import { forever, newKernel } from '../../support/parts.js';
import { readPart } from '../../../src/local/prompt/index.js';
import { findRoot } from '../../support/root.js';

const prompt = 'A plate of 80 x 50 x 6 mm.';

describe('The check of parts beside the extension host', () => {
  const clock = new ManualClock();
  const lines: string[] = [];
  const note = (message: string | Error): void => void lines.push(String(message));
  const log = { debug: note, info: note, warn: note, error: note };
  const checks = new PartChecks(path.join(findRoot(), 'dist/partCheck.js'), clock, log);
  let bytes: Uint8Array;
  before(async () => {
    const kernel = newKernel();
    const reading = readPart(prompt);
    assert.ok(reading.ok);
    ({ bytes } = await kernel.build(reading.specification, 'STEP', forever));
    await kernel.dispose();
  });
  after(() => checks.dispose());

  it('gives up one that takes too long, says so in the log, and does the next one', async () => {
    const slow = checks.check({ prompt, bytes }, forever);
    await Promise.resolve();
    await Promise.resolve();
    assert.equal(clock.pending, 1);
    clock.advance(90_000);
    assert.equal(await slow, undefined);
    assert.match(lines.join('\n'), /could not be checked/);
    assert.equal((await checks.check({ prompt, bytes }, forever))?.whole, 'same');
  });

  it('ends its thread when there was nothing to check for a while, and starts another one', async () => {
    assert.equal(clock.pending, 1);
    clock.advance(60_000);
    assert.equal(clock.pending, 0);
    await checks.ended;
    assert.ok(await checks.check({ prompt, bytes }, forever));
  });

  it('leaves alone what no prompt is as long as', async () => {
    assert.equal(await checks.check({ prompt: 'a box '.repeat(1000), bytes }, forever), undefined);
  });

  it('checks nothing for whoever has given up before its turn', async () => {
    const stop = new AbortController();
    const [first, second] = [checks.check({ prompt, bytes }, forever), checks.check({ prompt, bytes }, stop.signal)];
    stop.abort();
    await assert.rejects(second, { name: 'AbortError' });
    assert.ok(await first);
  });
});
