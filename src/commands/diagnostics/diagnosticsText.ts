import { redact } from '../../api/redact';
import { jobStates, type JobState } from '../../jobs/model';
import type { Trouble } from '../../jobs/follow/trouble';

export interface AccountDiagnostics {
  readonly isLocal: boolean;
  /** Undefined for an account without limits. */
  readonly budget:
    | {
        readonly waitMs: Readonly<Record<'user' | 'submission' | 'background', number>>;
        readonly pausedMs: number;
        readonly freeShare: number;
      }
    | undefined;
  readonly trouble: Trouble | undefined;
}

/** What is known of an installation. */
export interface Diagnostics {
  /** Names and versions, which tell nothing of the user. */
  readonly versions: readonly (readonly [name: string, value: string])[];
  /** The settings that are set, by their names without `makistry.`. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly keys: number;
  readonly accounts: readonly AccountDiagnostics[];
  readonly jobs: Readonly<Partial<Record<JobState, number>>>;
  readonly localService: string;
  /** Bytes of each entry of the storage folder. */
  readonly storage: readonly (readonly [entry: string, bytes: number])[];
  readonly log: readonly string[];
}

/** How many lines of the log are copied at most. */
const mostLines = 60;

/**
 * The diagnostics as Markdown: no secret, no prompt, no path of the user's.
 * @param hidden texts that must not be in it, such as the keys themselves
 */
export function diagnosticsText(
  { versions, settings, keys, accounts, jobs, localService, storage, log }: Diagnostics,
  hidden: readonly string[],
): string {
  const lines = [
    '## Makistry CAD diagnostics',
    ...versions.map(([name, value]) => `- ${name}: ${value}`),
    '### Settings that are not the default',
    ...list(Object.entries(settings).map(([name, value]) => `- makistry.${name}: ${settingText(value)}`)),
    '### Accounts',
    `- API keys: ${keys}`,
    ...accounts.map(accountText),
    `- Built-in service: ${localService}`,
    '### Jobs',
    ...list(jobStates.filter((state) => jobs[state] !== undefined).map((state) => `- ${state}: ${jobs[state] ?? 0}`)),
    '### Storage',
    ...list(storage.map(([entry, bytes]) => `- ${storageEntry(entry)}: ${(bytes / 1000).toFixed(0)} kB`)),
    '### Log',
    '```',
    ...log.slice(-mostLines).map((line) => withoutPaths(line.replaceAll('```', "'''"))),
    '```',
  ];
  return `${withoutSecrets(lines.join('\n'), hidden)}\n`;
}

function list(lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? lines : ['- none'];
}

/** Numbers and choices tell nothing; any other text can be a folder or an address of the user's. */
function settingText(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' &&
    /^(cloud|local|standard|pro|assembly|STEP|STL|GLB|3MF|ask|keepBoth|overwrite|skip|all|failuresOnly|none)$/.test(
      value,
    )
    ? value
    : '(changed)';
}

function accountText({ isLocal, budget, trouble }: AccountDiagnostics, index: number): string {
  const parts = [trouble ? `trouble: ${trouble.kind}` : 'no trouble'];
  if (budget) {
    const { waitMs, pausedMs, freeShare } = budget;
    const waits = Object.entries(waitMs).map(([purpose, ms]) => `${purpose} ${seconds(ms)}`);
    parts.push(
      `waits: ${waits.join(', ')}`,
      `paused: ${seconds(pausedMs)}`,
      `left to checks: ${Math.round(freeShare * 100)} %`,
    );
  }
  return `- ${isLocal ? 'built-in service' : `key ${index + 1}`}: ${parts.join('; ')}`;
}

function seconds(ms: number): string {
  return `${Math.ceil(ms / 1000)} s`;
}

/** Names of ours, without the hashes of keys that are in them. */
function storageEntry(entry: string): string {
  return entry.replace(/cloud-[0-9a-f]+/g, 'cloud-…');
}

/**
 * The start of an address that isn't the web's, of an absolute path of either kind, or of one in the home folder; after
 * it, a path may hold anything that no message has around it.
 */
const pathPattern =
  /(?:\b(?!https?:)[a-z][\w+.-]{1,30}:\/|(?<![\w/.:\\])(?:~?\/(?=[^\s/])|[a-z]:[\\/]|\\\\))[^'"`“”()<>\n]*?(?=: |['"`“”()<>\n]|$)/gi;

function withoutPaths(line: string): string {
  return line.replace(pathPattern, '(path)');
}

function withoutSecrets(text: string, hidden: readonly string[]): string {
  const known = hidden.filter((secret) => secret.trim().length > 3);
  return known.reduce((result, secret) => result.replaceAll(secret, '…'), redact(text));
}
