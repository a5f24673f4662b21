import { createHash } from 'node:crypto';
import * as path from 'node:path';
import type { Owner } from '../owner';

/** What the name of a log's file says of it. */
export interface NamedFile {
  readonly name: string;
  readonly writer: string;
  /**
   * Nobody appends to it any more, and so many bytes of it stand in another file, too; undefined for a file that is
   * appended to, and for a short one.
   */
  readonly left: number | undefined;
  /** It was written as a whole, holds what others have held, and never changes. */
  readonly isShort: boolean;
}

const hashPattern = /^[0-9a-f]{12}$/;
const leftPattern = /^([0-9a-f]{12}|old)\.left-[0-9a-f]{8,16}-(\d{1,15})$/;
const shortPattern = /^([0-9a-f]{12})\.short-[0-9a-f]{16}$/;

/**
 * The names of a log's files: `jobs.jsonl` is what older versions wrote, `jobs.0123456789ab.jsonl` is a machine's own,
 * `jobs.0123456789ab.left-0123456789abcdef-0.jsonl` was one's, and `jobs.0123456789ab.short-0123456789abcdef.jsonl` is
 * what such ones were shortened to. Only a machine's own name is used again; so whoever removes a file of another name
 * removes the one that was meant.
 */
export class LogNames {
  readonly folder: string;
  /** The name that the log was given. */
  readonly given: string;
  /** What all other names begin with, and what they end with. */
  readonly start: string;
  readonly end: string;

  constructor(file: string) {
    this.folder = path.dirname(file);
    this.given = path.basename(file);
    this.end = path.extname(file);
    this.start = `${path.basename(file, this.end)}.`;
  }

  pathOf(name: string): string {
    return path.join(this.folder, name);
  }

  /** The file that a writer appends to. */
  own(writer: string): string {
    return this.pathOf(writer === '' ? this.given : `${this.start}${writer}${this.end}`);
  }

  /** Undefined for a file that is none of the log's. */
  read(name: string): NamedFile | undefined {
    if (name === this.given) return { name, writer: '', left: undefined, isShort: false };
    if (!name.startsWith(this.start) || !name.endsWith(this.end)) return undefined;
    const middle = name.slice(this.start.length, -this.end.length);
    if (hashPattern.test(middle)) return { name, writer: middle, left: undefined, isShort: false };
    const [, shortOf] = shortPattern.exec(middle) ?? [];
    if (shortOf !== undefined) return { name, writer: shortOf, left: undefined, isShort: true };
    const [, writer, from] = leftPattern.exec(middle) ?? [];
    return writer === undefined
      ? undefined
      : { name, writer: writer === 'old' ? '' : writer, left: Number(from), isShort: false };
  }
}

/**
 * The processes that share a file, since they are of one machine and of one PID namespace.
 * @param choice another number for another file of theirs, where the first can't be used
 */
export function writerOf({ machine, space }: Pick<Owner, 'machine' | 'space'>, choice = 0): string {
  return createHash('sha256')
    .update(`${machine}\n${space}${choice === 0 ? '' : `\n${choice}`}`)
    .digest('hex')
    .slice(0, 12);
}
