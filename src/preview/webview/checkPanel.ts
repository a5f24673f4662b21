import { element } from '../../pages/frame/webview/dom';
import type { CheckMessage, CheckLine } from '../messages';
import type { Formatter } from './facts';

/** As many characters before and after the words that a line is about. */
const around = 60;

/** Which of the stated sizes are in the part. A line shows its faces and its words. */
export class CheckPanel {
  readonly element = element('section', { class: 'check', hidden: true });
  readonly #onFaces: (faces: readonly number[], fitted: CheckMessage['fitted']) => void;
  readonly #words = element('p', { class: 'words', 'aria-live': 'polite' });

  /** @param onFaces shows the faces with these numbers, which are those of fitted ones where there are any */
  constructor(onFaces: (faces: readonly number[], fitted: CheckMessage['fitted']) => void) {
    this.#onFaces = onFaces;
  }

  show(check: CheckMessage, format: Formatter): void {
    const lines = check.lines.toSorted((a, b) => order[a.verdict] - order[b.verdict]);
    this.#words.replaceChildren();
    this.element.hidden = false;
    this.element.replaceChildren(
      element('h2', {}, format.text('check')),
      ...check.summary.map((sentence) => element('p', {}, sentence)),
      ...(check.isOfJob ? [] : [element('p', { class: 'hint' }, format.text('checkOfText'))]),
      this.#words,
      element('ul', {}, ...lines.map((line) => this.#item(line, check, format))),
    );
  }

  /** Of a file that has changed nothing is known. */
  forget(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  #item(line: CheckLine, { text, fitted }: CheckMessage, format: Formatter): HTMLElement {
    const state = format.text(`verdict_${line.verdict}`);
    const button = element(
      'button',
      { type: 'button', 'data-verdict': line.verdict, 'data-faces': line.faces.join(' '), title: state },
      element('span', { class: 'sign', 'aria-hidden': 'true' }, signs[line.verdict]),
      element('span', {}, line.line),
      element('span', { class: 'unseen' }, `, ${state}`),
    );
    button.addEventListener('click', () => {
      const before = text.slice(Math.max(0, line.start - around), line.start);
      const after = text.slice(line.end, line.end + around);
      this.#words.replaceChildren(before, element('mark', {}, text.slice(line.start, line.end)), after);
      this.#onFaces(line.faces, fitted);
    });
    return element('li', {}, button);
  }
}

const order = { differs: 0, notFound: 1, unchecked: 2, found: 3 } as const;
const signs = { differs: '≠', notFound: '✗', unchecked: '?', found: '✓' } as const;
