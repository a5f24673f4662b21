import { inMemory } from '../formats/bytes';
import { ParseFailure } from '../formats/failure';
import { readGlbFrame } from '../formats/glb/frame';
import { headBytes, tailBytes } from '../formats/step/frame';
import { readStlFrame } from '../formats/stl/frame';
import { textEncoding } from '../formats/textEncoding';
import { readZipDirectory } from '../formats/zip';
import type { MeshFormat } from '../models/parse/formats';

export type ModelFormat = 'step' | MeshFormat;

/** `cut` is what a file is while it is being written; `other` is damaged, or of another kind. */
export type Wholeness = 'whole' | 'cut' | 'other';

/** How many bytes are looked at for the end of an STL that is a text. */
const stlTailBytes = 1024;

/** Whether a file has its end, judged by its frame alone: the content is left to the reader. */
export async function wholenessOf(format: ModelFormat, bytes: Uint8Array): Promise<Wholeness> {
  if (bytes.every((byte) => byte === 0)) return 'cut';
  if (format === 'step') return stepWholeness(bytes);
  if (format === 'stl') return stlWholeness(bytes);
  try {
    await (format === 'glb' ? readGlbFrame(inMemory(bytes)) : readZipDirectory(inMemory(bytes)));
    return 'whole';
  } catch (error) {
    if (!(error instanceof ParseFailure)) throw error;
    return error.code === 'truncated_file' ? 'cut' : 'other';
  }
}

function stepWholeness(bytes: Uint8Array): Wholeness {
  if (/END-ISO-10303-21/i.test(tailOf(bytes, tailBytes))) return 'whole';
  const { name, start } = textEncoding(bytes);
  const head = new TextDecoder(name).decode(bytes.subarray(start, headBytes));
  return /ISO-10303-21/i.test(head) ? 'cut' : 'other';
}

async function stlWholeness(bytes: Uint8Array): Promise<Wholeness> {
  const frame = await readStlFrame(inMemory(bytes));
  switch (frame.kind) {
    case 'text':
      return /end\s*solid/i.test(tailOf(bytes, stlTailBytes)) ? 'whole' : 'cut';
    case 'binary':
      // Programs that don't know the number at first write it at the end.
      return frame.isCountMissing ? 'cut' : 'whole';
    case 'none':
      return frame.problem === 'foreign_file' || frame.problem === 'unreadable_file' ? 'other' : 'cut';
  }
}

/** The text, one character for each byte, without the NULs of UTF-16 and of padding. */
function tailOf(bytes: Uint8Array, length: number): string {
  return new TextDecoder('latin1').decode(bytes.subarray(-length)).replaceAll('\0', '');
}
