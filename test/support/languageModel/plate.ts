import type { Feature } from '../../../src/kernel/specification';

export const platePrompt = 'Plate 60x40x5 mm with 4 holes 6 mm, 8 mm from the edges';

const plate: Feature = { operation: 'new', name: 'plate', shape: { kind: 'box', size: [60, 40, 5] } };
const holes = (diameter: number, count: [number, number] = [2, 2]): Feature => ({
  operation: 'cut',
  name: 'holes',
  shape: { kind: 'hole', diameter, depth: 'through' },
  at: [0, 0, 5],
  pattern: { kind: 'grid', count, spacing: [44 / (count[0] - 1), 24] },
});

export const rightFeatures: readonly Feature[] = [plate, holes(6)];
export const inventedSize: readonly Feature[] = [plate, holes(7.3)];
export const wrongCount: readonly Feature[] = [plate, holes(6, [3, 2])];
export const droppedHoles: readonly Feature[] = [plate];

/** An answer of a language model. */
export function answered(
  features: readonly object[] = rightFeatures,
  { size = [60, 40, 5], unused = [] as string[], assumptions = ['The holes go through.'] } = {},
): object {
  return { size, unused, specification: { name: 'Plate', parts: [{ name: 'plate', features }], assumptions } };
}

export const misspeltKey: readonly object[] = [
  { operation: 'new', name: 'plate', shape: { kind: 'box', sizes: [60, 40, 5] } },
];
