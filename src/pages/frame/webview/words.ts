import { timeLeft } from '../../../wording/timeLeft';
import { filled } from './dom';

/** Texts, numbers and times in the user's language; times in the user's time zone. */
export class Words {
  readonly #texts: Readonly<Record<string, string>>;
  /** The language that the extension has put into the page: BCP 47. */
  readonly #language = document.documentElement.lang;

  constructor(texts: Readonly<Record<string, string>>) {
    this.#texts = texts;
  }

  /** May be passed on as a function. */
  readonly text = (key: string, ...values: readonly (string | number)[]): string =>
    filled(this.#texts[key] ?? key, ...values);

  /** A word of the service in our wording, or as it is when it isn't documented. */
  word(kind: 'mode' | 'endpoint', word: string): string {
    return this.#texts[`${kind}_${word}`] ?? word;
  }

  number(value: number, options: Intl.NumberFormatOptions = {}): string {
    return value.toLocaleString(this.#language, options);
  }

  /** @param share 0 to 1 */
  percent(share: number): string {
    return this.number(share, { style: 'percent', maximumFractionDigits: 0 });
  }

  duration(ms: number): string {
    const seconds = ms / 1000;
    if (seconds < 60) return this.#unit('second', seconds, seconds < 10 ? 1 : 0);
    if (seconds < 3600)
      return `${this.#unit('minute', Math.floor(seconds / 60))} ${this.#unit('second', Math.floor(seconds % 60))}`;
    if (seconds < 48 * 3600)
      return `${this.#unit('hour', Math.floor(seconds / 3600))} ${this.#unit('minute', Math.floor((seconds % 3600) / 60))}`;
    return this.#unit('day', Math.floor(seconds / 86_400));
  }

  /** @param iso what isn't a time is given as it is */
  moment(iso: string): string {
    const at = new Date(iso);
    return Number.isNaN(at.getTime())
      ? iso
      : at.toLocaleString(this.#language, { dateStyle: 'medium', timeStyle: 'medium' });
  }

  /** When something will be, such as "in 12 days". */
  until(iso: string): string {
    return new Intl.RelativeTimeFormat(this.#language).format(...timeLeft(Date.parse(iso) - Date.now()));
  }

  time(iso: string): string {
    return new Date(iso).toLocaleTimeString(this.#language, { timeStyle: 'short' });
  }

  /** @param name a calendar's day or month: `2026-11-24` or `2026-11` */
  period(name: string): string {
    const isMonth = name.length === 7;
    const options = isMonth
      ? ({ month: 'short', year: 'numeric' } as const)
      : ({ day: 'numeric', month: 'short' } as const);
    return new Date(`${name}${isMonth ? '-01' : ''}T00:00:00Z`).toLocaleDateString(this.#language, {
      ...options,
      timeZone: 'UTC',
    });
  }

  #unit(unit: string, value: number, digits = 0): string {
    return this.number(value, { style: 'unit', unit, unitDisplay: 'narrow', maximumFractionDigits: digits });
  }
}
