import { Disposable } from '../base/disposable';
import { newPromptChecks } from '../host/promptChecks';
import { PromptHints } from './hints';
import { DocumentLenses } from './lenses';
import type { DocumentParts } from './parts';
import { ReadDocuments } from './readDocuments';

/** What is shown in documents. */
export class ShownInDocuments extends Disposable {
  readonly lenses: DocumentLenses;
  readonly hints: PromptHints;

  /**
   * @param lensesChanged is called when lenses that were given are out of date
   * @param hintsChanged the same for hints
   */
  constructor(parts: DocumentParts, lensesChanged: () => void, hintsChanged: () => void) {
    super();
    const { dist, clock, log } = parts;
    const documents = new ReadDocuments();
    this.lenses = this._register(new DocumentLenses(parts, documents, lensesChanged));
    const checks = this._register(newPromptChecks(dist, clock, log));
    this.hints = this._register(new PromptHints({ checks, documents, log, changed: hintsChanged }));
  }
}
