import assert from 'node:assert/strict';
import { inEnglish } from '../../src/base/sentence.js';
import { ParseFailure } from '../../src/formats/failure.js';
import { parseMesh } from '../../src/models/parse/index.js';
import type { MeshFormat } from '../../src/models/parse/formats.js';
import { problemSentence } from '../../src/models/problems.js';
import { verdictOf } from './contents.js';
import { loadDecoders } from './decoders.js';

/** What the preview makes of a file: the sentence in the place of the picture, or nothing where there is a picture. */
async function previewOf(format: MeshFormat, bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  try {
    const { mesh, facts } = await parseMesh(format, bytes, loadDecoders);
    isPicture(mesh.indices, mesh.positions);
    const { volume, area, box, centre } = facts;
    const figures = [volume, area, ...box.min, ...box.max, ...centre];
    assert.ok(figures.every(Number.isFinite), `figures that are none: ${figures.join(' ')}`);
    return undefined;
  } catch (error) {
    if (error instanceof ParseFailure) return inEnglish(problemSentence(error.code, error.message));
    throw error;
  }
}

/** Something is to be seen: a triangle whose corners are apart, and all of them numbers. */
function isPicture(indices: Uint32Array, positions: Float32Array): void {
  assert.ok(positions.every(Number.isFinite), 'a coordinate is no number');
  assert.ok(
    indices.every((index) => index * 3 + 2 < positions.length),
    'an index is out of range',
  );
  const corner = (at: number): string => positions.subarray(indices[at]! * 3, indices[at]! * 3 + 3).join();
  const isSeen = (at: number): boolean => new Set([corner(at), corner(at + 1), corner(at + 2)]).size === 3;
  for (let at = 0; at < indices.length; at += 3) if (isSeen(at)) return;
  assert.fail('there is nothing to be seen');
}

/** What no user should read: an error's own words. */
const innards = /TypeError|RangeError|SyntaxError|undefined|\bNaN\b|\[object|\bnull\b|\n/;

/**
 * That a file is shown, or refused with a sentence, and that the download doesn't say less.
 * @returns whether it is shown
 * @throws AssertionError
 */
export async function compareVerdicts(format: MeshFormat, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const refused = await previewOf(format, Uint8Array.from(bytes));
  const { refusal, concern } = await verdictOf(format.toUpperCase(), bytes);
  for (const said of [refused, refusal, concern])
    if (said !== undefined) assert.ok(said.length > 10 && !innards.test(said), `it says “${said}”`);
  if (refused !== undefined)
    assert.ok(refusal ?? concern, `the download says nothing, and the preview says “${refused}”`);
  return refused === undefined;
}
