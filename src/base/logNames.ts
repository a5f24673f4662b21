import { createHash, randomUUID } from 'node:crypto';
import * as path from 'node:path';
import type { Owner } from './owner';

/** What the name of a log's file says of it. */
export interface NamedFile {
  readonly name: string;
  readonly writer: string;
  /** Nobody appends to it any more, and so many bytes of it stand in another file, too; undefined for a file that is appended to. */
  readonly left: number | undefined;
}

const hashPattern = /^[0-9a-f]{12}$/;
const leftPattern = /^([0-9a-f]{12}|old)\.left-[0-9a-f]{8}-(\d{1,15})$/;

/**
 * The names of a log's files: `jobs.jsonl` is what older versions wrote, `jobs.0123456789ab.jsonl` is a machine's own, and
 * `jobs.0123456789ab.left-89abcdef-0.jsonl` was one's that hasn't written for long.
 */
export class LogNames {
  readonly folder: string;
  /** The name that the log was given. */
  readonly given: string;
  readonly #start: string;
  readonly #end: string;

  constructor(file: string) {
    this.folder = path.dirname(file);
    this.given = path.basename(file);
    this.#end = path.extname(file);
    this.#start = `${path.basename(file, this.#end)}.`;
  }

  pathOf(name: string): string {
    return path.join(this.folder, name);
  }

  /** The file that a writer appends to. */
  own(writer: string): string {
    return this.pathOf(writer === '' ? this.given : `${this.#start}${writer}${this.#end}`);
  }

  /** A new name for a file that nobody is to append to. @param from bytes that stand in another file, too */
  left(writer: string, from: number): string {
    return this.pathOf(`${this.#start}${writer === '' ? 'old' : writer}.left-${randomUUID().slice(0, 8)}-${from}${this.#end}`);
  }

  /** Undefined for a file that is none of the log's. */
  read(name: string): NamedFile | undefined {
    if (name === this.given) return { name, writer: '', left: undefined };
    if (!name.startsWith(this.#start) || !name.endsWith(this.#end)) return undefined;
    const middle = name.slice(this.#start.length, -this.#end.length);
    if (hashPattern.test(middle)) return { name, writer: middle, left: undefined };
    const [, writer, from] = leftPattern.exec(middle) ?? [];
    return writer === undefined ? undefined : { name, writer: writer === 'old' ? '' : writer, left: Number(from) };
  }

  /** Whether it belongs to one of the log's files: a marker, a copy, or what a crash left of one that was being written. */
  isBeside(name: string): boolean {
    return name.startsWith(this.#start) && this.read(name) === undefined && name.includes(`${this.#end}.`);
  }
}

/** The processes that can judge of each other whether they live, and so can share a file. */
export function writerOf({ machine, space }: Pick<Owner, 'machine' | 'space'>): string {
  return createHash('sha256').update(`${machine}\n${space}`).digest('hex').slice(0, 12);
}
