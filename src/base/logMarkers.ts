import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { sleep, systemClock } from './clock';
import { namesIn, patiently, unlessMissing } from './files';
import { parseJson } from './json';
import { decodeOwner, ownerState, processExists, type Owner } from './owner';

/** Longest wait in ms for another process that is rewriting the file. */
const rewriteLimitMs = 5000;

type Kind = 'open' | 'rewriting';

/**
 * Tells the processes that share a log's file of each other: each leaves a marker beside it before it reads; one that is about to rewrite it leaves another
 * one before it looks for others'. So of two that start at once either the rewriter sees the other, or the other sees the rewriter and waits.
 */
export class LogMarkers {
  readonly #file: string;
  readonly #owner: Owner;
  readonly #marker: string;
  #isMarked = false;

  constructor(file: string, owner: Owner) {
    this.#file = file;
    this.#owner = owner;
    this.#marker = this.#newMarker('open');
  }

  get isMarked(): boolean {
    return this.#isMarked;
  }

  /** Nobody else rewrites the file from now on. @throws the file system's error */
  async mark(): Promise<void> {
    await this.#write(this.#marker);
    this.#isMarked = true;
    for (const start = systemClock.monotonic(); systemClock.monotonic() - start < rewriteLimitMs; ) {
      if (!(await this.#hasOthers('rewriting'))) return;
      await sleep(systemClock, 20);
    }
  }

  /** @throws the file system's error */
  async unmark(): Promise<void> {
    this.#isMarked = false;
    await remove(this.#marker);
  }

  /** Calls `rewrite` if no other process has the file open. @throws the file system's error, and what `rewrite` throws */
  async whenAlone(rewrite: () => Promise<void>): Promise<void> {
    const marker = this.#newMarker('rewriting');
    await this.#write(marker);
    try {
      if ((await this.#hasOthers('open', this.#marker)) || (await this.#hasOthers('rewriting', marker))) return;
      await rewrite();
    } finally {
      await remove(marker);
    }
  }

  #newMarker(kind: Kind): string {
    return `${this.#file}.${kind}-${process.pid}-${randomUUID()}`;
  }

  async #write(marker: string): Promise<void> {
    await writeFile(marker, JSON.stringify(this.#owner), { mode: 0o600 });
  }

  #hasOthers(kind: Kind, own?: string): Promise<boolean> {
    return hasMarkers(this.#file, kind, this.#owner, own);
  }
}

/** Whether a process that may be alive has left a marker of that kind, besides `own`. Those of dead ones are removed. @throws the file system's error */
export async function hasMarkers(file: string, kind: Kind, self: Owner, own?: string): Promise<boolean> {
  const start = `${path.basename(file)}.${kind}-`;
  let found = false;
  for (const name of await namesIn(path.dirname(file))) {
    if (!name.startsWith(start) || (own !== undefined && name === path.basename(own))) continue;
    const marker = path.join(path.dirname(file), name);
    if (await isDead(marker, Number.parseInt(name.slice(start.length), 10), self)) await remove(marker);
    else found = true;
  }
  return found;
}

/** One of an older version, and one that is being written, tells nothing but its process id, in its name. */
async function isDead(marker: string, pid: number, self: Owner): Promise<boolean> {
  const content = await unlessMissing(readFile(marker, 'utf8'));
  // A process that ends removes its own.
  if (content === undefined) return false;
  const owner = decodeOwner(parseJson(content));
  return owner ? (await ownerState(owner, self)) === 'dead' : !processExists(pid);
}

async function remove(marker: string): Promise<void> {
  await patiently(() => rm(marker, { force: true }));
}
