/**
 * When an entry was written: wall-clock and monotonic ms, and the start of which machine the latter counts from
 * (`base/owner.ts`). Entries of older versions don't tell that.
 */
export interface Moment {
  readonly w: number;
  readonly m: number;
  readonly boot?: string | undefined;
  readonly machine?: string | undefined;
}

/**
 * A request that is about to be sent, with the most that its purpose allows, and whether it is a background check or a
 * user's click. With `back` it is none, but gives back the place of that one, which the service can't have seen: an
 * older version takes it for a request for which there is no place.
 */
export interface RequestEntry extends Moment {
  readonly k: 'request';
  readonly id: string;
  /** The most requests that there may be in a minute and in an hour for one more to be sent. */
  readonly most: readonly [number, number];
  readonly check?: boolean | undefined;
  readonly click?: boolean | undefined;
  readonly back?: string | undefined;
}

/**
 * The service has answered 429: nothing is sent for `ms`. From then on, only a share of the hour's or the minute's
 * limit is ours.
 */
export interface PauseEntry extends Moment {
  readonly k: 'pause';
  readonly ms: number;
  readonly ofHour?: number | undefined;
  readonly ofMinute?: number | undefined;
}

/** The service answers again. */
interface ResumeEntry extends Moment {
  readonly k: 'resume';
}

export type BudgetEntry = RequestEntry | PauseEntry | ResumeEntry;

type Check = (value: unknown) => boolean;

const isNumber: Check = (value) => typeof value === 'number';
const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isMost: Check = (value) => Array.isArray(value) && value.length >= 2 && value.slice(0, 2).every(isNumber);
const orMissing =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

const moment = { k: isText, w: isNumber, m: isNumber, boot: orMissing(isText), machine: orMissing(isText) };
const flag = orMissing(isFlag);
const fieldsByKind: Readonly<Record<BudgetEntry['k'], Readonly<Record<string, Check>>>> = {
  request: { ...moment, id: isText, most: isMost, check: flag, click: flag, back: orMissing(isText) },
  pause: { ...moment, ms: isNumber, ofHour: orMissing(isNumber), ofMinute: orMissing(isNumber) },
  resume: moment,
};

/** Gives undefined for what is no entry. Fields that it doesn't know are left out. */
export function decodeEntry(value: unknown): BudgetEntry | undefined {
  if (typeof value !== 'object' || value === null || !('k' in value)) return undefined;
  const kind = (Object.keys(fieldsByKind) as BudgetEntry['k'][]).find((one) => one === value.k);
  if (kind === undefined) return undefined;
  const given = value as Readonly<Record<string, unknown>>;
  const fields = Object.entries(fieldsByKind[kind]);
  if (!fields.every(([name, isRight]) => isRight(given[name]))) return undefined;
  return Object.fromEntries(
    fields.filter(([name]) => given[name] !== undefined).map(([name]) => [name, given[name]]),
  ) as unknown as BudgetEntry;
}

/** The entry that gives a place back. */
export function givenBack(at: Moment, id: string, place: string): BudgetEntry {
  return { k: 'request', ...at, id, most: [0, 0], back: place };
}
