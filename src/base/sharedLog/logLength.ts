import type { LogParts } from './entryLog';
import type { LogFile } from './logFile';
import type { NamedFile } from './logNames';

/** The files are written anew when they have this many lines more than twice the entries that are needed. */
const slackLines = 500;

/** They are, too, when they have this many bytes more than the short files. */
export const slackBytes = 8 << 20;

/** A file, and what its name says of it. */
export type Known = readonly [file: LogFile, name: NamedFile | undefined];

/**
 * Whether the files of one machine are to be written anew, or there is something that was taken over.
 * @param files those that can be read
 */
export function isLong(files: readonly Known[], writer: string, { size }: Pick<LogParts<unknown>, 'size'>): boolean {
  let lines = 0;
  let appended = 0;
  for (const [file, name] of files) {
    if (name?.left !== undefined && file.size > name.left) return true;
    if (file.writer !== writer || name?.left !== undefined) continue;
    if (file.isDamaged) return true;
    lines += file.lines;
    appended += name?.isShort === true ? -file.size : file.size;
  }
  return lines > 2 * size() + slackLines || appended > slackBytes;
}
