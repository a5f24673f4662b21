import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { TemporaryFiles } from '../../../src/base/temporaryFiles.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { silent } from '../../support/core.js';
import { ManualClock } from '../../support/manualClock.js';
import { until } from '../../support/until.js';

describe('What a window that was killed has left half-written', () => {
  it('is removed from all folders when it has been seen unchanged for ten minutes, and nothing else is', async () => {
    const folder = temporaryFolder();
    const clock = new ManualClock();
    const fileIn = (...names: string[]): string => {
      const file = path.join(folder.path, ...names);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, 'x');
      return file;
    };
    const left = [
      fileIn(`webhook-place.json.${randomUUID()}.tmp`),
      fileIn('images', 'a', `1.${randomUUID()}.tmp`),
      fileIn('local', 'files', `b.${randomUUID()}.tmp`),
    ];
    const growing = fileIn('pictures', `p.png.${randomUUID()}.tmp`);
    const others = [fileIn('jobs.jsonl'), fileIn('parts', 'notes.tmp')];
    // In the list of the folder, and gone when it is looked at.
    fs.symlinkSync('/no/where', path.join(folder.path, `k.${randomUUID()}.tmp`));
    const files = new TemporaryFiles({ folder: folder.path, clock, log: silent });
    clock.advance(60_000);
    await until(() => clock.pending === 1, 'the first look');
    const young = fileIn('claims', `c.${randomUUID()}.tmp`);
    fs.appendFileSync(growing, 'x');
    clock.advance(600_000);
    await until(() => left.every((file) => !fs.existsSync(file)), 'them to go');
    for (const file of [growing, young, ...others]) assert.ok(fs.existsSync(file), file);
    files.dispose();
    assert.equal(clock.pending, 0);
    folder.remove();
  });
});
