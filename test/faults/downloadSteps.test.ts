import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { inspect, isDeepStrictEqual } from 'node:util';
import { thisProcess } from '../../src/base/owner.js';
import { PartJournal } from '../../src/download/partJournal.js';
import { temporaryFolder, type TemporaryFolder } from '../support/cleanup.js';
import { silent } from '../support/core.js';
import { Downloader, type RunOptions } from '../support/downloader.js';
import { dyingDisk } from '../support/dyingDisk.js';
import { ManualClock } from '../support/manualClock.js';
import { startStorageServer, validStep, type StorageServer } from '../support/storageServer.js';

const whole = validStep.toString();
const old = whole.replace('#1', '#2');

type Files = Readonly<Record<string, string>>;

interface Case {
  readonly what: string;
  /** What is in the folder before, and what may be there after a crash: never anything else. */
  readonly before: Files;
  readonly after: Files;
  readonly options?: RunOptions;
  readonly hasLinks?: false;
}

const cases: readonly Case[] = [
  { what: 'is new', before: {}, after: { 'part.step': whole } },
  { what: 'is new where the file system knows no links', before: {}, after: { 'part.step': whole }, hasLinks: false },
  {
    what: 'replaces another',
    before: { 'part.step': old },
    after: { 'part.step': whole },
    options: { conflict: 'overwrite' },
  },
  {
    what: 'is kept beside another',
    before: { 'part.step': old },
    after: { 'part-2.step': whole, 'part.step': old },
    options: { conflict: 'keepBoth' },
  },
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
  const storage = (): string => path.join(folder.path, 'storage');
  const kept = (): string[] => (fs.existsSync(storage()) ? fs.readdirSync(storage()) : []);
  const there = (): Files =>
    Object.fromEntries(
      fs
        .readdirSync(target())
        .sort()
        .map((name) => [name, fs.readFileSync(path.join(target(), name), 'utf8')]),
    );

  function begin(before: Files): void {
    for (const one of [target(), storage()]) fs.rmSync(one, { recursive: true, force: true });
    fs.mkdirSync(target());
    for (const [name, text] of Object.entries(before)) fs.writeFileSync(path.join(target(), name), text);
  }

  interface Struck {
    /** The steps that were asked for. */
    readonly steps: readonly string[];
    readonly error: unknown;
  }

  /** Downloads with a disk that fails at step `at`. */
  async function strike(at: number, code: string, goesOn: boolean, { options, hasLinks }: Case): Promise<Struck> {
    const ended = Promise.resolve({ ...(await thisProcess()), pid: gone });
    const journal = new PartJournal(storage(), new ManualClock(), ended);
    const downloader = new Downloader({ folder: folder.path, server, journal });
    const noLinks = hasLinks === false ? withoutLinks() : undefined;
    const disk = await dyingDisk(at, code, goesOn);
    try {
      const error = await downloader.run(options).then(
        () => undefined,
        (reason: unknown) => reason ?? 'nothing',
      );
      return { steps: disk.steps, error };
    } finally {
      disk.restore();
      noLinks?.();
    }
  }

  /** The next start, without the waiting for half-written entries of the journal. */
  async function startAnew(): Promise<void> {
    await new PartJournal(storage(), new ManualClock()).removeLeftOvers(silent);
    for (const name of kept()) if (name.endsWith('.tmp')) fs.rmSync(path.join(storage(), name));
  }

  for (const one of cases) {
    it(`a crash leaves the old files or the new, and after the next start nothing else, when the file ${one.what}`, async () => {
      let struck = 0;
      for (let at = 0; ; at++) {
        begin(one.before);
        const { steps, error } = await strike(at, 'EIO', false, one);
        const step = `${at}: ${steps[at] ?? 'the end'}`;
        const hidden = Object.keys(there()).filter((name) => name.startsWith('.'));
        assert.ok(hidden.length <= 1, step);
        await startAnew();
        const now = there();
        const isPlaced = error === undefined || isDeepStrictEqual(now, one.after);
        assert.deepEqual(now, isPlaced ? one.after : one.before, step);
        assert.deepEqual(kept(), [], step);
        // Once more, as the user or the automatic download does.
        const again = await new Downloader({ folder: folder.path, server }).run(one.options);
        assert.deepEqual([there(), kept()], [one.after, []], step);
        assert.equal(again.outcome, isPlaced ? 'same' : 'written', step);
        if (at >= steps.length) break;
        struck++;
      }
      console.log(`      it crashed at each of ${struck} steps`);
      assert.ok(struck >= 10);
    });

    it(`a disk that is full for a moment is told, and leaves nothing, when the file ${one.what}`, async () => {
      for (let at = 0; ; at++) {
        begin(one.before);
        const { steps, error } = await strike(at, 'ENOSPC', true, one);
        const step = `${at}: ${steps[at] ?? 'the end'}`;
        if (error !== undefined) assert.match(inspect(error), /^DownloadError: The disk is full/, step);
        assert.deepEqual(there(), error === undefined ? one.after : one.before, step);
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
  const refusal = Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
  const refused: typeof link = () => Promise.reject(refusal);
  Object.assign(fs.promises, { link: refused });
  return () => void Object.assign(fs.promises, { link });
}
