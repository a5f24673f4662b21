import { element } from '../../frame/webview/dom';
import { table } from '../../frame/webview/parts';
import type { Words } from '../../frame/webview/words';
import { BarChart, type Bars } from './chart';

export interface ChartWithTable extends Bars {
  readonly heading: string;
  readonly hint?: string;
  /** Shown in place of the chart when there is nothing to draw. */
  readonly empty: string | undefined;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly [string, ...string[]])[];
}

/** A chart, and the same numbers as a table that anyone can open. */
export class ChartSection {
  readonly element: HTMLElement;
  readonly #words: Words;
  readonly #heading = element('h2');
  readonly #hint = element('p', { class: 'hint' });
  readonly #chart = new BarChart();
  readonly #details: HTMLDetailsElement;
  readonly #table = element('div');
  #shown = '';

  constructor(name: string, words: Words) {
    this.#words = words;
    this.#details = element('details', {}, element('summary', {}, words.text('asTable')), this.#table);
    this.#details.hidden = true;
    this.element = element('section', { class: name }, this.#heading, this.#hint, this.#chart.element, this.#details);
  }

  show(shown: ChartWithTable): void {
    const { heading, hint = '', empty, heads, rows } = shown;
    const key = JSON.stringify(shown);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#heading.textContent = heading;
    this.#hint.textContent = empty ?? hint;
    this.#hint.hidden = this.#hint.textContent === '';
    this.#chart.element.hidden = this.#details.hidden = empty !== undefined;
    this.#table.replaceChildren(table(heading, heads, rows));
    if (empty === undefined) this.#chart.show(this.#words.text('chart', heading), shown);
    else this.#chart.clear();
  }
}
