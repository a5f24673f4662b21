/**
 * What a process has left that can't be asked about, since it runs on another machine or in another container, is taken
 * for abandoned when it has been seen untouched for so long, in ms. No download is silent for nearly as long.
 */
export const abandonedAfterMs = 2 * 3_600_000;

/** How often that is looked at, in ms. */
export const lookAgainMs = 1_800_000;
