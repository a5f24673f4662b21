import { knownPrograms, type KnownProgram, type Segment } from './known';
import { pathsOf, variable, type Machine } from './machine';
import { filePlaceholder, type Program, type Start } from './program';

/** The known programs that are installed, each in its newest version. Never rejects. */
export async function findPrograms(
  machine: Machine,
  known: readonly KnownProgram[] = knownPrograms,
): Promise<readonly Program[]> {
  const listed = remembering(machine);
  const found = await Promise.all(known.map((program) => findOne(listed, program)));
  return found.filter((program) => program !== undefined);
}

/**
 * A program by its bare name, in the folders of the path. The working folder is none of them, whatever the system's
 * habit: a workspace would choose the program.
 * @returns its absolute path
 */
export async function onPath(machine: Machine, name: string): Promise<string | undefined> {
  const paths = pathsOf(machine);
  const names = machine.platform === 'win32' && !/\.(?:exe|com)$/i.test(name) ? [`${name}.exe`] : [name];
  const folders = (variable(machine, 'PATH') ?? '')
    .split(paths.delimiter)
    .map((folder) => folder.replace(/^"(.*)"$/, '$1'));
  for (const folder of folders.filter((each) => paths.isAbsolute(each)))
    for (const each of names) if (await machine.isProgram(paths.join(folder, each))) return paths.join(folder, each);
  return undefined;
}

async function findOne(machine: Machine, known: KnownProgram): Promise<Program | undefined> {
  const { name, formats } = known;
  const start = await startOf(machine, known);
  return start && { name, formats, start };
}

async function startOf(machine: Machine, known: KnownProgram): Promise<Start | undefined> {
  const path = await installed(machine, known);
  const given = known.arguments ?? [filePlaceholder];
  if (path !== undefined) {
    if (known.addressOf) return { kind: 'address', addressOf: known.addressOf };
    return { kind: 'file', path, arguments: given };
  }
  if (machine.platform !== 'linux') return undefined;
  return flatpakOf(machine, known, given);
}

function installed(machine: Machine, known: KnownProgram): Promise<string | undefined> {
  switch (machine.platform) {
    case 'win32':
      return installedOnWindows(machine, known);
    case 'darwin':
      return firstBelow(machine, ['/Applications', `${machine.home}/Applications`], known.mac ?? []);
    case 'linux':
      return installedOnLinux(machine, known);
  }
}

async function installedOnWindows(
  machine: Machine,
  { windows = [], windowsUser = [] }: KnownProgram,
): Promise<string | undefined> {
  const paths = pathsOf(machine);
  const local = variable(machine, 'LOCALAPPDATA');
  const shared = ['ProgramW6432', 'ProgramFiles', 'ProgramFiles(x86)'].map((name) => variable(machine, name));
  const folders = [...shared, local && paths.join(local, 'Programs')].filter((folder) => folder !== undefined);
  return (
    (await firstBelow(machine, [...new Set(folders)], windows)) ??
    (local === undefined ? undefined : firstBelow(machine, [local], windowsUser))
  );
}

async function installedOnLinux(
  machine: Machine,
  { commands = [], appImage }: KnownProgram,
): Promise<string | undefined> {
  for (const command of commands) {
    const found = await onPath(machine, command);
    if (found !== undefined) return found;
    // Where a desktop starts the editor, its path often lacks this one.
    if (await machine.isProgram(`/snap/bin/${command}`)) return `/snap/bin/${command}`;
  }
  const folders = ['Applications', 'AppImages', '.local/bin', 'bin'].map((folder) => `${machine.home}/${folder}`);
  return appImage && firstBelow(machine, [...folders, '/opt'], [[appImage]]);
}

async function flatpakOf(
  machine: Machine,
  { flatpak = [] }: KnownProgram,
  given: readonly string[],
): Promise<Start | undefined> {
  const data = variable(machine, 'XDG_DATA_HOME') ?? `${machine.home}/.local/share`;
  for (const application of flatpak)
    for (const exports of [`${data}/flatpak/exports/bin`, '/var/lib/flatpak/exports/bin']) {
      if (!(await machine.isProgram(`${exports}/${application}`))) continue;
      const runner = await onPath(machine, 'flatpak');
      if (runner !== undefined) return { kind: 'flatpak', flatpak: runner, application, arguments: given };
    }
  return undefined;
}

async function firstBelow(
  machine: Machine,
  folders: readonly string[],
  places: readonly (readonly Segment[])[],
): Promise<string | undefined> {
  for (const folder of folders)
    for (const place of places) {
      const found = await programAt(machine, folder, place);
      if (found !== undefined) return found;
    }
  return undefined;
}

/** The program at a place; of several versions the newest one that is there. */
async function programAt(machine: Machine, folder: string, place: readonly Segment[]): Promise<string | undefined> {
  const [segment, ...rest] = place;
  if (segment === undefined) return (await machine.isProgram(folder)) ? folder : undefined;
  const paths = pathsOf(machine);
  const names =
    typeof segment === 'string'
      ? [segment]
      : [...(await machine.list(folder))].filter((name) => segment.test(name)).sort(byVersion);
  for (const name of names) {
    const found = await programAt(machine, paths.join(folder, name), rest);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The highest first: 1.10 comes before 1.9. */
function byVersion(a: string, b: string): number {
  return b.localeCompare(a, 'en', { numeric: true });
}

/** The same machine, asked once for each folder. */
function remembering(machine: Machine): Machine {
  const lists = new Map<string, Promise<readonly string[]>>();
  return {
    ...machine,
    isProgram: (file) => machine.isProgram(file),
    list: (folder) => {
      const known = lists.get(folder) ?? machine.list(folder);
      lists.set(folder, known);
      return known;
    },
  };
}
