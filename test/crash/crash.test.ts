import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { MakistryClient } from '../../src/api/client.js';
import { systemClock } from '../../src/base/clock.js';
import type { JobRecord } from '../../src/jobs/model.js';
import { metadataKey } from '../../src/jobs/ourMetadata.js';
import { temporaryFolder, type TemporaryFolder } from '../support/cleanup.js';
import { openCore, type Core } from '../support/core.js';
import { hasPidNamespaces } from '../support/pidNamespace.js';
import { startServiceProcess, type ServiceProcess } from '../support/serviceProcess.js';
import { viewsOf } from '../support/views.js';
import { openWindowProcess, type Made, type ShownJob, type WindowProcess } from '../support/windowProcess.js';
import { askedFor, startRecordingProxy, type RecordingProxy } from './recordingProxy.js';

const runs = Number(process.env['CRASH_RUNS'] ?? '20');
const longTimeMs = 2 * 86_400_000;

describe(`Killing a window ${runs} times for each, at random moments between the click and the end of the job`, function () {
  let service: ServiceProcess;
  let proxy: RecordingProxy;
  /** The runs in which a kill struck there, by what it left behind. */
  const struck = new Map<string, number>();
  before(async () => {
    service = await startServiceProcess();
    proxy = await startRecordingProxy(service.baseUrl);
  });
  after(async () => {
    await proxy.close();
    await service.stop();
    console.log(
      `      a kill struck: ${[...struck]
        .sort()
        .map(([where, times]) => `${where} ${times}`)
        .join(', ')}`,
    );
  });

  for (const from of ['text', 'images'] as const) {
    for (let run = 1; run <= runs; run++) {
      it(`loses no job from ${from} and makes none twice (run ${run})`, () => strike(`${from} ${run}`, from, run));
    }
  }

  // Fewer of them: a window waits for some seconds whether one that it can't ask about goes on.
  for (const from of ['text', 'images'] as const) {
    for (let run = 1; run <= Math.ceil(runs / 10); run++) {
      it(`loses no job from ${from} and makes none twice when the windows are in two containers with one home (run ${run})`, async function () {
        if (!hasPidNamespaces()) this.skip();
        await strikeContainers(`${from} in containers ${run}`, from, run);
      });
    }
  }

  async function strike(name: string, from: Made, run: number): Promise<void> {
    const folder = temporaryFolder();
    proxy.forget();
    const windows = run % 3 === 0 ? 2 : 1;
    const killed = await openWindow(folder.path, name);
    const other = windows === 2 ? await openWindow(folder.path, name) : undefined;
    const parts = 1 + (run % 3);
    const moment = momentOf(folder.path, from, run);
    for (const window of [killed, other]) window?.tell({ submit: parts, from });
    await moment;
    await killed.kill();
    await noteWhereItStruck(folder.path, from, parts, killed, other === undefined);

    // The other window goes on, or a new one begins, which may be killed too.
    if (!other && Math.random() < 0.25) {
      const second = await openWindow(folder.path, name);
      await delay(Math.random() * 50);
      await second.kill();
    }
    await mustBeWhole(folder, name, from, [killed], other ?? (await openWindow(folder.path, name)));
  }

  /**
   * Two windows that can't ask about each other's process. One of them is killed, or both, and then there is a third
   * container.
   */
  async function strikeContainers(name: string, from: Made, run: number): Promise<void> {
    const folder = temporaryFolder();
    proxy.forget();
    const killed = [await openWindow(folder.path, name, true)];
    const other = await openWindow(folder.path, name, true);
    const parts = 1 + (run % 3);
    const moment = momentOf(folder.path, from, run);
    for (const window of [...killed, other]) window.tell({ submit: parts, from });
    await moment;
    await killed[0]?.kill();
    if (run % 2 === 0) {
      await delay(Math.random() * 50);
      await other.kill();
      killed.push(other);
    }
    await mustBeWhole(folder, name, from, killed, run % 2 === 0 ? await openWindow(folder.path, name, true) : other);
  }

  /** What was lost or made twice shows when all jobs have ended. */
  async function mustBeWhole(
    folder: TemporaryFolder,
    name: string,
    from: Made,
    killed: readonly WindowProcess[],
    survivor: WindowProcess,
  ): Promise<void> {
    const jobs = await survivor.finish();
    await survivor.kill();
    const recorded = new Set(jobs.map(({ requestId }) => requestId));
    for (const { requestId } of killed.flatMap(({ shown }) => shown))
      assert.ok(recorded.has(requestId), 'what a window has shown is kept');
    await mustBeMadeOnce(name, from, jobs);
    await mustBeSentAlike(name, recorded);
    if (from === 'images') await mustKeepOnlyWhatIsNeeded(folder.path, name);
    folder.remove();
  }

  function openWindow(folder: string, run: string, inContainer = false): Promise<WindowProcess> {
    return openWindowProcess({ folder, run, baseUrl: proxy.baseUrl, apiKey: service.apiKey, inContainer });
  }

  /**
   * When to kill: at any time, or at a moment that few random ones would strike. Most of what can go wrong happens in
   * the first milliseconds.
   */
  async function momentOf(folder: string, from: Made, run: number): Promise<void> {
    const aimed = [
      () => delay(Math.random() ** 2 * 250),
      () => proxy.nextWhole().then(() => delay(Math.random() * 20)),
      () => copiesBegin(folder).then(() => delay(Math.random() * 20)),
      () => proxy.nextByte().then(() => delay(Math.random() * 5)),
    ];
    await aimed[run % (from === 'text' ? 2 : 4)]?.();
  }

  /** Each request that was recorded has a job at the service, and no other job was made. */
  async function mustBeMadeOnce(run: string, from: Made, jobs: readonly ShownJob[]): Promise<void> {
    const made = await madeInRun(run);
    assert.deepEqual(
      jobs.map(({ requestId }) => requestId).sort(),
      [...made.keys()].sort(),
      'each request that was recorded has a job, and no other job was made',
    );
    for (const { requestId, jobId, prompt, state } of jobs) {
      assert.deepEqual(made.get(requestId), [jobId], 'one job for a request');
      assert.match(prompt ?? '', /^cube of \d mm$/);
      // The built-in service takes images and then says that it can't make a part from them.
      assert.equal(state, from === 'text' ? 'succeeded' : 'failed');
    }
  }

  /**
   * Nothing goes out that isn't in the ledger, and every attempt of a request asks for the same, with the same key and
   * the same images.
   */
  async function mustBeSentAlike(run: string, recorded: ReadonlySet<string>): Promise<void> {
    const first = new Map<string, string>();
    for (const attempt of proxy.attempts) {
      assert.ok(recorded.has(attempt.key), 'a key that is in the ledger');
      if (!attempt.isWhole) continue;
      const { metadata, text, images } = await askedFor(attempt);
      const { request_id: requestId } = metadata[metadataKey] as { request_id: string };
      assert.deepEqual([metadata['run'], requestId], [run, attempt.key]);
      assert.equal(first.get(attempt.key) ?? text, text, 'the same at each attempt');
      first.set(attempt.key, text);
      if (attempt.path.endsWith('/text-to-cad')) continue;
      const views = viewsOf(run, partIn(text));
      assert.equal(images.length, views.length);
      for (const [index, view] of views.entries())
        assert.ok(images[index]?.equals(view), 'the images are whole, and those that were chosen');
    }
  }

  /** The copies of recorded requests are whole, and those of others go. */
  async function mustKeepOnlyWhatIsNeeded(folder: string, run: string): Promise<void> {
    await inCore(folder, async ({ images, store }) => {
      // A newer copy than all of these: what a crash has left is as old as that long time, then.
      const newer = path.join(folder, 'images', 'newer');
      fs.mkdirSync(newer, { recursive: true });
      const at = (Date.now() + longTimeMs) / 1000;
      fs.utimesSync(newer, at, at);
      await images.makeRoom(store);
      fs.rmdirSync(newer);
      // The service's other jobs are other runs'.
      const jobs = store.jobs().filter(({ metadata }) => metadata['run'] === run);
      assert.deepEqual(
        namesIn(path.join(folder, 'images')).sort(),
        jobs.map(({ requestId }) => requestId).sort(),
        'no copies are left over',
      );
      for (const job of jobs) {
        const names = namesIn(path.join(folder, 'images', job.requestId));
        const views = viewsOf(run, partIn(job.prompt ?? ''));
        assert.deepEqual(
          names.sort(),
          views.map((_, index) => String(index + 1)),
        );
        for (const [index, view] of views.entries())
          assert.ok(fs.readFileSync(path.join(folder, 'images', job.requestId, String(index + 1))).equals(view));
      }
    });
  }

  /** The ids of the jobs that the service has, by the request that made them. */
  async function madeInRun(run: string): Promise<Map<string, string[]>> {
    const client = new MakistryClient({ connect: () => Promise.resolve(service), fetch, clock: systemClock });
    const made = new Map<string, string[]>();
    for await (const { jobId, metadata } of client.listAllJobs()) {
      if (metadata['run'] !== run) continue;
      const { request_id: requestId } = metadata[metadataKey] as { request_id: string };
      made.set(requestId, [...(made.get(requestId) ?? []), jobId]);
    }
    return made;
  }

  async function noteWhereItStruck(
    folder: string,
    from: Made,
    parts: number,
    { pid }: WindowProcess,
    wasAlone: boolean,
  ): Promise<void> {
    await inCore(folder, ({ store }) => {
      const jobs = store.jobs().filter(({ metadata }) => metadata['pid'] === pid);
      const unrecorded = namesIn(path.join(folder, 'images')).filter((id) => !store.get(id));
      const where = new Set(jobs.map(phaseOf));
      // The unrecorded copies of another window may be on their way.
      if (unrecorded.length > 0 && wasAlone) where.add('while copying');
      else if (jobs.length < parts) where.add('before the ledger');
      for (const phase of where) struck.set(`${from}: ${phase}`, (struck.get(`${from}: ${phase}`) ?? 0) + 1);
    });
  }

  function phaseOf({ requestId, jobId, state }: JobRecord): string {
    if (jobId !== undefined) return state === 'succeeded' || state === 'failed' ? 'after the end' : 'after the answer';
    const attempts = proxy.attempts.filter(({ key }) => key === requestId);
    if (attempts.length === 0) return 'before sending';
    return attempts.some(({ isWhole }) => isWhole) ? 'before the answer' : 'while sending';
  }
});

/** What is on the disk, read as a window reads it that neither sends nor asks. */
async function inCore(folder: string, look: (core: Core) => Promise<void> | void): Promise<void> {
  const core = await openCore({
    folder,
    connection: { baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'none' },
    account: 'nobody',
    isPollingEnabled: () => false,
  });
  try {
    await look(core);
  } finally {
    core.dispose();
  }
}

async function copiesBegin(folder: string): Promise<void> {
  while (namesIn(path.join(folder, 'images')).length === 0) await nextTurn();
}

function namesIn(folder: string): string[] {
  return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
}

/** The number in a prompt that `window.ts` has made. */
function partIn(text: string): number {
  return Number(/cube of (\d) mm/.exec(text)?.[1]);
}
