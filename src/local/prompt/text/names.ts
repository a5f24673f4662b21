import { metricThread, unifiedThread, type Thread } from '../../geometry/hardware/threads';
import { Refusal } from '../../geometry/refusal';
import { quoted } from '../quotes';
import { beginsThread } from './numerals';
import type { Pieces } from './piece';
import type { Read } from './sizes';
import { unitAt } from './units';

/** "M5", "M8x1.25", "#8-32", "1/4-20 UNC". @throws Refusal for a size that is in no table */
export function threadAt(pieces: Pieces, at: number): Read | undefined {
  return metricAt(pieces, at) ?? unifiedAt(pieces, at);
}

function metricAt(pieces: Pieces, at: number): Read | undefined {
  const { kind, text } = pieces.at(at);
  if (kind !== 'word' || !/^m\d/.test(text)) return undefined;
  refuseFit(pieces, at);
  const nominal = Number(text.slice(1));
  const pitch = pieces.is(at + 1, 'x', '×', '*') && pieces.isNumber(at + 2) ? Number(pieces.at(at + 2).text) : NaN;
  // "M8x1" has a pitch, "M8x40" a length.
  const isPitch = pitch <= nominal / 4 && pitch < 5 && !pieces.is(at + 3, '/');
  const size = isPitch ? at + 3 : at + 1;
  const name = threadToken(pieces, at, size, isPitch ? metricThread(nominal, pitch) : metricThread(nominal));
  // "M10-6g"
  const isClassed = pieces.is(size, '-') && /^\d[egh]$/.test(pieces.at(size + 1).text);
  return isClassed ? { ...name, end: size + 2, nominal: true } : name;
}

/** "8 m6," may be eight threads, or a diameter and its fit. */
function refuseFit(pieces: Pieces, at: number): void {
  const counts = pieces.isNumber(at - 1) && !pieces.at(at - 1).text.includes('.');
  if (!counts || !/^m[5-7]$/.test(pieces.at(at).written) || !pieces.isStop(at + 1)) return;
  throw new Refusal(
    'not_understood',
    `${quoted(pieces.written(at - 1, at + 1))} can be read in two ways. Write “${pieces.written(at - 1, at)}x M…” or “Ø${pieces.written(at - 1, at)} mm”.`,
    pieces.span(at - 1, at + 1),
  );
}

function unifiedAt(pieces: Pieces, at: number): Read | undefined {
  const start = pieces.is(at, '#') ? at + 1 : at;
  if (!pieces.isNumber(start)) return undefined;
  const slash = pieces.is(start + 1, '/') && pieces.at(start + 1).glued && pieces.isNumber(start + 2);
  const size = slash ? start + 3 : start + 1;
  const hyphen = pieces.is(size, '"') ? size + 1 : size;
  const pitched = pieces.is(hyphen, '-') && pieces.at(hyphen).glued && pieces.isNumber(hyphen + 1);
  const name = pieces.written(start, size) + (pitched ? `-${pieces.at(hyphen + 1).text}` : '');
  const isThread = start > at ? !slash : beginsThread(pieces, at);
  if (!isThread) return undefined;
  const end = pitched ? hyphen + 2 : size;
  const series = pieces.is(end, 'unc', 'unf') ? end + 1 : end;
  return threadToken(pieces, at, series, unifiedThread(slash ? name : `#${name}`));
}

function threadToken(pieces: Pieces, start: number, end: number, thread: Thread | undefined): Read {
  if (thread) return { tokens: [{ kind: 'thread', thread, span: pieces.span(start, end) }], end };
  const written = pieces.written(start, end).toUpperCase().replace('X', 'x');
  throw new Refusal(
    'unsupported_feature',
    `The built-in service has no sizes for the thread ${written}.`,
    pieces.span(start, end),
  );
}

/** "ISO 4014-2", "ISO 2768-mK" */
function isPartNumber(pieces: Pieces, at: number): boolean {
  return pieces.isNumber(at) || (pieces.at(at).glued && /^[a-z]{1,2}$/.test(pieces.at(at).text));
}

const standards = [
  'din',
  'iso',
  'en',
  'ansi',
  'asme',
  'astm',
  'aisi',
  'sae',
  'jis',
  'bs',
  'nema',
  'class',
  'grade',
] as const;
const metals = ['steel', 'stainless', 'aluminum', 'brass', 'bronze', 'alloy', 'titanium', 'copper'] as const;
const grade =
  /^(?:1018|1020|1045|1050|2017|2024|30[34]|316|3003|4130|4140|4340|5052|5083|5754|60(?:05|60|61|63|82)|7050|7075)$/;

/**
 * Numbers that are names, with the word that they belong to: "DIN 471" is the word "din471". A grade is one beside a
 * metal ("304 stainless steel"), and a material number (1.4301) anywhere without a unit.
 */
export function nameAt(pieces: Pieces, at: number): Read | undefined {
  let first = at;
  // "DIN EN ISO 4032": the last of them has the number
  while (pieces.is(first, ...standards) && pieces.is(first + 1, ...standards)) first++;
  const standard = pieces.is(first, ...standards) ? (pieces.is(first + 1, 'aw', 'ac') ? first + 2 : first + 1) : at;
  const named = standard > at && pieces.is(standard, '-', ':') ? standard + 1 : standard;
  const { text } = pieces.at(named);
  const hasPart = named > at && pieces.is(named + 1, '-');
  if (!pieces.isNumber(named) || (!hasPart && unitAt(pieces, named + 1))) return undefined;
  const isGrade = grade.test(text) && (pieces.is(at + 1, ...metals) || pieces.is(at - 1, ...metals));
  if (named === at && !isGrade && !/^1\.[0-9]\d{3}$/.test(text)) return undefined;
  const part =
    pieces.is(named + 1, '-') && pieces.at(named + 1).glued && isPartNumber(pieces, named + 2) ? named + 3 : named + 1;
  const word = named === at ? text : pieces.at(first).text + pieces.written(named, part).toLowerCase();
  return { tokens: [{ kind: 'word', text: word, span: pieces.span(at, part) }], end: part };
}
