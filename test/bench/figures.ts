import fs from 'node:fs';
import path from 'node:path';
import { findRoot } from '../support/root.js';

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Writes `out/bench/<name>.json`. */
export function keepFigures(name: string, figures: object): void {
  const out = path.join(findRoot(), 'out/bench');
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(path.join(out, `${name}.json`), JSON.stringify(figures, null, 2));
}
