import * as vscode from 'vscode';
import { designModes, outputFormats, type DesignMode, type OutputFormat } from '../api/types';
import { withoutSlash } from '../base/trimmedEnd';
import type { RequestLimits } from '../jobs/follow/allowances';

export type ConflictSetting = 'ask' | 'keepBoth' | 'overwrite' | 'skip';

/** The settings of `makistry.*`, read at each use and never trusted to be of their type: users edit them as JSON. */
export const settings = {
  service: () => choice('service', ['cloud', 'local'] as const, 'cloud'),
  apiBaseUrl: () => withoutSlash(text('apiBaseUrl', 'https://api.makistry.ai/v1')),
  dashboardUrl: () => text('dashboardUrl', 'https://api.makistry.ai'),
  defaultDesignMode: (): DesignMode => choice('defaultDesignMode', designModes, 'standard'),
  defaultOutputFormat: (): OutputFormat => choice('defaultOutputFormat', outputFormats, 'STEP'),
  confirmBeforeSubmit: () => flag('confirmBeforeSubmit', true),
  outputFolder: () => text('outputFolder', 'cad'),
  fileName: () => text('fileName', '${projectName}'),
  onConflict: (): ConflictSetting => choice('onConflict', ['ask', 'keepBoth', 'overwrite', 'skip'] as const, 'ask'),
  autoDownload: () => flag('autoDownload', false),
  openAfterDownload: () => flag('openAfterDownload', false),
  /** What users write, as it is: `programs/setting.ts` reads it. */
  programs: () => list('programs'),
  codeLens: () => flag('codeLens', true),
  checkParts: () => flag('checkParts', true),
  draftChecks: () => flag('draftChecks', false),
  builtInModel: () => choice('builtIn.model', ['off', 'ask', 'always'] as const, 'ask'),
  builtInModelAddress: () => withoutSlash(text('builtIn.modelAddress', '')),
  builtInModelName: () => text('builtIn.modelName', ''),
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
  setNotifications: (level: 'all' | 'failuresOnly' | 'none') => change('notifications', level),
};

/** Makes new jobs go to the built-in service, or to the cloud. */
export async function useService(service: 'cloud' | 'local'): Promise<void> {
  if (settings.service() !== service) await change('service', service);
}

/** Makes this machine receive webhooks. */
export async function receiveWebhooks(): Promise<void> {
  await configuration().update('webhook.enabled', true, vscode.ConfigurationTarget.Global);
}

/** Keeps the programs that models are opened in, on this machine. */
export async function keepPrograms(programs: readonly unknown[]): Promise<void> {
  await configuration().update('programs', programs, vscode.ConfigurationTarget.Global);
}

/** True when `event` touches one of the settings that decide where requests go. */
export function changesService(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration('makistry.service') || event.affectsConfiguration('makistry.apiBaseUrl');
}

interface ManifestSettings {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
}

/**
 * What the user or the workspace has set to something else than the default, by the settings' names without
 * `makistry.`.
 */
export function changedSettings(): Readonly<Record<string, unknown>> {
  const manifest = vscode.extensions.getExtension('makistry.makistry-cad')?.packageJSON as ManifestSettings | undefined;
  const names = Object.entries(manifest?.contributes.configuration.properties ?? {}).map(
    ([id, { default: initial }]) => ({ name: id.replace('makistry.', ''), initial }),
  );
  const set = names
    .map(({ name, initial }) => ({ name, initial, value: configuration().get<unknown>(name) }))
    .filter(({ initial, value }) => value !== initial);
  return Object.fromEntries(set.map(({ name, value }) => [name, value]));
}

function configuration(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('makistry');
}

/** Changes a setting where it is set: for the workspace if that has a say of its own, else for the user. */
async function change(key: string, value: string): Promise<void> {
  const isOfWorkspace = configuration().inspect(key)?.workspaceValue !== undefined;
  await configuration().update(
    key,
    value,
    isOfWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
  );
}

function text(key: string, fallback: string): string {
  const value = configuration().get<unknown>(key);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback;
}

function list(key: string): readonly unknown[] {
  const value = configuration().get<unknown>(key);
  return Array.isArray(value) ? value : [];
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
