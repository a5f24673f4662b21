import * as v from 'valibot';
import type { Immutable } from '../../base/immutable';
import { alignments, comparison } from '../../compare/comparison';
import { readerOf } from '../../pages/frame/messages';

const toPage = v.variant('type', [
  /** The first message: the texts of the page in the user's language, and the names of both versions. */
  v.object({
    type: v.literal('start'),
    texts: v.record(v.string(), v.string()),
    before: v.string(),
    after: v.string(),
  }),
  /** Both are being read and compared. */
  v.object({ type: v.literal('busy') }),
  v.object({ type: v.literal('comparison'), comparison }),
  v.object({ type: v.literal('failure'), sentence: v.string() }),
]);

/** What the extension tells the page of a comparison. */
export type ToComparison = Immutable<v.InferOutput<typeof toPage>>;

/** @returns undefined for anything that the extension doesn't send */
export const readToComparison: (message: unknown) => ToComparison | undefined = readerOf(toPage);

const fromPage = v.variant('type', [
  /** Repeated until it is answered with `start`. */
  v.strictObject({ type: v.literal('ready') }),
  /** Compare them, laid on each other like that. */
  v.strictObject({ type: v.literal('compare'), alignment: v.picklist(alignments) }),
  v.strictObject({ type: v.literal('cancel') }),
  /** The earlier one becomes the later one. */
  v.strictObject({ type: v.literal('swap') }),
  v.strictObject({ type: v.literal('copyText'), text: v.pipe(v.string(), v.maxLength(100_000)) }),
]);
export type FromComparison = v.InferOutput<typeof fromPage>;

/** @returns undefined for anything that our page doesn't send */
export const readFromComparison: (message: unknown) => FromComparison | undefined = readerOf(fromPage);
