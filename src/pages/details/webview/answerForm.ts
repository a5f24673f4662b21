import { element } from '../../frame/webview/dom';
import type { Words } from '../../frame/webview/words';
import { longestAnswer } from '../messages';

/** What the user has begun to type, for when the page is made anew. */
export interface Draft {
  get(): string;
  set(text: string): void;
}

/** Of the element that has the question: it is read out with the input. */
export const questionId = 'why';

/** The input for the answer to what a language model asks. */
export function answerForm(words: Words, draft: Draft, onAnswer: (text: string) => void): HTMLElement {
  const input = element('input', {
    id: 'answer',
    type: 'text',
    required: true,
    maxlength: String(longestAnswer),
    autocomplete: 'off',
    'aria-describedby': questionId,
    'data-key': 'answer',
  });
  input.value = draft.get();
  input.addEventListener('input', () => draft.set(input.value));
  const send = element(
    'button',
    { type: 'submit', class: 'primary', 'data-key': 'send-answer' },
    words.text('sendAnswer'),
  );
  const form = element('form', {}, element('label', { for: 'answer' }, words.text('answer')), input, send);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const answer = input.value.trim();
    if (answer !== '') onAnswer(answer);
  });
  return form;
}
