import assert from 'node:assert/strict';
import type { DesignMode } from '../../../src/api/types.js';
import { decodeJob } from '../../../src/api/decode.js';
import type { JobRecord } from '../../../src/jobs/model.js';
import { openVirtualWindow, type VirtualOptions, type VirtualWindow } from '../../support/virtualWindow.js';

const second = 1000;
const minute = 60 * second;
const url = 'https://tunnel.example/makistry/x';
const check = 'GET /jobs?limit=100';

/** A window that can receive webhooks. Those of the jobs come `afterMs` after their end, unless they are `lost`. */
interface WebhookWindow extends VirtualWindow {
  lost: boolean;
  receiving: boolean;
  /** Lets the webhook of a job come now. */
  deliver(jobId: string | undefined): Promise<void>;
}

async function openWindow({
  afterMs = 200,
  ...options
}: VirtualOptions & { afterMs?: number } = {}): Promise<WebhookWindow> {
  const control = { lost: false, receiving: true };
  const window: WebhookWindow = Object.assign(
    await openVirtualWindow({ ...options, callbackUrl: () => Promise.resolve(control.receiving ? url : undefined) }),
    control,
    {
      deliver: async (jobId: string | undefined): Promise<void> => {
        const { core, cloud } = window;
        // What a GET would tell is what the webhook tells.
        const job = decodeJob(cloud.jobOut(jobId ?? ''));
        assert.ok(job);
        await core.store.mergeWebhook(job, core.service.account);
      },
    },
  );
  Object.defineProperty(control, 'receiving', { get: () => window.receiving });
  window.core.store.onDidChange((changes) => {
    for (const { job, previous } of changes) {
      if (job.jobId === undefined || previous?.jobId !== undefined) continue;
      const ended = window.cloud.jobs().find(({ id }) => id === job.jobId)!;
      window.clock.setTimeout(
        () => {
          if (!window.lost) void window.deliver(job.jobId);
        },
        ended.doneAt - window.clock.monotonic() + afterMs,
      );
    }
  });
  return window;
}

const now = ({ core }: WebhookWindow, { requestId }: JobRecord): JobRecord => core.store.get(requestId)!;

/** A window that has seen one webhook come. */
async function openTrusting(options: VirtualOptions & { afterMs?: number } = {}): Promise<WebhookWindow> {
  const window = await openWindow(options);
  const first = await window.submit();
  await window.clock.pass(20 * minute);
  assert.ok(now(window, first).webhookAt);
  return window;
}

describe('Jobs with webhooks', () => {
  it('are asked about as without until the first webhook has come', async () => {
    const window = await openWindow({ latencyMs: minute });
    const job = await window.submit();
    assert.equal(now(window, job).callback, true);
    await window.clock.pass(5 * minute);
    assert.ok(window.sent.some(({ line }) => line === check));
    assert.ok(now(window, job).webhookAt);
  });

  for (const [designMode, latencyMs] of [
    ['standard', 100 * second],
    ['pro', 280 * second],
    ['assembly', 14 * minute],
  ] as const) {
    it(`are not asked about even once while webhooks arrive, in mode ${designMode}`, async () => {
      const window = await openTrusting({ latencyMs });
      const from = window.clock.monotonic();
      const job = await window.submit(designMode);
      await window.clock.pass(latencyMs + 10 * minute);
      assert.deepEqual(window.sentSince(from), ['POST /text-to-cad']);
      assert.equal(now(window, job).state, 'succeeded');
      assert.equal(window.clock.pending, 0);
    });
  }

  for (const [designMode, longest] of [
    ['standard', 2 * minute],
    ['pro', 5 * minute],
    ['assembly', 15 * minute],
  ] as const) {
    it(`are found within 2 minutes of the longest documented time when the webhook is missing, in mode ${designMode}, with one check`, async () => {
      const window = await openTrusting({ latencyMs: 30 * second });
      window.lost = true;
      const from = window.clock.monotonic();
      const job = await window.submit(designMode);
      await window.clock.pass(longest + 58 * second);
      assert.deepEqual(window.sentSince(from), ['POST /text-to-cad'], 'not before a resent webhook can have come');
      await window.clock.pass(2 * minute - 58 * second);
      assert.deepEqual(window.sentSince(from), ['POST /text-to-cad', check]);
      assert.equal(now(window, job).state, 'succeeded');
    });
  }

  it('that take longer than documented are asked about as without from the first check on', async () => {
    const window = await openTrusting({ latencyMs: 10 * minute });
    const from = window.clock.monotonic();
    await window.submit();
    await window.clock.pass(9 * minute);
    const checks = window.sentSince(from).filter((line) => line === check).length;
    assert.ok(checks > 3 && checks < 40, `${checks} checks`);
  });

  it('of another account stay as they are, whatever a webhook of this one tells of them', async () => {
    const window = await openWindow();
    const job = now(window, await window.submit());
    const told = decodeJob(window.cloud.jobOut(job.jobId ?? ''))!;
    await window.core.store.mergeWebhook({ ...told, status: 'failed' }, 'cloud:another');
    assert.equal(now(window, job), job);
  });

  it('share one check for many that are missing', async () => {
    const window = await openTrusting({ latencyMs: 30 * second });
    window.lost = true;
    const from = window.clock.monotonic();
    for (let count = 0; count < 8; count++) await window.submit();
    await window.clock.pass(5 * minute);
    assert.equal(window.sentSince(from).filter((line) => line === check).length, 1);
    assert.equal(window.core.store.unfinished().length, 0);
  });

  it('do not keep those without from being asked about as ever', async () => {
    const window = await openTrusting({ latencyMs: minute });
    const withWebhook = await window.submit('assembly');
    window.receiving = false;
    const without = await window.submit();
    window.receiving = true;
    assert.deepEqual([now(window, withWebhook).callback, now(window, without).callback], [true, undefined]);
    await window.clock.pass(3 * minute);
    assert.equal(now(window, without).state, 'succeeded');
    assert.ok(window.sent.some(({ line }) => line === check));
  });

  it('are asked about as without as soon as none can be received', async () => {
    const window = await openTrusting({ latencyMs: 100 * second });
    window.lost = true;
    const job = await window.submit();
    window.receiving = false;
    window.core.accounts.restart();
    await window.clock.pass(2 * minute);
    assert.equal(now(window, job).state, 'succeeded');
  });
});

describe('A webhook that is missing', () => {
  /** Until the service has given up, and some more. */
  const missOne = async (window: WebhookWindow, designMode: DesignMode = 'standard'): Promise<JobRecord> => {
    window.lost = true;
    const job = await window.submit(designMode);
    await window.clock.pass(4 * minute);
    assert.equal(now(window, job).state, 'succeeded');
    return job;
  };
  const kinds = ({ troubles }: WebhookWindow): readonly unknown[] => troubles.map((trouble) => trouble?.kind);
  const warnings: string[] = [];
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: (message: string) => void warnings.push(message),
    error: () => undefined,
  };
  beforeEach(() => void warnings.splice(0));

  it('is said once, 75 s after the end was seen, and polling takes over', async () => {
    const window = await openTrusting({ latencyMs: 30 * second, log });
    const missed = await missOne(window);
    assert.deepEqual(window.troubles, []);
    await window.clock.pass(2 * minute);
    assert.deepEqual(kinds(window), ['webhookMissing']);
    const from = window.clock.monotonic();
    const next = await window.submit();
    await window.clock.pass(minute);
    assert.equal(now(window, next).state, 'succeeded');
    assert.ok(window.sentSince(from).includes(check));
    await window.clock.pass(10 * minute);
    const said = warnings.filter((warning) => warning.includes('webhook'));
    assert.equal(
      said.filter((warning) => warning.includes(now(window, missed).jobId ?? '?')).length,
      1,
      said.join('\n'),
    );
    assert.equal(kinds(window).filter((kind) => kind === 'webhookMissing').length, 1);
    assert.equal(window.clock.pending, 0);
  });

  it('is no longer said after the next one has come, and webhooks are trusted again', async () => {
    const window = await openTrusting({ latencyMs: 30 * second });
    await missOne(window);
    await window.clock.pass(2 * minute);
    window.lost = false;
    await window.submit();
    await window.clock.pass(5 * minute);
    assert.deepEqual(window.troubles, [{ kind: 'webhookMissing' }, undefined]);
    const from = window.clock.monotonic();
    await window.submit();
    await window.clock.pass(5 * minute);
    assert.deepEqual(window.sentSince(from), ['POST /text-to-cad']);
  });

  it('that comes by a resend is not missing, though a check was faster', async () => {
    const window = await openTrusting({ latencyMs: 110 * second, afterMs: 62 * second + 200 });
    const job = await window.submit();
    await window.clock.pass(2 * minute);
    const refreshed = window.core.accounts.refresh(window.core.service);
    await window.clock.pass(second);
    await refreshed;
    assert.deepEqual([now(window, job).state, now(window, job).webhookAt], ['succeeded', undefined]);
    await window.clock.pass(10 * minute);
    assert.ok(now(window, job).webhookAt);
    assert.deepEqual(window.troubles, []);
  });

  it('is not said of jobs that asked for none', async () => {
    const window = await openTrusting({ latencyMs: 30 * second });
    window.receiving = false;
    window.lost = true;
    await window.submit();
    window.receiving = true;
    await window.clock.pass(10 * minute);
    assert.deepEqual(window.troubles, []);
  });
});
