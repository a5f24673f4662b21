import * as vscode from 'vscode';
import { isFiltering, type JobFilter } from '../jobs/jobFilter';
import { storageProblemOf, type StorageProblem } from '../jobs/storage';
import type { Trouble } from '../jobs/follow/trouble';
import { stateLabel } from '../wording/stateLabel';
import { translated } from '../wording/translated';

export interface MessageParts {
  readonly filter: JobFilter;
  /** How many jobs pass the filter. */
  readonly shown: number;
  readonly total: number;
  readonly keyLabel: (account: string) => string;
  readonly troubles: readonly Trouble[];
}

/** What stands below the view's title: what the filter leaves, and why nothing moves. */
export function viewMessage({ filter, shown, total, keyLabel, troubles }: MessageParts): string {
  const filtered =
    isFiltering(filter) && total > 0
      ? [vscode.l10n.t('{0} of {1} jobs: {2}.', shown, total, filterText(filter, keyLabel))]
      : [];
  return [...filtered, ...new Set(troubles.map(troubleSentence))].join(' ');
}

function filterText(
  { text, states, endpoints, accounts, thisWorkspace }: JobFilter,
  keyLabel: (account: string) => string,
): string {
  const { t } = vscode.l10n;
  const alternatives = (list: readonly string[]): string[] =>
    list.length > 0 ? [new Intl.ListFormat(vscode.env.language, { type: 'disjunction' }).format(list)] : [];
  return [
    ...(text.trim() === '' ? [] : [t('“{0}”', text.trim())]),
    ...alternatives(states.map(stateLabel)),
    ...alternatives(endpoints.map(endpointLabel)),
    ...alternatives(accounts.map(keyLabel)),
    ...(thisWorkspace ? [t('this workspace')] : []),
  ].join(', ');
}

/** A word that isn't documented is shown as it is. */
function endpointLabel(endpoint: string): string {
  if (endpoint === 'text_to_cad') return vscode.l10n.t('from text');
  return endpoint === 'image_to_cad' ? vscode.l10n.t('from images') : endpoint;
}

function troubleSentence(trouble: Trouble): string {
  const { t } = vscode.l10n;
  switch (trouble.kind) {
    case 'paused':
      return t('Paused by the service until {0}.', timeOfDay(trouble.until));
    case 'limit':
      return limitSentence(trouble);
    case 'noChecks':
      return t(
        'The settings makistry.requestsPerHour and makistry.polling.reserve leave no requests to follow the jobs with. Change them, or refresh by hand.',
      );
    case 'unreachable':
      return t('{0} Trying again by itself.', translated(trouble));
    case 'oddAnswer':
      return t(
        'A job can’t be asked about: {0} The others are followed, and this one is asked about again by itself.',
        translated(trouble),
      );
    case 'sameJob':
      return t(
        'The service has given one job for two requests: both end as that job does, and each of them shows its part.',
      );
    case 'notKept':
      return notKeptSentence(trouble);
    case 'storage':
      return storageSentence(trouble.problem);
    case 'unauthorized':
      return t('The service does not accept the API key. Set it again to go on.');
    case 'keyRemoved':
      return t('Some unfinished jobs belong to an API key that is not set here.');
    case 'webhookMissing':
      return t('A webhook did not come, so the service is asked instead.');
  }
}

function limitSentence({ until, checksAt }: Extract<Trouble, { kind: 'limit' }>): string {
  const { t } = vscode.l10n;
  if (checksAt === undefined)
    return t(
      'The limit of requests is used up. The next jobs are sent at {0}.',
      until === undefined ? '' : timeOfDay(until),
    );
  if (until === undefined)
    return t('The limit of requests is used up. The jobs are asked about again at {0}.', timeOfDay(checksAt));
  return t(
    'The limit of requests is used up. The next jobs are sent at {0}, and the others are asked about again at {1}.',
    timeOfDay(until),
    timeOfDay(checksAt),
  );
}

function notKeptSentence({ code, file, message }: Extract<Trouble, { kind: 'notKept' }>): string {
  const { t } = vscode.l10n;
  if (code !== undefined && storageProblemOf(code) === 'full') {
    return t(
      'The disk is full, so what becomes of the jobs can’t be kept. Make room on it; then it goes on by itself.',
    );
  }
  if (code === undefined)
    return t(
      'An error on this machine keeps the jobs from being sent and followed: {0} It is tried again by itself; the log tells more.',
      message,
    );
  if (file === undefined)
    return t(
      'What becomes of the jobs can’t be kept on this machine. It goes on by itself when it can; the log tells more.',
    );
  return storageProblemOf(code) === 'readOnly'
    ? t(
        'The jobs are neither sent nor followed, since {0} can’t be read or written to. Give yourself the right to do both; then it goes on by itself.',
        file,
      )
    : t(
        'The jobs are neither sent nor followed, since {0} can’t be used ({1}). It goes on by itself when it can; the log tells more.',
        file,
        code,
      );
}

function storageSentence(problem: StorageProblem): string {
  const { t } = vscode.l10n;
  if (typeof problem !== 'string') {
    return t(
      'The file {0} in the folder of this extension’s files can’t be read, so what is in it is missing here; all else goes on. Give yourself the right to read it, or move it out of the folder. The log names the folder.',
      problem.unreadable,
    );
  }
  switch (problem) {
    case 'full':
      return t(
        'The disk is full, so jobs can’t be kept: no new ones are sent. Make room on it; then it goes on by itself.',
      );
    case 'readOnly':
      return t(
        'Jobs can’t be kept, since the folder of this extension’s files can’t be written to: no new ones are sent. Give yourself the right to write there; then it goes on by itself. The log names the folder.',
      );
    case 'unusable':
      return t(
        'Jobs can’t be kept, since the folder of this extension’s files can’t be used: no new ones are sent. See whether it is a folder that you may write to; then it goes on by itself. The log names it.',
      );
  }
}

function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString(vscode.env.language, { hour: '2-digit', minute: '2-digit' });
}
