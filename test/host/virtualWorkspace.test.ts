import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { JobSummary, MakistryApi } from '../../src/publicApi.js';
import { until } from '../support/until.js';

/** Files that are on no disk, as those of a repository on the web. */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly files = new Map<string, Uint8Array>();
  readonly reads: string[] = [];
  /** Those that may not be read. */
  readonly locked = new Set<string>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    if (this.locked.has(path)) throw vscode.FileSystemError.NoPermissions(path);
    const file = this.files.get(path);
    const isFolder = [...this.files.keys()].some((name) => name.startsWith(`${path}/`));
    if (!file && !isFolder) throw vscode.FileSystemError.FileNotFound(path);
    return {
      type: file ? vscode.FileType.File : vscode.FileType.Directory,
      ctime: 0,
      mtime: 0,
      size: file?.length ?? 0,
    };
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    return [...this.files.keys()]
      .filter((name) => name.startsWith(`${path}/`))
      .map((name) => [name.slice(path.length + 1), vscode.FileType.File]);
  }

  createDirectory(): void {
    // There is a folder where there is a file in it.
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    const file = this.files.get(path);
    if (!file) throw vscode.FileSystemError.FileNotFound(path);
    this.reads.push(path);
    return file;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    this.files.set(uri.path, content);
    this.#changed.fire([{ type: vscode.FileChangeType.Created, uri }]);
  }

  delete({ path }: vscode.Uri): void {
    this.files.delete(path);
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
}

describe('A virtual workspace', function () {
  const folder = vscode.Uri.parse('memory:/project/cad');
  const memory = new MemoryFiles();
  let provider: vscode.Disposable;
  let api: MakistryApi;

  before(async () => {
    provider = vscode.workspace.registerFileSystemProvider('memory', memory);
    await vscode.workspace.getConfiguration('makistry').update('service', 'local', vscode.ConfigurationTarget.Global);
    const extension = vscode.extensions.getExtension<MakistryApi>('makistry.makistry-cad');
    assert.ok(extension);
    api = await extension.activate();
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    provider.dispose();
  });

  it('gets the files of jobs, and shows them in the preview', async () => {
    const { requestId } = await api.generate({ prompt: 'A 30x20x10mm block' });
    const job = await until(
      () =>
        api
          .jobs()
          .find(
            (one): one is JobSummary & { jobId: string } => one.requestId === requestId && one.status === 'succeeded',
          ),
      'the job to succeed',
      30_000,
    );
    const file = await api.download(job.jobId, { folder, onConflict: 'keepBoth' });
    assert.equal(file.scheme, 'memory');
    assert.match(
      Buffer.from(memory.files.get(file.path) ?? []).toString(),
      /^ISO-10303-21;[\s\S]*END-ISO-10303-21;\s*$/,
    );
    memory.reads.length = 0;
    await vscode.commands.executeCommand('makistry.previewJob', job.jobId);
    await until(() => memory.reads.includes(file.path), 'the preview to read the file');
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.ok(input instanceof vscode.TabInputCustom);
    assert.equal(input.uri.toString(), file.toString());
  });

  it('keeps a file that may not be read now: it is opened, which says why, and not downloaded again', async () => {
    const { requestId } = await api.generate({ prompt: 'A 31x20x10mm block' });
    const job = await until(
      () =>
        api
          .jobs()
          .find(
            (one): one is JobSummary & { jobId: string } => one.requestId === requestId && one.status === 'succeeded',
          ),
      'the job to succeed',
      30_000,
    );
    const file = await api.download(job.jobId, { folder, onConflict: 'keepBoth' });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    memory.locked.add(file.path);
    try {
      await vscode.commands.executeCommand('makistry.previewJob', job.jobId);
      const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
      assert.ok(input instanceof vscode.TabInputCustom);
      assert.equal(input.uri.toString(), file.toString());
      assert.equal(
        api
          .jobs()
          .find((one) => one.requestId === requestId)
          ?.file?.toString(),
        file.toString(),
      );
    } finally {
      memory.locked.clear();
    }
  });

  it('gives prompts from its documents', async () => {
    memory.writeFile(vscode.Uri.joinPath(folder, '../parts.md'), Buffer.from('A 30x20x10mm block'));
    const editor = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, '../parts.md'));
    editor.selection = new vscode.Selection(0, 0, 0, 18);
    await vscode.workspace
      .getConfiguration('makistry')
      .update('confirmBeforeSubmit', false, vscode.ConfigurationTarget.Global);
    try {
      const before = api.jobs().length;
      await vscode.commands.executeCommand('makistry.generateFromSelection');
      assert.equal(api.jobs().length, before + 1);
      assert.equal(api.jobs()[0]?.prompt, 'A 30x20x10mm block');
    } finally {
      await vscode.workspace
        .getConfiguration('makistry')
        .update('confirmBeforeSubmit', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
