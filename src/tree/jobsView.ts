import * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import { lazy, type Lazy } from '../base/lazy';
import type { Trouble } from '../jobs/follow/trouble';
import type { JobsTree } from './jobsTree';
import type { TreeNode } from './nodes';
import type { JobsViewParts } from './parts';
import { Unread } from './unread';

/**
 * The view "Jobs". What makes its rows is loaded when they are first asked for, which VS Code does when the view is
 * seen.
 */
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
    this.#rows = lazy(async () => {
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
    this.#view = this._register(
      vscode.window.createTreeView('makistry.jobs', {
        treeDataProvider: this,
        canSelectMany: true,
        showCollapseAll: true,
        dragAndDropController,
      }),
    );
    const unread = new Unread(this.#view, parts.workspace);
    this._register(parts.store.onDidChange((changes) => unread.take(changes)));
    this._register(
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible) unread.clear();
      }),
    );
  }

  /** What makes the rows. */
  rows(): Promise<JobsTree> {
    return this.#rows();
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
