import { Refusal } from '../../geometry/refusal';
import { quoted } from '../quotes';
import type { Span } from '../text/token';
import type { Cursor } from './cursor';
import type { Known } from './known';
import type { ToMm } from './sizes';
import type { PlaceContext } from './placeContext';
import type { Telling } from './telling';

/** What all readers of a prompt's sentences share: how far it is read, and what it has told so far. */
export interface ParseState {
  readonly text: string;
  readonly cursor: Cursor;
  readonly toMm: ToMm;
  readonly places: PlaceContext;
  readonly known: Known;
  readonly telling: Telling;
}

/** The words at a place of the prompt are none that can be read there. */
export class NotUnderstood extends Refusal {
  constructor(text: string, span: Span) {
    const words = text.slice(span.start, span.end).replace(/\s+/g, ' ');
    super('not_understood', `${quoted(words, 80)} is not understood.`, span);
  }
}

/** @throws Refusal that quotes the words at a place of the prompt */
export function refuse({ text }: ParseState, span: Span): never {
  throw new NotUnderstood(text, span);
}
