import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { MakistryClient } from '../../../src/api/client.js';
import * as errors from '../../../src/api/errors.js';
import { systemClock, type Clock } from '../../../src/base/clock.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { partsOf } from '../../support/forms.js';
import { tinyImages } from '../../support/localApi.js';

describe('The API client, given images', () => {
  const folder = temporaryFolder();
  after(() => folder.remove());
  let server: http.Server;
  let answers: (readonly [status: number, body: unknown])[] = [];
  let seen: { url: string | undefined; headers: http.IncomingHttpHeaders; body: Buffer }[] = [];
  let onChunk: ((chunk: Buffer) => void) | undefined;
  let client: MakistryClient;

  before(async () => {
    server = http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => (onChunk ?? ((kept) => chunks.push(kept)))(chunk));
      request.on('end', () => {
        seen.push({ url: request.url, headers: request.headers, body: Buffer.concat(chunks) });
        const [status, body] = (answers.length > 1 ? answers.shift() : answers[0]) ?? [500, {}];
        response.writeHead(status, status === 307 ? { Location: '/elsewhere' } : {}).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const clock: Clock = { ...systemClock, setTimeout: (callback) => systemClock.setTimeout(callback, 0) };
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    client = new MakistryClient({
      connect: () => Promise.resolve({ baseUrl, apiKey: 'mk_pub_x' }),
      fetch: globalThis.fetch,
      clock,
    });
  });
  after(() => server.close());
  beforeEach(() => {
    seen = [];
    onChunk = undefined;
    answers = [[202, { job_id: 'pub_1', status: 'queued' }]];
  });

  const blobs = (): Promise<Blob[]> =>
    Promise.all(
      Object.entries(tinyImages)
        .slice(0, 3)
        .map(async ([type, bytes], index) => {
          const file = path.join(folder.path, `image-${index}`);
          fs.writeFileSync(file, bytes);
          return fs.openAsBlob(file, { type });
        }),
    );
  const options = {
    designMode: 'assembly',
    outputFormat: 'GLB',
    metadata: { text: 'ü"', list: [1, { deep: null }] },
  } as const;

  it('sends every field and each image, byte for byte and as what it is', async () => {
    const request = {
      ...options,
      images: await blobs(),
      prompt: 'front,\r\n--side',
      callbackUrl: 'https://tunnel.example/x',
    };
    assert.deepEqual(await client.submitImages(request, 'the-key'), { jobId: 'pub_1', status: 'queued' });
    const [{ url, headers, body }] = seen as [(typeof seen)[number]];
    assert.deepEqual(
      [url, headers.authorization, headers['idempotency-key']],
      ['/v1/image-to-cad', 'Bearer mk_pub_x', 'the-key'],
    );
    assert.equal(Number(headers['content-length']), body.length);
    const parts = await partsOf(body, headers['content-type']!);
    assert.deepEqual(
      parts.filter(({ fileName }) => fileName === undefined).map(({ name, content }) => [name, content.toString()]),
      [
        ['design_mode', 'assembly'],
        ['output_format', 'GLB'],
        ['callback_url', 'https://tunnel.example/x'],
        ['prompt', 'front,\r\n--side'],
        ['metadata_json', JSON.stringify(options.metadata)],
      ],
    );
    const images = parts.filter(({ fileName }) => fileName !== undefined);
    assert.deepEqual(
      images.map(({ name, type, fileName }) => [name, type, fileName]),
      [
        ['image', 'image/png', 'image-1.png'],
        ['image', 'image/gif', 'image-2.gif'],
        ['image', 'image/webp', 'image-3.webp'],
      ],
    );
    Object.values(tinyImages)
      .slice(0, 3)
      .forEach((bytes, index) => assert.deepEqual(images[index]?.content, Buffer.from(bytes)));
  });

  it('leaves out a hint and an address that there is none of', async () => {
    await client.submitImages({ ...options, images: await blobs() }, 'the-key');
    const names = (await partsOf(seen[0]!.body, seen[0]!.headers['content-type']!)).map(({ name }) => name);
    assert.deepEqual(names, ['design_mode', 'output_format', 'metadata_json', 'image', 'image', 'image']);
  });

  it('sends all of it again after a 5xx, with the same key', async () => {
    answers = [
      [503, {}],
      [500, {}],
      [202, { job_id: 'pub_1', status: 'queued' }],
    ];
    await client.submitImages({ ...options, images: await blobs() }, 'the-key');
    assert.deepEqual(
      seen.map(({ headers }) => headers['idempotency-key']),
      ['the-key', 'the-key', 'the-key'],
    );
    const sent = await Promise.all(seen.map(({ body, headers }) => partsOf(body, headers['content-type']!)));
    assert.deepEqual(sent[1], sent[0]);
    assert.deepEqual(sent[2], sent[0]);
  });

  it('says that an image could not be read, without a second try', async () => {
    answers = [[422, { error_code: 'image_parse_failed', message: 'image 2 is broken.' }]];
    await assert.rejects(
      client.submitImages({ ...options, images: await blobs() }, 'the-key'),
      (error) => error instanceof errors.ImageParseFailedError && error.message === 'image 2 is broken.',
    );
    assert.equal(seen.length, 1);
  });

  it('does not follow a redirect, which would take the key along', async () => {
    answers = [[307, {}]];
    await assert.rejects(client.submitImages({ ...options, images: await blobs() }, 'the-key'), {
      code: 'unexpected_redirect',
    });
    assert.deepEqual(
      seen.map(({ url }) => url),
      ['/v1/image-to-cad'],
    );
  });

  it('reads three images of 10 MB while it sends them, and never has them all in memory', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const file = path.join(folder.path, 'large');
    fs.writeFileSync(file, Buffer.alloc(10_000_000, 7));
    const image = await fs.openAsBlob(file, { type: 'image/png' });
    collectGarbage();
    const before = process.memoryUsage().arrayBuffers;
    let received = 0;
    let most = 0;
    let measuredAt = 0;
    onChunk = ({ length }) => {
      received += length;
      if (received - measuredAt < 2_000_000) return;
      measuredAt = received;
      collectGarbage();
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    };
    await client.submitImages({ ...options, images: [image, image, image] }, 'the-key');
    assert.ok(received > 30_000_000);
    assert.ok(most < 8_000_000, `${most} bytes were held at once`);
  });
});
