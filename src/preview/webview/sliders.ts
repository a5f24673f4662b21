import { element } from '../../pages/frame/webview/dom';

interface Listeners {
  readonly onSection: (axis: 0 | 1 | 2 | undefined, at: number, flipped: boolean) => void;
  readonly onExplode: (amount: number) => void;
}

/** The controls of the section plane and of the exploded view: below the picture, while they are on. */
export class Sliders {
  readonly element: HTMLElement;
  readonly #section: HTMLElement;
  readonly #explode: HTMLElement;
  readonly #listeners: Listeners;
  readonly #axis: HTMLSelectElement;
  readonly #at: HTMLInputElement;
  readonly #flipped: HTMLInputElement;
  readonly #amount: HTMLInputElement;

  constructor(texts: Readonly<Record<string, string>>, listeners: Listeners) {
    this.#listeners = listeners;
    this.#axis = element(
      'select',
      { 'aria-label': texts['axis'] },
      ...['X', 'Y', 'Z'].map((name, at) => element('option', { value: String(at), selected: at === 1 }, name)),
    );
    this.#at = slider(texts['position'], '0.5');
    this.#flipped = element('input', { type: 'checkbox' });
    this.#amount = slider(texts['amount'], '0.6');
    this.#section = element(
      'div',
      { class: 'slider', 'data-slider': 'section', hidden: true },
      element('span', {}, texts['toggleSection'] ?? ''),
      this.#axis,
      this.#at,
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

  #tellSection(): void {
    const axis = this.sectionShown ? (Number(this.#axis.value) as 0 | 1 | 2) : undefined;
    this.#listeners.onSection(axis, this.#at.valueAsNumber, this.#flipped.checked);
  }

  #tellExplode(): void {
    this.#listeners.onExplode(this.explodeShown ? this.#amount.valueAsNumber : 0);
  }
}

function slider(label: string | undefined, value: string): HTMLInputElement {
  return element('input', { type: 'range', min: '0', max: '1', step: '0.005', value, 'aria-label': label });
}
