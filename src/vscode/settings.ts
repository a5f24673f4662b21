import * as vscode from 'vscode';
import { designModes, outputFormats, type DesignMode, type OutputFormat } from '../api/types';
import type { RequestLimits } from '../jobs/budget';

export type ConflictSetting = 'ask' | 'keepBoth' | 'overwrite' | 'skip';

/** The settings of `makistry.*`, read at each use and never trusted to be of their type: users edit them as JSON. */
export const settings = {
  service: () => choice('service', ['cloud', 'local'] as const, 'cloud'),
  apiBaseUrl: () => text('apiBaseUrl', 'https://api.makistry.ai/v1').replace(/\/+$/, ''),
  dashboardUrl: () => text('dashboardUrl', 'https://api.makistry.ai'),
  defaultDesignMode: (): DesignMode => choice('defaultDesignMode', designModes, 'standard'),
  defaultOutputFormat: (): OutputFormat => choice('defaultOutputFormat', outputFormats, 'STEP'),
  confirmBeforeSubmit: () => flag('confirmBeforeSubmit', true),
  outputFolder: () => text('outputFolder', 'cad'),
  fileName: () => text('fileName', '${projectName}'),
  onConflict: (): ConflictSetting => choice('onConflict', ['ask', 'keepBoth', 'overwrite', 'skip'] as const, 'ask'),
  autoDownload: () => flag('autoDownload', false),
  openAfterDownload: () => flag('openAfterDownload', false),
  pollingEnabled: () => flag('polling.enabled', true),
  requestLimits: (): RequestLimits => ({
    perMinute: count('requestsPerMinute', 20, 1),
    perHour: count('requestsPerHour', 100, 1),
    reserve: count('polling.reserve', 20, 0),
  }),
  webhookEnabled: () => flag('webhook.enabled', false),
  webhookPublicUrl: () => text('webhook.publicUrl', ''),
  webhookPort: () => Math.min(count('webhook.port', 0, 0), 65_535),
  notifications: () => choice('notifications', ['all', 'failuresOnly', 'none'] as const, 'all'),
};

/** Makes new jobs go to the built-in service, for this user. */
export async function useLocalService(): Promise<void> {
  await configuration().update('service', 'local', vscode.ConfigurationTarget.Global);
}

/** Makes this machine receive webhooks. */
export async function receiveWebhooks(): Promise<void> {
  await configuration().update('webhook.enabled', true, vscode.ConfigurationTarget.Global);
}

/** True when `event` touches one of the settings that decide where requests go. */
export function changesService(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration('makistry.service') || event.affectsConfiguration('makistry.apiBaseUrl');
}

function configuration(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('makistry');
}

function text(key: string, fallback: string): string {
  const value = configuration().get<unknown>(key);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback;
}

function flag(key: string, fallback: boolean): boolean {
  const value = configuration().get<unknown>(key);
  return typeof value === 'boolean' ? value : fallback;
}

function count(key: string, fallback: number, least: number): number {
  const value = configuration().get<unknown>(key);
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(least, Math.floor(value)) : fallback;
}

function choice<T extends string>(key: string, allowed: readonly T[], fallback: T): T {
  const value = configuration().get<unknown>(key);
  return allowed.find((candidate) => candidate === value) ?? fallback;
}
