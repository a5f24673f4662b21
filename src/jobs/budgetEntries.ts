import * as v from 'valibot';

/**
 * When an entry was written: wall-clock and monotonic ms, and the start of which machine the latter counts from (`base/owner.ts`). Entries of older versions
 * don't tell that.
 */
const moment = { w: v.number(), m: v.number(), boot: v.optional(v.string()), machine: v.optional(v.string()) };
export interface Moment {
  readonly w: number;
  readonly m: number;
  readonly boot?: string | undefined;
  readonly machine?: string | undefined;
}

/** The most requests that there may be in a minute and in an hour for one more to be sent. */
const most = v.tuple([v.number(), v.number()]);

const entrySchema = v.variant('k', [
  /**
   * A request that is about to be sent, with the most that its purpose allows, and whether it is a background check or a user's click. With `back` it is none, but gives back
   * the place of that one, which the service can't have seen: an older version takes it for a request for which there is no place.
   */
  v.object({ k: v.literal('request'), ...moment, id: v.string(), most, check: v.optional(v.boolean()), click: v.optional(v.boolean()), back: v.optional(v.string()) }),
  /** The service has answered 429: nothing is sent for `ms`. From then on, only a share of the hour's or the minute's limit is ours. */
  v.object({ k: v.literal('pause'), ...moment, ms: v.number(), ofHour: v.optional(v.number()), ofMinute: v.optional(v.number()) }),
  /** The service answers again. */
  v.object({ k: v.literal('resume'), ...moment }),
]);
export type BudgetEntry = v.InferOutput<typeof entrySchema>;
export type RequestEntry = Extract<BudgetEntry, { k: 'request' }>;

/** Gives undefined for what is no entry. */
export function decodeEntry(value: unknown): BudgetEntry | undefined {
  const { success, output } = v.safeParse(entrySchema, value);
  return success ? output : undefined;
}

/** The entry that gives a place back. */
export function givenBack(at: Moment, id: string, place: string): BudgetEntry {
  return { k: 'request', ...at, id, most: [0, 0], back: place };
}
