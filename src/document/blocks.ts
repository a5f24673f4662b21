import { designModes, outputFormats, type DesignMode, type OutputFormat } from '../api/types';

/** A fenced block of Markdown whose first word is `cad`. Lines are zero-based. */
export interface CadBlock {
  /** The line of the opening fence. */
  readonly fenceLine: number;
  readonly startLine: number;
  /** The last line of the content, before the closing fence. */
  readonly endLine: number;
  /** The content without the indentation of the fence and without white space around it. Never empty. */
  readonly prompt: string;
  /** What the fence says, as in `cad mode=pro format=STL`. */
  readonly designMode?: DesignMode;
  readonly outputFormat?: OutputFormat;
}

/** In a document without this, nothing needs to be read line by line. */
const anyBlock = /(?:`{3}|~{3})[ \t]*cad\b/i;

/** What a line begins with that opens a fence, a quote or a list item. Outside of all of them nothing else matters. */
const anyMark = /^[ \t]*[`~>+*\-\d]/;

interface Fence {
  readonly line: number;
  readonly mark: string;
  readonly indent: number;
  readonly info: string;
  /** How many containers it is in. */
  readonly depth: number;
  readonly content: string[];
}

/**
 * Quotes and lists that are in each other deeper than this are a mistake, and each line would be looked through as
 * often.
 */
const deepest = 100;

/** The columns that the lines of a list item are indented by, or a block quote. */
type Container = number | 'quote';

/**
 * Finds the blocks as Markdown has them (CommonMark 0.31, 4.5, 5.1 and 5.2): also in lists and quotes, whatever is
 * inside other fences left out. A block that isn't closed is still being written, so it is left out, too, and so is an
 * empty one.
 */
export function findCadBlocks(text: string): readonly CadBlock[] {
  if (!mayHaveBlocks(text)) return [];
  const blocks: CadBlock[] = [];
  let containers: Container[] = [];
  let fence: Fence | undefined;
  text.split(/\r\n|\r|\n/).forEach((line, number) => {
    if (!fence && containers.length === 0 && !anyMark.test(line)) return;
    const inside = enter(expandTabs(line), containers);
    if (fence) {
      if (inside.depth >= fence.depth) {
        if (!closes(inside.rest, fence.mark)) fence.content.push(withoutIndent(inside.rest, fence.indent));
        else {
          const block = blockOf(fence, number);
          if (block) blocks.push(block);
          fence = undefined;
        }
        return;
      }
      // What it is in has ended, and it with that.
      fence = undefined;
    }
    const opened = openContainers(inside.rest, deepest - inside.depth);
    if (inside.rest.trim() !== '' || inside.depth < containers.length)
      containers = [...containers.slice(0, inside.depth), ...opened.containers];
    fence = openFence(opened.rest, number, containers.length);
  });
  return blocks;
}

/** False for most documents, after a look that costs little. */
export function mayHaveBlocks(text: string): boolean {
  return anyBlock.test(text);
}

/** Goes into as many of the containers as the line is in. */
function enter(line: string, containers: readonly Container[]): { depth: number; rest: string } {
  let rest = line;
  let depth = 0;
  for (const container of containers) {
    if (container === 'quote') {
      const mark = /^ {0,3}> ?/.exec(rest);
      if (!mark) break;
      rest = rest.slice(mark[0].length);
    } else if (rest.trim() !== '') {
      if (indentOf(rest) < container) break;
      rest = rest.slice(container);
    }
    depth += 1;
  }
  return { depth, rest };
}

/**
 * The quotes and list items that begin on a line, and what is in them.
 * @param most how many may: what is in more of them is taken as text
 */
function openContainers(line: string, most: number): { containers: Container[]; rest: string } {
  const containers: Container[] = [];
  let rest = line;
  for (;;) {
    if (containers.length >= most) return { containers, rest };
    const quote = /^ {0,3}> ?/.exec(rest);
    const item = /^ {0,3}(?:[-+*]|\d{1,9}[.)])(?: {1,4}(?! )| (?= {4})|$)/.exec(rest);
    const found = quote ?? item;
    if (!found) return { containers, rest };
    // What stands alone is followed by its content, indented by one more column.
    containers.push(
      quote ? 'quote' : found[0].trimEnd().length + Math.max(1, found[0].length - found[0].trimEnd().length),
    );
    rest = rest.slice(found[0].length);
  }
}

function openFence(line: string, number: number, depth: number): Fence | undefined {
  const [start, indent = '', mark] = /^( {0,3})(`{3,}|~{3,})/.exec(line) ?? [];
  const info = line.slice(start?.length);
  if (mark === undefined || (mark.startsWith('`') && info.includes('`'))) return undefined;
  return { line: number, mark, indent: indent.length, info: info.trim(), depth, content: [] };
}

function closes(line: string, mark: string): boolean {
  const [, closing = ''] = /^ {0,3}(`{3,}|~{3,}) *$/.exec(line) ?? [];
  return closing.startsWith(mark);
}

function blockOf({ line, info, content }: Fence, closingLine: number): CadBlock | undefined {
  const [word = '', ...rest] = info.split(/\s+/);
  const prompt = content.join('\n').trim();
  if (word.toLowerCase() !== 'cad' || prompt === '') return undefined;
  const attributes = new Map(
    rest
      .map((part) => part.replace(/["']/g, '').split('=', 2))
      .map(([name = '', value = '']) => [name.toLowerCase(), value.toLowerCase()]),
  );
  const designMode = designModes.find((mode) => mode === attributes.get('mode'));
  const outputFormat = outputFormats.find((format) => format.toLowerCase() === attributes.get('format'));
  return {
    fenceLine: line,
    startLine: line + 1,
    endLine: closingLine - 1,
    prompt,
    ...(designMode && { designMode }),
    ...(outputFormat && { outputFormat }),
  };
}

function withoutIndent(line: string, indent: number): string {
  return line.slice(Math.min(indent, indentOf(line)));
}

function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

/**
 * The tabs before the text of a line, also those behind the marks of lists and quotes, as the spaces that they stand
 * for.
 */
function expandTabs(line: string): string {
  const [start = ''] = line.includes('\t') ? (/^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t>]+)*/.exec(line) ?? []) : [];
  let expanded = '';
  for (const character of start) expanded += character === '\t' ? ' '.repeat(4 - (expanded.length % 4)) : character;
  return expanded + line.slice(start.length);
}
