const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * What is left of some time, in the unit that fits, for `Intl.RelativeTimeFormat`. Far from the end, days are rounded
 * as a person does, so that a month that has just begun has 30; in the last week no more is claimed than there is, and
 * the last two days are counted in hours.
 */
export function timeLeft(ms: number): readonly [value: number, unit: 'day' | 'hour' | 'minute'] {
  if (ms >= 7 * dayMs) return [Math.round(ms / dayMs), 'day'];
  if (ms >= 2 * dayMs) return [Math.floor(ms / dayMs), 'day'];
  return ms >= hourMs ? [Math.floor(ms / hourMs), 'hour'] : [Math.max(0, Math.floor(ms / minuteMs)), 'minute'];
}
