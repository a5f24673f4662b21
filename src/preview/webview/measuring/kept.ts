import type { ModelMesh } from '../../../kernel/stepModel';
import { element } from '../../../pages/frame/webview/dom';
import type { Facts, Formatter } from '../facts';
import type { Pick } from '../pick';
import type { Leader } from './leaders';
import type { Measurement } from './pairs';
import { measurementOf, pairText } from './rows';

interface Kept {
  readonly measurement: Measurement;
  /** The parts that it is measured between, which an exploded view moves apart. */
  readonly parts: readonly [number, number];
}

/** The measurements that stay: a list with names, each with its line in the picture until it is removed. */
export class KeptMeasurements {
  readonly element = element('section', { class: 'kept', hidden: true, 'aria-live': 'polite' });
  readonly #onChange: (leaders: readonly Leader[]) => void;
  #kept: readonly Kept[] = [];
  #format: Formatter | undefined;

  constructor(onChange: (leaders: readonly Leader[]) => void) {
    this.#onChange = onChange;
  }

  /** Keeps what is measured between two picks. */
  keep(picks: readonly Pick[], mesh: ModelMesh, facts: Facts | undefined): void {
    const measurement = measurementOf(picks, mesh, facts);
    const [one, other] = picks;
    if (!measurement || !one || !other) return;
    this.#set([...this.#kept, { measurement, parts: [one.part, other.part] }]);
  }

  /** Those of another model mean nothing in this one. */
  forget(): void {
    if (this.#kept.length > 0) this.#set([]);
  }

  /** Writes them in the unit that is wanted. */
  write(format: Formatter): void {
    this.#format = format;
    this.#show();
  }

  /** Each as a line of text. */
  lines(format: Formatter): string[] {
    return this.#kept.map(({ measurement }, at) => `${at + 1}: ${pairText(measurement, format)}`);
  }

  #set(kept: readonly Kept[]): void {
    this.#kept = kept;
    this.#show();
  }

  #show(): void {
    const format = this.#format;
    if (!format) return;
    this.element.hidden = this.#kept.length === 0;
    this.element.replaceChildren(
      element('h2', {}, format.text('measurements')),
      element('ol', {}, ...this.#kept.map((one, at) => this.#item(one, at, format))),
    );
    this.#onChange(
      this.#kept.map(({ measurement: { from, to }, parts }, at) => ({ from, to, parts, label: String(at + 1) })),
    );
  }

  #item({ measurement }: Kept, at: number, format: Formatter): HTMLElement {
    const text = pairText(measurement, format);
    const label = format.text('removeMeasurement', String(at + 1));
    const remove = element('button', { type: 'button', class: 'remove', 'aria-label': label, title: label }, '×');
    remove.addEventListener('click', () => this.#set(this.#kept.filter((_, other) => other !== at)));
    return element('li', {}, element('span', {}, text), remove);
  }
}
