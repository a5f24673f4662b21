/** Waits are in ms; undefined is for what isn't waited for. */
type Wait = number | undefined;

/** Whether it is time. */
export function isOver(wait: Wait): boolean {
  return wait !== undefined && wait <= 0;
}

/** The shortest; undefined when there is none. */
export function soonest(waits: readonly Wait[]): Wait {
  const known = waits.filter((wait) => wait !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
