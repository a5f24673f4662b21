import * as vscode from 'vscode';
import type { Timer } from '../base/clock';
import { Disposable } from '../base/disposable';
import { filterOf, isFiltering, type JobFilter } from '../jobs/jobFilter';
import { JobGroups } from '../jobs/jobGroups';
import { isUnfinished, type JobChange, type JobRecord } from '../jobs/model';
import { pastLatencies, usualRange } from '../jobs/follow/schedule';
import type { Trouble } from '../jobs/follow/trouble';
import { stateLabel } from '../wording/stateLabel';
import { TimeTexts } from '../wording/timeTexts';
import { fillDrag } from './drag';
import type { JobsViewParts } from './parts';
import { KeptFilter } from './keptFilter';
import { KeyNames } from './keyNames';
import { chainOf, groupNodes, JobNodes, moreNode, type JobNode, type TreeNode } from './nodes';
import { groupItem, jobItem, moreItem, type RowFacts } from './rows';
import { jobTooltip } from './tooltip';
import { viewMessage } from './viewMessage';

/** How many more rows a group gets with each "Load More Jobs". */
const rowsAtOnce = 200;

const refreshMs = 60_000;

/**
 * The rows of the sidebar: jobs by status, newest first. It shows the store and asks nothing else. Its code is loaded
 * when the view is first seen.
 */
export class JobsTree extends Disposable {
  readonly #parts: JobsViewParts;
  readonly #view: vscode.TreeView<TreeNode>;
  /** Tells VS Code which rows to ask for again; undefined for all. */
  readonly #changed: (nodes: TreeNode[] | undefined) => void;
  readonly #keys: KeyNames;
  readonly #filter: KeptFilter;
  /** The jobs that pass the filter; undefined without a filter, since the store has groups of all jobs. */
  #filtered: JobGroups | undefined;
  /** How many keys there were jobs of. */
  #keyCount = 0;
  readonly #nodes = new JobNodes();
  readonly #times = new TimeTexts(vscode.env.language);
  /** What each row that VS Code has asked for looks like. */
  readonly #painted = new Map<JobNode, string>();
  #rowsOfGroup = rowsAtOnce;
  #roots = '';
  #troubles: ReadonlyMap<string, Trouble> = new Map();
  #timer: Timer | undefined;

  constructor(parts: JobsViewParts, view: vscode.TreeView<TreeNode>, changed: (nodes: TreeNode[] | undefined) => void) {
    super();
    this.#parts = parts;
    this.#view = view;
    this.#changed = changed;
    const { store, files, keys, older, state, log } = parts;
    this.#keys = this._register(new KeyNames(keys, log));
    this.#filter = new KeptFilter(state, log);
    this._register(store.onDidChange((changes) => this.#onJobs(changes)));
    this._register(files.onDidChange(() => this.#repaint()));
    // What is looked for may be the name of a key.
    this._register(this.#keys.onDidChange(() => (this.filter.text === '' ? this.#update() : this.#fill())));
    this._register(older.onDidChange(() => this.#update()));
    this._register(view.onDidChangeVisibility(() => this.#keepCurrent()));
    this._register({ dispose: () => this.#timer?.cancel() });
    this.#fill();
    this.#keepCurrent();
  }

  /** Tells below the title why nothing moves; nothing while all is well. */
  showTroubles(troubles: ReadonlyMap<string, Trouble>): void {
    this.#troubles = new Map(troubles);
    this.#update();
  }

  get filter(): JobFilter {
    return this.#filter.filter;
  }

  setFilter(filter: JobFilter): void {
    this.#filter.set(filter);
    this.#fill();
  }

  /** Shows more of the jobs that are known. @returns false when all of them are shown */
  showMore(): boolean {
    if (!this.#hidesRows) return false;
    this.#rowsOfGroup += rowsAtOnce;
    this.#refresh();
    return true;
  }

  /** The accounts whose services may have older jobs that would be shown. */
  accountsWithOlder(): readonly string[] {
    const { older } = this.#parts;
    const { accounts } = this.filter;
    const isAskable = (account: string): boolean =>
      this.#keys.labels?.has(account) === true && (accounts.length === 0 || accounts.includes(account));
    return [...this.#parts.store.groups().accounts]
      .filter(([account, known]) => isAskable(account) && older.mayHaveMore(account, known))
      .map(([account]) => account);
  }

  /** Fills a drag with the files of the jobs. */
  handleDrag(
    nodes: readonly TreeNode[],
    transfer: vscode.DataTransfer,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const jobs = nodes.flatMap((node) => (node.kind === 'job' ? [this.#current(node)] : []));
    return fillDrag(jobs, transfer, token, this.#parts);
  }

  getChildren(node?: TreeNode): TreeNode[] {
    if (!node)
      return [...this.#groups.states().map((state) => groupNodes[state]), ...(this.#hasMore ? [moreNode] : [])];
    if (node.kind === 'group')
      return this.#groups.newest(node.state, this.#rowsOfGroup).map((job) => this.#nodes.of(job));
    return node.kind === 'job' && !node.refinedTo
      ? this.#chain(this.#current(node)).map((job) => this.#nodes.earlier(node, job))
      : [];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.kind === 'job' ? (node.refinedTo ?? groupNodes[this.#current(node).state]) : undefined;
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    if (node.kind === 'more') return moreItem();
    if (node.kind === 'group')
      return groupItem(
        node.state,
        this.#groups.count(node.state),
        Math.min(this.#groups.count(node.state), this.#rowsOfGroup),
      );
    const item = jobItem(this.#current(node), this.#facts(node));
    this.#painted.set(node, lookOf(item));
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    if (node.kind !== 'job') return item;
    const job = this.#current(node);
    const { now, hasFile, key, refines } = this.#facts(node);
    item.tooltip = jobTooltip(job, { now, hasFile, refines, times: this.#times, key });
    return item;
  }

  /** What is read of a job besides its own words. */
  #shownOf({ state, account }: JobRecord): readonly string[] {
    return [
      stateLabel(state),
      this.#parts.store.groups().accounts.size > 1 ? (this.#keys.labels?.get(account) ?? '') : '',
    ];
  }

  get #groups(): JobGroups {
    return this.#filtered ?? this.#parts.store.groups();
  }

  get #hidesRows(): boolean {
    return this.#groups.states().some((state) => this.#groups.count(state) > this.#rowsOfGroup);
  }

  get #hasMore(): boolean {
    return this.#groups.size > 0 && (this.#hidesRows || this.accountsWithOlder().length > 0);
  }

  #onJobs(changes: readonly JobChange[]): void {
    this.#filtered?.take(changes);
    const moved = this.#groups.movedBy(changes);
    // With a second key each row tells whose job it is.
    if (this.#parts.store.groups().accounts.size !== this.#keyCount) this.#refresh();
    else
      this.#update(
        changes.filter(({ job }) => !moved.has(job.state)).flatMap(({ job }) => this.#nodes.showing(job.requestId)),
        [...moved].map((state) => groupNodes[state]),
      );
    this.#revealNew(changes);
  }

  #fill(): void {
    const { store, workspace } = this.#parts;
    this.#filtered = isFiltering(this.filter)
      ? new JobGroups(
          store.jobs(),
          filterOf(this.filter, workspace(), (job) => this.#shownOf(job)),
        )
      : undefined;
    this.#refresh();
  }

  /** All rows anew. */
  #refresh(): void {
    this.#roots = this.#rootKey();
    this.#keyCount = this.#parts.store.groups().accounts.size;
    this.#showState();
    this.#changed(undefined);
  }

  /**
   * Repaints the given rows and groups, and whatever else looks different; everything only when a group or the last row
   * has come or gone.
   */
  #update(rows: readonly JobNode[] = [], groups: readonly TreeNode[] = []): void {
    if (this.#roots !== this.#rootKey()) {
      this.#refresh();
      return;
    }
    this.#showState();
    if (rows.length + groups.length > 0) this.#changed([...groups, ...rows]);
    else this.#repaint();
  }

  /** Repaints the rows that look different by now. */
  #repaint(): void {
    const stale = [...this.#painted]
      .filter(([node, look]) => lookOf(jobItem(this.#current(node), this.#facts(node))) !== look)
      .map(([node]) => node);
    if (stale.length > 0) this.#changed(stale);
  }

  #rootKey(): string {
    return [...this.#groups.states(), this.#hasMore].join(' ');
  }

  #showState(): void {
    const [shown, total] = [this.#groups.size, this.#parts.store.groups().size];
    const isEmpty = shown === 0 && total > 0 && isFiltering(this.filter);
    this.#filter.showState(isEmpty);
    const keyLabel = (account: string): string => this.#keys.labels?.get(account) ?? account;
    // A message would stand in the place of the welcome view, which offers the way out.
    const message = isEmpty
      ? ''
      : viewMessage({ filter: this.filter, shown, total, keyLabel, troubles: [...this.#troubles.values()] });
    if (this.#view.message !== message) this.#view.message = message;
  }

  /** The ages on the rows go on only while somebody can see them. */
  #keepCurrent(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (!this.#view.visible) return;
    this.#repaint();
    this.#timer = this.#parts.clock.setTimeout(() => this.#keepCurrent(), refreshMs);
  }

  /** Scrolls to what was just submitted here, as far as the user sees the view. */
  #revealNew(changes: readonly JobChange[]): void {
    const { workspace, log } = this.#parts;
    const added = changes.find(
      ({ job, previous }) =>
        !previous && job.state === 'submitting' && job.workspace !== undefined && job.workspace === workspace(),
    );
    if (!added || !this.#view.visible || this.#groups.newest(added.job.state, 1)[0]?.requestId !== added.job.requestId)
      return;
    const node = this.#nodes.of(added.job);
    // The service can be quicker: then the row isn't in that group any more.
    this.#view
      .reveal(node, { select: false, focus: false })
      .then(undefined, (error: unknown) => log.debug(`The new job could not be revealed: ${String(error)}`));
  }

  #facts(node: JobNode): RowFacts {
    const { clock, files, profileOf, store } = this.#parts;
    const job = this.#current(node);
    return {
      now: clock.now(),
      times: this.#times,
      hasFile: job.file !== undefined && files.has(job.file),
      trouble: isUnfinished(job) ? this.#troubles.get(job.account) : undefined,
      key: this.#keyOf(job),
      usual: isUnfinished(job)
        ? usualRange(profileOf(job.account), job.designMode, pastLatencies(store.jobs(), job.account, job.designMode))
        : [0, 0],
      refines: job.refines === undefined ? undefined : store.get(job.refines),
      refinedTo: node.refinedTo && this.#current(node.refinedTo),
    };
  }

  #keyOf({ account }: JobRecord): RowFacts['key'] {
    const { labels } = this.#keys;
    if (!labels) return undefined;
    const label = labels.get(account);
    if (label === undefined) return 'removed';
    return this.#parts.store.groups().accounts.size > 1 ? { label } : undefined;
  }

  #chain(job: JobRecord): readonly JobRecord[] {
    return chainOf(job, (requestId) => this.#parts.store.get(requestId));
  }

  #current({ job }: JobNode): JobRecord {
    return this.#parts.store.get(job.requestId) ?? job;
  }
}

/** What of a row can change while its job doesn't. */
function lookOf({ description, contextValue, collapsibleState }: vscode.TreeItem): string {
  return [description, contextValue, collapsibleState].join('\n');
}
