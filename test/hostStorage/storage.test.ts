import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import type { MakistryApi } from '../../src/publicApi.js';
import { until } from '../support/until.js';

const id = 'makistry.makistry-cad';

/** The smallest solid: four triangles. */
const stl = (() => {
  const [a, b, c, d] = ['0 0 0', '10 0 0', '0 10 0', '0 0 10'];
  const facets = [
    [a, c, b],
    [a, b, d],
    [a, d, c],
    [b, c, d],
  ].map(
    (corners) =>
      `facet normal 0 0 0\nouter loop\n${corners.map((corner) => `vertex ${corner}`).join('\n')}\nendloop\nendfacet`,
  );
  return `solid part\n${facets.join('\n')}\nendsolid part\n`;
})();

describe('The extension when the folder of its files can’t be used', () => {
  let api: MakistryApi;
  before(async () => {
    await vscode.workspace.getConfiguration('makistry').update('service', 'local', vscode.ConfigurationTarget.Global);
    const extension = vscode.extensions.getExtension<MakistryApi>(id);
    assert.ok(extension);
    api = await extension.activate();
  });

  it('starts, and all of its commands are there', async () => {
    const manifest = vscode.extensions.getExtension(id)?.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      manifest.contributes.commands.filter(({ command }) => !registered.has(command)),
      [],
    );
    assert.deepEqual(api.jobs(), []);
  });

  it('says in a sentence that nothing was sent, and sends nothing', async () => {
    await assert.rejects(
      api.generate({ prompt: 'a box of 10mm' }),
      /The folder of this extension’s files can’t be .*, so nothing was sent/,
    );
    assert.deepEqual(api.jobs(), []);
  });

  it('previews a model, and says in its view what is wrong', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder.uri, 'part.stl');
    fs.writeFileSync(file.fsPath, stl);
    await vscode.commands.executeCommand('workbench.view.extension.makistry');
    await vscode.commands.executeCommand('vscode.openWith', file, 'makistry.model');
    // Whoever looks at the workbench from outside says when it shows both.
    await until(() => fs.existsSync(process.env['TEST_SEEN'] ?? ''), 'the model and the message to be seen', 60_000);
  });
});
