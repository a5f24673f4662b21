import { inMemory, latin1 } from '../formats/bytes';
import { ParseFailure } from '../formats/failure';
import { readGlbFrame } from '../formats/glb/frame';
import { readStlFrame } from '../formats/stl/frame';
import { readZipDirectory } from '../formats/zip';
import type { MeshFormat } from '../models/parse/formats';

export type ModelFormat = 'step' | MeshFormat;

/** `cut` is what a file is while it is being written; `other` is damaged, or of another kind. */
export type Wholeness = 'whole' | 'cut' | 'other';

/** So much of a text's end is looked at, in bytes: signatures may follow the end of a STEP file. */
const tailBytes = { step: 64 * 1024, stl: 1024 };

/** Whether a file has its end, by its frame alone: what is inside is for the reader. */
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
  if (tailOf(bytes, tailBytes.step).includes('END-ISO-10303-21')) return 'whole';
  return latin1(bytes.subarray(0, 1024)).includes('ISO-10303-21') ? 'cut' : 'other';
}

async function stlWholeness(bytes: Uint8Array): Promise<Wholeness> {
  const frame = await readStlFrame(inMemory(bytes));
  switch (frame.kind) {
    case 'text':
      return /end\s*solid/i.test(tailOf(bytes, tailBytes.stl)) ? 'whole' : 'cut';
    case 'binary':
      // Programs that don't know the number at first write it last.
      return frame.isCountMissing ? 'cut' : 'whole';
    case 'none':
      return frame.problem === 'foreign_file' || frame.problem === 'unreadable_file' ? 'other' : 'cut';
  }
}

/** As text of one byte a character; the NULs of UTF-16, and those that a file is padded with, are left out. */
function tailOf(bytes: Uint8Array, length: number): string {
  return new TextDecoder('latin1').decode(bytes.subarray(-length)).replaceAll('\0', '');
}
