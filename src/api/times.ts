/**
 * A date and a time of ISO 8601, as programs write it: with a blank for the `T`, any number of decimals after a mark or
 * a comma, and an offset of `Z`, `UTC`, `+00:00`, `+0000`, `+00` or none.
 */
const written = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,30}))?)? ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * A time of the service's: without an offset it is UTC (API.md, "Basics"), where JavaScript would take it for the
 * machine's own, and with an offset in a form that all readers of JavaScript know. Other text stays.
 */
export function inUtc(time: string): string {
  const [, date, minutes, seconds, decimals, zone = ''] = written.exec(time.trim()) ?? [];
  if (date === undefined || minutes === undefined) return time;
  const fraction = decimals === undefined ? '' : `.${decimals}`;
  return `${date}T${minutes}${seconds === undefined ? '' : `:${seconds}${fraction}`}${offsetOf(zone)}`;
}

function offsetOf(zone: string): string {
  const [, hours, minutes = '00'] = /^([+-]\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return hours === undefined ? 'Z' : `${hours}:${minutes}`;
}
