import * as vscode from 'vscode';
import { settings, useService } from '../../host/settings';

export async function openDashboard(): Promise<void> {
  const address = settings.dashboardUrl();
  if (!address.startsWith('https://'))
    throw new Error(vscode.l10n.t('The setting makistry.dashboardUrl is not an https address.'));
  await vscode.env.openExternal(vscode.Uri.parse(address, true));
}

export async function tryWithoutAccount(): Promise<void> {
  await useService('local');
  await vscode.commands.executeCommand('makistry.jobs.focus');
}
