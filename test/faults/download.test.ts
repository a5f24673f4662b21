import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { MakistryClient } from '../../src/api/client.js';
import { systemClock } from '../../src/base/clock.js';
import { BufferedFolder, type WholeFiles } from '../../src/download/bufferedFolder.js';
import { download, type ConflictChoice, type DownloadParts } from '../../src/download/download.js';
import { FreshJobs } from '../../src/download/freshJobs.js';
import { Limiter } from '../../src/download/limiter.js';
import { openLocalFolder } from '../../src/download/localFolder.js';
import { PartJournal } from '../../src/download/partJournal.js';
import { localProfile } from '../../src/jobs/serviceProfile.js';
import { temporaryFolder } from '../support/cleanup.js';
import { contentsHere } from '../support/contents.js';
import { openCore } from '../support/core.js';
import { Downloader, type RunOptions } from '../support/downloader.js';
import * as kinds from '../support/faultKinds.js';
import { answerWith, startFaultProxy, type Fault } from '../support/faultProxy.js';
import { fastClock, ManualClock } from '../support/manualClock.js';
import { startStorageServer, validStep, type StorageServer } from '../support/storageServer.js';
import { until } from '../support/until.js';

/** A whole STEP file of so many bytes, whose every part is another. */
function stepOf(bytes: number): Buffer {
  const at = validStep.lastIndexOf('ENDSEC;');
  const [start, end] = [
    Buffer.concat([validStep.subarray(0, at), Buffer.from('/*')]),
    Buffer.concat([Buffer.from('*/\n'), validStep.subarray(at)]),
  ];
  return Buffer.concat([
    start,
    Buffer.from(randomBytes(Math.ceil(bytes / 2)).toString('hex')).subarray(0, bytes - start.length - end.length),
    end,
  ]);
}

describe('A download', () => {
  let server: StorageServer;
  let folder: ReturnType<typeof temporaryFolder>;
  let downloader: Downloader;

  before(async () => (server = await startStorageServer()));
  after(() => server.close());
  beforeEach(() => {
    server.reset();
    folder = temporaryFolder();
    downloader = new Downloader({ folder: folder.path, server });
  });
  afterEach(() => folder.remove());

  const parts: DownloadParts = {
    fetch,
    clock: systemClock,
    apiIsOnLoopback: true,
    lookup: () => Promise.resolve([]),
    slots: new Limiter(3),
    contents: contentsHere,
  };
  const files = (): string[] => (fs.existsSync(downloader.target) ? fs.readdirSync(downloader.target).sort() : []);
  const content = (name = 'part.step'): Buffer => fs.readFileSync(path.join(downloader.target, name));
  const remembered = (): string[] =>
    fs.existsSync(path.join(folder.path, 'storage')) ? fs.readdirSync(path.join(folder.path, 'storage')) : [];
  const ranges = (): (string | undefined)[] => server.storage.map(({ headers }) => headers.range);

  async function refuses(failure: string, message: RegExp, options: RunOptions = {}): Promise<void> {
    await assert.rejects(downloader.run(options), { name: 'DownloadError', failure, message });
    assert.deepEqual(files(), [], 'nothing stays');
    assert.deepEqual(remembered(), [], 'nothing is left to be cleaned up');
  }

  describe('gets the file', () => {
    it('asks for the job first, and leaves the whole file under its name', async () => {
      assert.deepEqual(await downloader.run(), { name: 'part.step', outcome: 'written' });
      assert.deepEqual(content(), validStep);
      assert.deepEqual(server.api, ['/v1/jobs/pub_1']);
      assert.deepEqual([files(), remembered()], [['part.step'], []]);
    });

    it('tells the storage no key, no cookie and no referrer', async () => {
      server.next(kinds.redirect(302, 'elsewhere'));
      await downloader.run();
      assert.equal(server.storage.length, 2);
      for (const { headers } of server.storage) {
        assert.deepEqual([headers.authorization, headers.cookie, headers.referer], [undefined, undefined, undefined]);
        assert.ok(!JSON.stringify(headers).includes('mk_pub_'));
      }
    });

    for (const status of [403, 400]) {
      it(`asks for the job once more when the storage answers ${status}, as to an address that has expired in the queue`, async () => {
        server.next(kinds.insteadOfService(status, '<Error><Code>AccessDenied</Code></Error>'));
        await downloader.run();
        assert.equal(server.api.length, 2);
        assert.match(server.storage[1]!.path, /signature=2/, 'the newest address is used');
      });
      it(`asks only once more when the storage answers ${status} again`, async () => {
        server.always(kinds.insteadOfService(status, '<Error/>'));
        await refuses('stale_address', new RegExp(`HTTP ${status}`));
        assert.equal(server.api.length, 2);
      });
    }

    it('follows 3 redirects', async () => {
      for (let i = 0; i < 3; i++) server.next(kinds.redirect(307, 'elsewhere'));
      await downloader.run();
      assert.equal(server.storage.length, 4);
    });
    it('does not follow a fourth', async () => {
      for (let i = 0; i < 4; i++) server.next(kinds.redirect(302, 'elsewhere'));
      await refuses('storage', /redirected more than 3 times/);
    });
    it('does not follow a redirect to plain http elsewhere', async () => {
      server.next(kinds.insteadOfService(302, '', { Location: 'http://example.com/' }));
      await refuses('refused_address', /not https/);
    });
    it('does not open a file on this machine for an API that is elsewhere', async () => {
      downloader = new Downloader({ folder: folder.path, server, parts: { apiIsOnLoopback: false } });
      server.address = () => `https://127.0.0.1:${new URL(server.storageOrigin).port}/x`;
      await refuses('refused_address', /own network or on your own machine/);
      assert.equal(server.storage.length, 0);
    });

    it('tells an expired job from a broken one', async () => {
      const proxy = await startFaultProxy();
      try {
        proxy.next(kinds.insteadOfService(410, JSON.stringify({ error_code: 'output_expired', message: 'Gone.' })));
        await assert.rejects(new Downloader({ folder: folder.path, server: proxy }).run(), {
          name: 'OutputExpiredError',
        });
      } finally {
        await proxy.close();
      }
    });
    it('says when the job has no file', async () => {
      const askJob = (): Promise<never> =>
        Promise.resolve({ jobId: 'pub_1', status: 'processing', metadata: {} } as never);
      const target = {
        destination: { begin: () => assert.fail() },
        format: 'STEP',
        name: () => 'x.step',
        onConflict: () => assert.fail(),
      };
      await assert.rejects(download(askJob, target, parts, { signal: new AbortController().signal }), {
        failure: 'not_ready',
      });
    });

    it('counts the bytes as they come', async () => {
      server.body = stepOf(300_000);
      const seen: [number, number | undefined][] = [];
      await downloader.run({ onProgress: (...progress) => seen.push(progress) });
      assert.deepEqual(seen.at(-1), [300_000, 300_000]);
      assert.ok(seen.every(([received], index) => index === 0 || received > seen[index - 1]![0]));
    });
  });

  it('ends when the storage’s answer unpacks to a thousand times its size, and leaves nothing on the disk', async () => {
    // In real time: unpacking so much may keep a busy machine longer than a server may be silent on a faster clock.
    downloader = new Downloader({ folder: folder.path, server, clock: systemClock });
    const packed = gzipSync(Buffer.alloc(128 * 1024 * 1024, ' '));
    server.always(({ response }) =>
      answerWith(response, { status: 200, headers: { 'Content-Encoding': 'gzip' }, body: packed }),
    );
    await refuses('storage', /sent more than the 67108864 bytes/);
    assert.equal(server.storage.length, 1);
  });

  describe('goes on after a lost connection', () => {
    beforeEach(() => (server.body = stepOf(3_000_000)));

    it('where it broke, when the storage has the same file still', async () => {
      server.next(kinds.resetInside(1_000_000));
      server.next(kinds.truncated(500_000, { length: 'whole' }));
      await downloader.run();
      assert.deepEqual(content(), server.body);
      assert.equal(server.storage.length, 3);
      assert.match(String(ranges()[1]), /^bytes=\d+-$/);
      assert.ok(Number(/\d+/.exec(String(ranges()[2]))![0]) > Number(/\d+/.exec(String(ranges()[1]))![0]));
      assert.match(String(server.storage[1]!.headers['if-range']), /^"/);
    });
    it('from the start, when the storage has another file by now', async () => {
      server.next(async (exchange) => {
        await kinds.resetInside(1_000_000)(exchange);
        server.body = stepOf(2_000_000);
      });
      await downloader.run();
      assert.deepEqual(content(), server.body);
    });
    it('from the start, when the storage gives no parts', async () => {
      server.ranges = false;
      server.next(kinds.resetInside(1_000_000));
      await downloader.run();
      assert.deepEqual(content(), server.body);
      assert.deepEqual(ranges(), [undefined, undefined]);
    });
    it('from the start, when the storage gives another part than it was asked for', async () => {
      server.next(kinds.resetInside(1_000_000));
      server.next(({ response }) =>
        answerWith(response, {
          status: 206,
          headers: { 'Content-Range': `bytes 5-9/3000000` },
          body: Buffer.from('xxxxx'),
        }),
      );
      await downloader.run();
      assert.deepEqual(content(), server.body);
      assert.equal(ranges()[2], undefined);
    });
    for (const [what, headers] of [
      ['without its tag', (from: number) => ({ 'Content-Range': `bytes ${from}-2999999/3000000` })],
      [
        'of a file of another length',
        (from: number, etag: string) => ({ 'Content-Range': `bytes ${from}-2999999/3000001`, ETag: etag }),
      ],
      [
        'of another length than it says',
        (from: number, etag: string) => ({ 'Content-Range': `bytes ${from}-${from + 9}/3000000`, ETag: etag }),
      ],
      [
        'with a weak tag',
        (from: number, etag: string) => ({ 'Content-Range': `bytes ${from}-2999999/3000000`, ETag: `W/${etag}` }),
      ],
    ] as const) {
      it(`from the start, when a part comes ${what}: two files are never mixed`, async () => {
        server.next(kinds.resetInside(1_000_000));
        server.next(({ request, response }) => {
          const from = Number(/\d+/.exec(request.headers.range ?? '')?.[0]);
          answerWith(response, {
            status: 206,
            headers: headers(from, String(request.headers['if-range'])),
            body: Buffer.alloc(3_000_000 - from, 'x'),
          });
        });
        await downloader.run();
        assert.deepEqual(content(), server.body);
        assert.equal(ranges()[2], undefined);
      });
    }
    it('from the start, when the storage takes the part for none of the file’s', async () => {
      server.next(kinds.resetInside(1_000_000));
      server.next(kinds.insteadOfService(416, ''));
      await downloader.run();
      assert.deepEqual(content(), server.body);
    });
    it('with a fresh address, when the first one has expired meanwhile', async () => {
      server.next(kinds.resetInside(1_000_000));
      server.next(kinds.insteadOfService(403, ''));
      await downloader.run();
      assert.deepEqual(content(), server.body);
      assert.equal(server.api.length, 2);
    });
    it('when the storage has a passing trouble', async () => {
      server.next(kinds.serverError(503));
      await downloader.run();
      assert.deepEqual(content(), server.body);
    });
    it('but gives up after 5 losses, and says how far it came', async () => {
      server.ranges = false;
      server.always(kinds.resetInside(1000));
      await refuses('incomplete', /lost after \d+ bytes/);
      assert.equal(server.storage.length, 6);
    });
    it('but counts anew when much has come in between', async () => {
      let received = 0;
      for (let i = 1; i <= 7; i++) {
        server.next(async (exchange) => {
          const { status, headers, body } = await exchange.forward();
          exchange.response.writeHead(status, { ...headers, 'Content-Length': body.length });
          exchange.response.write(body.subarray(0, 350_000 * i - (server.body.length - body.length)));
          await until(() => received >= 300_000 * i, 'the client to have it');
          exchange.response.destroy();
        });
      }
      await downloader.run({ onProgress: (bytes) => (received = bytes) });
      assert.deepEqual(content(), server.body);
      assert.equal(server.storage.length, 8);
    });
  });

  describe('makes no file', () => {
    for (const [what, fault, message] of [
      [
        'of an error page',
        kinds.page(200, 'Sign in'),
        /does not start like a STEP file \(it starts with “<!doctype html>/,
      ],
      [
        'of XML from the bucket',
        kinds.insteadOfService(200, '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'),
        /AccessDenied/,
      ],
      ['of an empty file', kinds.insteadOfService(200, ''), /the file is empty/],
      ['of half a file that the storage takes for whole', kinds.truncated(40, { length: 'sent' }), /not whole/],
    ] as readonly (readonly [string, Fault, RegExp])[]) {
      it(what, async () => {
        server.always(fault);
        await refuses('wrong_content', message);
      });
    }
    it('of fewer bytes than were announced', async () => {
      server.ranges = false;
      server.always(kinds.truncated(40, { length: 'whole' }));
      await refuses('incomplete', /lost after|Only/);
    });
    it('of a file that is announced longer than it is, when nothing more comes for 60 s', async () => {
      downloader = new Downloader({ folder: folder.path, server, clock: fastClock(1000) });
      server.always(kinds.wrongLength(5));
      await refuses('stalled', /No byte came for 60 seconds/);
    });
    it('when HTTP 404 comes', async () => {
      server.always(kinds.insteadOfService(404, 'gone'));
      await refuses('storage', /HTTP 404/);
    });
  });

  describe('comes in its own time, and the folder has it at once', () => {
    /** Sends the file slowly: what is in the folder is looked at before, between and after two halves of it. */
    async function slowly(looks: string[][]): Promise<void> {
      let received = 0;
      server.body = stepOf(3_000_000);
      server.always(async ({ response }) => {
        response.writeHead(200, { 'Content-Length': server.body.length });
        for (const end of [0, 1_500_000, server.body.length - 1]) {
          if (end > 0) response.write(server.body.subarray(received, end));
          await until(() => received === end, 'the bytes to arrive');
          looks.push(files());
        }
        response.end(server.body.subarray(received));
      });
      await downloader.run({ onProgress: (bytes) => (received = bytes) });
    }

    it('nothing at all is in the folder while a slow file comes, not even a hidden one', async () => {
      const looks: string[][] = [];
      await slowly(looks);
      assert.deepEqual(looks, [[], [], []]);
      assert.deepEqual([content().equals(server.body), files(), remembered()], [true, ['part.step'], []]);
    });
    it('nor while the user is asked about the file that is there', async () => {
      await downloader.run();
      server.body = stepOf(1_000_000);
      const looks: string[][] = [];
      await downloader.run({ conflict: () => Promise.resolve((looks.push(files()), 'overwrite')) });
      assert.deepEqual([looks, files(), content().equals(server.body)], [[['part.step']], ['part.step'], true]);
    });
    it('a folder that is gone when the file is whole is made again', async () => {
      server.always(async ({ response, forward }) => {
        fs.rmSync(downloader.target, { recursive: true });
        answerWith(response, await forward());
      });
      await downloader.run({ within: folder.path });
      assert.deepEqual(content(), validStep);
    });
    it('but not one that has become a link out of the workspace', async () => {
      const outside = temporaryFolder();
      server.always(async ({ response, forward }) => {
        fs.rmSync(downloader.target, { recursive: true });
        fs.symlinkSync(outside.path, downloader.target);
        answerWith(response, await forward());
      });
      await assert.rejects(downloader.run({ within: folder.path }), { failure: 'outside' });
      assert.deepEqual([fs.readdirSync(outside.path), remembered()], [[], []]);
      outside.remove();
    });
    it('the file has the mode that the user’s other files get there', async () => {
      const before = process.umask(0o002);
      try {
        await downloader.run();
      } finally {
        process.umask(before);
      }
      assert.equal(fs.statSync(path.join(downloader.target, 'part.step')).mode & 0o777, 0o664);
    });
  });

  describe('has a limit on silence only', () => {
    it('of 60 s on the clock that it is given, before the first byte', async () => {
      const clock = new ManualClock();
      downloader = new Downloader({ folder: folder.path, server, clock });
      server.always(kinds.hangBeforeHeaders({ reaches: true }));
      const run = downloader.run().catch((error: unknown) => error);
      await until(() => server.storage.length === 1, 'the request');
      clock.advance(59_999);
      clock.advance(1);
      assert.equal(((await run) as { failure: string }).failure, 'stalled');
      assert.deepEqual([files(), remembered(), clock.pending], [[], [], 0]);
    });
    it('and none on the whole: a byte every 50 s is enough', async () => {
      const clock = new ManualClock();
      downloader = new Downloader({ folder: folder.path, server, clock });
      let received = 0;
      server.always(async ({ response, over }) => {
        response.writeHead(200, { 'Content-Length': validStep.length });
        for (let at = 0; at < validStep.length && !over.aborted; at += 10) {
          response.write(validStep.subarray(at, at + 10));
          await until(() => received >= Math.min(at + 10, validStep.length), 'the bytes to arrive');
          clock.advance(50_000);
        }
        response.end();
      });
      await downloader.run({ onProgress: (bytes) => (received = bytes) });
      assert.deepEqual(content(), validStep);
      assert.equal(clock.pending, 0);
    });
  });

  describe('can be cancelled', () => {
    it('in its middle, without a trace', async () => {
      server.body = stepOf(2_000_000);
      server.always(kinds.hangInside(1_500_000));
      const abort = new AbortController();
      const run = downloader.run({
        signal: abort.signal,
        onProgress: (received) => received > 1_000_000 && abort.abort(),
      });
      await assert.rejects(run, { name: 'AbortError' });
      assert.deepEqual([files(), remembered()], [[], []]);
    });
    it('while the whole file is brought into the folder, without a trace', async () => {
      server.body = stepOf(5_000_000);
      const abort = new AbortController();
      const { signal } = abort;
      const seen: string[][] = [];
      const throwIfAborted = (): void => {
        if (seen.length === 0 && files().length > 0) {
          seen.push(files());
          abort.abort();
        }
        AbortSignal.prototype.throwIfAborted.call(signal);
      };
      await assert.rejects(downloader.run({ signal: Object.assign(signal, { throwIfAborted }) }), {
        name: 'AbortError',
      });
      assert.match(String(seen[0]), /^\.makistry\.[0-9a-f]{8}\.part$/);
      assert.deepEqual([files(), remembered()], [[], []]);
    });
    it('while it waits for its turn or for the next attempt', async () => {
      const clock = new ManualClock();
      downloader = new Downloader({ folder: folder.path, server, clock, parts: { slots: new Limiter(1) } });
      server.always(kinds.resetBefore({ reaches: false }));
      const abort = new AbortController();
      const runs = [downloader.run({ signal: abort.signal }), downloader.run({ signal: abort.signal })];
      const ends = runs.map((run) => assert.rejects(run, { name: 'AbortError' }));
      await until(() => server.storage.length === 1 && clock.pending > 0, 'the first attempt to fail');
      abort.abort();
      await Promise.all(ends);
      assert.deepEqual([files(), clock.pending], [[], 0]);
    });
  });

  describe('replaces nothing by surprise', () => {
    const other = Buffer.from(validStep.toString().replace('automotive design', 'another design'));

    it('does nothing when the same bytes are there', async () => {
      await downloader.run();
      const before = fs.statSync(path.join(downloader.target, 'part.step'));
      assert.deepEqual(await downloader.run({ conflict: () => assert.fail('nobody is asked') }), {
        name: 'part.step',
        outcome: 'same',
      });
      assert.equal(fs.statSync(path.join(downloader.target, 'part.step')).ino, before.ino);
    });
    it('keeps what is there when it is told to skip', async () => {
      await downloader.run();
      server.body = other;
      assert.equal((await downloader.run({ conflict: 'skip' })).outcome, 'skipped');
      assert.deepEqual([content(), files()], [validStep, ['part.step']]);
    });
    it('keeps both under a number, and finds the second one again', async () => {
      await downloader.run();
      server.body = other;
      assert.equal((await downloader.run({ conflict: 'keepBoth' })).name, 'part-2.step');
      assert.deepEqual(await downloader.run({ conflict: 'keepBoth' }), { name: 'part-2.step', outcome: 'same' });
      assert.deepEqual([content(), content('part-2.step'), files()], [validStep, other, ['part-2.step', 'part.step']]);
    });
    it('overwrites in one step when it is told to', async () => {
      await downloader.run();
      server.body = other;
      assert.equal((await downloader.run({ conflict: 'overwrite' })).outcome, 'written');
      assert.deepEqual([content(), files(), remembered()], [other, ['part.step'], []]);
    });
    it('asks about a file that differs in case or in its accents only', async () => {
      await downloader.run({ name: 'É.step' });
      server.body = other;
      const asked: string[] = [];
      const conflict = (taken: string): Promise<ConflictChoice> => Promise.resolve((asked.push(taken), 'overwrite'));
      assert.equal((await downloader.run({ name: 'é.STEP', conflict })).name, 'É.step');
      assert.deepEqual([asked, files()], [['É.step'], ['É.step']]);
    });
    it('asks while nobody else waits for the answer', async () => {
      await downloader.run();
      server.body = other;
      const answers: ((choice: ConflictChoice) => void)[] = [];
      const questions = [1, 2, 3].map(() =>
        downloader.run({ conflict: () => new Promise((resolve) => void answers.push(resolve)) }),
      );
      await until(() => answers.length === 3, 'three that wait for an answer');
      assert.equal((await downloader.run({ name: 'fourth.step' })).outcome, 'written');
      for (const answer of answers) answer('skip');
      assert.deepEqual(
        (await Promise.all(questions)).map(({ outcome }) => outcome),
        ['skipped', 'skipped', 'skipped'],
      );
      assert.deepEqual(files(), ['fourth.step', 'part.step']);
    });
    it('makes two of two that have the same name and come at once', async () => {
      let turn = 0;
      server.always(({ response }) =>
        answerWith(response, { status: 200, headers: {}, body: turn++ === 0 ? validStep : other }),
      );
      const outcomes = await Promise.all([1, 2].map(() => downloader.run({ conflict: 'keepBoth' })));
      assert.deepEqual(outcomes.map(({ name }) => name).sort(), ['part-2.step', 'part.step']);
      assert.notDeepEqual(content(), content('part-2.step'));
    });
  });

  describe('stays in the folder', () => {
    for (const name of ['../out.step', '/out.step', '..', '', 'a/b.step', 'a\\b.step', 'C:out.step', 'a\0.step']) {
      it(`whatever the name: ${JSON.stringify(name)}`, () =>
        assert.rejects(downloader.run({ name }), { failure: 'outside' }));
    }
    it('when it is a link to another folder in the workspace', async () => {
      const real = path.join(folder.path, 'real');
      fs.mkdirSync(real);
      fs.symlinkSync(real, downloader.target);
      await downloader.run({ within: folder.path });
      assert.deepEqual(fs.readdirSync(real), ['part.step']);
    });
    for (const [what, make] of [
      ['is a link out of the workspace', (outside: string, target: string) => fs.symlinkSync(outside, target)],
      [
        'is below a link out of the workspace',
        (outside: string, target: string) => fs.symlinkSync(outside, path.dirname(target)),
      ],
      [
        'is a link that leads nowhere',
        (outside: string, target: string) => fs.symlinkSync(path.join(outside, 'gone'), target),
      ],
    ] as const) {
      it(`and refuses one that ${what}`, async () => {
        const outside = temporaryFolder();
        const target = path.join(folder.path, 'sub/cad');
        if (what.startsWith('is a')) fs.mkdirSync(path.dirname(target));
        make(outside.path, target);
        await assert.rejects(downloader.run({ folder: target, within: folder.path }), { failure: 'outside' });
        assert.deepEqual(fs.readdirSync(outside.path), []);
        outside.remove();
      });
    }
    it('and refuses one above the workspace, but takes any that the user has chosen', async () => {
      const inside = path.join(folder.path, 'inside');
      await assert.rejects(downloader.run({ folder: path.join(inside, '../x'), within: inside }), {
        failure: 'outside',
        message: /leads out of the workspace/,
      });
      assert.equal((await downloader.run({ folder: path.join(inside, '../x') })).outcome, 'written');
    });
    it('and replaces a link of the file’s name, without touching what it leads to', async () => {
      const secret = path.join(folder.path, 'secret');
      fs.writeFileSync(secret, 'mine');
      fs.mkdirSync(downloader.target);
      fs.symlinkSync(secret, path.join(downloader.target, 'part.step'));
      await downloader.run({ conflict: 'overwrite' });
      assert.equal(fs.readFileSync(secret, 'utf8'), 'mine');
      assert.ok(fs.lstatSync(path.join(downloader.target, 'part.step')).isFile());
    });
  });

  describe('says what to do', () => {
    it('when a file is where the folder should be', async () => {
      fs.writeFileSync(downloader.target, '');
      await assert.rejects(downloader.run(), {
        failure: 'disk',
        message: /There is a file where the folder should be\. Rename it/,
      });
    });
    it('when a part of the path is a file', async () => {
      fs.writeFileSync(downloader.target, '');
      await assert.rejects(downloader.run({ folder: path.join(downloader.target, 'sub') }), {
        failure: 'disk',
        message: /path is a file/,
      });
    });
    it('when the path is too long', () =>
      assert.rejects(downloader.run({ folder: path.join(downloader.target, 'x'.repeat(300)) }), {
        failure: 'disk',
        message: /too long\. Choose a folder nearer to the root/,
      }));
    it('when a folder has the file’s name', async () => {
      fs.mkdirSync(path.join(downloader.target, 'part.step'), { recursive: true });
      await assert.rejects(downloader.run({ conflict: 'overwrite' }), {
        failure: 'disk',
        message: /A folder has the file’s name/,
      });
      assert.deepEqual(files(), ['part.step']);
    });

    /** A disk of its own for a test, where this machine allows that. */
    async function onDisk(
      context: Mocha.Context,
      options: string,
      test: (mount: string) => Promise<void>,
    ): Promise<void> {
      const mount = path.join(folder.path, 'disk');
      fs.mkdirSync(mount);
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', mount], { stdio: 'pipe' });
      } catch (error) {
        console.log(`      No tmpfs can be mounted here, so this is not tested: ${String(error).split('\n')[0] ?? ''}`);
        context.skip();
      }
      try {
        await test(mount);
      } finally {
        execFileSync('umount', [mount]);
      }
    }
    it('when the disk is full (a tmpfs of 1 MB)', function () {
      return onDisk(this, 'size=1m', async (mount) => {
        server.body = stepOf(5_000_000);
        await assert.rejects(downloader.run({ folder: path.join(mount, 'cad') }), {
          failure: 'disk',
          message: /The disk is full\. Make room/,
        });
        assert.deepEqual([fs.readdirSync(path.join(mount, 'cad')), remembered()], [[], []]);
        server.body = validStep;
        assert.equal((await downloader.run({ folder: path.join(mount, 'cad') })).outcome, 'written');
      });
    });
    it('when the folder is on a read-only disk, before anything is received (a tmpfs that is mounted so)', function () {
      return onDisk(this, 'ro', async (mount) => {
        await assert.rejects(downloader.run({ folder: mount }), { failure: 'disk', message: /read-only disk/ });
        assert.deepEqual([server.storage.length, remembered()], [0, []]);
      });
    });
    /** Downloads with the extension's own files on `mount`. */
    const keepingOn = (mount: string): Downloader =>
      new Downloader({ folder: folder.path, server, journal: new PartJournal(path.join(mount, 'parts'), systemClock) });

    it('when the disk of the extension’s own files is full, and goes on when there is room again (a tmpfs of 1 MB)', function () {
      return onDisk(this, 'size=1m', async (mount) => {
        downloader = keepingOn(mount);
        server.body = stepOf(5_000_000);
        await assert.rejects(downloader.run(), {
          failure: 'disk',
          message:
            /The disk is full where this extension keeps a file until it is whole\. Make room on that disk.*disk\/parts\)$/,
        });
        assert.deepEqual([files(), fs.readdirSync(path.join(mount, 'parts'))], [[], []]);
        server.body = validStep;
        assert.equal((await downloader.run()).outcome, 'written');
      });
    });
    it('when an unfinished download can’t be written down, before anything is received (a read-only tmpfs)', function () {
      return onDisk(this, 'ro', async (mount) => {
        downloader = keepingOn(mount);
        await assert.rejects(downloader.run(), {
          failure: 'disk',
          message:
            /The folder in which this extension keeps a file until it is whole can’t be written to\. Give yourself the right/,
        });
        assert.deepEqual([files(), server.storage.length], [[], 0]);
      });
    });
    it('when what the extension keeps its own files in is no folder', async () => {
      fs.writeFileSync(path.join(folder.path, 'parts'), '');
      downloader = keepingOn(folder.path);
      await assert.rejects(downloader.run(), {
        failure: 'disk',
        message: /keeps a file until it is whole can’t be used/,
      });
      assert.deepEqual([files(), server.storage.length], [[], 0]);
    });
    it('when the folder may not be written to', function () {
      // The superuser may write everywhere.
      if (process.getuid?.() === 0) {
        const [uid, gid] = [65534, 65534];
        fs.chmodSync(folder.path, 0o755);
        fs.mkdirSync(downloader.target, { mode: 0o555 });
        fs.mkdirSync(path.join(folder.path, 'storage'));
        fs.chownSync(path.join(folder.path, 'storage'), uid, gid);
        process.setegid?.(gid);
        process.seteuid?.(uid);
      } else fs.mkdirSync(downloader.target, { mode: 0o555 });
      return refuses('disk', /You may not write to the folder\. Change its permissions/).finally(() => {
        if (process.getuid?.() !== 0) return;
        process.seteuid?.(0);
        process.setegid?.(0);
      });
    });
  });

  describe('into a folder that only the editor can write to', () => {
    const written = new Map<string, Uint8Array>();
    const memory: WholeFiles = {
      label: 'memory:/cad',
      names: () => Promise.resolve([...written.keys()]),
      read: (name) => Promise.resolve(written.get(name)),
      write: (name, bytes) => Promise.resolve(void written.set(name, bytes)),
    };
    beforeEach(() => written.clear());
    const run = (limit?: number, conflict: ConflictChoice = 'skip'): ReturnType<typeof download> => {
      const target = {
        destination: new BufferedFolder(memory, limit),
        format: 'STEP',
        name: () => 'part.step',
        onConflict: () => Promise.resolve(conflict),
      };
      return download(() => downloader.client.getJob('pub_1'), target, parts, { signal: new AbortController().signal });
    };

    it('writes the whole file once', async () => {
      server.body = stepOf(3_000_000);
      assert.equal((await run()).outcome, 'written');
      assert.deepEqual(Buffer.from(written.get('part.step')!), server.body);
      assert.equal((await run()).outcome, 'same');
      server.body = validStep;
      assert.equal((await run(undefined, 'keepBoth')).name, 'part-2.step');
    });
    it('says when the file is larger than it can hold', async () => {
      server.body = stepOf(3_000_000);
      await assert.rejects(run(2_000_000), { failure: 'too_large', message: /larger than the 2 MB .* memory:\/cad/ });
      assert.equal(written.size, 0);
    });
  });

  describe('of many at once', () => {
    it('brings 100 files of 1 MB, all whole, over at most 3 connections at a time, and asks for all the jobs with one request', async () => {
      server.jobs = 100;
      server.body = stepOf(1_000_000);
      const jobs = Array.from({ length: 100 }, (_, index) => `pub_${index + 1}`);
      // Each is held until three are open, or the last ones are.
      let [asked, askedAtFirst] = [0, 0];
      server.always(async ({ forward, response }) => {
        await until(() => server.open >= 3 || server.storage.length > 98, 'three requests at a time');
        askedAtFirst ||= asked;
        answerWith(response, await forward());
      });
      const source = new FreshJobs(downloader.client, jobs);
      const { signal } = new AbortController();
      const destination = await openLocalFolder(downloader.target, undefined, downloader.journal);
      await Promise.all(
        jobs.map((job) =>
          download(
            () => (asked++, source.take(job, signal)),
            { destination, format: 'STEP', name: () => `${job}.step`, onConflict: () => assert.fail() },
            parts,
            { signal },
          ),
        ),
      );
      assert.equal(files().length, 100);
      for (const file of files()) assert.ok(content(file).equals(server.body), file);
      assert.deepEqual([server.mostOpen, askedAtFirst], [3, 3], 'nobody begins before one of three has ended');
      assert.deepEqual(server.api, ['/v1/jobs?limit=100']);
      assert.deepEqual(remembered(), []);
    });

    it('asks for a job by itself when the list doesn’t have it, or its address is too old', async () => {
      server.jobs = 3;
      const source = new FreshJobs(downloader.client, ['pub_1', 'pub_2', 'pub_3', 'pub_old']);
      const { signal } = new AbortController();
      assert.match((await source.take('pub_1', signal)).downloadUrl!, /pub_1\?signature=1$/);
      assert.equal((await source.take('pub_old', signal)).jobId, 'pub_old');
      assert.match((await source.take('pub_1', signal)).downloadUrl!, /pub_1\?signature=3$/);
      assert.deepEqual(server.api, ['/v1/jobs?limit=100', '/v1/jobs/pub_old', '/v1/jobs/pub_1']);
    });
    it('asks for few jobs one by one', async () => {
      const source = new FreshJobs(downloader.client, ['pub_1', 'pub_2', 'pub_3']);
      await source.take('pub_2', new AbortController().signal);
      assert.deepEqual(server.api, ['/v1/jobs/pub_2']);
    });

    it('leaves the poller alone: a job that is made meanwhile is followed to its end within the key’s limits', async () => {
      const proxy = await startFaultProxy();
      const core = await openCore({ folder: path.join(folder.path, 'core'), connection: proxy, profile: localProfile });
      try {
        server.jobs = 100;
        server.body = stepOf(1_000_000);
        const source = new FreshJobs(
          downloader.client,
          Array.from({ length: 100 }, (_, index) => `pub_${index + 1}`),
        );
        const { signal } = new AbortController();
        const destination = await openLocalFolder(downloader.target, undefined, downloader.journal);
        const downloads = Promise.all(
          Array.from({ length: 100 }, (_, index) =>
            download(
              () => source.take(`pub_${index + 1}`, signal),
              { destination, format: 'STEP', name: () => `${index}.step`, onConflict: () => assert.fail() },
              parts,
              { signal },
            ),
          ),
        );
        const { requestId } = await core.submissions.submit({
          prompt: 'cube of 5 mm',
          designMode: 'standard',
          outputFormat: 'STL',
        });
        const job = await until(
          () => core.store.unfinished().length === 0 && core.store.get(requestId),
          'the job’s end',
        );
        assert.equal(job.state, 'succeeded');
        await downloads;
        assert.equal(files().length, 100);
        assert.equal(core.accounts.troubles().size, 0);
      } finally {
        core.dispose();
        await proxy.close();
      }
    });
  });

  it('takes a real service’s file', async () => {
    const proxy = await startFaultProxy();
    try {
      const client = new MakistryClient({ connect: () => Promise.resolve(proxy), fetch, clock: systemClock });
      const { jobId } = await client.submitText(
        { prompt: 'cube of 10 mm', designMode: 'standard', outputFormat: 'STEP', metadata: {} },
        '00000000-0000-4000-8000-000000000001',
      );
      await until(async () => (await client.getJob(jobId)).status === 'success', 'the job’s end');
      const destination = await openLocalFolder(downloader.target, undefined, downloader.journal);
      await download(
        () => client.getJob(jobId),
        { destination, format: 'STEP', name: () => 'cube.step', onConflict: () => assert.fail() },
        parts,
        { signal: new AbortController().signal },
      );
      assert.match(content('cube.step').toString(), /^ISO-10303-21;[\s\S]*END-ISO-10303-21;\s*$/);
    } finally {
      await proxy.close();
    }
  });
});
