import type { Brainstorm } from '../api/types';
import {
  conclusions,
  isUnfinished,
  jobStates,
  rankOf,
  type Conclusion,
  type JobRecord,
  type JobState,
  type PartCheck,
} from './model';

/**
 * A line of the ledger: what became known of one request. The first one of a request has all that a record needs, later
 * ones what has changed, so that two windows that learn different things at once don't undo each other's.
 */
export interface LedgerEntry {
  readonly id: string;
  readonly set: Partial<Omit<JobRecord, 'requestId'>>;
  readonly drop?: readonly string[];
}

type Fields = Required<Omit<JobRecord, 'requestId'>>;

const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number';
const isFlag = (value: unknown): boolean => typeof value === 'boolean';
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

const states: ReadonlySet<unknown> = new Set<JobState>(jobStates);
const ours: ReadonlySet<unknown> = new Set<Conclusion>(conclusions);
const isSource = (value: unknown): boolean =>
  isObject(value) && isText(value['uri']) && isNumber(value['startLine']) && isNumber(value['endLine']);
const isImage = (value: unknown): boolean =>
  isObject(value) && isText(value['name']) && isText(value['type']) && isNumber(value['bytes']);
const isImages = (value: unknown): boolean => Array.isArray(value) && value.every(isImage);
const isDifference = (value: unknown): boolean =>
  isObject(value) &&
  isText(value['of']) &&
  isText(value['stated']) &&
  (value['found'] === undefined || isNumber(value['found']));
const checkNumbers = [
  'size',
  'mtime',
  'stated',
  'found',
  'differ',
  'notFound',
] as const satisfies readonly (keyof PartCheck)[];
const isCheck = (value: unknown): boolean =>
  isObject(value) &&
  isText(value['file']) &&
  checkNumbers.every((key) => isNumber(value[key])) &&
  [value['unlike'], value['approximate']].every((said) => said === undefined || typeof said === 'boolean') &&
  Array.isArray(value['differences']) &&
  value['differences'].every(isDifference);
const brainstormLists = [
  'keyFeatures',
  'designComponents',
  'suggestions',
] as const satisfies readonly (keyof Brainstorm)[];
const brainstormTexts = [
  'projectName',
  'optimalGeometry',
  'materialRecommendations',
] as const satisfies readonly (keyof Brainstorm)[];
const isBrainstorm = (value: unknown): boolean =>
  isObject(value) &&
  brainstormLists.every((key) => isTexts(value[key])) &&
  brainstormTexts.every((key) => value[key] === undefined || isText(value[key]));

/**
 * What each field must be. Checks by hand, since ten thousand lines are read while a window opens, and a schema library
 * takes four times as long as parsing them does. A field that isn't here, of a newer version, is left out, and so is
 * what this version doesn't know of one.
 */
const checks: Readonly<Record<keyof Fields, (value: unknown) => boolean>> = {
  account: isText,
  jobId: isText,
  state: (value) => states.has(value),
  serviceStatus: isText,
  endpoint: isText,
  designMode: isText,
  outputFormat: isText,
  createdAt: isText,
  sentAt: isText,
  submittedAt: isText,
  updatedAt: isText,
  callback: isFlag,
  webhookAt: isText,
  endSeenAt: isText,
  takingLong: isFlag,
  prompt: isText,
  source: isSource,
  images: isImages,
  imagesKept: isFlag,
  refines: isText,
  workspace: isText,
  metadata: isObject,
  brainstorm: isBrainstorm,
  tokensUsed: isNumber,
  latencyMs: isNumber,
  expiresAt: isText,
  errorCode: isText,
  errorMessage: isText,
  errorStatus: isNumber,
  concluded: (value) => ours.has(value),
  file: isText,
  check: isCheck,
};

/** A record can't be without them. */
const needed = [
  'account',
  'state',
  'endpoint',
  'designMode',
  'outputFormat',
  'createdAt',
  'metadata',
] as const satisfies readonly (keyof Fields)[];

/** Undefined for a value that isn't an entry. What this version doesn't know, a field or what one says, is left out. */
export function decodeEntry(value: unknown): LedgerEntry | undefined {
  if (!isObject(value)) return undefined;
  const { id, set, drop = [] } = value;
  if (typeof id !== 'string' || id === '' || !isObject(set) || !Array.isArray(drop) || !isTexts(drop)) return undefined;
  // Every field has been checked.
  const fields = (isKnown(set) ? set : knownOf(set)) as LedgerEntry['set'];
  return drop.length > 0 ? { id, set: fields, drop: drop as string[] } : { id, set: fields };
}

/** Whether this version knows all that an entry says. */
export function isWhollyKnown(value: unknown): boolean {
  return (
    isObject(value) &&
    isObject(value['set']) &&
    isKnown(value['set']) &&
    Object.keys(value).every((key) => ['id', 'set', 'drop'].includes(key))
  );
}

function isKnown(set: Readonly<Record<string, unknown>>): boolean {
  for (const key in set) if (!isKnownField(key, set[key])) return false;
  return true;
}

function isKnownField(key: string, value: unknown): boolean {
  return Object.hasOwn(checks, key) && checks[key as keyof Fields](value);
}

/**
 * A record begins with a state. One that a newer version has a word for, which isn't known here, is one that nothing is
 * done about: the service is asked about a job, and a request isn't sent.
 */
function knownOf(set: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const known: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(set).filter(([key, value]) => isKnownField(key, value)),
  );
  const { state, createdAt } = set;
  if (typeof state !== 'string' || 'state' in known || createdAt === undefined) return known;
  return { ...known, state: 'jobId' in known ? 'processing' : 'failed', serviceStatus: state };
}

/** What leads from `before` to `after`; undefined when nothing changed. */
export function entryFor(before: JobRecord | undefined, after: JobRecord): LedgerEntry | undefined {
  const { requestId: id, ...now } = after;
  if (!before) return { id, set: now };
  const old: Readonly<Record<string, unknown>> = { ...before };
  const set = Object.fromEntries(
    Object.entries(now).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(old[key])),
  );
  const drop = Object.keys(before).filter((key) => !(key in after));
  return Object.keys(set).length === 0 && drop.length === 0 ? undefined : { id, set, ...(drop.length > 0 && { drop }) };
}

/**
 * The record after an entry. The status of a job never goes backwards, whoever wrote it; a request that was refused may
 * turn out to have been accepted, and what was concluded here gives way to any word of the service's.
 * @returns undefined when the entry changes a request that is unknown
 */
export function applyEntry(record: JobRecord | undefined, entry: LedgerEntry): JobRecord | undefined {
  // The entry is not used again, so what it sets becomes the record: copying ten thousand of them would be felt.
  if (!record)
    return needed.every((key) => key in entry.set)
      ? (Object.assign(entry.set, { requestId: entry.id }) as JobRecord)
      : undefined;
  const { state, concluded } = entry.set;
  const isWordOfService = state !== undefined && concluded === undefined;
  const dropped = new Set([
    ...(entry.drop ?? []),
    ...(isWordOfService && record.concluded !== undefined ? endFields : []),
  ]);
  const kept = Object.fromEntries(Object.entries(record).filter(([key]) => !dropped.has(key))) as unknown as JobRecord;
  // Another window has learned at the same time how it really ended.
  if (concluded !== undefined && !isUnfinished(record)) return { ...kept, ...withoutEnd(entry.set) };
  const backwards =
    state !== undefined &&
    record.jobId !== undefined &&
    record.concluded === undefined &&
    rankOf(state) < rankOf(record.state);
  return { ...kept, ...entry.set, ...(backwards && { state: record.state }) };
}

/** What an entry says of a job's end. */
const endFields: readonly (keyof Fields)[] = ['state', 'concluded', 'errorCode', 'errorMessage', 'errorStatus'];

function withoutEnd(set: LedgerEntry['set']): LedgerEntry['set'] {
  return Object.fromEntries(Object.entries(set).filter(([key]) => !endFields.some((field) => field === key)));
}
