import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { MakistryApi } from '../../src/publicApi.js';
import { until } from '../support/until.js';

const boxText = 'A 40x20x10mm rectangular box\nwith a 5mm through-hole centered on the top face';
const markdown = `# Parts\n\n\`\`\`cad\n${boxText}\n\`\`\`\n\n\`\`\`js\n1\n\`\`\`\n`;

describe('Documents in a real host', () => {
  let api: MakistryApi;
  let document: vscode.TextDocument;
  const folder = (): vscode.Uri => vscode.workspace.workspaceFolders![0]!.uri;
  const set = (key: string, value: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration('makistry').update(key, value, vscode.ConfigurationTarget.Global);

  before(async () => {
    await set('service', 'local');
    await set('confirmBeforeSubmit', false);
    const extension = vscode.extensions.getExtension<MakistryApi>('makistry.makistry-cad');
    assert.ok(extension);
    api = await extension.activate();
    const file = vscode.Uri.joinPath(folder(), 'blocks.md');
    await vscode.workspace.fs.writeFile(file, Buffer.from(markdown));
    document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
  });
  after(async () => {
    await set('confirmBeforeSubmit', undefined);
    await set('codeLens', undefined);
    // Those of untitled documents would ask.
    for (const { tabs } of vscode.window.tabGroups.all)
      for (const { isDirty } of tabs)
        if (isDirty) await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function lenses(uri = document.uri): Promise<vscode.CodeLens[]> {
    return vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 50);
  }
  const titles = async (uri = document.uri): Promise<string[]> =>
    (await lenses(uri)).map(({ command }) => command!.title.replace(/^\$\([^)]*\) /, ''));
  const titlesAre = (...expected: string[]): Promise<unknown> =>
    until(async () => JSON.stringify(await titles()) === JSON.stringify(expected), expected.join(' · '), 30_000);

  async function press(title: string): Promise<void> {
    const { command } = (await lenses()).find((lens) => lens.command!.title.includes(title))!;
    await vscode.commands.executeCommand(command!.command, ...(command!.arguments as unknown[]));
  }

  async function hover(line: number): Promise<string> {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(line, 4),
    );
    return hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content as vscode.MarkdownString).value)
      .join('\n');
  }

  async function edit(change: (edit: vscode.WorkspaceEdit) => void): Promise<void> {
    const made = new vscode.WorkspaceEdit();
    change(made);
    assert.ok(await vscode.workspace.applyEdit(made));
  }

  it('a block is offered to be generated, and then its part', async () => {
    assert.deepEqual(await titles(), ['Generate CAD']);
    assert.equal((await lenses())[0]!.range.start.line, 2);
    assert.equal(await hover(2), '');
    await press('Generate CAD');
    await titlesAre('Preview', 'Download');
    assert.equal(api.jobs()[0]!.prompt, boxText);
  });

  it('a hover over its fence, and nowhere else, says what became of it, and saved as what', async () => {
    assert.match(await hover(2), /Succeeded · STEP · standard[\s\S]*The download expires in \d+ days/);
    assert.equal(await hover(3), '');
    await api.download(api.jobs()[0]!.jobId!, { onConflict: 'overwrite' });
    assert.match(await hover(2), /Saved as cad.*, [\d.]+ kB/);
  });

  it('an edited block is out of date, and current again when the edit is undone', async () => {
    const digit = new vscode.Range(3, 2, 3, 4);
    await edit((made) => made.replace(document.uri, digit, '60'));
    await titlesAre('Preview', 'Download', 'Out of Date: Generate Again');
    assert.match(await hover(2), /text has changed/);
    await edit((made) => made.replace(document.uri, digit, '40'));
    await titlesAre('Preview', 'Download');
  });

  it('what the fence says of mode and format is taken without a question', async () => {
    await set('confirmBeforeSubmit', true);
    await edit((made) =>
      made.insert(
        document.uri,
        new vscode.Position(document.lineCount, 0),
        '\n```cad mode=pro format=STL\nA cylinder 30mm in diameter and 50mm tall\n```\n',
      ),
    );
    await press('Generate CAD');
    await titlesAre('Preview', 'Download', 'Preview', 'Download');
    const [job] = api.jobs();
    assert.deepEqual([job!.designMode, job!.outputFormat], ['pro', 'STL']);
    await set('confirmBeforeSubmit', false);
  });

  it('a prompt is revealed where edits above it have moved it to', async () => {
    const { requestId } = api.jobs().find(({ prompt }) => prompt === boxText)!;
    await edit((made) => made.insert(document.uri, new vscode.Position(0, 0), 'one\n\ntwo\n'));
    await vscode.commands.executeCommand('makistry.revealSource', requestId);
    const { selection, document: shown } = vscode.window.activeTextEditor!;
    assert.equal(shown.getText(selection), boxText);
  });

  it('a prompt is revealed in a document that was renamed', async () => {
    const { requestId } = api.jobs().find(({ prompt }) => prompt === boxText)!;
    await document.save();
    const renamed = vscode.Uri.joinPath(folder(), 'renamed.md');
    await edit((made) => made.renameFile(document.uri, renamed, { overwrite: true }));
    await until(async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.commands.executeCommand('makistry.revealSource', requestId);
      return vscode.window.activeTextEditor?.document.uri.path.endsWith('/renamed.md');
    }, 'the prompt in the renamed document');
    document = vscode.window.activeTextEditor!.document;
    assert.equal(document.getText(vscode.window.activeTextEditor!.selection), boxText);
    await titlesAre('Preview', 'Download', 'Preview', 'Download');
  });

  it('the setting switches lenses and hovers off', async () => {
    await set('codeLens', false);
    await titlesAre();
    assert.equal(await hover(5), '');
    await set('codeLens', true);
    await titlesAre('Preview', 'Download', 'Preview', 'Download');
  });

  it('a document that is too long is left alone, and says so', async () => {
    const long = await vscode.workspace.openTextDocument({
      language: 'markdown',
      content: `${'A line of a long document.\n'.repeat(80_000)}\`\`\`cad\na box\n\`\`\`\n`,
    });
    assert.match((await titles(long.uri)).join(), /too long/);
  });

  it('a prompt of several lines is refined in an editor with a lens, and submitted once', async () => {
    const before = api.jobs();
    await vscode.commands.executeCommand(
      'makistry.refineJob',
      before.find(({ prompt }) => prompt === boxText)!.requestId,
      'The vertical edges have a fillet of 2 mm.',
    );
    const draft = vscode.window.activeTextEditor!.document;
    assert.equal(draft.getText(), `${boxText}\nThe vertical edges have a fillet of 2 mm.`);
    await until(async () => (await titles(draft.uri)).includes('Generate from This Prompt'), 'the lens of the draft');
    await vscode.commands.executeCommand('makistry.generateFromDraft');
    assert.equal(api.jobs().length, before.length + 1);
    assert.equal(api.jobs()[0]!.prompt, `${boxText}\nThe vertical edges have a fillet of 2 mm.`);
    await until(
      () =>
        !vscode.window.tabGroups.all.some(({ tabs }) =>
          tabs.some(
            ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === draft.uri.toString(),
          ),
        ),
      'the editor of the draft to be closed',
    );
  });

  it('a draft that could not be submitted can be submitted afterwards', async () => {
    const before = api.jobs();
    await vscode.commands.executeCommand(
      'makistry.refineJob',
      before.find(({ prompt }) => prompt === boxText)!.requestId,
    );
    const draft = vscode.window.activeTextEditor!.document;
    const hasLens = async (): Promise<boolean> => (await titles(draft.uri)).includes('Generate from This Prompt');
    await until(hasLens, 'the lens of the draft');
    await set('service', 'cloud');
    let isRefused = false;
    const refused = vscode.commands
      .executeCommand('makistry.generateFromDraft', draft.uri)
      .then(() => (isRefused = true));
    // The command ends when its notification is closed.
    await until(async () => {
      await vscode.commands.executeCommand('notifications.clearAll');
      return isRefused;
    }, 'the refusal for want of a key');
    await refused;
    assert.ok(await hasLens(), 'the lens is there after the refusal');
    await set('service', 'local');

    await edit((made) => made.insert(draft.uri, new vscode.Position(0, 0), 'x'.repeat(5000)));
    await vscode.commands.executeCommand('makistry.generateFromDraft', draft.uri);
    assert.ok(await hasLens(), 'the lens is there although the notification about the long prompt still is');
    assert.equal(api.jobs().length, before.length);
  });

  it('what is clicked twice is generated once', async () => {
    const twice = await vscode.workspace.openTextDocument({
      language: 'markdown',
      content: '```cad\nA cylinder 20mm in diameter and 30mm tall\n```\n',
    });
    const before = api.jobs().length;
    const press = (): Thenable<unknown> =>
      vscode.commands.executeCommand('makistry.generateFromBlock', twice.uri.toString(), 0);
    await Promise.all([press(), press()]);
    assert.equal(api.jobs().length, before + 1);
    const [{ requestId } = { requestId: '' }] = api.jobs();
    await until(
      () => api.jobs().find((job) => job.requestId === requestId)?.status === 'succeeded',
      'the part',
      30_000,
    );

    const again = (): Thenable<unknown> => vscode.commands.executeCommand('makistry.regenerateJob', requestId);
    await Promise.all([again(), again()]);
    assert.equal(api.jobs().length, before + 2);

    const editor = await vscode.window.showTextDocument(twice);
    editor.selection = new vscode.Selection(1, 0, 1, 41);
    const fromSelection = (): Thenable<unknown> => vscode.commands.executeCommand('makistry.generateFromSelection');
    await Promise.all([fromSelection(), fromSelection()]);
    assert.equal(api.jobs().length, before + 3);
    await fromSelection();
    assert.equal(api.jobs().length, before + 4, 'asked for later, it is another part');
  });

  it('a lens whose block has moved away generates nothing', async () => {
    const moved = await vscode.workspace.openTextDocument({
      language: 'markdown',
      content: '```cad\nA cylinder 21mm in diameter and 30mm tall\n\n\n```\n',
    });
    const before = api.jobs().length;
    await vscode.commands.executeCommand('makistry.generateFromBlock', moved.uri.toString(), 3);
    assert.equal(api.jobs().length, before);
  });

  it('an untitled document has its lenses as soon as its language is Markdown', async () => {
    const plain = await vscode.workspace.openTextDocument({
      language: 'plaintext',
      content: '```cad\nA box of 10 x 20 x 30 mm\n```\n',
    });
    assert.deepEqual(await titles(plain.uri), []);
    await vscode.languages.setTextDocumentLanguage(plain, 'markdown');
    assert.deepEqual(await titles(plain.uri), ['Generate CAD']);
  });
});
