import { element } from '../../pages/frame/webview/dom';
import { inch } from '../../base/inch';
import type { Axis, Cut } from './section';

interface Listeners {
  readonly onSection: (cut: Cut | undefined) => void;
  readonly onExplode: (amount: number) => void;
}

/** How far the visible model reaches along each axis, in mm. */
export interface Extent {
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/** The controls of the section plane and of the exploded view: below the picture, while they are on. */
export class Sliders {
  readonly element: HTMLElement;
  readonly #section: HTMLElement;
  readonly #explode: HTMLElement;
  readonly #listeners: Listeners;
  readonly #axis: HTMLSelectElement;
  readonly #at: HTMLInputElement;
  readonly #place: HTMLInputElement;
  readonly #unit = element('span', {});
  readonly #flipped: HTMLInputElement;
  readonly #amount: HTMLInputElement;
  #extent: Extent = { min: [0, 0, 0], max: [0, 0, 0] };
  #isInch = false;

  constructor(texts: Readonly<Record<string, string>>, listeners: Listeners) {
    this.#listeners = listeners;
    this.#axis = element(
      'select',
      { 'aria-label': texts['axis'] },
      ...['X', 'Y', 'Z'].map((name, at) => element('option', { value: String(at), selected: at === 1 }, name)),
    );
    this.#at = slider(texts['position'], '0.5');
    this.#place = element('input', { type: 'number', step: 'any', 'aria-label': texts['sectionPlace'] });
    this.#flipped = element('input', { type: 'checkbox' });
    this.#amount = slider(texts['amount'], '0.6');
    this.#section = element(
      'div',
      { class: 'slider', 'data-slider': 'section', hidden: true },
      element('span', {}, texts['toggleSection'] ?? ''),
      this.#axis,
      this.#at,
      this.#place,
      this.#unit,
      element('label', {}, this.#flipped, texts['flip'] ?? ''),
    );
    this.#explode = element(
      'div',
      { class: 'slider', 'data-slider': 'explode', hidden: true },
      element('span', {}, texts['toggleExplode'] ?? ''),
      this.#amount,
    );
    this.element = element('div', { class: 'sliders' }, this.#section, this.#explode);
    for (const input of [this.#axis, this.#at, this.#flipped])
      input.addEventListener('input', () => this.#tellSection());
    this.#place.addEventListener('input', () => this.#takePlace());
    this.#place.addEventListener('change', () => this.#writePlace());
    this.#amount.addEventListener('input', () => this.#tellExplode());
  }

  get sectionShown(): boolean {
    return !this.#section.hidden;
  }

  get explodeShown(): boolean {
    return !this.#explode.hidden;
  }

  toggleSection(): void {
    this.#section.hidden = !this.#section.hidden;
    this.#tellSection();
  }

  toggleExplode(): void {
    this.#explode.hidden = !this.#explode.hidden;
    this.#tellExplode();
  }

  /** Writes where the section is in the visible model. */
  showExtent(extent: Extent, isInch: boolean): void {
    this.#extent = extent;
    this.#isInch = isInch;
    // What is being typed stays as it is.
    if (document.activeElement !== this.#place) this.#writePlace();
  }

  #tellSection(): void {
    const cut = { axis: this.#along, at: this.#at.valueAsNumber, flipped: this.#flipped.checked };
    this.#listeners.onSection(this.sectionShown ? cut : undefined);
    if (document.activeElement !== this.#place) this.#writePlace();
  }

  get #along(): Axis {
    return Number(this.#axis.value) as Axis;
  }

  get #range(): readonly [number, number] {
    const { min, max } = this.#extent;
    return [min[this.#along] ?? 0, max[this.#along] ?? 0];
  }

  get #perUnit(): number {
    return this.#isInch ? inch : 1;
  }

  /** Moves the section to the place that was typed, as far as the model reaches. */
  #takePlace(): void {
    const [from, to] = this.#range;
    const place = this.#place.valueAsNumber * this.#perUnit;
    if (!Number.isFinite(place) || !(to > from)) return;
    this.#at.value = String(Math.min(Math.max((place - from) / (to - from), 0), 1));
    this.#tellSection();
  }

  #writePlace(): void {
    const [from, to] = this.#range;
    const place = (from + this.#at.valueAsNumber * (to - from)) / this.#perUnit;
    this.#place.value = String(Number(place.toFixed(this.#isInch ? 4 : 3)));
    this.#unit.textContent = this.#isInch ? 'in' : 'mm';
  }

  #tellExplode(): void {
    this.#listeners.onExplode(this.explodeShown ? this.#amount.valueAsNumber : 0);
  }
}

function slider(label: string | undefined, value: string): HTMLInputElement {
  return element('input', { type: 'range', min: '0', max: '1', step: 'any', value, 'aria-label': label });
}
