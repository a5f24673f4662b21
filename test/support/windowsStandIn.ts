/**
 * What Windows refuses, on a machine that isn't one: loaded before the tests (`node --require`, and by NODE_OPTIONS
 * into the processes that they start), it lets `process.platform` say `win32` and makes `node:fs/promises` refuse
 * - to rename a file, or over a file, or to remove one, while any of these processes has it open, with EPERM:
 *   MoveFileEx and DeleteFile as Node.js calls them. Newer versions of Windows allow some of it on NTFS; here the
 *   strictest counts, which is also that of FAT, of network drives and of virus scanners.
 * - to open a folder, so nobody can sync one, with EPERM.
 * What it can't do: names that differ only by case are two files here, and paths have no drive letters.
 */
import fs from 'node:fs';
import path from 'node:path';

/** Where the processes of a run tell each other their pids. Who sets it makes the folder. */
export const standInFolder = 'TEST_WINDOWS_STAND_IN';

type Change = (...args: readonly unknown[]) => Promise<unknown>;

const folder = process.env[standInFolder];
if (folder !== undefined && process.platform === 'linux') {
  const mark = path.join(folder, String(process.pid));
  fs.writeFileSync(mark, '');
  process.on('exit', () => fs.rmSync(mark, { force: true }));
  Object.defineProperty(process, 'platform', { value: 'win32' });
  refuse(folder);
}

function refuse(pids: string): void {
  const real = fs.promises;
  const { open } = real;
  const mind = (name: 'rename' | 'rm' | 'unlink', paths: (args: readonly unknown[]) => readonly unknown[]): void => {
    const change = real[name] as Change;
    const minding: Change = async (...args) => {
      for (const file of paths(args)) if (isOpen(pids, String(file))) throw refusal(name, String(file));
      return change(...args);
    };
    Object.assign(real, { [name]: minding });
  };
  mind('rename', (args) => args.slice(0, 2));
  mind('unlink', (args) => args.slice(0, 1));
  mind('rm', (args) => args.slice(0, 1));
  const openFile: typeof open = async (file, ...more) => {
    if (fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) throw refusal('open', String(file));
    return open(file, ...more);
  };
  Object.assign(real, { open: openFile });
}

function refusal(what: string, file: string): Error {
  return Object.assign(new Error(`EPERM: operation not permitted, ${what} '${file}'`), {
    code: 'EPERM',
    syscall: what,
  });
}

/** Whether a process of this run has the file open. */
function isOpen(pids: string, file: string): boolean {
  const name = realPath(file);
  return name !== undefined && fs.readdirSync(pids).some((pid) => openFiles(pid).includes(name));
}

function realPath(file: string): string | undefined {
  try {
    return fs.realpathSync(file);
  } catch {
    return undefined;
  }
}

function openFiles(pid: string): string[] {
  const handles = `/proc/${pid}/fd`;
  try {
    return fs.readdirSync(handles).flatMap((handle) => {
      try {
        return [fs.readlinkSync(path.join(handles, handle))];
      } catch {
        // Closed meanwhile.
        return [];
      }
    });
  } catch {
    // Ended meanwhile.
    return [];
  }
}
