import type { Box } from '../../kernel/stepModel';
import type { MeshFormat } from './formats';
import type { DoubtfulUnit } from './meshFacts';

/** Along the longest side, in mm: parts that people make are hardly ever smaller or larger. */
const least = 1;
const most = 5000;
/** glTF counts in metres, and scenes of that size are ordinary. */
const mostOfScene = 20_000;

/** STL says nothing of its unit, and a program that forgets glTF's writes a part a thousand times too large. */
export function doubtfulUnit(format: MeshFormat, { min, max }: Box): DoubtfulUnit | undefined {
  const longest = Math.max(...min.map((low, axis) => (max[axis] ?? 0) - low));
  if (format === 'glb') return longest > mostOfScene ? 'metres' : undefined;
  if (format !== 'stl') return undefined;
  return longest < least ? 'small' : longest > most ? 'large' : undefined;
}
