import { sentence } from '../base/sentence';
import { missingProgram, ProgramError } from './errors';
import { onPath } from './find';
import { isApplication, pathsOf, variable, type Machine } from './machine';
import { filePlaceholder, type Program } from './program';
import { isStartable } from './setting';

/** What is started: a program and its arguments, as they arrive there. No shell ever reads them. */
export interface StartLine {
  /** Absolute. */
  readonly command: string;
  readonly arguments: readonly string[];
  /** On Windows, whether the arguments are to be put in as they are: they are quoted already. */
  readonly isVerbatim?: boolean;
}

/**
 * How a program is started with a file.
 * @param file its absolute path, so it never begins with a minus
 * @throws ProgramError
 */
export async function startLine({ name, start }: Program, file: string, machine: Machine): Promise<StartLine> {
  if (!pathsOf(machine).isAbsolute(file)) throw new TypeError('a path that is not absolute');
  switch (start.kind) {
    case 'file':
      return fileLine(name, start.path, file, filled(start.arguments, file), machine);
    case 'flatpak':
      return {
        command: start.flatpak,
        // What stands between the marks is made visible in the sandbox.
        arguments: [
          'run',
          '--file-forwarding',
          start.application,
          ...start.arguments.flatMap((each) => (each === filePlaceholder ? ['@@', file, '@@'] : [each])),
        ],
      };
    case 'address':
      return opener(start.addressOf(file), machine);
    case 'system':
      return opener(file, machine);
  }
}

async function fileLine(
  name: string,
  path: string,
  file: string,
  given: readonly string[],
  machine: Machine,
): Promise<StartLine> {
  if (machine.platform === 'win32' && !isStartable(path, machine))
    throw new ProgramError(
      sentence('{0} was not started: {1} needs a shell, and only programs are started, which end in .exe.', name, path),
    );
  if (!(await machine.isProgram(path))) throw missingProgram(name, path);
  if (machine.platform !== 'darwin' || !isApplication(path)) return { command: path, arguments: given };
  const [only, ...more] = given;
  // A file alone is handed to the application, also to one that runs already; arguments only to a new one.
  if (only === file && more.length === 0) return { command: '/usr/bin/open', arguments: ['-a', path, only] };
  return { command: '/usr/bin/open', arguments: ['-n', '-a', path, '--args', ...given] };
}

/** What opens a file, or an address, with whatever the system has for it. */
async function opener(target: string, machine: Machine): Promise<StartLine> {
  switch (machine.platform) {
    case 'win32': {
      const windows = variable(machine, 'SystemRoot') ?? 'C:\\Windows';
      // An address is plain ASCII, which is all that this one understands; the other would take its `=` for an option.
      if (/^[\w+.-]{2,}:\/\//.test(target))
        return { command: `${windows}\\System32\\rundll32.exe`, arguments: ['url.dll,FileProtocolHandler', target] };
      if (target.includes('"')) throw new TypeError('a name that Windows knows not');
      // It takes an argument apart at commas unless that is quoted; a name can't hold a quote.
      return { command: `${windows}\\explorer.exe`, arguments: [`"${target}"`], isVerbatim: true };
    }
    case 'darwin':
      return { command: '/usr/bin/open', arguments: [target] };
    case 'linux': {
      const open = await onPath(machine, 'xdg-open');
      if (open !== undefined) return { command: open, arguments: [target] };
      const gio = await onPath(machine, 'gio');
      if (gio !== undefined) return { command: gio, arguments: ['open', target] };
      throw new ProgramError(
        sentence('The system has no program that opens files: neither {0} nor {1} is there.', 'xdg-open', 'gio'),
      );
    }
  }
}

/** The file goes last where no argument names it. */
function filled(given: readonly string[], file: string): readonly string[] {
  const all = given.some((each) => each.includes(filePlaceholder)) ? given : [...given, filePlaceholder];
  return all.map((each) => each.replaceAll(filePlaceholder, () => file));
}
