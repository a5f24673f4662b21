import { isTyped, referencesIn, type Parameter } from '../formats/step/parameters';
import type { StepText } from './stepText';

const prefixes: ReadonlyMap<string, number> = new Map([
  ['MICRO', 1e-3],
  ['MILLI', 1],
  ['CENTI', 10],
  ['DECI', 100],
  ['KILO', 1e6],
]);

/** How many mm one unit of length has in a representation; 1 where that isn't understood. */
export function millimetresOf(file: StepText, representation: number): number {
  const length = lengthUnitOf(file, representation);
  return length === undefined ? 1 : unitOf(file, length, 0);
}

/** The unit of length of a representation; undefined where the file names none. */
export function lengthUnitOf(file: StepText, representation: number): number | undefined {
  const context = file.references(representation).at(-1) ?? 0;
  const units = referencesIn(file.parameters(context, 'GLOBAL_UNIT_ASSIGNED_CONTEXT'));
  return units.find((unit) => file.is(unit, ['LENGTH_UNIT']));
}

function unitOf(file: StepText, unit: number, depth: number): number {
  const [prefix, name] = file.parameters(unit, 'SI_UNIT');
  if (typeof name === 'object' && 'word' in name)
    return typeof prefix === 'object' && 'word' in prefix ? (prefixes.get(prefix.word) ?? 1) : 1000;
  const [, factor] = file.parameters(unit, 'CONVERSION_BASED_UNIT');
  const measure = referencesIn([factor])[0];
  if (measure === undefined || depth > 3) return 1;
  const [value, base] = measured(file, measure);
  const amount = isTyped(value) ? value.parameters[0] : value;
  const of = referencesIn([base])[0];
  return typeof amount === 'number' ? amount * (of === undefined ? 1 : unitOf(file, of, depth + 1)) : 1;
}

/** The value and the unit of a measure, which may be a complex entity. */
function measured(file: StepText, measure: number): readonly (Parameter | undefined)[] {
  const isComplex = file.entities.get(measure)?.type === '';
  if (isComplex) return file.parameters(measure, 'MEASURE_WITH_UNIT');
  return [...file.find(new Set([measure])).values()][0] ?? [];
}

/**
 * Units of length that the kernel takes for mm, with their length: those that are so many of a unit that isn't SI's
 * itself, and those whose measure is a complex entity.
 */
export function unitsToWrite(file: StepText): { readonly id: number; readonly millimetres: number }[] {
  const units = [...file.ofType('CONVERSION_BASED_UNIT')].flatMap((id) => {
    if (!file.is(id, ['LENGTH_UNIT'])) return [];
    const measure = referencesIn([file.parameters(id, 'CONVERSION_BASED_UNIT')[1]])[0] ?? 0;
    return [{ id, measure, isComplex: file.entities.get(measure)?.type === '' }];
  });
  if (units.length === 0) return [];
  // One pass over the text, however many units there are.
  const simple = file.find(new Set(units.flatMap(({ measure, isComplex }) => (isComplex ? [] : [measure]))));
  return units.flatMap(({ id, measure, isComplex }) => {
    const base = referencesIn([simple.get(measure)?.[1]])[0] ?? 0;
    return isComplex || file.is(base, ['CONVERSION_BASED_UNIT']) ? [{ id, millimetres: unitOf(file, id, 0) }] : [];
  });
}
