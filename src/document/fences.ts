import { htmlBlockAt, type HtmlBlock } from './htmlBlocks';

/** A fenced block that is closed. Lines are zero-based. */
export interface FencedBlock {
  readonly openingLine: number;
  readonly closingLine: number;
  /** What stands behind the opening marks, without white space around it. */
  readonly info: string;
  /** The lines without the indentation of the fence and of what it is in. */
  readonly content: readonly string[];
}

/**
 * Quotes and lists that are in each other deeper than this are a mistake, and each line would be looked through as
 * often.
 */
const deepest = 100;

interface Quote {
  readonly kind: 'quote';
}
interface Item {
  readonly kind: 'item';
  /** Columns that its lines are indented by. */
  readonly indent: number;
  /** A list item that begins with a blank line ends with the next one. */
  isEmpty: boolean;
}
type Container = Quote | Item;

interface Fence {
  readonly kind: 'fence';
  readonly line: number;
  readonly mark: string;
  readonly indent: number;
  readonly info: string;
  readonly content: string[];
}

/** What the last line was in, inside of all containers. */
type Leaf = Fence | HtmlBlock | { readonly kind: 'paragraph' } | undefined;

/** What a line begins with that is more than text. Outside of all blocks nothing else matters. */
const anyMark = /^(?:[ \t]*[`~>+*\-\d<#[_]| {4}| {0,3}\t)/;

/**
 * The closed fences of a document, as Markdown has them (CommonMark 0.31 and front matter, as VS Code's preview shows
 * them): also in lists and quotes; what looks like one in other fences, in code, in HTML and in front matter is none.
 * Each line is looked at once for each container that it is in.
 */
export function fencesOf(text: string): FencedBlock[] {
  const lines = text.split(/\r\n|\r|\n/);
  const found: FencedBlock[] = [];
  let containers: readonly Container[] = [];
  let leaf: Leaf;
  for (let number = linesOfFrontMatter(lines); number < lines.length; number++) {
    const line = lines[number] ?? '';
    if (containers.length === 0 && leaf === undefined && !anyMark.test(line)) {
      if (!isBlank(line)) leaf = { kind: 'paragraph' };
      continue;
    }
    const inside = enter(restOf(line, 0), containers);
    const isInside = inside.depth === containers.length;
    if (isInside && leaf?.kind === 'fence') {
      if (closes(inside.rest.text, leaf.mark)) {
        const { line: openingLine, info, content } = leaf;
        found.push({ openingLine, closingLine: number, info, content });
        leaf = undefined;
      } else leaf.content.push(withoutIndent(inside.rest.text, leaf.indent));
    } else if (isInside && leaf?.kind === 'html') {
      if (leaf.endsIn(inside.rest.text)) leaf = undefined;
    } else ({ containers, leaf } = begin(inside, containers, leaf, number));
  }
  return found;
}

/** A block of YAML between `---` that a document begins with. */
function linesOfFrontMatter(lines: readonly string[]): number {
  const isMark = (line: string): boolean => line.trimEnd() === '---';
  if (!isMark(lines[0] ?? '')) return 0;
  const end = lines.findIndex((line, number) => number > 0 && isMark(line));
  return end + 1;
}

interface Inside {
  readonly depth: number;
  readonly rest: Rest;
}

/** Goes into as many of the containers as the line is in. */
function enter(line: Rest, containers: readonly Container[]): Inside {
  let rest = line;
  let depth = 0;
  for (const container of containers) {
    if (container.kind === 'quote') {
      // The preview doesn't mind how far a quote that goes on is indented.
      const inside = inQuote(rest, Infinity);
      if (!inside) break;
      rest = inside;
    } else if (isBlank(rest.text)) {
      if (container.isEmpty) break;
    } else {
      if (indentOf(rest.text) < container.indent) break;
      rest = without(rest, container.indent);
    }
    depth += 1;
  }
  return { depth, rest };
}

/** What a line makes of the containers, and what it is in, where it doesn't go on with a fence or with HTML. */
function begin(
  { depth, rest: line }: Inside,
  containers: readonly Container[],
  leaf: Leaf,
  number: number,
): { readonly containers: readonly Container[]; readonly leaf: Leaf } {
  const entered = containers.slice(0, depth);
  const isInside = depth === containers.length;
  if (isBlank(line.text)) return { containers: entered, leaf: undefined };
  const opened: Container[] = [];
  let rest = line;
  for (;;) {
    const isLazy = leaf?.kind === 'paragraph' && opened.length === 0;
    // Indented code, which nothing begins in, or more of the paragraph.
    if (indentOf(rest.text) >= 4)
      return isLazy ? { containers, leaf } : { containers: hold(entered, opened), leaf: undefined };
    const fence = openFence(rest.text, number);
    if (fence) return { containers: hold(entered, opened), leaf: fence };
    const container = depth + opened.length < deepest ? containerAt(rest, isLazy && isInside) : undefined;
    if (!container) break;
    opened.push(container.container);
    rest = container.rest;
    if (isBlank(rest.text)) return { containers: hold(entered, opened, true), leaf: undefined };
  }
  const isParagraph = leaf?.kind === 'paragraph' && opened.length === 0;
  const html = htmlBlockAt(rest.text, !isParagraph);
  if (html) return { containers: hold(entered, opened), leaf: html.endsIn(rest.text) ? undefined : html };
  if (isHeadingOrRule(rest.text) || (isParagraph && isInside && /^ {0,3}(?:=+|-+) *$/.test(rest.text)))
    return { containers: hold(entered, opened), leaf: undefined };
  // The definition of a link is no paragraph, so what can't end one may follow it.
  if (!isParagraph && isDefinition(rest.text)) return { containers: hold(entered, opened), leaf: undefined };
  // Text goes on with a paragraph also where its quote or list item would have ended.
  return isParagraph ? { containers, leaf } : { containers: hold(entered, opened), leaf: { kind: 'paragraph' } };
}

/** Those that were entered and those that begin; a list item has something in it once another line is. */
function hold(entered: readonly Container[], opened: readonly Container[], isLastEmpty = false): Container[] {
  const all = [...entered, ...opened];
  all.forEach((container, at) => {
    if (container.kind === 'item') container.isEmpty = isLastEmpty && at === all.length - 1;
  });
  return all;
}

/** @param interrupts whether it would end a paragraph, which not every list item does */
function containerAt(
  rest: Rest,
  interrupts: boolean,
): { readonly container: Container; readonly rest: Rest } | undefined {
  const quoted = inQuote(rest, 3);
  if (quoted) return { container: { kind: 'quote' }, rest: quoted };
  const [mark] = /^ {0,3}(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)/.exec(rest.text) ?? [];
  if (mark === undefined || isRule(rest.text)) return undefined;
  const inside = without(rest, mark.length);
  const isEmpty = isBlank(inside.text);
  if (interrupts && (isEmpty || !/^ *(?:[-+*]|0*1[.)])$/.test(mark))) return undefined;
  // Before indented code, and where there is nothing yet, one blank belongs to the mark.
  const blanks = isEmpty || indentOf(inside.text) > 4 ? 1 : indentOf(inside.text);
  return { container: { kind: 'item', indent: mark.length + blanks, isEmpty }, rest: without(inside, blanks) };
}

function isHeadingOrRule(line: string): boolean {
  return /^ {0,3}#{1,6}(?: |\t|$)/.test(line) || isRule(line);
}

/** Of one line, as `[label]: address "title"`. */
function isDefinition(line: string): boolean {
  const [label] = /^ {0,3}\[[^[\]\\]+\]:/.exec(line) ?? [];
  if (label === undefined || !/[^\s[\]]/.test(label.slice(0, -1))) return false;
  return /^[ \t]*[^\s<]+(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*$/.test(line.slice(label.length));
}

function isRule(line: string): boolean {
  const marks = line.replace(/[ \t]+/g, '');
  return indentOf(line) < 4 && /^(?:-{3,}|\*{3,}|_{3,})$/.test(marks);
}

function openFence(line: string, number: number): Fence | undefined {
  const [start, indent = '', mark] = /^( {0,3})(`{3,}|~{3,})/.exec(line) ?? [];
  const info = line.slice(start?.length);
  if (mark === undefined || (mark.startsWith('`') && info.includes('`'))) return undefined;
  return { kind: 'fence', line: number, mark, indent: indent.length, info: info.trim(), content: [] };
}

function closes(line: string, mark: string): boolean {
  const [, closing = ''] = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line) ?? [];
  return closing.startsWith(mark);
}

function withoutIndent(line: string, indent: number): string {
  return line.slice(Math.min(indent, indentOf(line)));
}

function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

function isBlank(line: string): boolean {
  return !/[^ \t]/.test(line);
}

/** What is left of a line, its first white space as spaces: what a tab stands for depends on its column. */
interface Rest {
  readonly text: string;
  readonly column: number;
}

function restOf(line: string, column: number): Rest {
  let at = 0;
  let width = 0;
  for (; line[at] === ' ' || line[at] === '\t'; at++) width += line[at] === ' ' ? 1 : 4 - ((column + width) % 4);
  return { text: ' '.repeat(width) + line.slice(at), column };
}

function without({ text, column }: Rest, length: number): Rest {
  return restOf(text.slice(length), column + length);
}

/** What follows the mark of a quote, if there is one. @param mostIndent columns before the mark */
function inQuote(rest: Rest, mostIndent: number): Rest | undefined {
  const indent = indentOf(rest.text);
  if (indent > mostIndent || rest.text[indent] !== '>') return undefined;
  const inside = without(rest, indent + 1);
  return inside.text.startsWith(' ') ? without(inside, 1) : inside;
}
