import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { MakistryClient } from '../../../src/api/client.js';
import { systemClock, type Clock } from '../../../src/base/clock.js';
import { FileLeases, type HeldLease } from '../../../src/base/lease.js';
import { newProofKey, newQuestion } from '../../../src/base/proof.js';
import { answeringAddress } from '../../../src/local/address.js';
import { listenerProof, proofPath } from '../../../src/local/listenerProof.js';
import { runService } from '../../../src/local/service.js';
import { LocalServiceStarter } from '../../../src/host/localService.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { silent } from '../../support/core.js';
import { runCli, type RunningCli } from '../../support/localCli.js';
import { findRoot } from '../../support/root.js';
import { startStranger, type Stranger } from '../../support/stranger.js';
import { until } from '../../support/until.js';

const dist = path.join(findRoot(), 'dist');
const apiKey = `mk_pub_${'5'.repeat(32)}`;
const secrets = { apiKey, apiKeyId: 'key_0123456789ab', signingSecret: 'f'.repeat(64) };

/** What a stranger must never hear: the header, or any of the secrets. */
const telltale = (...secret: readonly string[]): RegExp => new RegExp(['authorization', ...secret].join('|'), 'i');

describe('A stranger at the port of a built-in service that was killed', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => void (folder = temporaryFolder()));
  afterEach(() => folder.remove());

  describe('while another window is just starting the service', () => {
    let stranger: Stranger;
    beforeEach(async () => void (stranger = await startStranger()));
    afterEach(() => stranger.close());

    /**
     * Starts the service beside a window that has claimed the folder and not published its address yet, and that gives
     * up.
     * @returns the new port
     */
    const startBeside = async (leftOver: object): Promise<string> => {
      fs.writeFileSync(path.join(folder.path, 'service.json'), JSON.stringify(leftOver));
      const claim: HeldLease | undefined = await new FileLeases().claim(path.join(folder.path, 'owner'), systemClock, {
        onLost: () => undefined,
      });
      assert.ok(claim);
      let looks = 0;
      const setTimeout: Clock['setTimeout'] = (callback, delayMs) =>
        systemClock.setTimeout(() => {
          looks++;
          callback();
        }, delayMs);
      const starting = runService({
        dataDir: folder.path,
        kernelFile: path.join(dist, 'kernel.js'),
        port: 0,
        clock: { ...systemClock, setTimeout },
      });
      await until(() => looks > 2, 'the left address to be looked at');
      await claim.release();
      const service = await starting;
      assert.equal(service.attached, false);
      await service.stop();
      return new URL(service.baseUrl).port;
    };

    it('never sees the key in the file that was left, and the service is started anew', async () => {
      const leftOver = { baseUrl: `http://127.0.0.1:${stranger.port}/v1`, ...secrets, proofKey: 'p'.repeat(43) };
      assert.notEqual(await startBeside(leftOver), String(stranger.port));
      assert.ok(stranger.heard.length > 0, 'it must have been asked who it is');
      assert.doesNotMatch(stranger.heard.join('\n'), telltale(apiKey, 'ffffff', 'pppppp'));
    });

    it('is asked nothing at all where an older version of the extension has left the file', async () => {
      assert.notEqual(
        await startBeside({ baseUrl: `http://127.0.0.1:${stranger.port}/v1`, ...secrets }),
        String(stranger.port),
      );
      assert.deepEqual(stranger.heard, []);
    });

    it('that is not on this machine’s loopback at all is asked nothing', async () => {
      const elsewhere = {
        baseUrl: `http://127.0.0.1.nip.example:${stranger.port}/v1`,
        ...secrets,
        proofKey: 'p'.repeat(43),
      };
      fs.writeFileSync(path.join(folder.path, 'service.json'), JSON.stringify(elsewhere));
      assert.equal(await answeringAddress(folder.path), undefined);
    });
  });

  describe('which a window has used until then', () => {
    let cli: RunningCli;
    let window: LocalServiceStarter;
    let client: MakistryClient;
    beforeEach(async () => {
      const storage = folder.path;
      cli = await runCli(['--data', path.join(storage, 'local')]);
      window = new LocalServiceStarter(dist, storage, silent, globalThis.fetch);
      client = new MakistryClient({ connect: () => window.connection(), fetch: window.fetch, clock: systemClock });
    });
    afterEach(() => window.dispose());

    const killService = async (): Promise<number> => {
      cli.child.kill('SIGKILL');
      await cli.code;
      return Number(new URL(cli.address.baseUrl).port);
    };

    it('never sees the key nor a prompt, and the job is submitted to the service that the window starts itself', async () => {
      await client.listJobs();
      assert.equal((await window.connection()).baseUrl, cli.address.baseUrl);
      const stranger = await startStranger({ port: await killService() });
      const { jobId } = await client.submitText(
        { prompt: 'Box 40 x 20 x 10 mm', designMode: 'standard', outputFormat: 'STL', metadata: {} },
        '6f2c1d1e-2b7b-4f0e-9c57-0f0c7f0e9a10',
      );
      assert.deepEqual(
        (await client.listJobs()).jobs.map((job) => job.jobId),
        [jobId],
      );
      assert.ok(stranger.heard.length > 0, 'the window must have met the stranger');
      assert.doesNotMatch(
        stranger.heard.join('\n'),
        telltale(cli.address.apiKey, cli.address.signingSecret, 'text-to-cad'),
      );
      await stranger.close();
    });

    it('never sees the key when it passes the question on to the service that another window has started meanwhile', async () => {
      await client.listJobs();
      const port = await killService();
      cli = await runCli(['--data', path.join(folder.path, 'local')]);
      const newOrigin = new URL(cli.address.baseUrl).origin;
      const stranger = await startStranger({
        port,
        answer: async (address) => (await fetch(newOrigin + address)).text(),
      });
      assert.deepEqual((await client.listJobs()).jobs, []);
      assert.ok(stranger.heard.length > 0, 'the window must have met the stranger');
      assert.doesNotMatch(stranger.heard.join('\n'), telltale(cli.address.apiKey));
      assert.equal((await window.connection()).baseUrl, cli.address.baseUrl);
      await stranger.close();
      cli.child.kill('SIGTERM');
      await cli.code;
    });
  });
});

describe('The proof of a built-in service', () => {
  const question = newQuestion();
  const address = { baseUrl: 'http://127.0.0.1:4000/v1', proofKey: newProofKey() };

  it('is another one for another question, another port and another start of the service', async () => {
    const proofs = [
      await listenerProof(address, question),
      await listenerProof(address, newQuestion()),
      await listenerProof({ ...address, baseUrl: 'http://127.0.0.1:4001/v1' }, question),
      await listenerProof({ ...address, proofKey: newProofKey() }, question),
    ];
    assert.equal(new Set(proofs).size, proofs.length);
    assert.equal(await listenerProof(address, question), proofs[0]);
  });

  it('is given to who asks without a key, and nothing else is', async () => {
    const folder = temporaryFolder();
    const cli = await runCli(['--data', folder.path]);
    const { origin } = new URL(cli.address.baseUrl);
    assert.match(await (await fetch(origin + proofPath + question)).text(), /^[0-9a-f]{64}$/);
    assert.equal((await fetch(`${origin}${proofPath}short`)).status, 404);
    assert.equal((await fetch(`${cli.address.baseUrl}/jobs`)).status, 401);
    cli.child.kill('SIGTERM');
    await cli.code;
    folder.remove();
  });
});
