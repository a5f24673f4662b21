import * as v from 'valibot';
import { keptMetadata } from './metadata';
import { inUtc } from './times';
import type { Brainstorm, JobOut, JobPage, RotatedSecret } from './types';

// Lenient by design: API.md is all that is known of the service, so a field that is absent, null or of another type counts as not given.
const text = v.fallback(v.optional(v.string()), undefined);
const count = v.fallback(v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))), undefined);
const texts = v.fallback(
  v.pipe(
    v.array(v.unknown()),
    v.transform((items) => items.filter((item) => typeof item === 'string')),
  ),
  [],
);
const time = v.fallback(v.optional(v.pipe(v.string(), v.transform(inUtc))), undefined);
const metadata = v.pipe(v.unknown(), v.transform(keptMetadata));

const brainstormSchema = v.fallback(
  v.optional(
    v.object({
      project_name: text,
      key_features: texts,
      design_components: texts,
      optimal_geometry: text,
      material_recommendations: text,
      suggestions: texts,
    }),
  ),
  undefined,
);

const identifier = v.pipe(v.string(), v.nonEmpty());

const jobSchema = v.object({
  job_id: identifier,
  status: identifier,
  endpoint: text,
  design_mode: text,
  output_format: text,
  created_at: time,
  updated_at: time,
  metadata: v.optional(metadata),
  download_url: text,
  expires_at: time,
  brainstorm: brainstormSchema,
  tokens_used: count,
  latency_ms: count,
  error_code: text,
  error_message: text,
});

const acceptedSchema = v.object({ job_id: identifier, status: v.fallback(identifier, 'queued') });
const rotatedSchema = v.object({ signing_secret: identifier, signing_secret_rotated_at: time });
const pageSchema = v.object({ jobs: v.array(v.unknown()), next_cursor: text });
const errorSchema = v.object({ error_code: text, message: text });

/** The answer to a POST: the new job's id and status. Undefined when `value` isn't one. */
export function decodeAccepted(value: unknown): { jobId: string; status: string } | undefined {
  const { success, output } = v.safeParse(acceptedSchema, value);
  return success ? { jobId: output.job_id, status: output.status } : undefined;
}

/** A JobOut. Only `job_id` and `status` are required; undefined when `value` has neither. */
export function decodeJob(value: unknown): JobOut | undefined {
  const { success, output } = v.safeParse(jobSchema, value);
  if (!success) return undefined;
  return withoutUndefined({
    jobId: output.job_id,
    status: output.status,
    endpoint: output.endpoint,
    designMode: output.design_mode,
    outputFormat: output.output_format,
    createdAt: output.created_at,
    updatedAt: output.updated_at,
    metadata: output.metadata ?? {},
    downloadUrl: output.download_url,
    expiresAt: output.expires_at,
    brainstorm: output.brainstorm && toBrainstorm(output.brainstorm),
    tokensUsed: output.tokens_used,
    latencyMs: output.latency_ms,
    errorCode: output.error_code,
    errorMessage: output.error_message,
  });
}

/** The answer to a rotation. Undefined when `value` holds no secret. */
export function decodeRotatedSecret(value: unknown): RotatedSecret | undefined {
  const { success, output } = v.safeParse(rotatedSchema, value);
  return success ? withoutUndefined({ signingSecret: output.signing_secret, rotatedAt: output.signing_secret_rotated_at }) : undefined;
}

/** One page of the list. Rows that aren't jobs are left out; undefined when `value` isn't a page at all. */
export function decodePage(value: unknown): JobPage | undefined {
  const { success, output } = v.safeParse(pageSchema, value);
  if (!success) return undefined;
  return { jobs: output.jobs.map(decodeJob).filter((job) => job !== undefined), nextCursor: output.next_cursor === '' ? undefined : output.next_cursor };
}

/** The documented error body; undefined fields where it isn't one. */
export function decodeError(value: unknown): { code: string | undefined; message: string | undefined } {
  const { success, output } = v.safeParse(errorSchema, value);
  return success ? { code: output.error_code, message: output.message } : { code: undefined, message: undefined };
}

function toBrainstorm(raw: NonNullable<v.InferOutput<typeof brainstormSchema>>): Brainstorm {
  return withoutUndefined({
    projectName: raw.project_name,
    keyFeatures: raw.key_features,
    designComponents: raw.design_components,
    optimalGeometry: raw.optimal_geometry,
    materialRecommendations: raw.material_recommendations,
    suggestions: raw.suggestions,
  });
}

type WithoutUndefined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };

/** Drops the keys whose value is undefined, as `exactOptionalPropertyTypes` wants them. */
function withoutUndefined<T extends object>(value: T): WithoutUndefined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as WithoutUndefined<T>;
}
