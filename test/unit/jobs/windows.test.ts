import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { temporaryFolder } from '../../support/cleanup.js';
import * as kinds from '../../support/faultKinds.js';
import { startFaultProxy, type Fault, type FaultProxy } from '../../support/faultProxy.js';
import { until } from '../../support/until.js';
import { openWindowProcess, processHeader, type ShownJob, type WindowProcess } from '../../support/windowProcess.js';

/** A check as the service's side sees it. */
interface Check {
  readonly pid: number;
  /** The processes of the checks that were under way when it arrived, besides its own. */
  readonly meanwhile: readonly number[];
}

/** A window that looks every 3 s finds one gone that hasn't shown itself for 5 s. */
const takeoverLimitMs = 15_000;

/** The jobs go on at the service, and the windows don't hear of it. */
const neverDone = kinds.eachJob((job) => ({ ...job, status: 'processing' }));
const slowly: Fault = async (exchange) => {
  await delay(150);
  await neverDone(exchange);
};

describe('Three windows, each a process of its own', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let proxy: FaultProxy;
  let windows: WindowProcess[];
  let checks: Check[];
  let underWay: Set<Check>;
  before(async () => {
    proxy = await startFaultProxy();
  });
  after(() => proxy.close());
  beforeEach(() => {
    folder = temporaryFolder();
    [windows, checks, underWay] = [[], [], new Set()];
  });
  afterEach(async () => {
    await Promise.all(windows.map((window) => window.kill()));
    await proxy.clear();
    folder.remove();
  });

  async function open(account: string): Promise<WindowProcess> {
    const window = await openWindowProcess({
      folder: folder.path,
      baseUrl: proxy.baseUrl,
      apiKey: proxy.apiKey,
      account,
      run: folder.path,
    });
    windows.push(window);
    return window;
  }

  /** Answers from now on like that, and writes down the checks. */
  function answer(fault: Fault): void {
    proxy.always(async (exchange) => {
      const { method, headers } = exchange.request;
      if (method !== 'GET') {
        await fault(exchange);
        return;
      }
      const pid = Number(headers[processHeader]);
      const check = { pid, meanwhile: [...underWay].map((other) => other.pid).filter((other) => other !== pid) };
      checks.push(check);
      underWay.add(check);
      try {
        await fault(exchange);
      } finally {
        underWay.delete(check);
      }
    });
  }

  /** Lets so many checks come. @returns whose they were */
  async function nextChecks(count: number): Promise<ReadonlySet<number>> {
    const from = checks.length;
    await until(() => checks.length >= from + count, `${count} checks`);
    return new Set(checks.slice(from).map(({ pid }) => pid));
  }

  const latest = (window: WindowProcess): ReadonlyMap<string, ShownJob & { time: number }> =>
    new Map(window.shown.map((job) => [job.requestId, job]));
  const showsAllDone = (window: WindowProcess, count: number): boolean => {
    const jobs = [...latest(window).values()];
    return jobs.length === count && jobs.every(({ state }) => state === 'succeeded');
  };

  it('have one that asks at a time: a killed one is replaced within 15 s, one that is looked at is given the work, and all show the same', async () => {
    answer(neverDone);
    const [first] = [await open('cloud:a'), await open('cloud:a'), await open('cloud:a')];
    first.tell({ submit: 2 });
    await nextChecks(1);
    const askers = await nextChecks(6);
    assert.equal(askers.size, 1, 'one window asks for all');
    const poller = windows.find(({ pid }) => askers.has(pid))!;

    answer(kinds.hangBeforeHeaders({ reaches: true }));
    await until(() => underWay.size > 0, 'a check that gets no answer');
    assert.deepEqual(
      [...underWay].map(({ pid }) => pid),
      [poller.pid],
    );
    await poller.kill();
    const killedAt = performance.now();
    answer(slowly);
    const from = checks.length;
    await until(() => checks.length > from, 'another window to take over', takeoverLimitMs);
    console.log(`      another window asked ${Math.round(performance.now() - killedAt)} ms after the kill`);
    const survivors = windows.filter((window) => window !== poller);
    const successor = survivors.find(({ pid }) => pid === checks.at(-1)?.pid)!;
    assert.ok(successor);
    assert.deepEqual(await nextChecks(4), new Set([successor.pid]));

    const looked = survivors.find((window) => window !== successor)!;
    looked.tell('takeOver');
    await until(() => checks.at(-1)?.pid === looked.pid, 'the window that is looked at to ask', takeoverLimitMs);
    assert.deepEqual(await nextChecks(4), new Set([looked.pid]));

    successor.tell({ submit: 1 });
    answer(kinds.late(0));
    await until(() => survivors.every((window) => showsAllDone(window, 3)), 'both windows to show the end of all jobs');
    const lag = [...latest(looked)].map(([id, { time }]) => Math.abs((latest(successor).get(id)?.time ?? NaN) - time));
    console.log(`      the other window showed an end at most ${Math.max(...lag).toFixed(1)} ms apart`);
    assert.deepEqual(
      checks.filter(({ meanwhile }) => meanwhile.length > 0),
      [],
      'two windows never ask at once',
    );
    const posted = proxy.requests.filter(({ method }) => method === 'POST');
    assert.equal(new Set(posted.map(({ headers }) => headers['idempotency-key'])).size, 3);
    assert.equal(posted.length, 3, 'no request is sent twice');
  });

  it('ask at the same time for the jobs of different keys', async () => {
    answer(kinds.hangBeforeHeaders({ reaches: true }));
    // The submissions get through; only checks hang.
    proxy.next(kinds.late(0), 2);
    const [first, second] = [await open('cloud:a'), await open('cloud:b')];
    first.tell({ submit: 1 });
    second.tell({ submit: 1 });
    await until(() => underWay.size === 2, 'both to ask at once');
    assert.deepEqual(new Set([...underWay].map(({ pid }) => pid)), new Set([first.pid, second.pid]));
  });
});
