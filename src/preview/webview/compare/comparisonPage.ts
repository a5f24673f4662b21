import { alignments, type Alignment, type Comparison, type Owner } from '../../../compare/comparison';
import { element } from '../../../pages/frame/webview/dom';
import type { Host } from '../../../pages/frame/webview/host';
import type { FromComparison, ToComparison } from '../../compare/messages';
import { views, type View } from '../cameras';
import { icon } from '../icons';
import { moveCamera } from '../input';
import { Stage } from '../stage';
import { Status } from '../status';
import { ViewCube } from '../viewCube';
import { Viewer } from '../viewer';
import { ComparisonTable } from './table';

type Start = Extract<ToComparison, { type: 'start' }>;

/** How both are seen. */
const shows = ['overlay', 'before', 'after', 'side', 'swipe'] as const;
type Show = (typeof shows)[number];

/** Who can't tell colours apart tells these: stripes for what has gone, dots for what has come. */
const patterns = { before: 'stripes', after: 'dots' } as const;

/** What isn't in a version. */
const missingIn: Readonly<Record<'before' | 'after', Owner>> = { before: 'after', after: 'before' };

const blinkMs = 700;

/** The page on which two versions of a model are compared. */
export class ComparisonPage {
  readonly #host: Host<FromComparison>;
  #start: Start;
  readonly #status: Status;
  readonly #stage: Stage;
  readonly #cube: ViewCube;
  readonly #viewer: Viewer | undefined;
  readonly #side = element('aside', { class: 'panel', tabindex: '0' });
  readonly #divider: HTMLInputElement;
  readonly #align: HTMLSelectElement;
  readonly #buttons = new Map<string, HTMLButtonElement>();
  readonly #table: ComparisonTable;
  #comparison: Comparison | undefined;
  #show: Show = 'overlay';
  #blinking: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, start: Start, host: Host<FromComparison>) {
    this.#host = host;
    this.#start = start;
    const { texts } = start;
    this.#table = new ComparisonTable((key, ...values) => this.#text(key, ...values), document.documentElement.lang);
    this.#cube = new ViewCube(texts, (view) => this.#look(view));
    this.#status = new Status(texts, {
      onCancel: () => host.postMessage({ type: 'cancel' }),
      onRetry: () => this.ask(),
      onOpenAnyway: () => undefined,
    });
    this.#divider = element('input', {
      type: 'range',
      class: 'divider',
      min: '0',
      max: '100',
      value: '50',
      'aria-label': this.#text('divider'),
    });
    this.#divider.hidden = true;
    this.#divider.addEventListener('input', () => this.#apply());
    this.#align = element('select', { 'aria-label': this.#text('align') });
    for (const alignment of alignments)
      this.#align.append(element('option', { value: alignment }, this.#text(`align_${alignment}`)));
    this.#align.addEventListener('change', () => this.ask());
    this.#stage = new Stage(this.#text('model', start.before, start.after), [
      this.#cube.element,
      this.#divider,
      this.#status.element,
    ]);
    const body = element('div', { class: 'body' }, this.#stage.element, this.#side);
    root.replaceChildren(this.#tools(), body);
    this.#viewer = this.#makeViewer();
    this.#stage.listen({
      onTheme: () => this.#viewer?.setTheme(),
      onResize: () => this.#viewer?.resize(),
      onContextLost: () => undefined,
      onContextRestored: () => this.#viewer?.invalidate(),
    });
    this.#stage.canvas.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !this.#viewer) return;
      if (!moveCamera(this.#viewer.cameras, event.key, event.shiftKey)) return;
      this.#viewer.invalidate();
      event.preventDefault();
    });
  }

  /** Has both read and compared. */
  ask(): void {
    this.#host.postMessage({ type: 'compare', alignment: this.#align.value as Alignment });
  }

  /** The two have changed places. */
  rename(start: Start): void {
    this.#start = start;
    this.#stage.canvas.setAttribute('aria-label', this.#text('model', start.before, start.after));
  }

  receive(message: Exclude<ToComparison, Start>): void {
    switch (message.type) {
      case 'busy':
        this.#status.busy('comparing');
        break;
      case 'comparison':
        this.#showComparison(message.comparison);
        break;
      case 'failure':
        this.#status.fail(message.sentence);
        this.#viewer?.clear();
        this.#viewer?.invalidate();
        this.#comparison = undefined;
        this.#side.replaceChildren();
        this.#stage.element.dataset['shown'] = 'failed';
        break;
    }
  }

  dispose(): void {
    this.#blink(false);
    this.#stage.dispose();
    this.#viewer?.dispose();
  }

  #makeViewer(): Viewer | undefined {
    try {
      return new Viewer(this.#stage.canvas, () => {
        const camera = this.#viewer?.cameras.current;
        if (camera) this.#cube.update(camera);
      });
    } catch {
      return undefined; // No WebGL: that is said in the place of the picture.
    }
  }

  #showComparison(comparison: Comparison): void {
    const isFirst = this.#comparison === undefined;
    this.#comparison = comparison;
    const parts = comparison.mesh.parts.map((part, at) => {
      const owner = comparison.owners[at] ?? 'both';
      return owner === 'both' ? part : { ...part, pattern: patterns[owner] };
    });
    this.#viewer?.resize();
    this.#viewer?.show({ ...comparison.mesh, parts }, isFirst ? 'fit' : 'keep', []);
    if (this.#viewer) this.#status.clear();
    else this.#status.note(this.#text('noWebgl'));
    this.#writeSide(comparison);
    this.#apply();
    this.#stage.element.dataset['shown'] = 'fine';
  }

  #writeSide(comparison: Comparison): void {
    const { volumes, method, limit, shift, exact, owners: of } = comparison;
    const differs = of.some((owner) => owner !== 'both');
    const volume = (owner: 'before' | 'after'): string =>
      !of.includes(owner)
        ? this.#text('none')
        : volumes
          ? `${this.#table.number(volumes[owner])}\u00a0mm³`
          : this.#text('surfaces');
    const legend = (['both', 'before', 'after'] as const).map((owner) =>
      element(
        'li',
        {},
        element('span', { class: `swatch ${owner}`, 'aria-hidden': 'true' }),
        owner === 'both' ? this.#text('owner_both') : this.#text(`owner_${owner}`, volume(owner)),
      ),
    );
    const why = limit === undefined ? '' : this.#text(`limit_${limit}`);
    const notes = [
      ...(differs ? [] : [this.#text('nothing')]),
      ...(method === 'surfaces' ? [this.#text('bySurfaces', why)] : []),
      ...(method === 'overlay' ? [this.#text('byOverlay', why)] : []),
      ...(shift.some((by) => by !== 0)
        ? [this.#text('moved', shift.map((by) => this.#table.number(by)).join(', '))]
        : []),
    ];
    const copy = element('button', { type: 'button' }, this.#text('copy'));
    copy.addEventListener('click', () =>
      this.#host.postMessage({
        type: 'copyText',
        text: this.#table.markdown(comparison, this.#start.before, this.#start.after),
      }),
    );
    const swap = element('button', { type: 'button' }, this.#text('swap'));
    swap.addEventListener('click', () => this.#host.postMessage({ type: 'swap' }));
    this.#side.replaceChildren(
      element('h2', {}, this.#text('legend')),
      element('ul', { class: 'owners' }, ...legend),
      ...notes.map((note) => element('p', { class: 'note' }, note)),
      element('h2', {}, this.#text('table')),
      element('p', { class: 'names' }, `${this.#text('before')}: ${this.#start.before}`),
      element('p', { class: 'names' }, `${this.#text('after')}: ${this.#start.after}`),
      this.#table.element(comparison),
      element('p', { class: 'exactness' }, this.#text(exact ? 'exact' : 'approximate')),
      element('label', { class: 'align' }, element('span', {}, this.#text('align')), this.#align),
      element('div', { class: 'row' }, swap, copy),
    );
  }

  /** Buttons in groups: where one looks from, and how both are seen. */
  #tools(): HTMLElement {
    const bar = element('div', { class: 'toolbar', role: 'toolbar', 'aria-label': this.#text('tools') });
    const look = element('div', { class: 'group' });
    for (const view of ['fit', ...Object.keys(views)] as ('fit' | View)[])
      look.append(this.#button(view, () => this.#look(view === 'fit' ? undefined : view)));
    look.append(this.#button('toggleProjection', () => this.#viewer?.cameras.toggleProjection()));
    look.append(
      this.#button('toggleGrid', () => {
        if (this.#viewer) this.#viewer.gridShown = !this.#viewer.gridShown;
      }),
    );
    const show = element('div', { class: 'group shows', role: 'group', 'aria-label': this.#text('show') });
    for (const each of shows) show.append(this.#button(`view_${each}`, () => this.#choose(each)));
    show.append(this.#button('blink', () => this.#blink(this.#blinking === undefined)));
    bar.append(look, show);
    return bar;
  }

  #button(key: string, onClick: () => void): HTMLButtonElement {
    const label = this.#text(key);
    const drawn = icon(key as 'fit');
    const button = element('button', { type: 'button', 'data-action': key, title: label, 'aria-label': label });
    button.append(drawn ?? label);
    button.addEventListener('click', () => {
      onClick();
      this.#viewer?.invalidate();
    });
    this.#buttons.set(key, button);
    return button;
  }

  #look(view: View | undefined): void {
    const viewer = this.#viewer;
    if (viewer?.model) viewer.cameras.fit(viewer.model.box, view);
    viewer?.invalidate();
  }

  #choose(show: Show): void {
    this.#blink(false);
    const isOtherWidth = (show === 'side') !== (this.#show === 'side');
    this.#show = show;
    this.#apply();
    // Half of the picture shows less of the model.
    if (isOtherWidth) this.#look(undefined);
  }

  /** Shows the one and the other in turn. */
  #blink(isOn: boolean): void {
    clearTimeout(this.#blinking);
    this.#blinking = undefined;
    if (isOn) {
      this.#show = this.#show === 'before' ? 'after' : 'before';
      this.#blinking = setTimeout(() => this.#blink(true), blinkMs);
    }
    this.#apply();
  }

  #apply(): void {
    for (const each of shows)
      this.#buttons.get(`view_${each}`)?.setAttribute('aria-pressed', String(this.#show === each));
    this.#buttons.get('blink')?.setAttribute('aria-pressed', String(this.#blinking !== undefined));
    this.#divider.hidden = this.#show !== 'swipe';
    const viewer = this.#viewer;
    if (!viewer?.model) return;
    const hidden = (version: 'before' | 'after'): ReadonlySet<number> =>
      new Set(this.#comparison?.owners.flatMap((owner, at) => (owner === missingIn[version] ? [at] : [])));
    const isOne = this.#show === 'before' || this.#show === 'after';
    viewer.setSplit(
      this.#show === 'side' || this.#show === 'swipe'
        ? {
            kind: this.#show,
            at: this.#show === 'side' ? 0.5 : Number(this.#divider.value) / 100,
            left: hidden('before'),
            right: hidden('after'),
          }
        : undefined,
    );
    viewer.showOnly(isOne ? hidden(this.#show as 'before' | 'after') : new Set());
    this.#stage.element.dataset['show'] = this.#show;
  }

  #text(key: string, ...values: readonly string[]): string {
    const text = this.#start.texts[key] ?? key;
    return text.replace(/\{(\d)\}/g, (_, at: string) => values[Number(at)] ?? '');
  }
}
