import { element } from '../../frame/webview/dom';
import { ranges, type Choice, type Figures, type FromPage, type KeyLimits, type UsageView } from '../messages';
import { button, facts, headed, table } from '../../frame/webview/parts';
import { Sections } from '../../frame/webview/sections';
import type { Words } from '../../frame/webview/words';
import { ChartSection } from './chartSection';

type Tell = (message: FromPage) => void;

/** The page of the usage. It draws what the extension sends, and reports what the user chooses. */
export class UsagePage {
  readonly #words: Words;
  readonly #tell: Tell;
  readonly #sections = new Sections<UsageView>();
  readonly #tokens: ChartSection;
  readonly #durations: ChartSection;

  constructor(root: HTMLElement, words: Words, tell: Tell) {
    this.#words = words;
    this.#tell = tell;
    const { text } = words;
    const add = (name: string, draw: (view: UsageView) => readonly Node[]): HTMLElement =>
      this.#sections.add(element('section', { class: name }), draw);
    this.#tokens = new ChartSection('tokens', words);
    this.#durations = new ChartSection('durations', words);
    const filters = this.#sections.add(element('div', { class: 'filters' }), (view) => this.#filters(view));
    const exporting = element(
      'div',
      { class: 'actions' },
      button('export', text('export'), () => tell({ type: 'export' }), { class: 'primary' }),
      button('dashboard', text('openDashboard'), () => tell({ type: 'openDashboard' })),
    );
    root.replaceChildren(
      element(
        'header',
        {},
        element('h1', {}, text('usage')),
        element('p', { class: 'hint' }, text('intro')),
        element('div', { class: 'bar' }, filters, exporting),
      ),
      add('overview', (view) => this.#overview(view)),
      add('limits', (view) => this.#limits(view)),
      this.#tokens.element,
      this.#durations.element,
      add('by-mode', (view) =>
        this.#groups(
          'byMode',
          'designMode',
          view.byMode.map(({ designMode, figures }) => ({ label: words.word('mode', designMode), figures })),
        ),
      ),
      add('by-key', (view) => this.#groups('byKey', 'key', view.byKey)),
    );
  }

  show(view: UsageView): void {
    this.#sections.show(view);
    this.#showTokens(view);
    this.#showDurations(view);
  }

  #filters({ choice, accounts }: UsageView): Node[] {
    const { text } = this.#words;
    const keys = [{ account: '', label: text('allKeys') }, ...accounts];
    return [
      this.#select(
        'range',
        text('range'),
        ranges.map((range) => [range, text(`range_${range}`)]),
        choice.range,
        (value) => {
          const range = ranges.find((one) => one === value);
          if (range) this.#choose({ ...choice, range });
        },
      ),
      this.#select(
        'account',
        text('key'),
        keys.map(({ account, label }) => [account, label]),
        choice.account ?? '',
        (value) => this.#choose({ ...choice, account: value === '' ? undefined : value }),
      ),
    ];
  }

  #select(
    key: string,
    label: string,
    options: readonly (readonly [value: string, label: string])[],
    chosen: string,
    onChoose: (value: string) => void,
  ): HTMLElement {
    const made = element(
      'select',
      { 'data-key': key },
      ...options.map(([value, name]) => element('option', { value, selected: value === chosen }, name)),
    );
    made.addEventListener('change', () => onChoose(made.value));
    return element('label', {}, element('span', {}, label), made);
  }

  #choose(choice: Choice): void {
    this.#tell({ type: 'choose', choice });
  }

  #overview({ total }: UsageView): readonly Node[] {
    const { text } = this.#words;
    if (total.jobs === 0) return headed(text('overview'), element('p', { class: 'hint' }, text('noJobs')));
    const cells = this.#figures(total);
    return headed(text('overview'), facts(figureKeys.map((key, at) => [key, text(key), cells[at]])));
  }

  #limits({ limits }: UsageView): readonly Node[] {
    const { text } = this.#words;
    if (limits.length === 0) return headed(text('limits'), element('p', { class: 'hint' }, text('noLimits')));
    const rows = limits.map((key): [string, Node, Node] => [
      key.label,
      this.#left(key.leftInMinute, key.perMinute, `${key.label}, ${text('inMinute')}`, key),
      this.#left(key.leftInHour, key.perHour, `${key.label}, ${text('inHour')}`),
    ]);
    return headed(
      text('limits'),
      element('p', { class: 'hint' }, text('limitsHint')),
      table(text('limits'), [text('key'), text('inMinute'), text('inHour')], rows),
    );
  }

  #left(left: number, most: number, label: string, paused?: KeyLimits): Node {
    const { text } = this.#words;
    const pause =
      paused?.pausedUntil === undefined
        ? []
        : [element('div', { class: 'hint' }, text('pausedUntil', this.#words.time(paused.pausedUntil)))];
    return element(
      'div',
      {},
      element('meter', {
        min: '0',
        max: String(most),
        value: String(left),
        low: String(most * 0.15),
        optimum: String(most),
        'aria-label': label,
      }),
      element('span', {}, text('leftOf', left, most)),
      ...pause,
    );
  }

  #groups(
    heading: string,
    column: string,
    groups: readonly { readonly label: string; readonly figures: Figures }[],
  ): readonly Node[] {
    if (groups.length === 0) return [];
    const { text } = this.#words;
    return headed(
      text(heading),
      table(
        text(heading),
        [text(column), ...figureKeys.map((key) => text(key))],
        groups.map(({ label, figures }): [string, ...string[]] => [label, ...this.#figures(figures)]),
      ),
    );
  }

  /** In the order of `figureKeys`. */
  #figures({ jobs, succeeded, failed, successRate, tokens, jobsWithTokens, medianMs, p90Ms }: Figures): string[] {
    const words = this.#words;
    const known = <T>(value: T | undefined, write: (value: T) => string): string =>
      value === undefined ? words.text('unknown') : write(value);
    const duration = (ms: number): string => words.duration(ms);
    return [
      words.number(jobs),
      words.number(succeeded),
      words.number(failed),
      known(successRate, (share) => words.percent(share)),
      known(jobsWithTokens === 0 ? undefined : tokens, (sum) => words.number(sum)),
      known(medianMs, duration),
      known(p90Ms, duration),
    ];
  }

  #showTokens({ periods, unit, byMode, total }: UsageView): void {
    const words = this.#words;
    const { text } = words;
    const modes = byMode.map(({ designMode }) => words.word('mode', designMode));
    const rows = periods.map(({ name, tokens }): [string, ...string[]] => [
      words.period(name),
      ...tokens.map((count) => words.number(count)),
      words.number(tokens.reduce((sum, count) => sum + count, 0)),
    ]);
    this.#tokens.show({
      heading: text(unit === 'day' ? 'tokensByDay' : 'tokensByMonth'),
      empty: total.tokens === 0 ? text('noTokens') : undefined,
      labels: periods.map(({ name }) => words.period(name)),
      series: modes.map((label, at) => ({ label, values: periods.map(({ tokens }) => tokens[at] ?? 0) })),
      format: (value) =>
        words.number(value, { notation: value >= 10_000 ? 'compact' : 'standard', maximumFractionDigits: 1 }),
      stacked: true,
      heads: [text(unit), ...modes, text('sum')],
      rows,
    });
  }

  #showDurations({ byMode }: UsageView): void {
    const words = this.#words;
    const { text } = words;
    const timed = byMode.flatMap(({ designMode, figures: { medianMs, p90Ms } }) =>
      medianMs === undefined || p90Ms === undefined ? [] : [{ label: words.word('mode', designMode), medianMs, p90Ms }],
    );
    this.#durations.show({
      heading: text('durationsByMode'),
      hint: text('durationHint'),
      empty: timed.length === 0 ? text('noDurations') : undefined,
      labels: timed.map(({ label }) => label),
      series: [
        { label: text('medianDuration'), values: timed.map(({ medianMs }) => medianMs) },
        { label: text('p90Duration'), values: timed.map(({ p90Ms }) => p90Ms) },
      ],
      format: (ms) => words.duration(ms),
      stacked: false,
      heads: [text('designMode'), text('medianDuration'), text('p90Duration')],
      rows: timed.map(({ label, medianMs, p90Ms }) => [label, words.duration(medianMs), words.duration(p90Ms)]),
    });
  }
}

const figureKeys = ['jobs', 'succeeded', 'failed', 'successRate', 'tokens', 'medianDuration', 'p90Duration'] as const;
