/** A date and a time of ISO 8601 without the zone that they are of. */
const withoutZone = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)$/;

/**
 * A time of the service's: without an offset it is UTC (API.md, "Basics"), where JavaScript would take it for the
 * machine's own. Other text stays.
 */
export function inUtc(time: string): string {
  const [, date, clock] = withoutZone.exec(time.trim()) ?? [];
  return date === undefined || clock === undefined ? time : `${date}T${clock.replace(',', '.')}Z`;
}
