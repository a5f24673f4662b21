import * as vscode from 'vscode';
import { plainLabel, withoutLinks } from '../../wording/outsideText';

/** The progress of one batch, in as many places as it is shown. */
export class DownloadProgress {
  readonly #title: string;
  readonly #abort = new AbortController();
  readonly #places = new Set<vscode.Progress<{ readonly message?: string }>>();
  #message: string | undefined;

  /** @param title may quote text from outside */
  constructor(title: string) {
    this.#title = title;
  }

  /** Aborted when the user cancels it. */
  get cancelled(): AbortSignal {
    return this.#abort.signal;
  }

  report(message: string): void {
    this.#message = message;
    for (const place of this.#places) place.report({ message });
  }

  /** Shows it in one more place until `work` has ended. */
  show(work: Promise<unknown>, options: Pick<vscode.ProgressOptions, 'location' | 'cancellable'>): void {
    void vscode.window.withProgress(
      { ...options, title: shownAt(options.location, this.#title) },
      async (progress, token) => {
        const cancelling = token.onCancellationRequested(() => this.#abort.abort());
        this.#places.add(progress);
        if (this.#message !== undefined) progress.report({ message: this.#message });
        try {
          await work;
        } finally {
          this.#places.delete(progress);
          cancelling.dispose();
        }
      },
    );
  }
}

/** The status bar makes icons of what a notification shows as it is, and that one makes links. */
function shownAt(location: vscode.ProgressOptions['location'], title: string): string {
  return location === vscode.ProgressLocation.Window ? plainLabel(title) : withoutLinks(title);
}
