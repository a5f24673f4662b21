import { element } from '../../pages/frame/webview/dom';
import type { FromPage, LiveSize, SizesOutcome } from '../messages';
import type { Formatter } from './facts';

interface Field {
  readonly size: LiveSize;
  readonly number: HTMLInputElement;
  readonly slider: HTMLInputElement;
}

/** How far a slider goes, as multiples of what is stated. The field takes any other value. */
const range = { least: 0.2, most: 2 } as const;
const largestAngle = 180;

/**
 * The sizes that the prompt states, each with a field and a slider. One change is on its way at a time; what is moved
 * meanwhile follows when it has been answered.
 */
export class SizesPanel {
  readonly element = element('section', { class: 'sizes', hidden: true });
  readonly #tell: (message: FromPage) => void;
  readonly #onReset: () => void;
  readonly #outcome = element('p', { class: 'outcome', 'aria-live': 'polite' });
  #format: Formatter | undefined;
  #fields: readonly Field[] = [];
  #buttons: readonly HTMLButtonElement[] = [];
  #isWaiting = false;
  #isBehind = false;
  /** What is on its way is no longer wanted. */
  #isDropped = false;

  /** @param onReset when what the file holds is to be shown again */
  constructor(tell: (message: FromPage) => void, onReset: () => void) {
    this.#tell = tell;
    this.#onReset = onReset;
  }

  offer(sizes: readonly LiveSize[], canWrite: boolean, format: Formatter): void {
    this.#format = format;
    this.#fields = sizes.map((size) => this.#fieldOf(size, format));
    const generate = this.#button('generate', () => this.#tell({ type: 'generateSizes' }));
    const write = this.#button('writeToDocument', () => this.#tell({ type: 'writeSizes' }));
    const reset = this.#button('resetSizes', () => this.#reset());
    this.#buttons = [generate, ...(canWrite ? [write] : []), reset];
    this.element.hidden = sizes.length === 0;
    this.element.replaceChildren(
      element('h2', {}, format.text('sizes')),
      ...this.#fields.map(({ size, number, slider }) =>
        element(
          'div',
          { class: 'size' },
          element('label', {}, element('span', {}, size.label), number, element('span', {}, size.unit)),
          slider,
        ),
      ),
      this.#outcome,
      element('div', { class: 'buttons' }, ...this.#buttons),
    );
    this.#enable(false);
  }

  /** Whether a part with other sizes is wanted. */
  get isAwaiting(): boolean {
    return this.#isWaiting && !this.#isDropped;
  }

  settle({ state, sentence }: SizesOutcome): void {
    const isDropped = this.#isDropped;
    this.#isWaiting = false;
    this.#isDropped = false;
    if (isDropped && !this.#isBehind) return;
    if (this.#isBehind) {
      this.#change();
      return;
    }
    this.#outcome.textContent = sentence ?? '';
    this.#outcome.dataset['state'] = state;
    this.#enable(state === 'built');
  }

  /** Goes back to what the prompt states, as its file is shown. */
  forget(): void {
    for (const { size, number, slider } of this.#fields) number.value = slider.value = String(size.value);
    this.#isBehind = false;
    this.#isDropped = this.#isWaiting;
    this.#outcome.textContent = '';
    this.#enable(false);
  }

  #fieldOf(size: LiveSize, format: Formatter): Field {
    const most = size.unit === '°' ? Math.min(largestAngle, range.most * size.value) : range.most * size.value;
    const step = String(10 ** Math.floor(Math.log10(size.value) - 1.3));
    const limits = { min: String(range.least * size.value), max: String(most), step };
    const number = element('input', { type: 'number', min: '0', step: 'any', value: String(size.value) });
    const slider = element('input', { type: 'range', ...limits, 'aria-label': format.text('sizeSlider', size.label) });
    slider.value = String(size.value);
    slider.addEventListener('input', () => {
      number.value = slider.value;
      this.#change();
    });
    number.addEventListener('change', () => {
      slider.value = number.value;
      this.#change();
    });
    return { size, number, slider };
  }

  #button(text: string, onClick: () => void): HTMLButtonElement {
    const button = element('button', { type: 'button', 'data-sizes': text }, this.#format?.text(text) ?? '');
    button.addEventListener('click', onClick);
    return button;
  }

  #change(): void {
    this.#isBehind = this.#isWaiting;
    if (this.#isWaiting) return;
    const values = this.#fields.map(({ number }) => number.valueAsNumber);
    const isPositive = values.every((value) => Number.isFinite(value) && value > 0);
    if (!isPositive) {
      this.#outcome.textContent = this.#format?.text('sizeNotPositive') ?? '';
      this.#enable(false);
      return;
    }
    if (values.every((value, at) => value === this.#fields[at]?.size.value)) {
      this.#reset();
      return;
    }
    this.#isWaiting = true;
    this.#enable(false);
    this.#outcome.textContent = this.#format?.text('sizesBuilding') ?? '';
    this.#tell({ type: 'changeSizes', values });
  }

  #reset(): void {
    this.forget();
    this.#onReset();
  }

  /** Generating and writing are for what has just been seen; going back is for anything that was changed. */
  #enable(isBuilt: boolean): void {
    const isChanged = this.#fields.some(({ size, number }) => number.valueAsNumber !== size.value);
    for (const button of this.#buttons)
      button.disabled = button.dataset['sizes'] === 'resetSizes' ? !isChanged : !isBuilt;
  }
}
