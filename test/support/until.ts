import { setTimeout as delay } from 'node:timers/promises';

const pauseMs = 25;

/**
 * Waits until `condition` gives something other than false, null or undefined, and returns that. It has been looked at
 * as often as fits into `timeoutMs` on an idle machine before it is given up, however long that takes on a busy one.
 * @param what completes the sentence "Waited … ms for …" of the error thrown then
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  what: string,
  timeoutMs = 45_000,
): Promise<NonNullable<Exclude<T, false>>> {
  const begin = performance.now();
  for (let left = Math.ceil(timeoutMs / pauseMs); ; left--) {
    const value = await condition();
    if (value !== false && value !== null && value !== undefined) return value as NonNullable<Exclude<T, false>>;
    if (left <= 0) throw new Error(`Waited ${Math.round(performance.now() - begin)} ms for ${what}.`);
    await delay(pauseMs);
  }
}
