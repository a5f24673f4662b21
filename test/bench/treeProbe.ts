// Runs inside the extension host: the tree over a store of ten thousand jobs, shown by the real workbench. Writes down
// what it measured.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { systemClock } from '../../src/base/clock.js';
import { openSharedLog } from '../../src/base/sharedLog/sharedLog.js';
import { cloudProfile } from '../../src/jobs/serviceProfile.js';
import type { JobRecord } from '../../src/jobs/model.js';
import { JobStore } from '../../src/jobs/store.js';
import { JobsView } from '../../src/tree/jobsView.js';
import { silent } from '../support/core.js';
import { until } from '../support/until.js';
import { measureHere } from './measureHere.js';

/** What the bench gets from the host; times in ms. */
export interface TreeRun {
  readonly jobs: number;
  /** To sort and group the store's jobs, once. */
  readonly lists: number;
  /** The same by `Array.sort` on the dates as text, and a map: the least that it costs in this host. */
  readonly plainLists: number;
  readonly rootChildren: number;
  readonly groupChildren: number;
  readonly rows: number;
  readonly rowItems: number;
  /** The same rows from a provider that knows all they say: the least that rows cost in this host. */
  readonly staticItems: number;
  readonly filter: number;
  readonly events: number;
  readonly repainted: number;
  readonly idle: LoopDelay;
  readonly changing: LoopDelay & { readonly changes: number };
}

/** How late timers fire, in ms. */
export interface LoopDelay {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const observedMs = 5000;
const changeEveryMs = 50;

export const run = (): Promise<void> => measureHere('tree', measure);

async function measure(): Promise<TreeRun> {
  const storage = process.env['BENCH_STORE'] ?? '';
  const { store } = await JobStore.open({
    file: storage,
    openLog: openSharedLog(() => undefined),
    clock: systemClock,
    log: silent,
  });
  const noEvent = (): vscode.Disposable => new vscode.Disposable(() => undefined);
  const state: vscode.Memento = {
    keys: () => [],
    get: (_: string, fallback?: unknown) => fallback as never,
    update: () => Promise.resolve(),
  };
  const view = new JobsView({
    store,
    files: { has: () => true, onDidChange: noEvent },
    keys: { read: () => Promise.resolve([{ account: 'cloud:a', label: 'Default' }]), onDidChange: noEvent },
    older: { mayHaveMore: () => true, onDidChange: noEvent },
    profileOf: () => cloudProfile,
    workspace: () => undefined,
    fileOf: () => Promise.resolve(undefined),
    state,
    clock: systemClock,
    log: silent,
  });
  const timed = async <T>(work: () => T | Promise<T>): Promise<[T, number]> => {
    const start = performance.now();
    const result = await work();
    return [result, performance.now() - start];
  };
  // Made once, for whoever asks first: in the extension that is not the view.
  const [jobs, lists] = await timed(() => store.jobs());
  const [, plainLists] = await timed(() =>
    groupedByState([...jobs].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))),
  );
  const [roots, rootChildren] = await timed(() => view.getChildren());
  const group = roots.find((node) => node.kind === 'group' && node.state === 'succeeded');
  const [rows, groupChildren] = await timed(() => view.getChildren(group));
  const tree = await view.rows();
  const [items, rowItems] = await timed(() => rows.map((row) => tree.getTreeItem(row)));
  const [, staticItems] = await timed(() => items.map((item) => Object.assign(new vscode.TreeItem(''), item)));
  const [, filter] = await timed(() => tree.setFilter({ ...tree.filter, text: 'plate m6' }));
  tree.setFilter({ ...tree.filter, text: '' });

  let asked = 0;
  const getTreeItem = view.getTreeItem.bind(view);
  view.getTreeItem = (node) => {
    asked++;
    return getTreeItem(node);
  };
  let events = 0;
  view.onDidChangeTreeData(() => events++);
  await vscode.commands.executeCommand('makistry.jobs.focus');
  await until(() => asked > rows.length, 'the workbench to ask for the rows');
  await quiet(() => asked);

  const processing = store.unfinished().at(-1)?.requestId ?? '';
  [asked, events] = [0, 0];
  await store.update(processing, (job) => ({ ...job, takingLong: true }));
  await until(() => asked > 0, 'the row to be asked for');
  await quiet(() => asked);
  const [repainted, fired] = [asked, events];

  const idle = await loopDelay(() => Promise.resolve());
  let changes = 0;
  const changing = await loopDelay(async () => {
    const job = store.jobs()[changes % store.jobs().length];
    // Every second one goes to another group.
    if (job)
      await store.update(job.requestId, (record) =>
        changes % 2 === 0
          ? { ...record, tokensUsed: changes }
          : { ...record, state: record.state === 'failed' ? 'succeeded' : 'failed' },
      );
    changes++;
  });
  const result: TreeRun = {
    jobs: store.jobs().length,
    lists,
    plainLists,
    rootChildren,
    groupChildren,
    rows: rows.length,
    rowItems,
    staticItems,
    filter,
    events: fired,
    repainted,
    idle,
    changing: { ...changing, changes },
  };
  view.dispose();
  store.dispose();
  return result;
}

function groupedByState(jobs: readonly JobRecord[]): ReadonlyMap<string, readonly JobRecord[]> {
  const groups = new Map<string, JobRecord[]>();
  for (const job of jobs) {
    const group = groups.get(job.state);
    if (group) group.push(job);
    else groups.set(job.state, [job]);
  }
  return groups;
}

/** Resolves when a number has stayed the same for half a second. */
async function quiet(count: () => number): Promise<void> {
  for (let before = -1; before !== count();) {
    before = count();
    await pause(500);
  }
}

/** How late timers fire in this host, where typing is answered too, while `work` is done again and again. */
async function loopDelay(work: () => Promise<void>): Promise<LoopDelay> {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  const end = performance.now() + observedMs;
  while (performance.now() < end) {
    await work();
    await pause(changeEveryMs);
  }
  histogram.disable();
  return { p50: histogram.percentile(50) / 1e6, p99: histogram.percentile(99) / 1e6, max: histogram.max / 1e6 };
}
