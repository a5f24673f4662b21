import assert from 'node:assert/strict';
import * as os from 'node:os';
import * as vscode from 'vscode';
import type { MakistryApi } from '../../src/publicApi.js';

describe('Copy Diagnostics', () => {
  it('puts versions, accounts, jobs and the log on the clipboard, and no path or prompt', async () => {
    const extension = vscode.extensions.getExtension<MakistryApi>('makistry.makistry-cad');
    const api = await extension?.activate();
    await vscode.workspace.getConfiguration('makistry').update('service', 'local', vscode.ConfigurationTarget.Global);
    await api?.generate({ prompt: 'A purple teapot with a lid' });
    await vscode.commands.executeCommand('makistry.copyDiagnostics');
    const text = await vscode.env.clipboard.readText();
    for (const part of [
      /^- Makistry CAD: \d+\.\d+\.\d+$/m,
      /^- makistry\.service: local$/m,
      /^- API keys: 0$/m,
      /^- Built-in service: running$/m,
      /^- jobs\.[0-9a-f]{12}\.jsonl: \d+ kB$/m,
      /\[info\] The built-in service answers at/,
    ])
      assert.match(text, part);
    for (const hidden of [os.homedir(), extension?.extensionPath ?? '', 'teapot'])
      assert.ok(!text.includes(hidden), hidden);
  });
});
