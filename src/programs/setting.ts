import { outputFormats, type OutputFormat } from '../api/types';
import { sentence, type Sentence } from '../base/sentence';
import { onPath } from './find';
import { pathsOf, type Machine } from './machine';
import { filePlaceholder, type Program } from './program';

/** An entry of the setting `makistry.programs`. */
export interface ProgramEntry {
  readonly name: string;
  /** Absolute, or a bare name that is looked for on the path. */
  readonly path: string;
  readonly arguments: readonly string[];
  readonly formats: readonly OutputFormat[];
}

/** The user's own programs, and what is wrong with the entries that can't be used. */
export interface OwnPrograms {
  readonly entries: readonly ProgramEntry[];
  readonly problems: readonly Sentence[];
}

/** @param value whatever the setting holds: users write it by hand */
export function ownPrograms(value: unknown, machine: Pick<Machine, 'platform'>): OwnPrograms {
  const all: readonly unknown[] = Array.isArray(value) ? value : [];
  const read = all.map((each, index) => readEntry(each, index + 1, machine));
  return {
    entries: read.flatMap((each) => ('entry' in each ? [each.entry] : [])),
    problems: read.flatMap((each) => ('problem' in each ? [each.problem] : [])),
  };
}

/** The program of an entry: where it isn't found, it is the one whose start says so. */
export async function programOf(
  { name, path, arguments: given, formats }: ProgramEntry,
  machine: Machine,
): Promise<Program> {
  const isBare = !pathsOf(machine).isAbsolute(path);
  const found = isBare ? ((await onPath(machine, path)) ?? path) : path;
  return { name, formats, start: { kind: 'file', path: found, arguments: given } };
}

/** The entry for a program that the user has chosen. */
export function entryOf(
  path: string,
  formats: readonly OutputFormat[],
  machine: Pick<Machine, 'platform'>,
): ProgramEntry {
  const name = pathsOf(machine)
    .basename(path)
    .replace(/\.(?:exe|app|com|AppImage)$/i, '');
  return { name: name === '' ? path : name, path, arguments: [filePlaceholder], formats };
}

type ReadEntry = { readonly entry: ProgramEntry } | { readonly problem: Sentence };

function readEntry(value: unknown, number: number, machine: Pick<Machine, 'platform'>): ReadEntry {
  const paths = pathsOf(machine);
  const {
    name,
    path,
    arguments: given,
    formats,
  } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const problem = (said: Sentence): ReadEntry => ({ problem: said });
  if (typeof path !== 'string' || path.trim() === '')
    return problem(sentence('Entry {0} of makistry.programs has no path.', number));
  const file = path.trim();
  if (!paths.isAbsolute(file) && /[/\\]/.test(file))
    return problem(
      sentence('{0} in makistry.programs is neither a whole path nor a bare name of a program on the path.', file),
    );
  const wanted = formats ?? outputFormats;
  const known = Array.isArray(wanted) ? outputFormats.filter((format) => wanted.includes(format)) : [];
  if (known.length === 0)
    return problem(sentence('{0} in makistry.programs reads none of {1}.', file, outputFormats.join(', ')));
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  if ((given !== undefined && !Array.isArray(given)) || !list.every((each) => typeof each === 'string'))
    return problem(sentence('The arguments of {0} in makistry.programs are no list of texts.', file));
  const own = typeof name === 'string' && name.trim() !== '' ? name.trim() : entryOf(file, known, machine).name;
  return {
    entry: { name: own, path: file, arguments: list.length > 0 ? list : [filePlaceholder], formats: ordered(known) },
  };
}

/** What brings the most along first. */
function ordered(formats: readonly OutputFormat[]): readonly OutputFormat[] {
  const order: readonly OutputFormat[] = ['STEP', '3MF', 'STL', 'GLB'];
  return order.filter((format) => formats.includes(format));
}

/** Whether a file can be chosen as a program at all. */
export function isStartable(path: string, { platform }: Pick<Machine, 'platform'>): boolean {
  return platform !== 'win32' || /\.(?:exe|com)$/i.test(path);
}
