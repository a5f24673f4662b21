import fs from 'node:fs';
import path from 'node:path';
import { findRoot } from './root.js';

/** A model file that nobody in this project made, with what independent tools measured on it. */
export interface CorpusFile {
  /** Such as `step/cube.stp`. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly bytes: number;
  readonly facts: CorpusFacts;
}

export interface CorpusFacts {
  readonly bbox?: readonly [number, number, number, number, number, number];
  readonly volume_mm3?: number;
  readonly area_mm2?: number;
  readonly solids?: number;
  readonly faces?: number;
  readonly edges?: number;
  readonly brepcheck_valid?: boolean;
  readonly error?: string;
  readonly triangles?: number;
  readonly volume?: number;
  readonly assimp?: { readonly faces: string | null; readonly min: string | null; readonly max: string | null };
}

/** The corpus beside the project. Empty, with a line that says so, when it is absent. */
export function corpusFiles(): readonly CorpusFile[] {
  const folder = path.resolve(findRoot(), '../shared/corpus');
  const index = path.join(folder, 'INDEX.json');
  if (!fs.existsSync(index)) {
    console.log(`There is no corpus of models at ${folder}: its tests are skipped.`);
    return [];
  }
  const entries = JSON.parse(fs.readFileSync(index, 'utf8')) as readonly {
    file: string;
    bytes: number;
    facts: CorpusFacts;
  }[];
  return entries.map(({ file, bytes, facts }) => ({ name: file, path: path.join(folder, file), bytes, facts }));
}
