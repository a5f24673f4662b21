import { element } from '../../pages/frame/webview/dom';
import { materialNamed, materials, type Material } from '../materials';
import type { JobTexts } from '../messages';
import type { Facts, Formatter, Row } from './facts';

interface MassParts {
  readonly job: JobTexts | undefined;
  /** The key of the material that the user has chosen; empty for none, undefined before that. */
  readonly chosen: () => string | undefined;
  readonly choose: (key: string) => void;
}

/** A part's mass: its volume times the density of a material that the user chooses, or that the prompt names. */
export class Mass {
  readonly element = element('section', { class: 'mass', hidden: true });
  readonly #select = element('select');
  readonly #value = element('dd', { 'aria-live': 'polite' });
  readonly #source = element('p', { class: 'hint' });
  readonly #parts: MassParts;
  readonly #named: Material | undefined;

  constructor(parts: MassParts, format: Formatter) {
    this.#parts = parts;
    const { job } = parts;
    // What the service recommends counts only where the prompt names nothing.
    const recommended = job?.brainstorm.flatMap(({ lines }) => lines).join(' ') ?? '';
    this.#named = materialNamed(job?.prompt ?? '') ?? materialNamed(recommended);
    this.#select.setAttribute('aria-label', format.text('material'));
    this.#select.append(
      element('option', { value: '' }, format.text('noMaterial')),
      ...materials.map(({ key }) => element('option', { value: key }, format.text(`material_${key}`))),
    );
    this.#select.addEventListener('input', () => parts.choose(this.#select.value));
    this.element.append(
      element('dl', {}, element('div', { 'data-fact': 'mass' }, element('dt', {}, format.text('mass')), this.#value)),
      this.#select,
      this.#source,
    );
  }

  write(known: Facts | undefined, format: Formatter): void {
    const material = this.#material;
    this.element.hidden = !known || !isClosed(known);
    this.#select.value = material?.key ?? '';
    this.#value.textContent = this.row(known, format)?.value ?? '–';
    this.#source.textContent = material
      ? format.text(
          this.#parts.chosen() === undefined ? 'densityNamed' : 'density',
          format.number(material.density),
          material.source ?? format.text('usualDensity'),
        )
      : '';
  }

  /** For the facts that are copied; undefined while no material is chosen, or the volume isn't known. */
  row(known: Facts | undefined, format: Formatter): Row | undefined {
    const material = this.#material;
    const volume = known?.facts.volume;
    if (!known || !material || volume === undefined || !isClosed(known)) return undefined;
    const mass = format.mass((volume / 1000) * material.density);
    return { key: 'mass', label: format.text('massOf', format.text(`material_${material.key}`)), value: mass };
  }

  get #material(): Material | undefined {
    const chosen = this.#parts.chosen();
    return chosen === undefined ? this.#named : materials.find(({ key }) => key === chosen);
  }
}

const isClosed = (known: Facts): boolean => (known.exact ? known.facts.solids > 0 : known.facts.closed);
