import type { Comparison, Version } from '../../../compare/comparison';
import { element } from '../../../pages/frame/webview/dom';

/** A figure of both versions, as people read it. */
interface Row {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** Empty where there is none. */
  readonly difference: string;
}

/** The figures that two versions have, and what differs. */
export class ComparisonTable {
  readonly #text: (key: string, ...values: readonly string[]) => string;
  readonly #format: Intl.NumberFormat;
  readonly #signed: Intl.NumberFormat;

  constructor(text: (key: string, ...values: readonly string[]) => string, language: string) {
    this.#text = text;
    const digits = { maximumSignificantDigits: 7, useGrouping: false } as const;
    this.#format = new Intl.NumberFormat(language, digits);
    this.#signed = new Intl.NumberFormat(language, { ...digits, signDisplay: 'exceptZero' });
  }

  number(value: number): string {
    return this.#format.format(value);
  }

  element(comparison: Comparison): HTMLElement {
    const head = ['figure', 'before', 'after', 'difference'].map((key) =>
      element('th', { scope: 'col' }, this.#text(key)),
    );
    const rows = this.#rows(comparison).map(({ name, before, after, difference }) =>
      element(
        'tr',
        difference === '' ? {} : { class: 'differs' },
        element('th', { scope: 'row' }, name),
        element('td', {}, before),
        element('td', {}, after),
        element('td', {}, difference),
      ),
    );
    return element(
      'table',
      { 'aria-label': this.#text('table') },
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...rows),
    );
  }

  /** As a table of Markdown. */
  markdown(comparison: Comparison, before: string, after: string): string {
    const line = (...cells: readonly string[]): string =>
      `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
    return [
      line(this.#text('figure'), before, after, this.#text('difference')),
      line('---', '---:', '---:', '---:'),
      ...this.#rows(comparison).map((row) => line(row.name, row.before, row.after, row.difference)),
      '',
    ].join('\n');
  }

  #rows({ before, after }: Comparison): Row[] {
    return [
      this.#row(this.#text('volume'), before.volume, after.volume, 'mm³'),
      this.#row(this.#text('area'), before.area, after.area, 'mm²'),
      ...(['X', 'Y', 'Z'] as const).map((name, axis) =>
        this.#row(`${this.#text('size')} ${name}`, extent(before, axis), extent(after, axis), 'mm'),
      ),
      this.#row(this.#text('bodies'), before.bodies, after.bodies, ''),
      ...this.#holes(before, after),
    ];
  }

  #row(name: string, before: number | undefined, after: number | undefined, unit: string): Row {
    const value = (found: number | undefined): string => (found === undefined ? '–' : this.number(found));
    const by = before === undefined || after === undefined ? 0 : after - before;
    // What is below the last digit that is told is no difference.
    const isSame = Math.abs(by) <= 1e-7 * Math.max(Math.abs(before ?? 0), Math.abs(after ?? 0));
    const title = unit === '' ? name : `${name}, ${unit}`;
    return {
      name: title,
      before: value(before),
      after: value(after),
      difference: isSame ? '' : this.#signed.format(by),
    };
  }

  #holes(before: Version, after: Version): Row[] {
    if (!before.holes || !after.holes) return [];
    const diameters = new Set([...before.holes, ...after.holes].map(({ diameter }) => diameter));
    const count = ({ holes = [] }: Version, of: number): number =>
      holes.find(({ diameter }) => diameter === of)?.count ?? 0;
    return [...diameters]
      .sort((a, b) => a - b)
      .map((diameter) =>
        this.#row(this.#text('holes', this.number(diameter)), count(before, diameter), count(after, diameter), ''),
      );
  }
}

function extent({ box: { min, max } }: Version, axis: number): number {
  return (max[axis] ?? 0) - (min[axis] ?? 0);
}
