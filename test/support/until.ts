import { setTimeout as delay } from 'node:timers/promises';

const pauseMs = 25;

/**
 * Waits until `condition` gives something other than false, null or undefined, and returns that.
 * @param what completes the sentence "Waited … ms for …" of the error thrown after `timeoutMs`.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  what: string,
  timeoutMs = 45_000,
): Promise<NonNullable<Exclude<T, false>>> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value !== false && value !== null && value !== undefined) return value as NonNullable<Exclude<T, false>>;
    if (performance.now() > end) throw new Error(`Waited ${timeoutMs} ms for ${what}.`);
    await delay(pauseMs);
  }
}
