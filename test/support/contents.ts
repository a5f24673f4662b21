import { inEnglish } from '../../src/base/sentence.js';
import { BufferSource } from '../../src/download/byteSource.js';
import { loadDecoders } from './decoders.js';
import { verdictOn, type ContentChecker } from '../../src/download/verify.js';
import { contentProblem, type CheckedFormat } from '../../src/models/check/content.js';

/** Checks contents as the worker does, without a worker. */
export const contentsHere: ContentChecker = {
  problemIn: async (file, format) =>
    contentProblem(format as CheckedFormat, Uint8Array.from(await file.read(0, file.size)), loadDecoders),
};

/** What a download says of a file: that it is refused, that it is kept with a remark, or nothing. */
export async function verdictOf(format: string, bytes: Uint8Array): Promise<{ refusal?: string; concern?: string }> {
  const { refusal, concern } = await verdictOn(
    new BufferSource(bytes),
    format,
    contentsHere,
    new AbortController().signal,
  );
  return { ...(refusal && { refusal: inEnglish(refusal) }), ...(concern && { concern: inEnglish(concern) }) };
}
