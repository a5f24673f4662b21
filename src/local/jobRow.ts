import * as v from 'valibot';
import { jobStatuses } from '../api/types';

export const endpoints = ['text_to_cad', 'image_to_cad'] as const;

const callbackSchema = v.object({
  url: v.string(),
  /** `owed` until the receiver has acknowledged it or all attempts are used up. It is due once the job has ended. */
  state: v.picklist(['owed', 'acknowledged', 'given_up']),
  /** How often it was tried. */
  attempts: v.number(),
  /** When to try again: ms since the Unix epoch. */
  nextAt: v.optional(v.number()),
});

export const rowSchema = v.object({
  jobId: v.string(),
  endpoint: v.optional(v.picklist(endpoints), 'text_to_cad'),
  idempotencyKey: v.optional(v.string()),
  /** A job from images may have none. */
  prompt: v.optional(v.string()),
  designMode: v.string(),
  outputFormat: v.string(),
  metadata: v.record(v.string(), v.unknown()),
  callback: v.optional(callbackSchema),
  /** Reserved while the job runs, consumed when it succeeds, given back when it fails. */
  credits: v.optional(v.number()),
  status: v.picklist(jobStatuses),
  /** ISO 8601 UTC with microseconds; no two jobs have the same, so it is a job's place in the list. */
  createdAt: v.string(),
  updatedAt: v.string(),
  brainstorm: v.optional(v.record(v.string(), v.unknown())),
  latencyMs: v.optional(v.number()),
  /** Of the finished file, in hexadecimal. */
  sha256: v.optional(v.string()),
  errorCode: v.optional(v.string()),
  errorMessage: v.optional(v.string()),
});

export type JobRow = v.InferOutput<typeof rowSchema>;
export type Callback = v.InferOutput<typeof callbackSchema>;
