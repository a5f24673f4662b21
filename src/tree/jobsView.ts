import * as vscode from 'vscode';
import type { Clock } from '../base/clock';
import { Disposable, type IDisposable } from '../base/disposable';
import type { Event } from '../base/emitter';
import { Lazy } from '../base/lazy';
import type { Logger } from '../base/logger';
import type { JobRecord } from '../jobs/model';
import type { ServiceProfile } from '../jobs/schedule';
import type { JobStore } from '../jobs/store';
import type { Trouble } from '../jobs/trouble';
import type { JobsTree } from './jobsTree';
import type { TreeNode } from './nodes';
import { Unread } from './unread';

export interface KeyNameSource {
  /** Every account that can be asked now, and what the user calls its key. */
  read(): Promise<readonly { readonly account: string; readonly label: string }[]>;
  /** They have changed. */
  onDidChange(listener: () => void): IDisposable;
}

export interface JobsViewParts {
  readonly store: JobStore;
  /** Whether the files that jobs were saved as are still there. */
  readonly files: { has(uri: string): boolean; readonly onDidChange: Event<void> };
  readonly keys: KeyNameSource;
  /** Whether a service may have older jobs of an account than the `known` ones. */
  readonly older: { mayHaveMore(account: string, known: number): boolean; readonly onDidChange: Event<void> };
  readonly profileOf: (account: string) => ServiceProfile;
  readonly workspace: () => string | undefined;
  /** The file of a job that is dragged, which is downloaded first where it isn't there; undefined when that can't be done without a question. */
  readonly fileOf: (job: JobRecord) => Promise<vscode.Uri | undefined>;
  /** Keeps the filter. */
  readonly state: vscode.Memento;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The view "Jobs". What makes its rows is loaded when they are first asked for, which VS Code does when the view is seen. */
export class JobsView extends Disposable implements vscode.TreeDataProvider<TreeNode> {
  readonly #parts: JobsViewParts;
  readonly #view: vscode.TreeView<TreeNode>;
  readonly #changed = this._register(new vscode.EventEmitter<TreeNode[] | undefined>());
  #troubles: ReadonlyMap<string, Trouble> = new Map();
  readonly #rows: Lazy<JobsTree>;
  #tree: JobsTree | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(parts: JobsViewParts) {
    super();
    this.#parts = parts;
    this.#rows = new Lazy(async () => {
      const { JobsTree } = await import('./jobsTree');
      this.#tree = this._register(new JobsTree(this.#parts, this.#view, (nodes) => this.#changed.fire(nodes)));
      this.#tree.showTroubles(this.#troubles);
      return this.#tree;
    });
    const dragAndDropController: vscode.TreeDragAndDropController<TreeNode> = {
      dragMimeTypes: ['text/uri-list'],
      dropMimeTypes: [],
      handleDrag: async (nodes, transfer, token) => (await this.rows()).handleDrag(nodes, transfer, token),
    };
    this.#view = this._register(vscode.window.createTreeView('makistry.jobs', { treeDataProvider: this, canSelectMany: true, showCollapseAll: true, dragAndDropController }));
    const unread = new Unread(this.#view, parts.workspace);
    this._register(parts.store.onDidChange((changes) => unread.take(changes)));
    this._register(this.#view.onDidChangeVisibility(({ visible }) => {
      if (visible) unread.clear();
    }));
  }

  /** What makes the rows. */
  rows(): Promise<JobsTree> {
    return this.#rows.get();
  }

  /** Tells below the title why nothing moves; nothing while all is well. */
  showTroubles(troubles: ReadonlyMap<string, Trouble>): void {
    this.#troubles = new Map(troubles);
    this.#tree?.showTroubles(this.#troubles);
  }

  getChildren(node?: TreeNode): TreeNode[] | Promise<TreeNode[]> {
    return this.#tree?.getChildren(node) ?? this.rows().then((tree) => tree.getChildren(node));
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.#tree?.getParent(node);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem | Promise<vscode.TreeItem> {
    return this.#tree?.getTreeItem(node) ?? this.rows().then((tree) => tree.getTreeItem(node));
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem | undefined {
    return this.#tree?.resolveTreeItem(item, node);
  }
}
