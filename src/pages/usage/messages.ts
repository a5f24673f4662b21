import * as v from 'valibot';
import type { Figures, Period } from './usage';

/** How many days the page looks back; `all` for all that is known. */
export const ranges = ['7', '30', '90', 'all'] as const;
export type Range = (typeof ranges)[number];

/** What the user wants to see. */
export interface Choice {
  readonly range: Range;
  /** Undefined for all keys. */
  readonly account: string | undefined;
}

export interface KeyLimits {
  readonly label: string;
  readonly perMinute: number;
  readonly leftInMinute: number;
  readonly perHour: number;
  readonly leftInHour: number;
  /** ISO 8601 UTC: until when the service has asked for a pause. */
  readonly pausedUntil: string | undefined;
}

/** What the page shows. */
export interface UsageView {
  readonly choice: Choice;
  readonly accounts: readonly { readonly account: string; readonly label: string }[];
  readonly limits: readonly KeyLimits[];
  readonly total: Figures;
  readonly byMode: readonly { readonly designMode: string; readonly figures: Figures }[];
  readonly byKey: readonly { readonly label: string; readonly figures: Figures }[];
  readonly periods: readonly Period[];
  readonly unit: 'day' | 'month';
}

/** What the extension tells the page of the usage. */
export type ToPage =
  /** The texts of the page in the user's language. First of all. */
  | { readonly type: 'start'; readonly texts: Readonly<Record<string, string>> }
  | { readonly type: 'usage'; readonly usage: UsageView };

const choice = v.strictObject({ range: v.picklist(ranges), account: v.optional(v.pipe(v.string(), v.maxLength(200))) });

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

/** Undefined for what no page of ours says. */
export function readFromPage(message: unknown): FromPage | undefined {
  const { success, output } = v.safeParse(fromPage, message);
  return success ? output : undefined;
}

const text = v.string();
const count = v.number();
const figures = v.object({
  jobs: count,
  succeeded: count,
  failed: count,
  successRate: v.optional(count),
  tokens: count,
  jobsWithTokens: count,
  medianMs: v.optional(count),
  p90Ms: v.optional(count),
});

const usage = v.object({
  choice,
  accounts: v.array(v.object({ account: text, label: text })),
  limits: v.array(
    v.object({
      label: text,
      perMinute: count,
      leftInMinute: count,
      perHour: count,
      leftInHour: count,
      pausedUntil: v.optional(text),
    }),
  ),
  total: figures,
  byMode: v.array(v.object({ designMode: text, figures })),
  byKey: v.array(v.object({ label: text, figures })),
  periods: v.array(v.object({ name: text, tokens: v.array(count) })),
  unit: v.picklist(['day', 'month']),
});

const toPage = v.variant('type', [
  v.object({ type: v.literal('start'), texts: v.record(text, text) }),
  v.object({ type: v.literal('usage'), usage }),
]);

/** Undefined for what the extension doesn't say. */
export function readToPage(message: unknown): ToPage | undefined {
  const { success, output } = v.safeParse(toPage, message);
  return success ? (output as ToPage) : undefined;
}
