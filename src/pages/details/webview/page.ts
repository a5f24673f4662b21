import { element } from '../../frame/webview/dom';
import type { DetailsView, FromPage, JobLink, Step } from '../messages';
import { button, facts, headed, table } from '../../frame/webview/parts';
import { Sections } from '../../frame/webview/sections';
import type { Words } from '../../frame/webview/words';
import { answerForm, questionId, type Draft } from './answerForm';
import { stateIcon } from './stateIcon';

type Tell = (message: FromPage) => void;

/** The page of one job. It draws what the extension sends, and reports what the user chooses. */
export class DetailsPage {
  readonly #root: HTMLElement;
  readonly #words: Words;
  readonly #tell: Tell;
  readonly #draft: Draft;
  readonly #sections = new Sections<DetailsView>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, words: Words, tell: Tell, draft: Draft) {
    this.#root = root;
    this.#words = words;
    this.#tell = tell;
    this.#draft = draft;
    const add = (
      tag: 'div' | 'section',
      name: string,
      draw: (view: DetailsView) => readonly Node[],
      attributes: Readonly<Record<string, string>> = {},
    ): HTMLElement => this.#sections.add(element(tag, { class: name, ...attributes }), draw);
    const header = element(
      'header',
      {},
      add('div', 'picture', (view) => this.#picture(view)),
      element(
        'div',
        { class: 'about' },
        add('div', 'title', ({ label }) => [element('h1', {}, label)]),
        add('div', 'state', (view) => this.#state(view), { role: 'status' }),
        add('div', 'actions', (view) => this.#actions(view), { role: 'group', 'aria-label': words.text('actions') }),
      ),
    );
    const story = element(
      'div',
      { class: 'story' },
      add('section', 'failure', (view) => this.#failure(view)),
      // Apart from the failure, so that what is typed stays when that is drawn anew.
      add('section', 'answer', ({ failure }) =>
        failure?.isQuestion === true
          ? [answerForm(words, this.#draft, (text) => this.#tell({ type: 'answer', text }))]
          : [],
      ),
      add('section', 'prompt', (view) => this.#prompt(view)),
      add('section', 'check', ({ check }) =>
        check === undefined
          ? []
          : headed(
              words.text('check'),
              element('p', {}, check.summary),
              ...(check.lines.length === 0
                ? []
                : [element('ul', {}, ...check.lines.map((line) => element('li', {}, line)))]),
            ),
      ),
      add('section', 'brainstorm', (view) => this.#brainstorm(view)),
      add('section', 'suggestions', (view) => this.#suggestions(view)),
    );
    const aside = element(
      'aside',
      { 'aria-label': words.text('facts') },
      add('section', 'details', (view) => this.#facts(view)),
      add('section', 'timeline', (view) =>
        headed(words.text('timeline'), element('ol', {}, ...view.timeline.map((step) => this.#step(step, view)))),
      ),
      add('section', 'chain', (view) => this.#chain(view)),
      add('section', 'metadata', ({ metadata }) =>
        metadata.length === 0
          ? []
          : headed(
              words.text('metadata'),
              table(words.text('metadata'), [words.text('name'), words.text('value')], metadata),
            ),
      ),
    );
    root.replaceChildren(header, element('div', { class: 'columns' }, story, aside));
  }

  show(view: DetailsView): void {
    this.#sections.show(view);
    this.#count();
  }

  showGone(): void {
    clearTimeout(this.#timer);
    this.#root.replaceChildren(element('p', { role: 'status' }, this.#words.text('gone')));
  }

  /**
   * Updates the times of what is under way, every second. The text is no live region, so nothing is read out, and it
   * isn't compared when the page is redrawn.
   */
  readonly #count = (): void => {
    clearTimeout(this.#timer);
    const counted = this.#root.querySelectorAll<HTMLElement>('[data-since]');
    for (const one of counted)
      one.textContent = this.#words.text(
        'runningFor',
        this.#words.duration(
          Math.max(0, Math.floor((Date.now() - Date.parse(one.dataset['since'] ?? '')) / 1000) * 1000),
        ),
      );
    if (counted.length > 0) this.#timer = setTimeout(this.#count, 1000);
  };

  #picture({ picture, label }: DetailsView): Node[] {
    return picture === undefined ? [] : [element('img', { src: picture, alt: this.#words.text('picture', label) })];
  }

  #state({ state, serviceStatus, isTakingLong, designMode, outputFormat, expiresAt }: DetailsView): Node[] {
    const { text } = this.#words;
    const more = [
      serviceStatus === undefined ? '' : text('serviceSays', serviceStatus),
      isTakingLong ? text('takingLong') : '',
      this.#words.word('mode', designMode),
      outputFormat,
      expiresAt === undefined ? '' : text('expires', this.#words.until(expiresAt)),
    ].filter((part) => part !== '');
    return [
      stateIcon(state),
      element('strong', {}, text(`state_${state}`)),
      ...more.map((part) => element('span', { class: 'more' }, part)),
    ];
  }

  #actions({ actions }: DetailsView): Node[] {
    return actions.map((action, at) =>
      button(
        action,
        this.#words.text(`action_${action}`),
        () => this.#tell({ type: 'act', action }),
        at === 0 ? { class: 'primary' } : {},
      ),
    );
  }

  #failure({ failure }: DetailsView): readonly Node[] {
    if (!failure) return [];
    const buttons = failure.remedies.map((label, at) =>
      button(`remedy-${at}`, label, () => this.#tell({ type: 'remedy', at })),
    );
    return headed(
      this.#words.text(failure.isQuestion ? 'question' : 'failure'),
      element('p', { id: questionId }, failure.sentence),
      ...(failure.code === '' ? [] : [element('p', { class: 'code' }, element('code', {}, failure.code))]),
      ...(buttons.length === 0 ? [] : [element('div', { class: 'actions' }, ...buttons)]),
    );
  }

  #prompt({ prompt, endpoint, refused }: DetailsView): readonly Node[] {
    const { text } = this.#words;
    const isFromText = endpoint === 'text_to_cad';
    if (prompt !== undefined) {
      const { start, end } = refused ?? { start: 0, end: 0 };
      const words = prompt.slice(start, end);
      return headed(
        text(isFromText ? 'prompt' : 'hint'),
        element(
          'p',
          { class: 'typed' },
          prompt.slice(0, start),
          words === '' ? '' : element('mark', {}, words),
          prompt.slice(end),
        ),
        // Most screen readers don't tell of a mark.
        ...(words === '' ? [] : [element('p', { class: 'hint' }, text('refused', words.replace(/\s+/g, ' ')))]),
      );
    }
    return isFromText ? headed(text('prompt'), element('p', { class: 'hint' }, text('noPrompt'))) : [];
  }

  #brainstorm({ brainstorm }: DetailsView): readonly Node[] {
    return brainstorm.flatMap(({ section, lines }) => {
      const isList = section === 'keyFeatures' || section === 'components';
      return headed(
        this.#words.text(section),
        ...(isList
          ? [element('ul', {}, ...lines.map((line) => element('li', {}, line)))]
          : lines.map((line) => element('p', {}, line))),
      );
    });
  }

  #suggestions({ suggestions, canRefine }: DetailsView): readonly Node[] {
    if (suggestions.length === 0) return [];
    const { text } = this.#words;
    const choices = suggestions.map((suggestion, at) =>
      element(
        'li',
        {},
        canRefine
          ? button(`suggestion-${at}`, suggestion, () => this.#tell({ type: 'suggestion', at }), {
              class: 'suggestion',
              'aria-label': text('suggestion', suggestion),
            })
          : suggestion,
      ),
    );
    return headed(
      text('suggestions'),
      ...(canRefine ? [element('p', { class: 'hint' }, text('suggestionsHint'))] : []),
      element('ul', {}, ...choices),
    );
  }

  #facts(view: DetailsView): readonly Node[] {
    const { text } = this.#words;
    const words = this.#words;
    const { tokensUsed, latencyMs, expiresAt, jobId } = view;
    return headed(
      text('facts'),
      facts([
        ['mode', text('designMode'), words.word('mode', view.designMode)],
        ['format', text('outputFormat'), view.outputFormat],
        ['endpoint', text('endpoint'), words.word('endpoint', view.endpoint)],
        ['images', text('images'), view.images],
        ['key', text('key'), view.keyName ?? text('keyGone')],
        ['tokens', text('tokens'), tokensUsed === undefined ? undefined : words.number(tokensUsed)],
        ['duration', text('duration'), latencyMs === undefined ? undefined : words.duration(latencyMs)],
        ['file', text('file'), view.file],
        ['expiry', text('expiry'), expiresAt === undefined ? undefined : text('expires', words.until(expiresAt))],
        ['id', text('jobId'), jobId === undefined ? undefined : element('code', {}, jobId)],
      ]),
    );
  }

  #step({ step, at, lastedMs, isCurrent }: Step, { state }: DetailsView): HTMLElement {
    const { text } = this.#words;
    const key =
      step === 'ended'
        ? state === 'failed'
          ? 'step_failed'
          : 'step_succeeded'
        : step === 'expires' && state === 'expired'
          ? 'step_expired'
          : `step_${step}`;
    const isRunning = isCurrent && (state === 'submitting' || state === 'queued' || state === 'processing');
    const when = at === undefined ? text('timeUnknown') : element('time', { datetime: at }, this.#words.moment(at));
    return element(
      'li',
      { 'data-step': step, ...(isCurrent && { 'aria-current': 'step' }) },
      element('span', { class: 'step' }, text(key)),
      element('span', { class: 'when' }, when),
      ...(isRunning && at !== undefined ? [element('span', { class: 'when', 'data-since': at })] : []),
      ...(lastedMs === undefined || step === 'created' || step === 'expires'
        ? []
        : [element('span', { class: 'when' }, text('lasted', this.#words.duration(lastedMs)))]),
    );
  }

  #chain({ refinedFrom, refinedTo }: DetailsView): readonly Node[] {
    const { text } = this.#words;
    const part = (key: string, links: readonly JobLink[]): Node[] =>
      links.length === 0
        ? []
        : [
            element('h3', {}, text(key)),
            element('ul', {}, ...links.map((link) => element('li', {}, this.#link(link)))),
          ];
    return headed(text('chain'), ...part('refinedFrom', refinedFrom), ...part('refinedTo', refinedTo));
  }

  #link({ requestId, label, state }: JobLink): HTMLElement {
    const made = button(`job-${requestId}`, '', () => this.#tell({ type: 'show', requestId }), {
      class: 'link',
      'aria-label': `${label}, ${this.#words.text(`state_${state}`)}`,
    });
    made.append(stateIcon(state), element('span', {}, label));
    return made;
  }
}
