// A gigabyte over loopback to disk, beside curl -o: node out/test/bench/download.js [--megabytes=N] [--runs=N]
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { onExit, temporaryFolder } from '../support/cleanup.js';
import { runMain } from '../support/main.js';
import { findRoot } from '../support/root.js';
import { keepFigures } from './figures.js';
import type { Measured } from './downloadProbe.js';

const goals = { ofCurl: 0.8, memoryMB: 64, blockedMs: 50 };

function argument(name: string, fallback: number): number {
  const given = process.argv.find((text) => text.startsWith(`--${name}=`));
  return given === undefined ? fallback : Number(given.slice(name.length + 3));
}

async function main(): Promise<void> {
  const [bytes, runs] = [argument('megabytes', 1000) * 1_000_000, argument('runs', 5)];
  const folder = temporaryFolder();
  const serving = fork(path.join(findRoot(), 'out/test/bench/downloadServer.js'), [String(bytes)]);
  const stop = onExit(() => serving.kill());
  const [{ baseUrl, file }] = (await once(serving, 'message')) as [{ baseUrl: string; file: string }];

  const rows: (Measured & {
    readonly idleBlockedMs: number;
    readonly fetchMemoryMB: number;
    readonly fetchBlockedMs: number;
    readonly curl: number;
    readonly curlSynced: number;
  })[] = [];
  for (let run = 0; run < runs; run++) {
    // Taken in turns, so that what else the machine does strikes both.
    const curl = await timeOfCurl(file, path.join(folder.path, `curl-${run}`), bytes);
    // This process only waits meanwhile: how late its own event loop comes is the machine's doing.
    const idle = monitorEventLoopDelay({ resolution: 5 });
    idle.enable();
    const ours = await measureOurs(folder.path, baseUrl, bytes);
    idle.disable();
    const fetched = await probe(folder.path, baseUrl, 'fetch');
    rows.push({
      ...ours,
      idleBlockedMs: idle.max / 1e6 - 5,
      fetchMemoryMB: fetched.memoryMB,
      fetchBlockedMs: fetched.blockedMs,
      curl: curl.ms,
      curlSynced: curl.syncedMs,
    });
  }
  stop();
  folder.remove();

  const median = (pick: (row: (typeof rows)[number]) => number): number =>
    rows.map(pick).sort((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN;
  const rate = (ms: number): string => `${(bytes / ms / 1000).toFixed(0)} MB/s`;
  const result = {
    bytes,
    curlMs: median((row) => row.curl),
    curlSyncedMs: median((row) => row.curlSynced),
    oursMs: median((row) => row.ms),
    memoryMB: Math.max(...rows.map((row) => row.memoryMB)),
    blockedMs: Math.max(...rows.map((row) => row.blockedMs)),
    idleBlockedMs: Math.max(...rows.map((row) => row.idleBlockedMs)),
    fetchMemoryMB: Math.max(...rows.map((row) => row.fetchMemoryMB)),
    fetchBlockedMs: Math.max(...rows.map((row) => row.fetchBlockedMs)),
    load: loadavg()[0],
    goals,
  };
  console.table(rows);
  console.log(
    `${bytes / 1e6} MB, median of ${runs}: ours, checked and synced, ${rate(result.oursMs)}; curl -o ${rate(result.curlMs)}; curl -o and sync of its file ${rate(result.curlSyncedMs)}`,
  );
  report(
    'of curl -o’s throughput',
    result.curlMs / result.oursMs,
    goals.ofCurl,
    'at least',
    result.curlMs / result.oursMs >= goals.ofCurl,
  );
  report(
    'of that of curl -o with sync',
    result.curlSyncedMs / result.oursMs,
    goals.ofCurl,
    'at least',
    result.curlSyncedMs / result.oursMs >= goals.ofCurl,
  );
  report('MB more memory at most', result.memoryMB, goals.memoryMB, 'at most', result.memoryMB <= goals.memoryMB);
  report(
    'ms was the event loop late at most',
    result.blockedMs,
    goals.blockedMs,
    'at most',
    result.blockedMs <= goals.blockedMs,
  );
  console.log(
    `       fetch alone, with the bytes thrown away: ${result.fetchMemoryMB.toFixed(0)} MB more, late by up to ${result.fetchBlockedMs.toFixed(0)} ms`,
  );
  console.log(
    `       a process that did nothing meanwhile was late by up to ${result.idleBlockedMs.toFixed(0)} ms; load of the machine ${result.load?.toFixed(1) ?? '?'} on ${cpus().length} cores`,
  );
  keepFigures('download', { ...result, runs: rows });
}

function report(what: string, value: number, goal: number, bound: string, isMet: boolean): void {
  console.log(`${isMet ? 'met   ' : 'MISSED'} ${value.toFixed(2)} ${what} (goal: ${bound} ${goal})`);
}

/** Ms until curl has ended, and until its file is on the disk, too. */
async function timeOfCurl(
  url: string,
  target: string,
  bytes: number,
): Promise<{ readonly ms: number; readonly syncedMs: number }> {
  const start = performance.now();
  const curl = spawn('curl', ['--silent', '--show-error', '--fail', '-o', target, url], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(curl, 'exit')) as [number];
  const ms = performance.now() - start;
  if (code !== 0 || fs.statSync(target).size !== bytes) throw new Error(`curl ended with ${code}.`);
  const file = fs.openSync(target, 'r+');
  fs.fsyncSync(file);
  fs.closeSync(file);
  const syncedMs = performance.now() - start;
  fs.rmSync(target);
  return { ms, syncedMs };
}

/** In a process of its own, as fresh as curl's. */
async function probe(folder: string, baseUrl: string, ...mode: 'fetch'[]): Promise<Measured> {
  const child = fork(path.join(findRoot(), 'out/test/bench/downloadProbe.js'), [folder, baseUrl, ...mode]);
  const [measured] = (await once(child, 'message')) as [Measured];
  await once(child, 'exit');
  return measured;
}

async function measureOurs(folder: string, baseUrl: string, bytes: number): Promise<Measured> {
  const measured = await probe(folder, baseUrl);
  const file = path.join(folder, 'cad/part.step');
  if (fs.statSync(file).size !== bytes) throw new Error('The file is not whole.');
  fs.rmSync(file);
  return measured;
}

runMain(main);
