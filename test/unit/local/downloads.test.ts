import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { readRange } from '../../../src/local/http/range.js';
import { runService, type RunningService } from '../../../src/local/service.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { localApi, ShiftedClock } from '../../support/localApi.js';
import { findRoot } from '../../support/root.js';
import { until } from '../../support/until.js';

describe('The built-in service’s storage', function () {
  const folder = temporaryFolder();
  const clock = new ShiftedClock();
  let service: RunningService;
  let jobId: string;
  let url: string;
  let whole: Buffer;
  const { json, submit, ended } = localApi(() => service);
  before(async () => {
    service = await runService({
      dataDir: folder.path,
      kernelFile: path.join(findRoot(), 'dist/kernel.js'),
      port: 0,
      clock,
    });
    jobId = await submit({ prompt: 'Box 40 x 20 x 10 mm', output_format: 'STL' });
    url = String((await ended(jobId))['download_url']);
    whole = fs.readFileSync(path.join(folder.path, 'files', jobId));
  });
  after(async () => {
    await service.stop();
    folder.remove();
  });
  afterEach(() => void (clock.shift = 0));
  const get = (headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
    fetch(url, { method, headers });
  const bytes = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());

  it('gives the whole file with its length and a strong ETag, and says that it takes ranges', async () => {
    const answer = await get();
    assert.equal(answer.status, 200);
    assert.deepEqual(
      [answer.headers.get('content-length'), answer.headers.get('accept-ranges')],
      [String(whole.length), 'bytes'],
    );
    assert.equal(answer.headers.get('etag'), `"${createHash('sha256').update(whole).digest('hex')}"`);
    assert.deepEqual(await bytes(answer), whole);
  });

  it('answers HEAD as GET, without the file', async () => {
    const [head, answer] = [await get({}, 'HEAD'), await get()];
    await answer.arrayBuffer();
    for (const name of ['content-length', 'content-type', 'etag', 'accept-ranges'])
      assert.equal(head.headers.get(name), answer.headers.get(name), name);
    assert.equal((await bytes(head)).length, 0);
    const part = await get({ Range: 'bytes=5-9' }, 'HEAD');
    assert.deepEqual([part.status, part.headers.get('content-length')], [206, '5']);
  });

  it('gives the asked range with 206', async () => {
    const last = whole.length - 1;
    for (const [range, start, end] of [
      ['0-0', 0, 0],
      ['10-99', 10, 99],
      ['100-', 100, last],
      ['-7', last - 6, last],
      [`${last}-${last + 1000}`, last, last],
      [`-${last + 1000}`, 0, last],
    ] as const) {
      const answer = await get({ Range: `bytes=${range}` });
      assert.equal(answer.status, 206, range);
      assert.equal(answer.headers.get('content-range'), `bytes ${start}-${end}/${whole.length}`);
      assert.equal(answer.headers.get('content-length'), String(end - start + 1));
      assert.deepEqual(await bytes(answer), whole.subarray(start, end + 1), range);
    }
  });

  it('answers a range beyond the file with 416 and the file’s length', async () => {
    for (const range of [`${whole.length}-`, `${whole.length + 5}-${whole.length + 9}`, '-0']) {
      const answer = await get({ Range: `bytes=${range}` });
      assert.deepEqual([answer.status, answer.headers.get('content-range')], [416, `bytes */${whole.length}`], range);
      assert.notEqual(answer.headers.get('content-length'), String(whole.length));
    }
  });

  it('gives the whole file for a range that it doesn’t understand, and for several', async () => {
    for (const range of ['bytes=9-5', 'bytes=-', 'bytes=a-b', 'lines=1-2', 'bytes=0-1,4-5', 'bytes 0-1', '']) {
      const answer = await get({ Range: range });
      assert.equal(answer.status, 200, range);
      assert.equal((await bytes(answer)).length, whole.length);
    }
  });

  it('continues with If-Range only what is still the same file', async () => {
    const etag = (await get({}, 'HEAD')).headers.get('etag')!;
    for (const [condition, status] of [
      [etag, 206],
      ['"another"', 200],
      [`W/${etag}`, 200],
      [etag.slice(1, -1), 200],
      [new Date().toUTCString(), 200],
    ] as const) {
      const answer = await get({ Range: 'bytes=5-', 'If-Range': condition });
      assert.equal(answer.status, status, condition);
      assert.equal((await bytes(answer)).length, status === 206 ? whole.length - 5 : whole.length);
    }
  });

  it('gives the same ETag under every address of the file', async () => {
    clock.shift = 1000;
    const again = String((await json(`/jobs/${jobId}`))['download_url']);
    assert.notEqual(again, url);
    assert.equal((await fetch(again)).headers.get('etag'), (await get()).headers.get('etag'));
  });

  it('neither needs a key nor shows one', async () => {
    assert.equal((await get()).status, 200);
    assert.ok(!url.includes(service.apiKey) && !url.includes(service.signingSecret));
    assert.equal((await get({ Authorization: `Bearer ${service.apiKey}` }, 'HEAD')).status, 200);
    const unsigned = url.replace(/\?.*/, '');
    assert.equal((await fetch(unsigned, { headers: { Authorization: `Bearer ${service.apiKey}` } })).status, 403);
  });

  it('refuses other methods, and an address whose time was put off', async () => {
    const answer = await get({}, 'DELETE');
    assert.deepEqual([answer.status, answer.headers.get('allow')], [405, 'GET, HEAD']);
    const later = new URL(url);
    later.searchParams.set('expires', String(Number(later.searchParams.get('expires')) + 1000));
    assert.equal((await fetch(later)).status, 403);
  });

  it('closes the file when it is not read to its end', async function () {
    const open = '/proc/self/fd';
    // Only Linux shows which files this process has open.
    if (!fs.existsSync(open)) this.skip();
    const file = path.join(folder.path, 'files', jobId);
    const count = (): number => fs.readdirSync(open).filter((fd) => linkOf(path.join(open, fd)) === file).length;
    for (let i = 0; i < 5; i++) {
      await get({}, 'HEAD');
      await get({ Range: 'bytes=999999999-' });
    }
    assert.equal(count(), 0);
    for (let i = 0; i < 5; i++) await (await get()).body!.cancel();
    await until(() => count() === 0, 'the file to be closed');
  });
});

describe('A byte range', () => {
  it('is always within the file', () => {
    fc.assert(
      fc.property(fc.nat(), fc.option(fc.nat()), fc.option(fc.nat()), (size, first, last) => {
        const range = readRange(`bytes=${first ?? ''}-${last ?? ''}`, size);
        if (typeof range === 'object') assert.ok(range.start >= 0 && range.start <= range.end && range.end < size);
      }),
    );
  });
});

/** Where a link leads; undefined when it has gone. */
function linkOf(link: string): string | undefined {
  try {
    return fs.readlinkSync(link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
