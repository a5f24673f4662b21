import { fencesOf } from './fences';
import { readInfo, type BlockInfo } from './info';

/** A fenced block of Markdown that says `cad`. Lines are zero-based. */
export interface CadBlock extends BlockInfo {
  /** The line of the opening fence. */
  readonly fenceLine: number;
  readonly startLine: number;
  /** The last line of the content, before the closing fence. */
  readonly endLine: number;
  /** The line that the prompt begins in. */
  readonly promptLine: number;
  /** The content without the indentation of the fence and without white space around it. Never empty. */
  readonly prompt: string;
}

/** In a document without this, nothing needs to be read line by line. */
const anyBlock = /(?:`{3}|~{3})[ \t]*(?:\{[ \t]*\.?)?cad\b/i;

/**
 * Finds the blocks where VS Code's preview shows them. A block that isn't closed is still being written, so it is left
 * out, and so is an empty one.
 */
export function findCadBlocks(text: string): readonly CadBlock[] {
  if (!mayHaveBlocks(text)) return [];
  return fencesOf(text).flatMap(({ openingLine, closingLine, info, content }) => {
    const read = readInfo(info);
    const prompt = content.join('\n').trim();
    if (!read || prompt === '') return [];
    const startLine = openingLine + 1;
    const promptLine = startLine + content.findIndex((line) => line.trim() !== '');
    return [{ fenceLine: openingLine, startLine, endLine: closingLine - 1, promptLine, prompt, ...read }];
  });
}

/** False for most documents, after a look that costs little. */
export function mayHaveBlocks(text: string): boolean {
  return anyBlock.test(text);
}
