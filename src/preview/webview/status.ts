import { element } from '../../pages/frame/webview/dom';

interface Listeners {
  readonly onCancel: () => void;
  readonly onRetry: () => void;
  readonly onOpenAnyway: () => void;
}

/** The message over the picture: what is being done, or why there is no picture. */
export class Status {
  readonly element: HTMLElement;
  readonly #texts: Readonly<Record<string, string>>;
  readonly #listeners: Listeners;

  constructor(texts: Readonly<Record<string, string>>, listeners: Listeners) {
    this.#texts = texts;
    this.#listeners = listeners;
    this.element = element('div', { class: 'status', role: 'status', 'aria-live': 'polite', hidden: true });
  }

  busy(stage: string): void {
    this.#show('busy', this.#texts[stage] ?? stage, this.#button('cancel', this.#listeners.onCancel));
  }

  fail(sentence: string, canOpenAnyway = false): void {
    const anyway = canOpenAnyway ? [this.#button('openAnyway', this.#listeners.onOpenAnyway)] : [];
    this.#show('failed', sentence, this.#button('retry', this.#listeners.onRetry), ...anyway);
  }

  note(sentence: string): void {
    this.#show('note', sentence);
  }

  clear(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  #show(kind: string, sentence: string, ...more: readonly HTMLElement[]): void {
    this.element.dataset['kind'] = kind;
    this.element.hidden = false;
    this.element.replaceChildren(element('p', {}, sentence), ...more);
  }

  #button(key: string, onClick: () => void): HTMLElement {
    const button = element('button', { type: 'button' }, this.#texts[key] ?? key);
    button.addEventListener('click', onClick);
    return button;
  }
}
