import type { Sentence } from '../base/sentence';
import type { LengthUnit } from '../kernel/formats/stl';
import type { MeshFormat } from '../models/parse/formats';
import type { View } from './drawing/views';

/** What a model can be read from, as a file's extension says it (`.stp` is `step`). */
export type SourceFormat = 'step' | MeshFormat;

/** How near triangles come to the surfaces: a step, or the most that they may be away, in mm. */
export type FinenessChoice = 'coarse' | 'normal' | 'fine' | { readonly mm: number };

/** All parts of the model in one file, each in a file of its own, or only those with these numbers in one file. */
export type PartsChoice = 'all' | 'each' | readonly number[];

/**
 * What a model can be saved as: its parts, or drawings of them: DXF is the outline of a flat face, SVG the views from
 * all sides.
 */
export const exportFormats = ['STL', '3MF', 'GLB', 'STEP', 'DXF', 'SVG'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A model to be written in another format, or otherwise in its own. */
export interface ModelRequest {
  readonly bytes: Uint8Array;
  readonly from: SourceFormat;
  readonly to: ExportFormat;
  /** Of the whole; formats with a title get it. */
  readonly name: string;
  /** Of STEP as triangles; `normal` when left out. A mesh keeps its triangles. */
  readonly fineness?: FinenessChoice;
  /** Of STEP and STL; mm when left out. The other formats have a unit of their own. */
  readonly unit?: LengthUnit;
  readonly parts?: PartsChoice;
  /** Of DXF: the number of the face, as a preview counts them; left out for the largest flat one. */
  readonly face?: number;
  /** Of SVG: what the views are called; in English when left out. */
  readonly viewNames?: Readonly<Record<View, string>>;
}

export interface ExportedFile {
  /** The name of the part where each has a file of its own, else that of the whole; empty where there is none. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Undefined for a file of exact surfaces, and for a drawing. */
  readonly triangles: number | undefined;
}

export interface Exported {
  /** How many parts of the model these files hold, and how many it has. */
  readonly parts: number;
  readonly ofParts: number;
  readonly files: readonly ExportedFile[];
  /** How far triangles of STEP may be from the surfaces, in mm. */
  readonly deflection?: number;
  /** What the user should know of these files: what of the model isn't in them. */
  readonly notes: readonly Sentence[];
}

/** By a file's name; undefined for what is no model. */
export function sourceFormatOf(name: string): SourceFormat | undefined {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (extension === 'step' || extension === 'stp') return 'step';
  return extension === 'stl' || extension === 'glb' || extension === '3mf' ? extension : undefined;
}
