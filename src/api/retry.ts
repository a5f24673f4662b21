/** Waits in ms before each further try after a 5xx or a lost connection (API.md, "Errors of a request"). */
export const retryDelaysMs: readonly number[] = [2000, 4000, 8000];

/**
 * No `Retry-After` counts for more than this, in ms: a day. A key's budget makes no pause of more than an hour of it
 * (jobs/follow/budget.ts).
 */
const longestRetryAfterMs = 86_400_000;

/** The form in use, then the two obsolete ones, of which the last has no time zone (RFC 9110 §5.6.7). */
const httpDate =
  /^(?:[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT|[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/;

/**
 * Reads a `Retry-After` header (RFC 9110 §10.2.3): whole seconds or an HTTP date.
 *
 * @param now wall-clock ms, for the date form
 * @param date the answer's own `Date`: with it nothing depends on this machine's clock, which may be wrong
 * @returns ms to wait, at most a day; undefined when the header is absent or is neither form
 */
export function parseRetryAfter(value: string | null, now: number, date: string | null = null): number | undefined {
  const trimmed = value?.trim() ?? '';
  if (/^\d+$/.test(trimmed)) return Math.min(Number(trimmed) * 1000, longestRetryAfterMs);
  const at = parseHttpDate(trimmed);
  return at === undefined
    ? undefined
    : Math.min(Math.max(at - (parseHttpDate(date?.trim() ?? '') ?? now), 0), longestRetryAfterMs);
}

/**
 * Date.parse takes much more than HTTP dates ("-5" is a year), so the form is checked first.
 * @returns ms since the Unix epoch
 */
function parseHttpDate(text: string): number | undefined {
  if (!httpDate.test(text)) return undefined;
  const at = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(at) ? undefined : at;
}
