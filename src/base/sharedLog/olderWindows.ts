import { readFile, rm } from 'node:fs/promises';
import { namesIn, patiently, unlessMissing } from '../files';
import { parseJson } from '../json';
import type { LogNames } from './logNames';
import { decodeOwner, ownerState, processExists, type Owner } from '../owner';

/** What a marker's name ends with: its kind, the process id, and something random. */
const markerPattern = /\.(?:open|rewriting)-(\d+)-[^.]*$/;

/**
 * Windows of older versions leave a marker beside the file that they have open.
 * @returns the names of the markers whose windows may live; those of processes that have ended are removed, and no
 * other one, however old it looks
 * @throws the file system's error
 */
export async function markersOfOlderWindows(names: LogNames, self: Owner): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await namesIn(names.folder)) {
    const [, pid] = name.startsWith(names.start) ? (markerPattern.exec(name) ?? []) : [];
    if (pid === undefined) continue;
    const marker = names.pathOf(name);
    if (await isDead(marker, Number(pid), self)) await patiently(() => rm(marker, { force: true }));
    else found.push(name);
  }
  return found;
}

/** One of the oldest versions, and one that is being written, tells nothing but its process id, in its name. */
async function isDead(marker: string, pid: number, self: Owner): Promise<boolean> {
  const content = await unlessMissing(readFile(marker, 'utf8'));
  // A process that ends removes its own.
  if (content === undefined) return false;
  const owner = decodeOwner(parseJson(content));
  return owner ? (await ownerState(owner, self)) === 'dead' : !processExists(pid);
}
