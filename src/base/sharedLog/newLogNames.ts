import { randomUUID } from 'node:crypto';
import type { LogNames } from './logNames';

/** A new name for a file of a log that nobody is to append to. @param from bytes that stand in another file, too */
export function leftName(names: LogNames, writer: string, from: number): string {
  return names.pathOf(`${names.start}${writer === '' ? 'old' : writer}.left-${newId()}-${from}${names.end}`);
}

/** A new name for a file of a log that is written as a whole. */
export function shortName(names: LogNames, writer: string): string {
  return names.pathOf(`${names.start}${writer}.short-${newId()}${names.end}`);
}

function newId(): string {
  return randomUUID().replaceAll('-', '').slice(0, 16);
}
