// A window that downloads, in a process of its own, to be killed: node downloadWindow.js <folder> <baseUrl>
// It first removes what another one has left, says "ready", and then downloads the same job over and over.
import { systemClock } from '../../src/base/clock.js';
import { silent } from '../support/core.js';
import { Downloader } from '../support/downloader.js';
import { runMain } from '../support/main.js';

async function main(): Promise<void> {
  const [folder = '', baseUrl = ''] = process.argv.slice(2);
  const downloader = new Downloader({ folder, server: { baseUrl }, clock: systemClock });
  await downloader.journal.removeLeftOvers(silent);
  process.send?.('ready');
  for (let round = 0; ; round++) {
    // Two at a time: one is new each time, the other replaces what is there.
    await Promise.all([
      downloader.run({ name: `part-${round}.step`, conflict: 'keepBoth' }),
      downloader.run({ name: 'same.step', conflict: 'overwrite' }),
    ]);
  }
}

runMain(main);
