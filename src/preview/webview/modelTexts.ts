import type { ModelMesh } from '../../kernel/stepModel';
import type { FromPage, ToPage } from '../messages';
import { copiedFacts, Formatter, notes, type Facts } from './facts';
import type { Mass } from './mass';
import type { Measuring } from './measuring';
import type { Pick as Picked } from './pick';
import type { SidePanel } from './sidePanel';
import type { KeptState } from './state';
import type { Toolbar } from './toolbar';
import type { ShownModel } from './variant';

export interface ModelTextsParts {
  readonly start: Pick<Extract<ToPage, { type: 'start' }>, 'name' | 'texts'>;
  readonly state: KeptState;
  readonly panel: SidePanel;
  readonly toolbar: Toolbar;
  readonly measuring: Measuring;
  readonly mass: Mass;
}

/** What is known of the model, told in words and numbers beside its picture. */
export class ModelTexts {
  readonly #parts: ModelTextsParts;
  #mesh: ModelMesh | undefined;
  #facts: Facts | undefined;

  constructor(parts: ModelTextsParts) {
    this.#parts = parts;
  }

  get mesh(): ModelMesh | undefined {
    return this.#mesh;
  }

  get facts(): Facts | undefined {
    return this.#facts;
  }

  /** Undefined until it is known as a whole. */
  get shown(): ShownModel | undefined {
    return this.#mesh && this.#facts && { mesh: this.#mesh, facts: this.#facts };
  }

  /** In the units that the user has chosen, and to the precision that the model's size deserves. */
  get format(): Formatter {
    const { start, state } = this.#parts;
    const format = new Formatter(start.texts, state.value.inch, document.documentElement.lang);
    return this.#facts ? format.forModel(this.#facts.facts.box) : format;
  }

  setMesh(mesh: ModelMesh): void {
    this.#mesh = mesh;
  }

  setFacts(facts: Facts): void {
    this.#facts = facts;
  }

  forget(): void {
    this.#mesh = undefined;
    this.#facts = undefined;
  }

  /** Writes everything anew but the list of parts. */
  write(picks: readonly Picked[]): void {
    this.#parts.panel.showFacts(this.#facts, this.#mesh, this.format);
    this.#parts.mass.write(this.#facts, this.format);
    this.#parts.measuring.write(this.#facts, this.#mesh, this.format);
    this.writePicks(picks);
    this.writeRemarks();
  }

  writePicks(picks: readonly Picked[]): void {
    this.#parts.panel.showPicks(picks, this.#facts, this.#mesh, this.format);
  }

  writeParts(): void {
    const hidden = this.#mesh ? this.#parts.state.hiddenParts(this.#mesh) : [];
    this.#parts.panel.showParts(this.#mesh, hidden, this.format);
  }

  /** While the panel is hidden, the button that opens it tells how many remarks are in it. */
  writeRemarks(): void {
    const { panel, toolbar } = this.#parts;
    const remarks = panel.element.hidden && this.#facts ? notes(this.#facts, this.format).length : 0;
    toolbar.setRemark('toggleFacts', remarks > 0 ? this.format.text('remarks', remarks) : undefined);
  }

  /** Has the facts copied as Markdown, once there are any. */
  copy(post: (message: FromPage) => void): void {
    if (!this.#facts || !this.#mesh) return;
    const { start, measuring, mass } = this.#parts;
    const format = this.format.forCopying();
    const row = mass.row(this.#facts, format);
    const text = copiedFacts(start.name, this.#facts, this.#mesh, format, measuring.lines(format), row);
    post({ type: 'copyText', text });
    post({ type: 'told', text: this.format.text('factsCopied') });
  }
}
