import { keptMetadata } from './metadata';
import { inUtc } from './times';
import type { Brainstorm, JobOut, JobPage, RotatedSecret } from './types';

/**
 * Written by hand, since every window loads it at once: a library for this is larger than all that it would do here.
 */
type Fields = Readonly<Record<string, unknown>>;

/**
 * No text of the service is longer, in UTF-16 units, and no list of texts: what is more would only slow the window and
 * swell the ledger.
 */
const longestText = 20_000;
const longestList = 200;
/** No id, word or time is. */
const longestWord = 500;
/** No address is: browsers and servers take less. */
const longestAddress = 16_384;

/** The answer to a POST: the new job's id and status. Undefined when `value` isn't one. */
export function decodeAccepted(value: unknown): { jobId: string; status: string } | undefined {
  const jobId = identifier(fieldsOf(value)['job_id']);
  return jobId === undefined ? undefined : { jobId, status: identifier(fieldsOf(value)['status']) ?? 'queued' };
}

/** A JobOut. Only `job_id` and `status` are required; undefined when `value` has neither. */
export function decodeJob(value: unknown): JobOut | undefined {
  const fields = fieldsOf(value);
  const [jobId, status] = [identifier(fields['job_id']), identifier(fields['status'])];
  if (jobId === undefined || status === undefined) return undefined;
  return withoutUndefined({
    jobId,
    status,
    endpoint: word(fields['endpoint']),
    designMode: word(fields['design_mode']),
    outputFormat: word(fields['output_format']),
    createdAt: time(fields['created_at']),
    updatedAt: time(fields['updated_at']),
    metadata: fields['metadata'] === undefined ? {} : keptMetadata(fields['metadata']),
    downloadUrl: word(fields['download_url'], longestAddress),
    expiresAt: time(fields['expires_at']),
    brainstorm: toBrainstorm(fields['brainstorm']),
    tokensUsed: count(fields['tokens_used']),
    latencyMs: count(fields['latency_ms']),
    errorCode: word(fields['error_code']),
    errorMessage: text(fields['error_message']),
  });
}

/** The answer to a rotation. Undefined when `value` holds no secret. */
export function decodeRotatedSecret(value: unknown): RotatedSecret | undefined {
  const fields = fieldsOf(value);
  const signingSecret = identifier(fields['signing_secret']);
  return signingSecret === undefined
    ? undefined
    : withoutUndefined({ signingSecret, rotatedAt: time(fields['signing_secret_rotated_at']) });
}

/** One page of the list. Rows that aren't jobs are left out; undefined when `value` isn't a page at all. */
export function decodePage(value: unknown): JobPage | undefined {
  const { jobs, next_cursor: nextCursor } = fieldsOf(value);
  if (!Array.isArray(jobs)) return undefined;
  return {
    jobs: jobs.map(decodeJob).filter((job) => job !== undefined),
    nextCursor: identifier(nextCursor, longestAddress),
  };
}

/** The documented error body; undefined fields where it isn't one. */
export function decodeError(value: unknown): { code: string | undefined; message: string | undefined } {
  const { error_code: code, message } = fieldsOf(value);
  return { code: word(code), message: text(message) };
}

function toBrainstorm(value: unknown): Brainstorm | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const raw = fieldsOf(value);
  return withoutUndefined({
    projectName: text(raw['project_name']),
    keyFeatures: texts(raw['key_features']),
    designComponents: texts(raw['design_components']),
    optimalGeometry: text(raw['optimal_geometry']),
    materialRecommendations: text(raw['material_recommendations']),
    suggestions: texts(raw['suggestions']),
  });
}

// Lenient by design: API.md is all that is known of the service, so a field that is absent, null or of another type
// counts as not given.
function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** What is cut off is told by an ellipsis. */
function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.length > longestText ? `${value.slice(0, longestText).toWellFormed()}…` : value;
}

/** What a cut would make another one: an id, an address. Longer ones are none. */
function word(value: unknown, longest = longestWord): string | undefined {
  return typeof value === 'string' && value.length <= longest ? value : undefined;
}

function identifier(value: unknown, longest?: number): string | undefined {
  return value === '' ? undefined : word(value, longest);
}

function time(value: unknown): string | undefined {
  const given = word(value);
  return given === undefined ? undefined : inUtc(given);
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function texts(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  let left = longestText;
  const given = (value as readonly unknown[])
    .slice(0, longestList)
    .map(text)
    .filter((item) => item !== undefined);
  return given.filter((item) => (left -= item.length) >= 0);
}

type WithoutUndefined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Drops the keys whose value is undefined, as `exactOptionalPropertyTypes` wants them. */
function withoutUndefined<T extends object>(value: T): WithoutUndefined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as WithoutUndefined<T>;
}
