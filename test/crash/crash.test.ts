import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { MakistryClient } from '../../src/api/client.js';
import { systemClock } from '../../src/base/clock.js';
import { metadataKey } from '../../src/jobs/model.js';
import { temporaryFolder } from '../support/cleanup.js';
import { openCore } from '../support/core.js';
import { startServiceProcess, type ServiceProcess } from '../support/serviceProcess.js';
import { openWindowProcess, type WindowProcess } from '../support/windowProcess.js';

const runs = Number(process.env['CRASH_RUNS'] ?? '20');

/** Where a kill struck, by what it left behind. */
const struck = { beforeTheLedger: 0, beforeTheAnswer: 0, afterTheAnswer: 0, afterTheEnd: 0 };

describe(`Killing a window ${runs} times, at random moments between the click and the end of the job`, function () {
  this.timeout(60_000);
  let service: ServiceProcess;
  before(async () => {
    service = await startServiceProcess();
  });
  after(async () => {
    await service.stop();
    console.log(`      a kill struck: ${Object.entries(struck).map(([where, times]) => `${where} ${times}`).join(', ')}`);
  });

  for (let run = 1; run <= runs; run++) {
    it(`loses no job and makes none twice (run ${run})`, async () => {
      const folder = temporaryFolder();
      const windows = run % 3 === 0 ? 2 : 1;
      const killed = await openWindow(folder.path, String(run));
      const other = windows === 2 ? await openWindow(folder.path, String(run)) : undefined;
      const parts = 1 + (run % 3);
      for (const window of [killed, other]) window?.tell({ submit: parts });
      // Most of what can go wrong happens in the first milliseconds.
      await delay(Math.random() ** 2 * 250);
      await killed.kill();
      await noteWhereItStruck(folder.path, parts);

      // The other window goes on, or a new one begins, which may be killed too.
      if (!other && Math.random() < 0.25) {
        const second = await openWindow(folder.path, String(run));
        await delay(Math.random() * 50);
        await second.kill();
      }
      const survivor = other ?? (await openWindow(folder.path, String(run)));
      const jobs = await survivor.finish();
      await survivor.kill();

      const made = await madeInRun(String(run));
      assert.deepEqual(jobs.map(({ requestId }) => requestId).sort(), [...made.keys()].sort(), 'each request that was recorded has a job, and no other job was made');
      for (const { requestId, jobId, prompt, state } of jobs) {
        assert.deepEqual(made.get(requestId), [jobId], 'one job for a request');
        assert.match(prompt ?? '', /^cube of \d mm$/);
        assert.equal(state, 'succeeded');
      }
      folder.remove();
    });
  }

  function openWindow(folder: string, run: string): Promise<WindowProcess> {
    return openWindowProcess({ folder, run, baseUrl: service.baseUrl, apiKey: service.apiKey });
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

  async function noteWhereItStruck(folder: string, parts: number): Promise<void> {
    const core = await openCore({ folder, connection: service, account: 'nobody', isPollingEnabled: () => false });
    const jobs = core.store.jobs();
    core.dispose();
    if (jobs.length < parts) struck.beforeTheLedger++;
    else if (jobs.some(({ jobId }) => jobId === undefined)) struck.beforeTheAnswer++;
    else if (core.store.unfinished().length > 0) struck.afterTheAnswer++;
    else struck.afterTheEnd++;
  }
});
