import type * as vscode from 'vscode';
import { Disposable } from '../base/disposable';
import { fileKey } from '../base/fileKey';
import type { Lazy } from '../base/lazy';
import type { CheckedFile, CheckedParts } from '../host/checkedParts';
import { settings } from '../host/settings';
import { checkSummary, keptOf, verdictLine, wholeSentences } from '../wording/checkSentences';
import type { ToPage } from './messages';
import type { PreviewParts } from './parts';

export interface PartCheckParts extends Pick<PreviewParts, 'jobOf' | 'log'> {
  readonly uri: vscode.Uri;
  readonly checkedParts: Lazy<CheckedParts>;
  readonly tell: (message: ToPage) => void;
}

/** Tells the page which of the sizes that the file's prompt states are in it. */
export class PartCheck extends Disposable {
  readonly #parts: PartCheckParts;
  readonly #end = new AbortController();
  /** Numbers the checks, so that only the newest one is told. */
  #turn = 0;
  #isListening = false;

  constructor(parts: PartCheckParts) {
    super();
    this.#parts = parts;
    this._register({ dispose: () => this.#end.abort() });
  }

  /** Checks the file as it is now. Nobody has asked for it, so a failure is only logged. */
  async show(): Promise<void> {
    const { uri, checkedParts, jobOf, log, tell } = this.#parts;
    const turn = ++this.#turn;
    try {
      const isWanted = settings.checkParts() && jobOf(uri)?.prompt !== undefined;
      const checks = await checkedParts();
      if (this.isDisposed) return;
      // The user may give a text of their own later.
      this.#listen(checks);
      const checked = await checks.of(uri, isWanted ? jobOf(uri) : undefined);
      if (checked && turn === this.#turn && !this.#end.signal.aborted) tell(messageOf(checked));
    } catch (error) {
      if (!this.isDisposed) log.warn(`${uri.toString()} could not be checked: ${String(error)}`);
    }
  }

  #listen(checks: CheckedParts): void {
    if (this.#isListening) return;
    this.#isListening = true;
    this._register(
      checks.onDidDescribe((file) => {
        if (fileKey(file.toString()) === fileKey(this.#parts.uri.toString())) void this.show();
      }),
    );
  }
}

function messageOf({ checked, text, requestId }: CheckedFile): ToPage {
  return {
    type: 'check',
    summary: [checkSummary(keptOf(checked)), ...wholeSentences(checked)],
    text,
    isOfJob: requestId !== undefined,
    ...(checked.fitted && { fitted: [...checked.fitted] }),
    lines: checked.verdicts.map((verdict) => ({
      line: verdictLine(verdict),
      verdict: verdict.verdict,
      faces: [...verdict.faces],
      start: verdict.claim.span.start,
      end: verdict.claim.span.end,
    })),
  };
}
