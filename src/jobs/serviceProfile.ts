/** What the schedule needs to know of a service. */
export interface ServiceProfile {
  /** For each design mode the shortest and the longest usual time of a job, in ms. */
  readonly expectedMs: Readonly<Record<string, readonly [shortest: number, longest: number]>>;
  /**
   * How much waiting a request has to save to be worth it, in ms, while most of the budget is free and a window is
   * focused.
   */
  readonly priceMs: number;
  readonly minDelayMs: number;
  readonly maxDelayMs: number;
}

/** The times are the documented ones (API.md, "A job"). */
export const cloudProfile: ServiceProfile = {
  expectedMs: { standard: [30_000, 120_000], pro: [60_000, 300_000], assembly: [120_000, 900_000] },
  priceMs: 500,
  minDelayMs: 1000,
  maxDelayMs: 300_000,
};

/** The built-in service has no limits, and a request to it costs next to nothing. */
export const localProfile: ServiceProfile = {
  expectedMs: { standard: [50, 4000], pro: [50, 4000], assembly: [50, 4000] },
  priceMs: 10,
  minDelayMs: 250,
  maxDelayMs: 2000,
};
