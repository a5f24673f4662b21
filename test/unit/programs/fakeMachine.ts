import { pathsOf, type Machine, type Platform } from '../../../src/programs/machine.js';

/** A machine that has these programs, and nothing else: absolute paths. */
export function machineWith(
  platform: Platform,
  programs: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Machine {
  const paths = pathsOf({ platform });
  const plain = (file: string): string => (platform === 'win32' ? file.toLowerCase() : file);
  return {
    platform,
    env,
    home: platform === 'win32' ? 'C:\\Users\\ada' : platform === 'darwin' ? '/Users/ada' : '/home/ada',
    isProgram: (file) => Promise.resolve(programs.some((each) => plain(each) === plain(file))),
    list: (folder) => {
      const start = plain(folder.endsWith(paths.sep) ? folder : folder + paths.sep);
      const inside = programs.filter((each) => plain(each).startsWith(start));
      return Promise.resolve([...new Set(inside.map((each) => each.slice(start.length).split(paths.sep)[0]!))]);
    },
  };
}

export const windowsEnv = {
  Path: 'C:\\Windows\\system32;C:\\Windows;.;tools;"C:\\Own Tools"',
  ProgramFiles: 'C:\\Program Files',
  'ProgramFiles(x86)': 'C:\\Program Files (x86)',
  LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local',
  SystemRoot: 'C:\\Windows',
};
