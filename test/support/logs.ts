import { LogNames, writerOf } from '../../src/base/sharedLog/logNames.js';
import { thisProcess } from '../../src/base/owner.js';

/** The file that this machine appends to, of the log of that name. */
export async function ownLog(file: string): Promise<string> {
  return new LogNames(file).own(writerOf(await thisProcess()));
}

/** The entries of a line of a log. */
export function entriesIn(line: string): readonly unknown[] {
  return (JSON.parse(line) as { e: readonly unknown[] }).e;
}
