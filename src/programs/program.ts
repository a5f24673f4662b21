import { outputFormats, type OutputFormat } from '../api/types';
import { sourceFormatOf } from '../export/request';

/** A program that opens models. */
export interface Program {
  /** What users know it by. */
  readonly name: string;
  /** What it reads, that first which brings the most along of a model. */
  readonly formats: readonly OutputFormat[];
  readonly start: Start;
}

/** How a program is started; `arguments` hold the placeholder of the file. */
export type Start =
  /** A file, or on macOS an application. Absolute. */
  | { readonly kind: 'file'; readonly path: string; readonly arguments: readonly string[] }
  /** Within its sandbox, which is let see the one file. `flatpak` is absolute. */
  | {
      readonly kind: 'flatpak';
      readonly flatpak: string;
      readonly application: string;
      readonly arguments: readonly string[];
    }
  /** By an address of its own scheme, which the system knows. */
  | { readonly kind: 'address'; readonly addressOf: (file: string) => string }
  /** Whichever program the system opens such files with. */
  | { readonly kind: 'system' };

/** Stands for the file's absolute path in an argument. */
export const filePlaceholder = '${file}';

/** The format of a file by its name; undefined for what is no model. */
export function formatOfName(name: string): OutputFormat | undefined {
  const source = sourceFormatOf(name);
  return outputFormats.find((format) => format.toLowerCase() === source);
}

/**
 * The format that a program is given a model in: its own where the program reads that, else the first that it can be
 * saved in; undefined where there is none.
 */
export function formatFor({ formats }: Pick<Program, 'formats'>, own: OutputFormat): OutputFormat | undefined {
  if (formats.includes(own)) return own;
  // From triangles no solids come back.
  return formats.find((format) => own === 'STEP' || format !== 'STEP');
}
