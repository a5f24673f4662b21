import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { ImageSource } from '../../../src/jobs/submit/imageSource.js';
import { KeptImages } from '../../../src/jobs/submit/keptImages.js';
import { jobLabel } from '../../../src/jobs/jobLabel.js';
import { isRepeatable } from '../../../src/jobs/model.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { openCore, openSubmittingCore, type Core } from '../../support/core.js';
import { entriesIn, ownLog } from '../../support/logs.js';
import { tinyImages } from '../../support/localApi.js';
import { until } from '../../support/until.js';

const dayMs = 86_400_000;
const options = { designMode: 'standard', outputFormat: 'STEP' } as const;
const png = tinyImages['image/png']!;

function imageOf(name: string, content: Uint8Array): ImageSource {
  return { name, size: () => Promise.resolve(content.length), read: () => Promise.resolve(content) };
}

const views = [imageOf('front.png', png), imageOf('side.jpg', tinyImages['image/jpeg']!)];

interface Sent {
  readonly url: string;
  readonly key: string | null;
  readonly images: readonly { readonly type: string; readonly content: Buffer }[];
}

async function sentWith(input: Parameters<typeof fetch>[0], init: RequestInit | undefined): Promise<Sent> {
  const files = (init?.body as FormData).getAll('image') as File[];
  const images = await Promise.all(
    files.map(async (file) => ({ type: file.type, content: Buffer.from(await file.arrayBuffer()) })),
  );
  return {
    url: String(input instanceof Request ? input.url : input),
    key: new Headers(init?.headers).get('Idempotency-Key'),
    images,
  };
}

describe('Submitting images', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let images: string;
  const owned: Core[] = [];
  beforeEach(() => {
    folder = temporaryFolder();
    images = path.join(folder.path, 'images');
  });
  afterEach(() => {
    for (const core of owned.splice(0)) core.dispose();
    folder.remove();
  });

  async function setUp(fetch: typeof globalThis.fetch): Promise<Core> {
    const core = await openSubmittingCore(folder.path, fetch);
    owned.push(core);
    return core;
  }

  const accepted = (): Promise<Response> =>
    Promise.resolve(Response.json({ job_id: 'pub_1', status: 'queued' }, { status: 202 }));
  const unsent = (): Promise<Response> => Promise.reject(new Error('it was sent'));
  const offline = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'));
  /** The service has no job. */
  const unsentAndUnknown: typeof globalThis.fetch = (_, init) =>
    init?.method === 'GET' ? Promise.resolve(Response.json({ jobs: [] })) : unsent();

  it('has the request and the images on disk before the first byte is sent', async () => {
    let onDisk = '';
    let copies: string[] = [];
    let sent: Sent | undefined;
    const { submissions } = await setUp(async (input, init) => {
      onDisk = fs.readFileSync(await ownLog(path.join(folder.path, 'jobs.jsonl')), 'utf8');
      copies = fs.readdirSync(images, { recursive: true, encoding: 'utf8' });
      sent = await sentWith(input, init);
      return accepted();
    });
    const job = await submissions.submitImages({ ...options, images: views, prompt: 'front and side' });
    const [written] = entriesIn(onDisk.slice(0, onDisk.indexOf('\n'))) as [
      { id: string; set: Record<string, unknown> },
    ];
    assert.deepEqual(
      [written.id, written.set['state'], written.set['endpoint'], written.set['prompt']],
      [job.requestId, 'submitting', 'image_to_cad', 'front and side'],
    );
    assert.deepEqual(written.set['images'], [
      { name: 'front.png', type: 'image/png', bytes: png.length },
      { name: 'side.jpg', type: 'image/jpeg', bytes: tinyImages['image/jpeg']!.length },
    ]);
    assert.deepEqual(copies.sort(), [job.requestId, path.join(job.requestId, '1'), path.join(job.requestId, '2')]);
    assert.equal(sent?.key, job.requestId);
    assert.ok(sent.url.endsWith('/image-to-cad'));
    assert.deepEqual(sent.images, [
      { type: 'image/png', content: Buffer.from(png) },
      { type: 'image/jpeg', content: Buffer.from(tinyImages['image/jpeg']!) },
    ]);
  });

  it('sends an unanswered request again at the next start, with the same Idempotency-Key and the same images', async () => {
    const sent: Sent[] = [];
    const first = await setUp(async (input, init) => {
      sent.push(await sentWith(input, init));
      return offline();
    });
    const job = await first.submissions.submitImages({ ...options, images: views });
    assert.equal(job.state, 'submitting');
    first.dispose();

    const second = await setUp(async (input, init) => {
      sent.push(await sentWith(input, init));
      return accepted();
    });
    await until(() => second.store.jobs()[0]?.jobId === 'pub_1', 'the request to be answered');
    assert.equal(second.store.jobs().length, 1);
    assert.ok(sent.length >= 2);
    for (const one of sent) assert.deepEqual(one, { ...sent[0], key: job.requestId });
  });

  it('fails with a sentence when the images are gone before the request could be sent', async () => {
    const first = await setUp(offline);
    const { requestId } = await first.submissions.submitImages({ ...options, images: views });
    first.dispose();
    fs.rmSync(path.join(images, requestId, '2'));

    const second = await setUp(unsentAndUnknown);
    const job = await until(() => second.store.jobs().find(({ state }) => state === 'failed'), 'the job to fail');
    assert.equal(job.errorCode, 'images_missing');
    assert.match(job.errorMessage ?? '', /gone from this machine/);
  });

  it('waits when the images can’t be read for another reason than that they are gone', async () => {
    const first = await setUp(offline);
    const { requestId } = await first.submissions.submitImages({ ...options, images: views });
    first.dispose();
    const [copy, aside] = [path.join(images, requestId, '2'), path.join(folder.path, 'aside')];
    fs.renameSync(copy, aside);
    // A link to itself can't be read, and isn't missing either.
    fs.symlinkSync(copy, copy);
    const second = await setUp(unsent);
    await until(() => second.accounts.troubles().size > 0 || second.store.get(requestId)?.state === 'failed', 'a try');
    assert.equal(second.store.get(requestId)?.state, 'submitting');
    second.dispose();

    fs.rmSync(copy);
    fs.renameSync(aside, copy);
    const third = await setUp(accepted);
    await until(() => third.store.get(requestId)?.jobId === 'pub_1', 'the request to be answered');
  });

  it('whose images are gone is looked for in the list first: the service may have got them', async () => {
    const first = await setUp(offline);
    const { requestId, metadata } = await first.submissions.submitImages({ ...options, images: views });
    first.dispose();
    fs.rmSync(path.join(images, requestId, '2'));

    const second = await setUp((_, init) =>
      init?.method === 'GET'
        ? Promise.resolve(Response.json({ jobs: [{ job_id: 'pub_1', status: 'processing', metadata }] }))
        : unsent(),
    );
    await until(() => second.store.get(requestId)?.jobId !== undefined, 'the job to be found');
    assert.deepEqual([second.store.get('pub_1')?.state, second.store.jobs().length], ['processing', 1]);
  });

  it('is never repeated by itself with an image that has changed', async () => {
    const first = await setUp(offline);
    const { requestId } = await first.submissions.submitImages({ ...options, images: views });
    first.dispose();
    fs.appendFileSync(path.join(images, requestId, '1'), 'x');
    const second = await setUp(unsentAndUnknown);
    const job = await until(() => second.store.jobs().find(({ state }) => state === 'failed'), 'the job to fail');
    assert.equal(job.errorCode, 'images_missing');
  });

  for (const [what, sources, problem] of [
    ['no image', [], /No image is chosen/],
    ['four images', [...views, ...views], /from 1 to 3 images, and 4 are chosen/],
    [
      'text in a file that is called an image',
      [imageOf('front.png', png), imageOf('side.png', Buffer.from('no image'))],
      /“side\.png” is not a PNG, JPEG, WebP or GIF image/,
    ],
    ['an empty file', [imageOf('front.png', new Uint8Array())], /“front\.png” is empty/],
    [
      'one byte more than 10 MB',
      [imageOf('front.png', new Uint8Array(10_000_001))],
      /“front\.png” has 10\.1 MB, and the service takes at most 10 MB/,
    ],
    [
      'a file that has grown since its size was asked',
      [{ ...imageOf('front.png', new Uint8Array(10_000_001)), size: () => Promise.resolve(5) }],
      /10\.1 MB/,
    ],
    [
      'a file that can’t be read',
      [views[0]!, { ...imageOf('gone.png', png), read: () => Promise.reject(new Error('It is gone.')) }],
      /It is gone/,
    ],
  ] as const) {
    it(`refuses ${what} before anything is sent, and leaves nothing behind`, async () => {
      const { submissions, store } = await setUp(unsent);
      await assert.rejects(submissions.submitImages({ ...options, images: sources }), problem);
      assert.deepEqual(store.jobs(), []);
      assert.deepEqual(fs.existsSync(images) ? fs.readdirSync(images) : [], []);
    });
  }

  it('refuses a large file without reading it', async () => {
    const { submissions } = await setUp(unsent);
    const read = (): Promise<Uint8Array> => Promise.reject(new Error('it was read'));
    await assert.rejects(
      submissions.submitImages({
        ...options,
        images: [{ name: 'a.png', size: () => Promise.resolve(20_000_000), read }],
      }),
      /has 20 MB/,
    );
  });

  it('takes an image of 10 MB, and a type that its name doesn’t tell', async () => {
    const largest = new Uint8Array(10_000_000);
    largest.set(png);
    const { submissions } = await setUp(accepted);
    const job = await submissions.submitImages({
      ...options,
      images: [imageOf('picture', largest), imageOf('picture.png', tinyImages['image/webp']!)],
    });
    assert.deepEqual(
      job.images?.map(({ type }) => type),
      ['image/png', 'image/webp'],
    );
  });

  it('refuses a hint of 5001 characters and the mode pro', async () => {
    const { submissions } = await setUp(unsent);
    await assert.rejects(
      submissions.submitImages({ ...options, images: views, prompt: 'a'.repeat(5001) }),
      /more than 5000 characters/,
    );
    await assert.rejects(
      submissions.submitImages({ ...options, images: views, designMode: 'pro' as 'standard' }),
      /design mode “pro”/,
    );
  });

  it('names a job without a hint by its images, and lets it be generated again with them', async () => {
    const { submissions, store, images: kept } = await setUp(accepted);
    const { requestId } = await submissions.submitImages({ ...options, images: views });
    assert.equal(jobLabel(store.get(requestId)!), 'front.png, side.jpg');
    assert.equal(isRepeatable(store.get(requestId)!), false);
    await store.merge([{ jobId: 'pub_1', status: 'failed', metadata: {} }], 'cloud:test');
    const ended = store.get(requestId)!;
    assert.equal(isRepeatable(ended), true);
    const again = await submissions.submitImages({ ...options, images: await kept.sources(ended) });
    assert.deepEqual(again.images, ended.images);
    assert.deepEqual(fs.readFileSync(path.join(images, again.requestId, '1')), Buffer.from(png));
  });

  it('keeps the images of a refused request: it can be generated again', async () => {
    const { submissions, store } = await setUp(() =>
      Promise.resolve(Response.json({ error_code: 'payment_required', message: 'No credits.' }, { status: 402 })),
    );
    await assert.rejects(submissions.submitImages({ ...options, images: views }), { code: 'payment_required' });
    assert.equal(isRepeatable(store.jobs()[0]!), true);
  });
});

describe('Copies of images', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let core: Core;
  let images: KeptImages;
  beforeEach(async () => {
    folder = temporaryFolder();
    // Room for one job's.
    images = new KeptImages(path.join(folder.path, 'copies'), png.length);
    core = await openCore({
      folder: folder.path,
      connection: { baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'k' },
      isPollingEnabled: () => false,
      isKeyKept: () => false,
    });
  });
  afterEach(() => {
    core.dispose();
    folder.remove();
  });

  async function keep(requestId: string, minute: number, jobId?: string): Promise<void> {
    async function* one(): AsyncGenerator<{ name: string; type: string; content: Uint8Array }> {
      yield await Promise.resolve({ name: 'a.png', type: 'image/png', content: png });
    }
    const kept = await images.keep(requestId, one());
    const createdAt = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
    const state = jobId === undefined ? 'submitting' : 'succeeded';
    await core.store.put({
      requestId,
      account: 'a',
      state,
      endpoint: 'image_to_cad',
      ...options,
      createdAt,
      metadata: {},
      images: kept,
      imagesKept: true,
      ...(jobId !== undefined && { jobId }),
    });
  }
  const kept = (): string[] =>
    core.store
      .jobs()
      .filter(({ imagesKept }) => imagesKept)
      .map(({ requestId }) => requestId);
  const onDisk = (): string[] => fs.readdirSync(path.join(folder.path, 'copies')).sort();

  it('make room: the oldest go, but never those of a request that is still to be sent', async () => {
    await keep('unanswered', 1);
    await keep('old', 2, 'pub_2');
    await keep('new', 3, 'pub_3');
    await images.makeRoom(core.store);
    assert.deepEqual(kept(), ['new', 'unanswered']);
    assert.deepEqual(onDisk(), ['new', 'unanswered']);
    assert.equal(isRepeatable(core.store.get('old')!), false);
    await assert.rejects(images.sources(core.store.get('old')!), { code: 'images_missing' });
  });

  it('of other requests go, too, when another window has just removed some', async () => {
    await keep('recorded', 1, 'pub_1');
    for (const name of ['a', 'z']) fs.symlinkSync('/no/where', path.join(folder.path, 'copies', name));
    makeOlder('m', 2 * dayMs);
    await images.makeRoom(core.store);
    assert.equal(fs.existsSync(path.join(folder.path, 'copies', 'm')), false);
  });

  /** A folder of copies that was made so long before those of the recorded request. */
  function makeOlder(name: string, ms: number): void {
    const made = path.join(folder.path, 'copies', name);
    fs.mkdirSync(made);
    const at = (fs.statSync(path.join(folder.path, 'copies', 'recorded')).mtimeMs - ms) / 1000;
    fs.utimesSync(made, at, at);
  }

  it('go after a day when no request was recorded for them', async () => {
    await keep('recorded', 1, 'pub_1');
    makeOlder('crashed', dayMs / 2);
    await images.makeRoom(core.store);
    assert.deepEqual(onDisk(), ['crashed', 'recorded']);
    await images.remove('crashed');
    makeOlder('crashed', 2 * dayMs);
    await images.makeRoom(core.store);
    assert.deepEqual(onDisk(), ['recorded']);
  });

  it('stay when another window is just keeping them, though the clock is a month ahead of the files’', async () => {
    await keep('recorded', 1, 'pub_1');
    // As of a home on the network whose server has another clock.
    const at = Date.now() / 1000 - 31 * 86_400;
    fs.mkdirSync(path.join(folder.path, 'copies', 'under-way'));
    for (const name of onDisk()) fs.utimesSync(path.join(folder.path, 'copies', name), at, at);
    await images.makeRoom(core.store);
    assert.deepEqual(onDisk(), ['recorded', 'under-way']);
  });
});
