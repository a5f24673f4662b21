import { skipBlanks } from '../formats/step/scan';
import type { StepOperators } from './stepOperators';
import type { Moved } from './stepOrigins';
import type { StepText } from './stepText';
import { unitsToWrite } from './stepUnits';
import { edited, endOfRecord, ordered, tightWords, type Edit } from './stepWriting';

/**
 * The text in a form that the kernel reads rightly. It takes one data section without parameters and no other sections:
 * several become one (entity numbers hold for the whole file), and anchors, references and signatures go. It loses an
 * entity with a comment or a line end before its `=`, knows complex entities by the order of their parts only, gives up
 * at strings and comments of more than 16 kB and at blanks behind the words of sections, and reads some units of length
 * as mm.
 * @returns undefined where the file needs no change
 */
export function textForKernel(
  text: string,
  file: StepText,
  operators: StepOperators,
  moved: readonly Moved[],
): string | undefined {
  const edits: Edit[] = [...placing(file, operators, moved)];
  // What refers to these is then something that the kernel leaves out; as a number it would read what isn't there.
  for (const [start, end] of file.badNumbers) edits.push({ start, end, text: "REPRESENTATION_ITEM('')" });
  for (const [start, end] of file.beforeSigns) edits.push({ start, end, text: ' ' });
  for (const [start, end] of file.longTexts) edits.push({ start, end, text: text.charAt(start) === "'" ? "''" : ' ' });
  for (const entity of file.unordered) edits.push(...[ordered(text, entity) ?? []].flat());
  let sections = 0;
  let lastEnd = 0;
  for (const [at, end] of file.sectionEnds.entries()) {
    const next = file.sectionEnds[at + 1];
    const start = skipBlanks(text, endOfRecord(text, end));
    const word = /[A-Z]{4,9}/y;
    word.lastIndex = start;
    const name = word.exec(text)?.[0] ?? '';
    if (name === 'DATA') {
      const opening = endOfRecord(text, start);
      sections++;
      if (sections > 1) edits.push({ start: lastEnd, end: opening, text: '\n' });
      else if (opening - start > 'DATA;'.length) edits.push({ start, end: opening, text: 'DATA;' });
      lastEnd = next ?? text.length;
    } else if (['ANCHOR', 'REFERENCE', 'SIGNATURE'].includes(name)) {
      if (next !== undefined) edits.push({ start, end: endOfRecord(text, next), text: '\n' });
    }
  }
  edits.push(...tightWords(text, file.sectionEnds));
  return edits.length === 0 ? undefined : edited(text, edits);
}

/** Replaces operators by placements: a part that an operator places is then placed by two placements. */
function* placing(file: StepText, operators: StepOperators, others: readonly Moved[]): Generator<Edit> {
  for (const [id, record] of operators.placements()) {
    const { named, end } = file.record(id);
    yield { start: named, end, text: record };
  }
  const free = file.freeIds();
  const added: string[] = [];
  const add = (record: string): string => {
    const id = String(free.next().value);
    added.push(`#${id}=${record};`);
    return `#${id}`;
  };
  for (const [id, operator] of operators.relationships()) {
    const { named, end, text } = file.record(id);
    const origin = add(`AXIS2_PLACEMENT_3D('',${add("CARTESIAN_POINT('',(0.,0.,0.))")},$,$)`);
    const moved = add(`ITEM_DEFINED_TRANSFORMATION('','',${origin},#${operator})`);
    yield { start: named, end, text: text.replace(new RegExp(`#${operator}(?!\\d)`), moved) };
  }
  for (const { id, write } of others) {
    const { named, end } = file.record(id);
    yield { start: named, end, text: write(add) };
  }
  for (const { id, millimetres } of unitsToWrite(file)) {
    const { named, end, text } = file.record(id);
    const millimetre = add('(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.))');
    const measure = add(
      `LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(${millimetres
        .toExponential()
        .replace(/^(-?\d)e/, '$1.e')
        .toUpperCase()}),${millimetre})`,
    );
    yield {
      start: named,
      end,
      text: text.replace(/(CONVERSION_BASED_UNIT\s*\(\s*'[^']*'\s*,\s*)#\d+/, `$1${measure}`),
    };
  }
  const last = file.sectionEnds.findLast((end) => end > 0) ?? 0;
  if (added.length > 0) yield { start: last, end: last, text: `${added.join('\n')}\n` };
}
