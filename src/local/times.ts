/**
 * Times of the contract: whole microseconds since the Unix epoch, written as `2026-01-02T03:04:05.678901+00:00`
 * (API.md, "Basics").
 */
export function formatMicros(micros: number): string {
  const millis = Math.floor(micros / 1000);
  const rest = String(micros - millis * 1000).padStart(3, '0');
  return new Date(millis).toISOString().replace('Z', `${rest}+00:00`);
}

/** Undefined for what isn't an ISO 8601 time with an offset or Z. Digits beyond the sixth are dropped. */
export function parseMicros(text: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (!match) return undefined;
  const [, seconds = '', fraction = '', offset = ''] = match;
  const millis = Date.parse(seconds + offset);
  return Number.isNaN(millis) ? undefined : millis * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}
