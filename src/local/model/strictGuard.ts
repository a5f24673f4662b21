import type { BuiltAnswer, Finding } from './guards';
import { distinct, same } from './grounding';
import { numbersIn } from './specificationNumbers';
import { numbersOf, type TextNumber } from './textNumbers';
import { copiesIn } from './copies';

const mostValues = 60;

/**
 * *Strict*: each number of the text is found in the part, as a size, a place, an angle or a count, or is said to be
 * unused. It is wrong more often than the other guards, so it asks for one more look and is a remark then.
 */
export function strictFindings({ text, unused, specification, box }: BuiltAnswer): readonly Finding[] {
  const numbers = numbersIn(specification);
  const values = distinct([
    ...numbers.map(({ value }) => Math.abs(value)),
    ...numbers.flatMap(({ also = [] }) => also),
  ]);
  const lengths = distinct([...values, ...box, ...box.map((extent) => extent / 2)]).slice(0, mostValues);
  const counts = copiesIn(specification.parts);
  const left = new Set(unused.flatMap((sentence) => numbersOf(sentence).flatMap(({ plain }) => plain)));
  const missing = numbersOf(text, specification.assumptions).filter((number) => {
    if (number.is === 'share' || number.plain.some((value) => left.has(value))) return false;
    if (number.inWords && number.is !== 'length') return false;
    return !isFound(number, { values, lengths, counts });
  });
  const shown = [...new Set(missing.map((number) => number.text))].slice(0, 6);
  if (shown.length === 0) return [];
  const list = shown.join(', ');
  return [
    {
      guard: 'numbers',
      sentence:
        shown.length === 1
          ? `The number ${list} of the text was not found in the part.`
          : `The numbers ${list} of the text were not found in the part.`,
    },
  ];
}

interface Found {
  readonly values: readonly number[];
  readonly lengths: readonly number[];
  readonly counts: ReadonlySet<number>;
}

function isFound({ plain, lengths: wanted, is }: TextNumber, { values, lengths, counts }: Found): boolean {
  if (is !== 'length' && plain.some((value) => counts.has(value) || isAngle(value, values))) return true;
  return wanted.some((value) => isLength(value, lengths));
}

function isAngle(value: number, values: readonly number[]): boolean {
  // Chamfers are of 45° without a word, and right angles are drawn.
  if (value === 45 || value === 90 || value === 180 || value === 360) return true;
  return [value, 2 * value, value / 2, 90 - value, 180 - value, 360 - value, 360 / value].some((angle) =>
    values.some((one) => same(one, angle)),
  );
}

/** As it is, as a radius or a diameter, or as a distance between what is there. */
function isLength(value: number, lengths: readonly number[]): boolean {
  if (lengths.some((a) => same(a, value) || same(a, 2 * value) || same(a, value / 2))) return true;
  return lengths.some((a) =>
    lengths.some((b) => a > b && [a - b, (a - b) / 2, a + b].some((size) => same(size, value))),
  );
}
