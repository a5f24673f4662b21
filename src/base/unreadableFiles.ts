import * as path from 'node:path';
import { systemErrorCode } from './files';

/** What the system says of one file that can't be read, while others can: of another user, a folder of that name, or damaged on the disk. */
const codes: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM', 'EISDIR', 'ELOOP', 'EIO']);

/** Whether an error is of that one file, so that another one may be used. */
export function isOfOneFile(error: unknown): boolean {
  return codes.has(systemErrorCode(error));
}

/** One of the files of a log can't be read. What stands in the others is shown. */
export class UnreadableFileError extends Error {
  /** The file's, without its folder. */
  readonly fileName: string;
  /** The file system's. */
  readonly code: string | undefined;

  constructor(file: string, cause: unknown) {
    super(`The file ${path.basename(file)} can’t be read, so what stands in it isn’t shown: ${String(cause)}`, { cause });
    this.name = 'UnreadableFileError';
    this.fileName = path.basename(file);
    this.code = systemErrorCode(cause);
  }
}
