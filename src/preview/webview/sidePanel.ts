import type { ModelMesh } from '../../kernel/stepModel';
import { element } from '../../pages/frame/webview/dom';
import type { JobTexts } from '../messages';
import { factRows, isExact, notes, pickRows, type Facts, type Formatter, type Row } from './facts';
import { facesLike, measurementOf, pairRows, shapeRows } from './measuring/rows';
import { isListed, namesOf, partList } from './partList';
import type { Pick } from './pick';

/** On a page this narrow, the facts are shown over the picture, and only when asked for. */
export const narrow = '(max-width: 700px)';

/** What the user does in the panel. */
export interface PanelActions {
  readonly onVisible: (parts: readonly number[], visible: boolean) => void;
  /** Wants all faces that are the same as the one that is picked. */
  readonly onSame: (faces: readonly number[]) => void;
  /** Wants what is measured to stay. */
  readonly onKeep: () => void;
  /** Wants what is picked in the next prompt. */
  readonly onRefine: () => void;
}

/** The panel beside the picture: facts, notes, selection, parts, sizes, and the job's prompt. */
export class SidePanel {
  readonly element: HTMLElement;
  readonly #facts = element('section', { class: 'facts', 'aria-live': 'polite' });
  readonly #selection = element('section', { class: 'selection', 'aria-live': 'polite' });
  readonly #parts = element('section', { class: 'parts' });
  readonly #job = element('section', { class: 'job' });
  readonly #actions: PanelActions;
  #names: readonly string[] = [];
  #canRefine = false;

  /**
   * @param sections of others: the first of all, the one below the facts, and one between the parts and the prompt
   * @param measuring what stands below what is picked
   */
  constructor(
    label: string,
    [first, mass, later]: readonly [HTMLElement, HTMLElement, HTMLElement],
    measuring: readonly HTMLElement[],
    actions: PanelActions,
  ) {
    this.#actions = actions;
    this.element = element(
      'aside',
      { class: 'panel', 'aria-label': label, tabindex: '0' },
      first,
      this.#facts,
      mass,
      this.#selection,
      ...measuring,
      this.#parts,
      later,
      this.#job,
    );
  }

  showFacts(known: Facts | undefined, mesh: ModelMesh | undefined, format: Formatter): void {
    this.#facts.replaceChildren();
    if (!known || !mesh) return;
    this.#facts.append(
      element('h2', {}, format.text('facts')),
      element(
        'p',
        { class: 'exactness', 'data-exact': String(isExact(known)) },
        format.text(isExact(known) ? 'exact' : 'approximate'),
      ),
      table(factRows(known, mesh, format)),
      ...notes(known, format).map((note) => element('p', { class: 'note', role: 'note' }, note)),
    );
  }

  showPicks(picks: readonly Pick[], known: Facts | undefined, mesh: ModelMesh | undefined, format: Formatter): void {
    this.#selection.replaceChildren();
    if (!known || !mesh) return;
    this.#selection.append(element('h2', {}, format.text('selection')));
    if (picks.length === 0) this.#selection.append(element('p', { class: 'hint' }, format.text('pickHint')));
    for (const picked of picks) {
      const part = this.#names.length > 1 ? this.#names[picked.part] : undefined;
      this.#selection.append(
        table([...pickRows(picked, part, known, format), ...shapeRows(picked, mesh, known, format)]),
      );
    }
    const measurement = measurementOf(picks, mesh, known);
    if (measurement) {
      const keep = element('button', { type: 'button', class: 'keep' }, format.text('keepMeasurement'));
      keep.addEventListener('click', () => this.#actions.onKeep());
      this.#selection.append(table(pairRows(measurement, format)), keep);
    }
    this.#offerSame(picks, known, format);
    if (picks.length > 0 && this.#canRefine) {
      const refine = element('button', { type: 'button', class: 'refine' }, format.text('useInRefinement'));
      refine.addEventListener('click', () => this.#actions.onRefine());
      this.#selection.append(refine);
    }
  }

  /** A button that picks all faces that are the same as the one that is picked. */
  #offerSame([picked, ...more]: readonly Pick[], known: Facts, format: Formatter): void {
    if (picked?.kind !== 'face' || more.length > 0) return;
    const same = facesLike(picked.index, known);
    if (same.length < 2) return;
    const button = element('button', { type: 'button', class: 'same' }, format.text('selectSame', same.length));
    button.addEventListener('click', () => this.#actions.onSame(same));
    this.#selection.append(button);
  }

  showParts(mesh: ModelMesh | undefined, hidden: readonly number[], format: Formatter): void {
    this.#names = mesh ? namesOf(mesh, format) : [];
    this.#parts.replaceChildren(
      ...(mesh && isListed(mesh)
        ? [partList(mesh, this.#names, hidden, format, (parts, visible) => this.#actions.onVisible(parts, visible))]
        : []),
    );
  }

  showJob(job: JobTexts | undefined, format: Formatter, onRefine: () => void): void {
    this.#canRefine = job?.canRefine === true;
    this.#job.replaceChildren();
    if (!job) return;
    this.#job.append(
      element('h2', { tabindex: '-1' }, format.text('prompt')),
      element('p', { class: 'prompt' }, job.prompt),
    );
    if (job.canRefine) {
      const refine = element('button', { type: 'button' }, format.text('refinePrompt'));
      refine.addEventListener('click', onRefine);
      this.#job.append(refine);
    }
    for (const { heading, lines } of job.brainstorm)
      this.#job.append(element('h3', {}, heading), element('ul', {}, ...lines.map((line) => element('li', {}, line))));
  }

  /** Brings the prompt into sight. */
  focusJob(): void {
    this.#job.scrollIntoView({ block: 'nearest' });
    this.#job.querySelector('h2')?.focus();
  }
}

function table(rows: readonly Row[]): HTMLElement {
  return element(
    'dl',
    {},
    ...rows.map(({ key, label, value }) =>
      element('div', { 'data-fact': key }, element('dt', {}, label), element('dd', {}, value)),
    ),
  );
}
