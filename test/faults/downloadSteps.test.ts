import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { thisProcess } from '../../src/base/owner.js';
import { PartJournal } from '../../src/download/partJournal.js';
import { temporaryFolder, type TemporaryFolder } from '../support/cleanup.js';
import { silent } from '../support/core.js';
import { Downloader, type RunOptions } from '../support/downloader.js';
import { dyingDisk } from '../support/dyingDisk.js';
import { ManualClock } from '../support/manualClock.js';
import { startStorageServer, validStep, type StorageServer } from '../support/storageServer.js';

const old = Buffer.from(validStep.toString().replace('#1', '#2'));

/** What is in the folder before, and what may be there after a crash: never anything else. */
const cases: readonly { readonly what: string; readonly before: Readonly<Record<string, Buffer>>; readonly after: Readonly<Record<string, Buffer>>; readonly options: RunOptions; readonly links: boolean }[] = [
  { what: 'is new', before: {}, after: { 'part.step': validStep }, options: {}, links: true },
  { what: 'is new where the file system knows no links', before: {}, after: { 'part.step': validStep }, options: {}, links: false },
  { what: 'replaces another', before: { 'part.step': old }, after: { 'part.step': validStep }, options: { conflict: 'overwrite' }, links: true },
  { what: 'is kept beside another', before: { 'part.step': old }, after: { 'part.step': old, 'part-2.step': validStep }, options: { conflict: 'keepBoth' }, links: true },
];

describe('At each step of a download', () => {
  let server: StorageServer;
  let folder: TemporaryFolder;
  const { pid: gone } = spawnSync(process.execPath, ['-e', '']);

  before(async () => (server = await startStorageServer()));
  after(() => server.close());
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.remove());

  const target = (): string => path.join(folder.path, 'cad');
  const kept = (): string[] => (fs.existsSync(storage()) ? fs.readdirSync(storage()) : []);
  const storage = (): string => path.join(folder.path, 'storage');
  const there = (): Record<string, string> => (fs.existsSync(target()) ? Object.fromEntries(fs.readdirSync(target()).sort().map((name) => [name, fs.readFileSync(path.join(target(), name), 'utf8')])) : {});
  const texts = (files: Readonly<Record<string, Buffer>>): Record<string, string> => Object.fromEntries(Object.entries(files).sort().map(([name, bytes]) => [name, bytes.toString()]));

  function begin(before: Readonly<Record<string, Buffer>>): void {
    for (const one of [target(), storage()]) fs.rmSync(one, { recursive: true, force: true });
    fs.mkdirSync(target());
    for (const [name, bytes] of Object.entries(before)) fs.writeFileSync(path.join(target(), name), bytes);
  }

  /** Downloads with a disk that fails at step `at`. @returns the steps that were asked for, and the error if there was one */
  async function strike(at: number, code: string, goesOn: boolean, { options, links }: (typeof cases)[number]): Promise<{ readonly steps: readonly string[]; readonly error: unknown }> {
    const dead = new PartJournal(storage(), new ManualClock(), Promise.resolve({ ...(await thisProcess()), pid: gone }));
    const downloader = new Downloader({ folder: folder.path, server, journal: dead });
    const noLinks = links ? undefined : withoutLinks();
    const disk = await dyingDisk(at, code, goesOn);
    try {
      const error = await downloader.run(options).then(() => undefined, (reason: unknown) => reason ?? 'nothing');
      return { steps: disk.steps, error };
    } finally {
      disk.restore();
      noLinks?.();
    }
  }

  /** The next start, with all that a start does about left-overs but the waiting for half-written lines of the journal. */
  async function startAnew(): Promise<void> {
    await new PartJournal(storage(), new ManualClock()).removeLeftOvers(silent);
    for (const name of kept()) if (name.endsWith('.tmp')) fs.rmSync(path.join(storage(), name));
  }

  for (const one of cases) {
    it(`a crash leaves the folder as it was or as it is to be, and after the next start nothing else, when the file ${one.what}`, async () => {
      let struck = 0;
      for (let at = 0; ; at++) {
        begin(one.before);
        const { steps, error } = await strike(at, 'EIO', false, one);
        const step = `${at}: ${steps[at] ?? 'the end'}`;
        const hidden = Object.keys(there()).filter((name) => name.startsWith('.'));
        assert.ok(hidden.length <= 1, step);
        await startAnew();
        const now = there();
        assert.deepEqual(now, error === undefined || JSON.stringify(now) === JSON.stringify(texts(one.after)) ? texts(one.after) : texts(one.before), step);
        assert.deepEqual(kept(), [], step);
        // Once more, as the user or the automatic download does.
        const again = await new Downloader({ folder: folder.path, server }).run(one.options);
        assert.deepEqual([there(), kept()], [texts(one.after), []], step);
        assert.equal(again.outcome, JSON.stringify(now) === JSON.stringify(texts(one.after)) ? 'same' : 'written', step);
        if (at >= steps.length) break;
        struck++;
      }
      console.log(`      it crashed at each of ${struck} steps`);
      assert.ok(struck >= 10);
    });

    it(`a disk that is full for a moment leaves nothing, and is told with a sentence, when the file ${one.what}`, async () => {
      for (let at = 0; ; at++) {
        begin(one.before);
        const { steps, error } = await strike(at, 'ENOSPC', true, one);
        const step = `${at}: ${steps[at] ?? 'the end'}`;
        if (error !== undefined) assert.match(inspect(error), /^DownloadError: The disk is full/, step);
        assert.deepEqual(there(), texts(error === undefined ? one.after : one.before), step);
        await startAnew();
        assert.deepEqual(kept(), [], step);
        if (at >= steps.length) break;
      }
    });
  }
});

/** Lets `link` be what it is on FAT. @returns what makes it as it was */
function withoutLinks(): () => void {
  const { link } = fs.promises;
  const refused: typeof link = () => Promise.reject(Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' }));
  Object.assign(fs.promises, { link: refused });
  return () => void Object.assign(fs.promises, { link });
}
