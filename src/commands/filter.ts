import * as vscode from 'vscode';
import { noFilter, type JobFilter } from '../jobs/jobFilter';
import { jobStates, type JobRecord, type JobState } from '../jobs/model';
import { workspaceId } from '../vscode/workspace';
import type { CommandContext } from './context';

/** A box to tick. */
interface Option extends vscode.QuickPickItem {
  readonly part?: Partial<JobFilter>;
}

/** Asks which jobs are shown, all in one box: what is typed is looked for in the jobs, and what is ticked is shown. */
export async function filterJobs({ jobsView, store, services }: CommandContext): Promise<void> {
  const rows = await jobsView.rows();
  const labels = new Map((await services.accounts()).map(({ account, label }) => [account, label]));
  const chosen = await askFilter(rows.filter, options(store.jobs(), labels));
  if (chosen) rows.setFilter(chosen);
}

export async function clearJobFilter({ jobsView }: CommandContext): Promise<void> {
  (await jobsView.rows()).setFilter(noFilter);
}

function askFilter(filter: JobFilter, items: readonly Option[]): Promise<JobFilter | undefined> {
  const { t } = vscode.l10n;
  const box = vscode.window.createQuickPick<Option>();
  return new Promise((resolve) => {
    let chosen: JobFilter | undefined;
    box.title = t('Filter Jobs');
    box.placeholder = t('Words of the prompt, name, ID or error; below, tick what else has to fit');
    box.canSelectMany = true;
    box.items = items;
    box.value = filter.text;
    box.selectedItems = items.filter(({ part }) => part && isPartOf(part, filter));
    box.onDidAccept(() => {
      chosen = box.selectedItems.reduce((sum, { part }) => joined(sum, part ?? {}), { ...noFilter, text: box.value.trim() });
      box.hide();
    });
    box.onDidHide(() => {
      box.dispose();
      resolve(chosen);
    });
    box.show();
  });
}

function options(jobs: readonly JobRecord[], labels: ReadonlyMap<string, string>): Option[] {
  const { t } = vscode.l10n;
  const counted = (of: (job: JobRecord) => string): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const job of jobs) counts.set(of(job), (counts.get(of(job)) ?? 0) + 1);
    return counts;
  };
  // What is typed is looked for in the jobs, so it must not hide any option.
  const option = (label: string, count: number, part: Partial<JobFilter>): Option => ({ label, description: String(count), alwaysShow: true, part });
  const separator = (label: string): Option => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const workspace = workspaceId();
  const states = counted(({ state }) => state);
  const endpoints = counted(({ endpoint }) => endpoint);
  const accounts = counted(({ account }) => account);
  const removedLabel = t('A key that is not set here');
  return [
    ...(workspace === undefined ? [] : [separator(t('Workspace')), option(t('This workspace only'), jobs.filter((job) => job.workspace === workspace).length, { thisWorkspace: true })]),
    separator(t('Status')),
    ...jobStates.map((state) => option(stateName(state), states.get(state) ?? 0, { states: [state] })),
    separator(t('Made from')),
    ...[...new Set(['text_to_cad', 'image_to_cad', ...endpoints.keys()])].map((endpoint) => option(endpointName(endpoint), endpoints.get(endpoint) ?? 0, { endpoints: [endpoint] })),
    ...(accounts.size > 1 ? [separator(t('Key')), ...[...accounts].map(([account, count]) => option(labels.get(account) ?? removedLabel, count, { accounts: [account] }))] : []),
  ];
}

function isPartOf({ thisWorkspace, states = [], endpoints = [], accounts = [] }: Partial<JobFilter>, filter: JobFilter): boolean {
  if (thisWorkspace === true) return filter.thisWorkspace;
  return [...states.map((state) => filter.states.includes(state)), ...endpoints.map((one) => filter.endpoints.includes(one)), ...accounts.map((one) => filter.accounts.includes(one))].some(Boolean);
}

function joined(filter: JobFilter, { thisWorkspace, states = [], endpoints = [], accounts = [] }: Partial<JobFilter>): JobFilter {
  return {
    text: filter.text,
    thisWorkspace: filter.thisWorkspace || thisWorkspace === true,
    states: [...filter.states, ...states],
    endpoints: [...filter.endpoints, ...endpoints],
    accounts: [...filter.accounts, ...accounts],
  };
}

function stateName(state: JobState): string {
  const { t } = vscode.l10n;
  const names: Readonly<Record<JobState, string>> = {
    submitting: t('Submitting'),
    queued: t('Queued'),
    processing: t('Processing'),
    succeeded: t('Succeeded'),
    failed: t('Failed'),
    expired: t('Expired'),
  };
  return names[state];
}

/** A word that isn't documented is shown as it is. */
function endpointName(endpoint: string): string {
  if (endpoint === 'text_to_cad') return vscode.l10n.t('Text');
  return endpoint === 'image_to_cad' ? vscode.l10n.t('Images') : endpoint;
}
