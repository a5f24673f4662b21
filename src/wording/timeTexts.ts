import { timeLeft } from './timeLeft';

type Length = 'short' | 'long';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;

/** After how many days a date is clearer than an age. */
const mostDays = 30;

/**
 * Times in a reader's words: `short` to look at, `long` to be read out. JavaScript's own Intl knows them in every
 * language, but is slow to set up, so it is kept.
 */
export class TimeTexts {
  readonly #language: string;
  readonly #formats = new Map<string, unknown>();

  constructor(language: string) {
    this.#language = language;
  }

  /** How long ago something was, such as "3 hr. ago" or "now"; a date when that is long ago. */
  ago(at: number, now: number, length: Length = 'short'): string {
    const ms = Math.max(0, now - at);
    if (ms >= mostDays * dayMs) return this.#date(length).format(at);
    if (ms >= dayMs) return this.#relative(length).format(-Math.floor(ms / dayMs), 'day');
    if (ms >= hourMs) return this.#relative(length).format(-Math.floor(ms / hourMs), 'hour');
    return ms >= minuteMs
      ? this.#relative(length).format(-Math.floor(ms / minuteMs), 'minute')
      : this.#now.format(0, 'second');
  }

  /** When something will be, such as "in 12 days". */
  until(at: number, now: number): string {
    return this.#relative('long').format(...timeLeft(at - now));
  }

  /** A duration in whole seconds, minutes or hours, such as "2 min". */
  duration(ms: number, length: Length = 'short'): string {
    const [value, unit] = rounded(ms);
    return this.#unit(unit, length).format(value);
  }

  /**
   * Both ends of a range, such as "1" and "5 min", or "30 sec" and "2 min"; only one, such as "25 sec", where both read
   * the same.
   */
  range(
    [shortest, longest]: readonly [shortest: number, longest: number],
    length: Length = 'short',
  ): [from: string, to?: string] {
    const [value, unit] = rounded(shortest);
    const only = this.duration(shortest, length);
    if (only === this.duration(longest, length)) return [only];
    const from = unit === rounded(longest)[1] ? value.toLocaleString(this.#language) : only;
    return [from, this.duration(longest, length)];
  }

  get #now(): Intl.RelativeTimeFormat {
    return this.#kept('now', () => new Intl.RelativeTimeFormat(this.#language, { numeric: 'auto' }));
  }

  #relative(style: Length): Intl.RelativeTimeFormat {
    return this.#kept(`relative ${style}`, () => new Intl.RelativeTimeFormat(this.#language, { style }));
  }

  #date(length: Length): Intl.DateTimeFormat {
    return this.#kept(
      `date ${length}`,
      () => new Intl.DateTimeFormat(this.#language, { dateStyle: length === 'long' ? 'long' : 'medium' }),
    );
  }

  #unit(unit: string, unitDisplay: Length): Intl.NumberFormat {
    return this.#kept(
      `${unit} ${unitDisplay}`,
      () => new Intl.NumberFormat(this.#language, { style: 'unit', unit, unitDisplay }),
    );
  }

  #kept<T>(name: string, make: () => T): T {
    const format = (this.#formats.get(name) as T | undefined) ?? make();
    this.#formats.set(name, format);
    return format;
  }
}

function rounded(ms: number): [value: number, unit: 'second' | 'minute' | 'hour'] {
  if (ms < 59_500) return [Math.max(1, Math.round(ms / 1000)), 'second'];
  return ms < 90 * minuteMs ? [Math.round(ms / minuteMs), 'minute'] : [Math.round(ms / hourMs), 'hour'];
}
