import * as vscode from 'vscode';
import { noFilter, type JobFilter } from '../../jobs/jobFilter';
import { jobStates, type JobRecord } from '../../jobs/model';
import { stateLabel } from '../../wording/stateLabel';
import { workspaceId } from '../../host/workspace';
import { plainLabel } from '../../wording/outsideText';
import type { JobsContext } from '../context';

/** A box to tick. */
interface Option extends vscode.QuickPickItem {
  readonly part?: Partial<JobFilter>;
}

/** Asks which jobs are shown, all in one box: what is typed is looked for in the jobs, and what is ticked is shown. */
export async function filterJobs({ jobsView, store, services }: JobsContext): Promise<void> {
  const rows = await jobsView.rows();
  const labels = new Map((await services.accounts()).map(({ account, label }) => [account, label]));
  const chosen = await askFilter(rows.filter, options(store.jobs(), rows.filter, labels));
  if (chosen) rows.setFilter(chosen);
}

export async function clearJobFilter({ jobsView }: JobsContext): Promise<void> {
  (await jobsView.rows()).setFilter(noFilter);
}

function askFilter(filter: JobFilter, items: readonly Option[]): Promise<JobFilter | undefined> {
  const { t } = vscode.l10n;
  const box = vscode.window.createQuickPick<Option>();
  return new Promise((resolve) => {
    let chosen: JobFilter | undefined;
    box.title = t('Filter Jobs');
    box.placeholder = t('Words of the prompt, name, ID or error');
    box.canSelectMany = true;
    box.items = items;
    box.value = filter.text;
    box.selectedItems = items.filter(({ part }) => part && isPartOf(part, filter));
    box.onDidAccept(() => {
      chosen = box.selectedItems.reduce((sum, { part }) => joined(sum, part ?? {}), {
        ...noFilter,
        text: box.value.trim(),
      });
      box.hide();
    });
    box.onDidHide(() => {
      box.dispose();
      resolve(chosen);
    });
    box.show();
  });
}

/** What there is to tick: what there are jobs of, and what is ticked already. */
function options(jobs: readonly JobRecord[], filter: JobFilter, labels: ReadonlyMap<string, string>): Option[] {
  const { t } = vscode.l10n;
  const group = (label: string, values: readonly Option[]): Option[] =>
    values.length > 0 ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...values] : [];
  // What is typed is looked for in the jobs, so it must not hide any option.
  const option = (label: string, count: number, part: Partial<JobFilter>): Option => ({
    label: plainLabel(label),
    description: String(count),
    alwaysShow: true,
    part,
  });
  const workspace = workspaceId();
  const inWorkspace = jobs.filter((job) => job.workspace !== undefined && job.workspace === workspace).length;
  const states = counted(
    jobs.map(({ state }) => state),
    filter.states,
  );
  const endpoints = counted(
    jobs.map(({ endpoint }) => endpoint),
    filter.endpoints,
  );
  const accounts = counted(
    jobs.map(({ account }) => account),
    filter.accounts,
  );
  const keyLabel = (account: string): string => labels.get(account) ?? t('A key that is not set here');
  return [
    ...(workspace === undefined
      ? []
      : group(t('Workspace'), [option(t('This workspace only'), inWorkspace, { thisWorkspace: true })])),
    ...group(
      t('Status'),
      jobStates.flatMap((state) =>
        states.has(state) ? [option(stateLabel(state), states.get(state) ?? 0, { states: [state] })] : [],
      ),
    ),
    ...group(
      t('Input'),
      [...endpoints].map(([endpoint, count]) => option(endpointName(endpoint), count, { endpoints: [endpoint] })),
    ),
    ...(accounts.size > 1
      ? group(
          t('Key'),
          [...accounts].map(([account, count]) => option(keyLabel(account), count, { accounts: [account] })),
        )
      : []),
  ];
}

/** How often each value is there; those that are `wanted` come even if they aren't. */
function counted<T>(values: readonly T[], wanted: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>(wanted.map((value) => [value, 0]));
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function isPartOf(
  { thisWorkspace, states = [], endpoints = [], accounts = [] }: Partial<JobFilter>,
  filter: JobFilter,
): boolean {
  if (thisWorkspace === true) return filter.thisWorkspace;
  return [
    ...states.map((state) => filter.states.includes(state)),
    ...endpoints.map((one) => filter.endpoints.includes(one)),
    ...accounts.map((one) => filter.accounts.includes(one)),
  ].some(Boolean);
}

function joined(
  filter: JobFilter,
  { thisWorkspace, states = [], endpoints = [], accounts = [] }: Partial<JobFilter>,
): JobFilter {
  return {
    text: filter.text,
    thisWorkspace: filter.thisWorkspace || thisWorkspace === true,
    states: [...filter.states, ...states],
    endpoints: [...filter.endpoints, ...endpoints],
    accounts: [...filter.accounts, ...accounts],
  };
}

/** A word that isn't documented is shown as it is. */
function endpointName(endpoint: string): string {
  if (endpoint === 'text_to_cad') return vscode.l10n.t('Made from text');
  return endpoint === 'image_to_cad' ? vscode.l10n.t('Made from images') : endpoint;
}
