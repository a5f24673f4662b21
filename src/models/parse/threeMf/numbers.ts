import { inch } from '../../../base/inch';

/** mm in each unit (3MF core §3.4). The first name of each is the specification's; people write the others, too. */
const units: ReadonlyMap<string, number> = new Map(
  [
    [0.001, 'micron', 'microns', 'micrometer', 'micrometre', 'um', 'µm'] as const,
    [1, 'millimeter', 'millimeters', 'millimetre', 'millimetres', 'mm'] as const,
    [10, 'centimeter', 'centimeters', 'centimetre', 'centimetres', 'cm'] as const,
    [inch, 'inch', 'inches', 'in'] as const,
    [304.8, 'foot', 'feet', 'ft'] as const,
    [1000, 'meter', 'meters', 'metre', 'metres', 'm'] as const,
  ].flatMap(([scale, ...names]) => names.map((name) => [name, scale] as const)),
);

/** How many mm a unit has; undefined for one that nobody knows. */
export function millimetresOf(unit: string): number | undefined {
  return units.get(unit.trim().toLowerCase());
}

/** JavaScript takes an empty text for 0. */
export function numberIn(text: string | undefined): number {
  return text === undefined || text === '' ? NaN : Number(text);
}

/** Programs write a comma for the point where the user's language has one. Undefined for what is no such number. */
export function numberWithComma(text = ''): number | undefined {
  return /^\s?[-+]?\d{1,40},\d{1,40}(?:e[-+]?\d{1,4})?\s?$/i.test(text) ? Number(text.replace(',', '.')) : undefined;
}
