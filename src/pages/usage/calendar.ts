/** Days as a calendar has them. A day is `2026-11-24`, a month `2026-11`: as texts they are in order. */

const dayMs = 86_400_000;

/**
 * Gives the day that a moment (wall-clock ms) falls on in a time zone (IANA name); in the machine's own where the name
 * is missing or unknown.
 */
export function daysIn(timeZone: string | undefined): (at: number) => string {
  const format = formatIn(timeZone);
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return `${parts.get('year')?.padStart(4, '0') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`;
  };
}

/**
 * The day `days` days before another one. It counts days, not hours, so a day on which the clocks change is one, too.
 */
export function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * dayMs).toISOString().slice(0, 10);
}

/** All days from the first to the last, both included. */
export function daysFrom(first: string, last: string): readonly string[] {
  const start = Date.parse(`${first}T00:00:00Z`);
  const count = Math.round((Date.parse(`${last}T00:00:00Z`) - start) / dayMs) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, at) => new Date(start + at * dayMs).toISOString().slice(0, 10));
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

function formatIn(timeZone: string | undefined): Intl.DateTimeFormat {
  const options = {
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  } as const;
  try {
    return new Intl.DateTimeFormat('en', { ...options, timeZone });
  } catch (error) {
    if (error instanceof RangeError) return new Intl.DateTimeFormat('en', options);
    throw error;
  }
}
