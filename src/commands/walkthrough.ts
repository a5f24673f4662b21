import * as vscode from 'vscode';

export async function openWalkthrough(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'makistry.makistry-cad#start', false);
}
