import type { ModelMesh } from '../../kernel/stepModel';
import { element } from '../../pages/frame/webview/dom';
import type { JobTexts } from '../messages';
import { factRows, isExact, notes, pickRows, type Facts, type Formatter, type Row } from './facts';
import type { Pick } from './picking';

/** What is said beside the picture: facts, notes, selection, parts, and the job's prompt. */
export class SidePanel {
  readonly element: HTMLElement;
  readonly #facts = element('section', { class: 'facts', 'aria-live': 'polite' });
  readonly #selection = element('section', { class: 'selection', 'aria-live': 'polite' });
  readonly #parts = element('section', { class: 'parts' });
  readonly #job = element('section', { class: 'job' });
  readonly #onVisible: (part: number, visible: boolean) => void;

  constructor(label: string, onVisible: (part: number, visible: boolean) => void) {
    this.#onVisible = onVisible;
    this.element = element(
      'aside',
      { class: 'panel', 'aria-label': label, tabindex: '0' },
      this.#facts,
      this.#selection,
      this.#parts,
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
      ...notes(known, mesh, format).map((note) => element('p', { class: 'note', role: 'note' }, note)),
    );
  }

  showPicks(picks: readonly Pick[], known: Facts | undefined, format: Formatter): void {
    this.#selection.replaceChildren();
    if (!known) return;
    this.#selection.append(element('h2', {}, format.text('selection')));
    if (picks.length === 0) this.#selection.append(element('p', { class: 'hint' }, format.text('pickHint')));
    for (const picked of picks) this.#selection.append(table(pickRows(picked, known, format)));
    const [one, other] = picks;
    if (one && other)
      this.#selection.append(
        table([
          { key: 'distance', label: format.text('distance'), value: format.length(one.point.distanceTo(other.point)) },
        ]),
      );
  }

  showParts(mesh: ModelMesh | undefined, hidden: readonly number[], format: Formatter): void {
    this.#parts.replaceChildren();
    if (!mesh || (mesh.parts.length < 2 && !mesh.parts[0]?.name)) return;
    const list = element('ul');
    const boxes = mesh.parts.map((part, at) => {
      const own =
        part.name !== ''
          ? part.name
          : format.text(part.solid || mesh.faceStarts.length === 0 ? 'part' : 'surfaces', at + 1);
      const name = part.role ? `${own} (${format.text(`role_${part.role}`)})` : own;
      const box = element('input', { type: 'checkbox', 'aria-label': format.text('show', name) });
      box.checked = !hidden.includes(at);
      box.addEventListener('change', () => this.#onVisible(at, box.checked));
      const swatch = element('span', { class: 'swatch' });
      if (part.colour >= 0) swatch.style.background = `#${part.colour.toString(16).padStart(6, '0')}`;
      list.append(element('li', {}, element('label', {}, box, swatch, element('span', {}, name))));
      return box;
    });
    const all = (shown: boolean): void =>
      boxes.forEach((box, at) => {
        box.checked = shown;
        this.#onVisible(at, shown);
      });
    const button = (key: string, shown: boolean): HTMLButtonElement => {
      const made = element('button', { type: 'button' }, format.text(key));
      made.addEventListener('click', () => all(shown));
      return made;
    };
    this.#parts.append(element('h2', {}, `${format.text('parts')} (${mesh.parts.length})`));
    if (mesh.parts.length > 1)
      this.#parts.append(element('div', { class: 'row' }, button('showAll', true), button('hideAll', false)));
    this.#parts.append(list);
  }

  showJob(job: JobTexts | undefined, format: Formatter, onRefine: () => void): void {
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
