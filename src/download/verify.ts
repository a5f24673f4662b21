import { sentence, type Sentence } from '../base/sentence';
import type { ParseProblem } from '../formats/failure';
import type { ContentChecks } from '../models/check/contentChecks';
import { problemSentence } from '../models/problems';
import type { ByteSource } from './byteSource';
import { glbProblem } from './formats/glb';
import { stepProblem } from './formats/step';
import { stlProblem } from './formats/stl';
import { threeMfProblem } from './formats/threeMf';

type Check = (source: ByteSource) => Promise<Sentence | undefined>;

const checks: ReadonlyMap<string, Check> = new Map([
  ['STEP', stepProblem],
  ['STL', stlProblem],
  ['GLB', glbProblem],
  ['3MF', threeMfProblem],
]);

/** Longest piece of what came instead that is shown, in characters. */
const shownCharacters = 120;

/** Reads what is in a file, beside the extension host. */
export type ContentChecker = Pick<ContentChecks, 'problemIn'>;

export interface Verdict {
  /** Why the file is not kept: bytes are missing or wrong, and another download may bring them. */
  readonly refusal?: Sentence;
  /** What is wrong with a file that came as it was made: it has cost credits, and there won’t be a better one. */
  readonly concern?: Sentence;
}

/** The bytes are not those that were made. */
const lost: ReadonlySet<ParseProblem> = new Set([
  'empty_file',
  'foreign_file',
  'git_lfs',
  'web_page',
  'archive',
  'other_format',
  'truncated_file',
  'damaged_part',
]);

/** @throws the signal's reason; what reading the source throws */
export async function verdictOn(
  source: ByteSource,
  outputFormat: string,
  contents: ContentChecker,
  signal: AbortSignal,
): Promise<Verdict> {
  const problem = await formatProblem(source, outputFormat);
  if (problem) return { refusal: sentence('What came is not a whole {0} file: {1}.', outputFormat, problem) };
  const found = await contents.problemIn(source, outputFormat, signal);
  if (!found) return {};
  const said = problemSentence(found.code, found.detail);
  return lost.has(found.code)
    ? { refusal: sentence('What came is not a whole {0} file. {1}', outputFormat, said) }
    : { concern: said };
}

/**
 * Checks what came against the structure of its format, so that an error page or half a file never passes for a model.
 * @returns why it isn't a whole file of that format, with its first line if that is text; undefined when it is whole
 */
export async function formatProblem(source: ByteSource, outputFormat: string): Promise<Sentence | undefined> {
  if (source.size === 0) return sentence('the file is empty');
  const problem = await checks.get(outputFormat.toUpperCase())?.(source);
  if (!problem) return undefined;
  const line = firstLine(await source.read(0, 1024));
  return line === '' ? problem : sentence('{0} (it starts with “{1}”)', problem, line);
}

/**
 * What came instead, for the sentence to the user: one line, of printable characters only; nothing for binary content.
 */
function firstLine(head: Buffer): string {
  // The last character may be cut.
  const text = head.toString('utf8').replace(/\ufffd$/, '');
  const line =
    text
      .split(/[\r\n]+/)
      .map((part) => part.trim())
      .find((part) => part !== '' && part !== '\ufeff') ?? '';
  if (line === '' || /[^\P{Cc}\t]|\ufffd/u.test(line)) return '';
  const characters = Array.from(line.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').trim());
  return characters.length > shownCharacters
    ? `${characters.slice(0, shownCharacters).join('')}…`
    : characters.join('');
}
