/**
 * A status that never ends is asked about rarely: the older the job, the more so, at most once an hour.
 * @returns the least ms between two checks, if it were for this job alone
 */
export function rareMs({ ageMs, isStuck: isHeld }: { readonly ageMs: number; readonly isStuck: boolean }): number {
  if (isHeld) return Math.min(Math.max(0, ageMs) / 4, 3_600_000);
  return ageMs < oldMs ? 0 : Math.min(ageMs / 20, 3_600_000);
}

/** No job is known to take so long, in ms. */
const oldMs = 6 * 3_600_000;
