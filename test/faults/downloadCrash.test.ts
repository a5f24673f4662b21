import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '../../src/base/clock.js';
import { TemporaryFiles } from '../../src/base/temporaryFiles.js';
import { PartJournal } from '../../src/download/partJournal.js';
import { onExit, temporaryFolder } from '../support/cleanup.js';
import { silent } from '../support/core.js';
import { ManualClock } from '../support/manualClock.js';
import { findRoot } from '../support/root.js';
import { until } from '../support/until.js';
import { startStorageServer, validStep, type StorageServer } from '../support/storageServer.js';

const runs = 20;

describe(`Killing a window that downloads ${runs} times, at random moments`, function () {
  let server: StorageServer;
  let folder: ReturnType<typeof temporaryFolder>;
  /** How many kills left something unfinished: when it is 0, this proves nothing. */
  let struck = 0;
  /** Those of them that struck while the whole file was brought into the folder. */
  let struckPlacing = 0;
  const bodies = new Set<string>();

  before(async () => {
    server = await startStorageServer();
    folder = temporaryFolder();
    let turn = 0;
    // Another content each time, in two halves, so that a kill can strike in between.
    server.always(async ({ response, over }) => {
      const body = Buffer.from(validStep.toString().replace('#1=X', `/*${'x'.repeat(400_000)}*/#${++turn}=X`));
      bodies.add(body.toString());
      response.writeHead(200, { 'Content-Length': body.length }).write(body.subarray(0, body.length / 2));
      await delay(Math.random() * 10);
      if (!over.aborted) response.end(body.subarray(body.length / 2));
    });
  });
  after(async () => {
    await server.close();
    folder.remove();
    console.log(`      ${struck} of ${runs} kills left something unfinished, ${struckPlacing} of them in the folder`);
    assert.ok(struck > 0, 'no kill struck in the middle of a download');
  });

  const namesIn = (name: string): string[] =>
    fs.existsSync(path.join(folder.path, name)) ? fs.readdirSync(path.join(folder.path, name)) : [];
  const target = (): string[] => namesIn('cad');
  const copies = (): string[] => target().filter((name) => name.startsWith('.'));
  const unfinished = (): string[] => [...copies(), ...namesIn('storage').filter((name) => name.endsWith('.received'))];

  for (let run = 1; run <= runs; run++) {
    it(`never leaves a wrong file, nor anything unfinished after the next start (run ${run})`, async () => {
      const child = fork(path.join(findRoot(), 'out/test/faults/downloadWindow.js'), [folder.path, server.baseUrl]);
      const kill = onExit(() => child.kill('SIGKILL'));
      const exited = once(child, 'exit');
      await once(child, 'message');
      assert.deepEqual(unfinished(), [], 'the start has removed what the last one left');
      const before = server.storage.length;
      await until(() => server.storage.length > before, 'a download');
      await delay(Math.random() * 60);
      kill();
      const [, signal] = (await exited) as [number | null, NodeJS.Signals | null];
      assert.equal(signal, 'SIGKILL', 'it has not ended by itself');
      if (unfinished().length > 0) struck++;
      if (copies().length > 0) struckPlacing++;
      for (const name of target().filter((file) => file.endsWith('.step')))
        assert.ok(bodies.has(fs.readFileSync(path.join(folder.path, 'cad', name), 'utf8')), `${name} is whole`);
      // The next window of another test run begins like this.
      if (run === runs) {
        await new PartJournal(path.join(folder.path, 'storage'), systemClock).removeLeftOvers(silent);
        assert.deepEqual(unfinished(), []);
        const kept = path.join(folder.path, 'storage');
        // A line of the journal that was being written is removed later, when it is seen that nobody goes on with it.
        const clock = new ManualClock();
        const temporary = new TemporaryFiles({ folder: kept, clock, log: silent });
        clock.advance(60_000);
        await until(() => clock.pending === 1 || fs.readdirSync(kept).length === 0, 'the first look');
        clock.advance(600_000);
        await until(() => fs.readdirSync(kept).length === 0, 'the journal to be empty');
        temporary.dispose();
      }
    });
  }
});
