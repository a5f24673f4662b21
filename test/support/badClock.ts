// Shifts the wall clock of a process, where BAD_CLOCK says how: node --require out/test/support/badClock.js … Only Date
// is shifted, as by a user who sets the clock: timers, the monotonic clock and the times of files stay. Files then have
// another time than the process, as in a home that another machine serves.

const hourMs = 3_600_000;

/**
 * By how much the clock is wrong, in ms, one after the other. A clock with several jumps to the next after so many
 * readings.
 */
const offsets = {
  ahead: [31 * 24 * hourMs],
  behind: [-5 * hourMs],
  jumps: [0, 31 * 24 * hourMs, -5 * hourMs],
} as const satisfies Readonly<Record<string, readonly number[]>>;

export type BadClock = keyof typeof offsets;
export const badClocks: readonly BadClock[] = ['ahead', 'behind', 'jumps'];
/** The variable of the environment that says which. Processes and workers inherit it. */
export const badClockVariable = 'BAD_CLOCK';

const readingsBetweenJumps = 40;

/** A Date whose now is wrong. @param readings how often the clock is read between two jumps */
export function wrongDate(
  kind: BadClock,
  Right: DateConstructor = Date,
  readings = readingsBetweenJumps,
): DateConstructor {
  const all: readonly number[] = offsets[kind];
  let read = 0;
  const now = (): number => Right.now() + (all[Math.floor(read++ / readings) % all.length] ?? 0);
  const wrong: DateConstructor = new Proxy(Right, {
    construct: (target, given: [] | [number], self: DateConstructor) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, self === wrong ? target : self),
    apply: () => new Right(now()).toString(),
    get: (target, key, self): unknown =>
      key === 'now' ? now : Reflect.get(target, key, self === wrong ? target : self),
  });
  return wrong;
}

const stated = process.env[badClockVariable];
const kind = badClocks.find((each) => each === stated);
if (kind !== undefined) globalThis.Date = wrongDate(kind);
