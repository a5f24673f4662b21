import * as v from 'valibot';
import type { Immutable } from '../../base/immutable';
import { maybe, readerOf, start } from '../frame/messages';

/** How many days the page looks back; `all` for all that is known. */
export const ranges = ['7', '30', '90', 'all'] as const;
export type Range = (typeof ranges)[number];

const text = v.string();
const count = v.number();

/** What the user wants to see. */
const choice = v.strictObject({
  range: v.picklist(ranges),
  /** Undefined for all keys. */
  account: maybe(v.pipe(text, v.maxLength(200))),
});

/** Jobs in numbers. */
const figures = v.object({
  jobs: count,
  /** Includes those whose file has expired since. */
  succeeded: count,
  failed: count,
  /** The share of ended jobs that succeeded, from 0 to 1; undefined when none has ended. */
  successRate: maybe(count),
  tokens: count,
  /** How many jobs the service has told the tokens of. */
  jobsWithTokens: count,
  /** The service's pipeline time, in ms; undefined when it isn't known for any job. */
  medianMs: maybe(count),
  /** 90 % of the jobs took no longer, in ms. */
  p90Ms: maybe(count),
});

/** The tokens of a day or a month, in the order of the modes. */
const period = v.object({
  /** `2026-11-24` or `2026-11`. */
  name: text,
  tokens: v.array(count),
});

const keyLimits = v.object({
  label: text,
  perMinute: count,
  leftInMinute: count,
  perHour: count,
  leftInHour: count,
  /** ISO 8601 UTC: until when the service has asked for a pause. */
  pausedUntil: maybe(text),
});

/** What the page shows. */
const usage = v.object({
  choice,
  accounts: v.array(v.object({ account: text, label: text })),
  limits: v.array(keyLimits),
  total: figures,
  byMode: v.array(v.object({ designMode: text, figures })),
  byKey: v.array(v.object({ label: text, figures })),
  periods: v.array(period),
  unit: v.picklist(['day', 'month']),
});

export type Choice = Immutable<v.InferOutput<typeof choice>>;
export type Figures = Immutable<v.InferOutput<typeof figures>>;
export type Period = Immutable<v.InferOutput<typeof period>>;
export type KeyLimits = Immutable<v.InferOutput<typeof keyLimits>>;
export type UsageView = Immutable<v.InferOutput<typeof usage>>;

const toPage = v.variant('type', [start, v.object({ type: v.literal('usage'), usage })]);

/** What the extension tells the page of the usage. */
export type ToPage = Immutable<v.InferOutput<typeof toPage>>;

/** @returns undefined for anything that the extension doesn't send */
export const readToPage: (message: unknown) => ToPage | undefined = readerOf(toPage);

/** The user's choice that a page has kept; undefined for anything else. */
export const readChoice: (kept: unknown) => Choice | undefined = readerOf(choice);

const fromPage = v.variant('type', [
  /** The time zone is the user's, whose machine may be another than the extension's. */
  v.strictObject({
    type: v.literal('ready'),
    timeZone: v.pipe(v.string(), v.maxLength(100)),
    choice: v.optional(choice),
  }),
  v.strictObject({ type: v.literal('choose'), choice }),
  v.strictObject({ type: v.literal('export') }),
  v.strictObject({ type: v.literal('openDashboard') }),
]);

export type FromPage = v.InferOutput<typeof fromPage>;

/** @returns undefined for anything that our page doesn't send */
export const readFromPage: (message: unknown) => FromPage | undefined = readerOf(fromPage);
