// One download as the extension host does it, measured from inside: node downloadProbe.js <folder> <baseUrl> [fetch]
// With `fetch`, the bytes are only fetched and thrown away: what no download can do without.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { systemClock } from '../../src/base/clock.js';
import { Downloader } from '../support/downloader.js';
import { runMain } from '../support/main.js';

export interface Measured {
  readonly ms: number;
  /** Most resident memory while it ran, less that before. */
  readonly memoryMB: number;
  /** The longest that the event loop came late. */
  readonly blockedMs: number;
}

/** How often the event loop is looked at, in ms; what it measures includes that. */
const resolution = 5;

async function main(): Promise<void> {
  const [folder = '', baseUrl = '', mode] = process.argv.slice(2);
  const downloader = new Downloader({ folder, server: { baseUrl }, clock: systemClock });
  const { downloadUrl = '' } = await downloader.client.getJob('pub_1');
  const before = process.memoryUsage.rss();
  let most = before;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  const start = performance.now();
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  if (mode === 'fetch') {
    const { body } = await fetch(downloadUrl);
    for (const pieces = body?.getReader(); pieces && !(await pieces.read()).done;) look();
  } else await downloader.run({ conflict: 'overwrite', onProgress: look });
  const ms = performance.now() - start;
  delay.disable();
  const measured: Measured = { ms, memoryMB: (most - before) / 1e6, blockedMs: delay.max / 1e6 - resolution };
  process.send?.(measured, () => process.disconnect());
}

runMain(main);
