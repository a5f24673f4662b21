import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import { isRepeatable, isUnfinished, jobLabel, jobStates, type JobRecord, type JobState } from '../jobs/model';
import type { JobStore } from '../jobs/store';
import type { Trouble } from '../jobs/trouble';
import { translated } from '../vscode/translated';
import { jobTooltip } from './tooltip';

export interface GroupNode {
  readonly kind: 'group';
  readonly state: JobState;
}

export interface JobNode {
  readonly kind: 'job';
  readonly job: JobRecord;
}

export type TreeNode = GroupNode | JobNode;

const groups: Readonly<Record<JobState, GroupNode>> = {
  submitting: { kind: 'group', state: 'submitting' },
  queued: { kind: 'group', state: 'queued' },
  processing: { kind: 'group', state: 'processing' },
  succeeded: { kind: 'group', state: 'succeeded' },
  failed: { kind: 'group', state: 'failed' },
  expired: { kind: 'group', state: 'expired' },
};

/** Whether the files that jobs were saved as are still there. */
export interface Files {
  /** @param uri of a file */
  has(uri: string): boolean;
  readonly onDidChange: vscode.Event<void>;
}

/** The sidebar: jobs by status, newest first. It shows the store and asks nothing else. */
export class JobsTree extends Disposable implements vscode.TreeDataProvider<TreeNode> {
  readonly #store: JobStore;
  readonly #files: Files;
  readonly #nodes = new Map<string, JobNode>();
  readonly #changed = this._register(new vscode.EventEmitter<TreeNode | undefined>());
  readonly #view: vscode.TreeView<TreeNode>;
  #troubles: ReadonlyMap<string, Trouble> = new Map();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(store: JobStore, files: Files) {
    super();
    this.#store = store;
    this.#files = files;
    this.#view = this._register(vscode.window.createTreeView('makistry.jobs', { treeDataProvider: this, canSelectMany: true, showCollapseAll: true }));
    this._register(files.onDidChange(() => this.#changed.fire(undefined)));
    this._register(
      store.onDidChange((changes) => {
        const moved = changes.some(({ job, previous }) => job.state !== previous?.state);
        const changed = changes.length === 1 ? this.#nodes.get(changes[0]?.job.requestId ?? '') : undefined;
        for (const { job } of changes) this.#nodes.delete(job.requestId);
        // A row that stays in its group is repainted alone.
        if (moved || !changed) this.#changed.fire(undefined);
        else this.#changed.fire(this.#repaint(changed));
      }),
    );
  }

  /** Tells below the title why nothing moves; nothing while all is well. */
  showTroubles(troubles: ReadonlyMap<string, Trouble>): void {
    const changed = new Set([...troubles.keys(), ...this.#troubles.keys()].filter((account) => troubles.get(account)?.kind !== this.#troubles.get(account)?.kind));
    this.#troubles = new Map(troubles);
    this.#view.message = [...new Set([...troubles.values()].map(troubleSentence))].join(' ');
    // The rows say it too.
    if (this.#store.unfinished().some(({ account }) => changed.has(account))) this.#changed.fire(undefined);
  }

  getChildren(node?: TreeNode): TreeNode[] {
    const jobs = this.#store.jobs();
    if (!node) return jobStates.filter((state) => jobs.some((job) => job.state === state)).map((state) => groups[state]);
    return node.kind === 'group' ? jobs.filter((job) => job.state === node.state).map((job) => this.#node(job)) : [];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.kind === 'job' ? groups[node.job.state] : undefined;
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return node.kind === 'group' ? this.#groupItem(node) : this.#jobItem(this.#current(node));
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    if (node.kind === 'job') item.tooltip = jobTooltip(this.#current(node), Date.now(), this.#hasFile(this.#current(node)));
    return item;
  }

  #jobItem(job: JobRecord): vscode.TreeItem {
    return jobItem(job, this.#hasFile(job), isUnfinished(job) ? waitingNote(job, this.#troubles.get(job.account)) : '');
  }

  #hasFile({ file }: JobRecord): boolean {
    return file !== undefined && this.#files.has(file);
  }

  #current({ job }: JobNode): JobRecord {
    return this.#store.get(job.requestId) ?? job;
  }

  #node(job: JobRecord): JobNode {
    const known = this.#nodes.get(job.requestId);
    if (known) return known;
    const node: JobNode = { kind: 'job', job };
    this.#nodes.set(job.requestId, node);
    return node;
  }

  /** Keeps the node's identity, which is how VS Code finds the row. */
  #repaint(node: JobNode): JobNode {
    this.#nodes.set(node.job.requestId, node);
    return node;
  }

  #groupItem({ state }: GroupNode): vscode.TreeItem {
    const count = this.#store.jobs().filter((job) => job.state === state).length;
    const item = new vscode.TreeItem(groupLabel(state), vscode.TreeItemCollapsibleState.Expanded);
    item.id = `group:${state}`;
    item.description = String(count);
    item.contextValue = 'group';
    item.accessibilityInformation = { label: vscode.l10n.t('{0}, {1} jobs', groupLabel(state), count) };
    return item;
  }
}

function groupLabel(state: JobState): string {
  switch (state) {
    case 'submitting':
      return vscode.l10n.t('Submitting');
    case 'queued':
      return vscode.l10n.t('Queued');
    case 'processing':
      return vscode.l10n.t('Processing');
    case 'succeeded':
      return vscode.l10n.t('Succeeded');
    case 'failed':
      return vscode.l10n.t('Failed');
    case 'expired':
      return vscode.l10n.t('Expired');
  }
}

const icons: Readonly<Record<JobState, readonly [icon: string, color: string]>> = {
  submitting: ['cloud-upload', 'charts.blue'],
  queued: ['watch', 'charts.yellow'],
  processing: ['loading~spin', 'charts.blue'],
  succeeded: ['pass-filled', 'testing.iconPassed'],
  failed: ['error', 'testing.iconFailed'],
  expired: ['history', 'disabledForeground'],
};

function jobItem(job: JobRecord, hasFile: boolean, note: string): vscode.TreeItem {
  const label = jobLabel(job);
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
  const [icon, color] = icons[job.state];
  const detail = [job.outputFormat, job.designMode === 'standard' ? '' : job.designMode, job.serviceStatus ?? '', job.errorCode ?? '', note].filter((part) => part !== '');
  item.id = `job:${job.jobId ?? job.requestId}`;
  item.description = detail.join(' · ');
  item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  item.contextValue = contextValue(job, hasFile);
  item.accessibilityInformation = { label: `${label}, ${groupLabel(job.state)}, ${item.description}` };
  item.command = { command: 'makistry.showJob', title: vscode.l10n.t('Show Details'), arguments: [job.requestId, { preserveFocus: true }] };
  return item;
}

/** A list of words, for the `when` clauses of the menus. */
function contextValue(job: JobRecord, hasFile: boolean): string {
  const words = ['job', job.state];
  if (job.state === 'succeeded' && job.jobId !== undefined) words.push('downloadable', 'previewable');
  if (job.prompt !== undefined) words.push('hasPrompt');
  if (job.source) words.push('hasSource');
  if (hasFile) words.push('hasFile');
  if (isRepeatable(job)) words.push('repeatable');
  if (job.endpoint === 'text_to_cad') words.push('refinable');
  return words.join(' ');
}

/** Why an unfinished job does not move, in a few words for its row. */
function waitingNote(job: JobRecord, trouble: Trouble | undefined): string {
  if (trouble?.kind === 'keyRemoved') return vscode.l10n.t('its key is not set here');
  if (job.state === 'submitting' && (trouble?.kind === 'limit' || trouble?.kind === 'paused')) return vscode.l10n.t('waits for the service’s limit');
  return job.takingLong === true ? vscode.l10n.t('taking long') : '';
}

function troubleSentence(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'paused':
      return vscode.l10n.t('Paused by the service until {0}.', timeOfDay(trouble.until));
    case 'limit':
      return vscode.l10n.t('The limit of requests is used up. The next jobs are sent at {0}.', timeOfDay(trouble.until));
    case 'unreachable':
      return vscode.l10n.t('{0} Trying again by itself.', translated(trouble));
    case 'unauthorized':
      return vscode.l10n.t('The service does not accept the API key. Set it again to go on.');
    case 'keyRemoved':
      return vscode.l10n.t('Some unfinished jobs belong to an API key that is not set here.');
    case 'webhookMissing':
      return vscode.l10n.t('A webhook did not come, so the service is asked instead.');
  }
}

function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
}
