import { Disposable } from '../../base/disposable';
import type { PreviewParts } from '../parts';
import type { ComparedVersion } from '../../host/models';
import { ComparePanel } from './comparePanel';

/** The tabs of comparisons. The same two are compared in one. */
export class ComparePanels extends Disposable {
  readonly #parts: Pick<PreviewParts, 'extensionUri' | 'clock' | 'log'>;
  #open: readonly ComparePanel[] = [];

  constructor(parts: Pick<PreviewParts, 'extensionUri' | 'clock' | 'log'>) {
    super();
    this.#parts = parts;
    this._register({ dispose: () => this.#open.forEach((panel) => panel.dispose()) });
  }

  show(before: ComparedVersion, after: ComparedVersion): void {
    this.#open = this.#open.filter((panel) => !panel.isClosed);
    const known = this.#open.find((panel) => panel.isOf(before, after));
    if (known) known.reveal();
    else this.#open = [...this.#open, new ComparePanel(this.#parts, before, after)];
  }
}
