import { isTyped, referencesIn } from '../formats/step/parameters';
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
  const context = file.references(representation).at(-1) ?? 0;
  const units = referencesIn(file.parameters(context, 'GLOBAL_UNIT_ASSIGNED_CONTEXT'));
  const length = units.find((unit) => file.is(unit, ['LENGTH_UNIT']));
  return length === undefined ? 1 : unitOf(file, length, 0);
}

function unitOf(file: StepText, unit: number, depth: number): number {
  const [prefix, name] = file.parameters(unit, 'SI_UNIT');
  if (typeof name === 'object' && 'word' in name)
    return typeof prefix === 'object' && 'word' in prefix ? (prefixes.get(prefix.word) ?? 1) : 1000;
  const [, factor] = file.parameters(unit, 'CONVERSION_BASED_UNIT');
  const measure = referencesIn([factor])[0];
  if (measure === undefined || depth > 3) return 1;
  const [value, base] = [...file.find(new Set([measure])).values()][0] ?? [];
  const amount = isTyped(value) ? value.parameters[0] : value;
  const of = referencesIn([base])[0];
  return typeof amount === 'number' ? amount * (of === undefined ? 1 : unitOf(file, of, depth + 1)) : 1;
}
