import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { makeCertificate, startCallbackReceiver } from '../../support/callbackReceiver.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { localApi, type Json } from '../../support/localApi.js';
import { runCli, type RunningCli } from '../../support/localCli.js';
import { until } from '../../support/until.js';

const runs = 6;

/** How many submissions had no answer when the kill struck, in all runs. */
let unanswered = 0;

describe(`Killing the built-in service ${runs} times, at random moments between a submission and the job’s end`, () => {
  const certificate = makeCertificate();
  after(() => console.log(`      ${unanswered} submissions had no answer when a kill struck`));

  for (let run = 1; run <= runs; run++) {
    it(`loses no accepted job, makes none twice, keeps no half file and makes every callback (run ${run})`, async () => {
      const folder = temporaryFolder();
      const receiver = await startCallbackReceiver(certificate, () => 200);
      const ca = path.join(folder.path, 'ca.pem');
      fs.writeFileSync(ca, certificate.certificate);
      const data = path.join(folder.path, 'data');
      const start = (): Promise<RunningCli> => runCli(['--data', data, '--callback-ca', ca, '--credits', '100']);
      let cli = await start();
      const { json, post } = localApi(() => cli.address);
      const wishes = Array.from({ length: 6 }, (_, i) => ({
        key: randomUUID(),
        body: JSON.stringify({
          prompt: `cube of ${i + 1} mm`,
          output_format: 'STL',
          metadata: { i },
          callback_url: receiver.origin,
        }),
      }));
      const answered = new Map<string, string>();
      const send = async ({ key, body }: (typeof wishes)[number]): Promise<void> => {
        const answer = await post(body, { 'Idempotency-Key': key });
        const id = String(((await answer.json()) as Json)['job_id']);
        assert.equal(answered.get(key) ?? id, id, 'the same key gives the same job');
        answered.set(key, id);
      };

      for (let kill = 1; kill <= 2; kill++) {
        const sending = Promise.allSettled(wishes.map(send));
        // The first part takes the time that the kernel needs to start.
        await delay(Math.random() ** 2 * 1200);
        cli.child.kill('SIGKILL');
        await cli.code;
        await sending;
        unanswered += wishes.length - answered.size;
        cli = await start();
      }
      for (const wish of wishes) await send(wish);

      const jobs = await until(
        async () => {
          const list = (await json('/jobs?limit=100'))['jobs'] as Json[];
          return list.every(({ status }) => status === 'success' || status === 'failed') && list;
        },
        'all jobs to end',
        60_000,
      );
      assert.deepEqual(jobs.map(({ job_id }) => job_id).sort(), [...answered.values()].sort(), 'one job for each wish');
      for (const { status, download_url, metadata } of jobs) {
        assert.equal(status, 'success');
        const file = Buffer.from(await (await fetch(String(download_url))).arrayBuffer());
        // A binary STL of a cube: a header, a count, and 12 triangles.
        assert.deepEqual(
          [file.length, file.readUInt32LE(80)],
          [84 + 12 * 50, 12],
          `part ${String((metadata as Json)['i'])}`,
        );
      }
      await until(
        () =>
          new Set(receiver.received.map(({ body }) => (JSON.parse(body.toString()) as Json)['job_id'])).size ===
          wishes.length,
        'a callback for each job',
      );
      assert.deepEqual(fs.readdirSync(path.join(data, 'files')).sort(), [...answered.values()].sort());
      assert.equal((await post('{"prompt": "cube of 5mm", "design_mode": "pro"}')).status, 202);
      cli.child.kill('SIGTERM');
      await cli.code;
      cli = await runCli(['--data', data, '--credits', '8']);
      // 6 parts, and 3 credits for the last job, whether it was finished or not.
      assert.match(
        String(((await (await post('{"prompt": "cube of 5mm"}')).json()) as Json)['message']),
        /\b0 are left/,
      );
      cli.child.kill('SIGTERM');
      await cli.code;
      await receiver.close();
      folder.remove();
    });
  }
});
