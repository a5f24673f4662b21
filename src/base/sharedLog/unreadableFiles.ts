import * as path from 'node:path';
import { systemErrorCode } from '../files';
import { LogFile } from './logFile';
import { writerOf, type LogNames } from './logNames';
import type { Owner } from '../owner';

/** How many files of its own a machine tries when the first ones can't be used. */
const mostChoices = 5;

/** One of the files of a log can't be read. What stands in the others is shown. */
export class UnreadableFileError extends Error {
  /** The file's, without its folder. */
  readonly fileName: string;
  /** The file system's. */
  readonly code: string | undefined;

  constructor(file: string, cause: unknown) {
    super(`The file ${path.basename(file)} can’t be read, so what stands in it isn’t shown: ${String(cause)}`, {
      cause,
    });
    this.name = 'UnreadableFileError';
    this.fileName = path.basename(file);
    this.code = systemErrorCode(cause);
  }
}

/**
 * Another file for a machine to append to, whose own can't be used.
 * @param known the files of the log so far
 * @returns undefined when none can be used
 */
export async function anotherOwn(
  names: LogNames,
  self: Owner,
  known: readonly LogFile[],
  isUsable: (file: LogFile) => Promise<boolean>,
): Promise<LogFile | undefined> {
  for (let choice = 1; choice < mostChoices; choice++) {
    const writer = writerOf(self, choice);
    const name = names.own(writer);
    const file = known.find(({ file }) => file === name) ?? new LogFile(name, writer);
    if (await isUsable(file)) return file;
  }
  return undefined;
}
