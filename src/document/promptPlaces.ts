import type { CadBlock } from './blocks';

/** Zero-based. */
export interface LineAndCharacter {
  readonly line: number;
  readonly character: number;
}

/**
 * Where an offset of a block's prompt stands in the document, whose lines have the indentation of the fence, and the
 * marks of what it is in, before them.
 * @param lineOf gives a line of the document without its end
 */
export function placeInDocument(
  { prompt, promptLine }: CadBlock,
  offset: number,
  lineOf: (line: number) => string,
): LineAndCharacter {
  const before = prompt.slice(0, offset).split('\n');
  const at = before.length - 1;
  const line = promptLine + at;
  const said = prompt.split('\n')[at] ?? '';
  // Tabs before the text of a line may be blanks in the prompt.
  const indent = said.length - said.trimStart().length;
  const begins = lineOf(line).trimEnd().length - said.trim().length;
  return { line, character: Math.max(0, begins + Math.max(0, (before[at]?.length ?? 0) - indent)) };
}
