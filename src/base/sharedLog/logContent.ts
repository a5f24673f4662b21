import { open } from 'node:fs/promises';
import type { Written } from './entryLog';
import { unlessMissing, writeFileAtomic } from '../files';
import { parseLine, type Line } from './logLine';
import type { LogFile } from './logFile';
import { readLines } from './readLines';

/** So much is written at once, in characters: all together may be longer than a string can be. */
const pieceLength = 1 << 20;

/** What stands in a file of a log. */
export interface Content {
  readonly written: readonly Written[];
  /** The whole lines that are none of this version's. */
  readonly strange: readonly string[];
  /** Where the last whole line ends, in bytes. */
  readonly end: number;
  readonly size: number;
  readonly isDamaged: boolean;
}

/** Everything that stands in a file, whatever of it has been read before. @throws the file system's error */
export async function contentOf({ file, writer }: LogFile): Promise<Content> {
  const written: Written[] = [];
  const strange: string[] = [];
  let number = 0;
  let isDamaged = false;
  const take = (line: Buffer | undefined): void => {
    const parsed = parseLine(line);
    if (!parsed) return;
    isDamaged ||= parsed.isDamaged;
    const place = { number: (number = Math.max(number, parsed.number)), writer };
    if (parsed.entries) written.push(...parsed.entries.map((value) => ({ ...place, value })));
    else if (line && !parsed.isDamaged) strange.push(line.toString('utf8'));
  };
  const handle = await unlessMissing(open(file, 'r'));
  if (!handle) return { written, strange, end: 0, size: 0, isDamaged };
  try {
    const { size } = await handle.stat();
    const end = await readLines(handle, 0, size, take);
    return { written, strange, end, size, isDamaged };
  } finally {
    await handle.close();
  }
}

/** Writes a file of a log as a whole. @returns its bytes @throws the file system's error, with nothing left behind */
export async function writeContent(
  file: string,
  written: readonly Written[],
  strange: readonly string[],
): Promise<number> {
  let size = 0;
  const pieces = function* (): Generator<string> {
    for (const piece of piecesOf(written, strange)) {
      size += Buffer.byteLength(piece);
      yield piece;
    }
  };
  await writeFileAtomic(file, pieces());
  return size;
}

function* piecesOf(written: readonly Written[], strange: readonly string[]): Generator<string> {
  let piece = '';
  for (const { number, value } of written) {
    piece += `${JSON.stringify({ n: number, e: [value] } satisfies Line)}\n`;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  yield piece;
  for (const line of strange) yield `${line}\n`;
}
