import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { runService, type RunningService } from '../../../src/local/service.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { imageForm, localApi, tinyImages, type Json } from '../../support/localApi.js';
import { findRoot } from '../../support/root.js';

const mebibyte = 1024 * 1024;
const png = { bytes: tinyImages['image/png']!, type: 'image/png' };

/** A PNG of so many bytes, as far as its start shows. */
function pngOf(bytes: number): typeof png {
  const content = new Uint8Array(bytes);
  content.set(png.bytes.subarray(0, Math.min(bytes, png.bytes.length)));
  return { bytes: content, type: 'image/png' };
}

describe('The built-in service, given images', () => {
  const folder = temporaryFolder();
  let service: RunningService;
  before(
    async () =>
      void (service = await runService({
        dataDir: folder.path,
        kernelFile: path.join(findRoot(), 'dist/kernel.js'),
        port: 0,
      })),
  );
  after(async () => {
    await service.stop();
    folder.remove();
  });
  const { call, json, ended, post } = localApi(() => service);
  const send = (form: FormData, headers: Record<string, string> = {}): Promise<Response> =>
    call('/image-to-cad', { method: 'POST', body: form, headers });
  const refusal = async (answer: Response): Promise<[number, unknown, string]> => {
    const { error_code, message } = (await answer.json()) as Json;
    return [answer.status, error_code, String(message)];
  };

  it('accepts a job with every field, and then fails it with a sentence instead of pretending', async () => {
    const answer = await send(
      imageForm([png, png, png], {
        design_mode: 'assembly',
        output_format: 'GLB',
        prompt: 'front, side and top view',
        metadata_json: '{"a":{"b":[1,null]}}',
      }),
    );
    assert.equal(answer.status, 202);
    const { job_id, status } = (await answer.json()) as Json;
    assert.equal(status, 'queued');
    const job = await ended(String(job_id));
    assert.deepEqual(
      [job['endpoint'], job['design_mode'], job['output_format'], job['metadata']],
      ['image_to_cad', 'assembly', 'GLB', { a: { b: [1, null] } }],
    );
    assert.deepEqual([job['status'], job['error_code']], ['failed', 'unsupported_locally']);
    assert.match(String(job['error_message']), /images.*words/);
  });

  it('takes standard, STEP and no metadata when a form has images only', async () => {
    const { job_id } = (await (await send(imageForm([png]))).json()) as Json;
    const job = await ended(String(job_id));
    assert.deepEqual([job['design_mode'], job['output_format'], job['metadata']], ['standard', 'STEP', {}]);
  });

  for (const [type, bytes] of Object.entries(tinyImages)) {
    it(`takes ${type}`, async () => assert.equal((await send(imageForm([{ bytes, type }]))).status, 202));
    it(`refuses ${type} that is said to be another type, and another type that is said to be it`, async () => {
      const other = type === 'image/png' ? 'image/gif' : 'image/png';
      assert.deepEqual((await refusal(await send(imageForm([{ bytes, type: other }])))).slice(0, 2), [
        422,
        'image_parse_failed',
      ]);
      assert.deepEqual((await refusal(await send(imageForm([{ bytes: tinyImages[other]!, type }])))).slice(0, 2), [
        422,
        'image_parse_failed',
      ]);
    });
  }

  for (const [what, image] of [
    ['a type that the contract doesn’t name', { ...png, type: 'image/tiff' }],
    ['no type', { ...png, type: 'application/octet-stream' }],
    ['an SVG', { bytes: new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'), type: 'image/svg+xml' }],
    ['text that is said to be a PNG', { bytes: new TextEncoder().encode('no image'), type: 'image/png' }],
    ['an empty file', { bytes: new Uint8Array(), type: 'image/png' }],
    ['the first seven bytes of a PNG', { bytes: png.bytes.slice(0, 7), type: 'image/png' }],
    ['a RIFF file that isn’t WebP', { bytes: new TextEncoder().encode('RIFF\x10\0\0\0WAVEfmt '), type: 'image/webp' }],
    ['one byte more than 10 MB', pngOf(10 * mebibyte + 1)],
    ['a file that is larger than any form may be', pngOf(40 * mebibyte)],
  ] as const) {
    it(`refuses ${what} with image_parse_failed, also behind good images`, async () => {
      for (const images of [[image], [png, png, image]]) {
        const [status, code, message] = await refusal(await send(imageForm(images)));
        assert.deepEqual([status, code], [422, 'image_parse_failed']);
        assert.match(message, new RegExp(`^image ${images.length}\\b`));
      }
    });
  }

  it('takes three images of 10 MB each, and keeps none of them', async () => {
    const before = bytesIn(folder.path);
    const answer = await send(imageForm([pngOf(10 * mebibyte), pngOf(10 * mebibyte), pngOf(10 * mebibyte)]));
    assert.equal(answer.status, 202);
    await ended(String(((await answer.json()) as Json)['job_id']));
    assert.ok(bytesIn(folder.path) - before < 5000);
  });

  for (const [what, form, field] of [
    ['no image', imageForm([], { prompt: 'front view' }), 'image'],
    ['four images', imageForm([png, png, png, png]), 'image'],
    ['an image that is text', imageForm([], { image: 'front view' }), 'image'],
    ['mode pro', imageForm([png], { design_mode: 'pro' }), 'design_mode'],
    ['an unknown mode', imageForm([png], { design_mode: 'turbo' }), 'design_mode'],
    ['an unknown format', imageForm([png], { output_format: 'DXF' }), 'output_format'],
    ['a plain-http callback', imageForm([png], { callback_url: 'http://example.com' }), 'callback_url'],
    ['a hint of 5001 characters', imageForm([png], { prompt: 'a'.repeat(5001) }), 'prompt'],
    ['metadata that isn’t JSON', imageForm([png], { metadata_json: '{' }), 'metadata_json'],
    ['metadata that is a list', imageForm([png], { metadata_json: '[1]' }), 'metadata_json'],
    ['metadata that is text', imageForm([png], { metadata_json: '"x"' }), 'metadata_json'],
    [
      'metadata that is nested 100000 levels deep',
      imageForm([png], { metadata_json: `{"a": ${'['.repeat(100_000)}${']'.repeat(100_000)}}` }),
      'metadata_json',
    ],
    [
      'more than 1 MB of metadata',
      imageForm([png], { metadata_json: JSON.stringify({ a: 'x'.repeat(1_100_000) }) }),
      'metadata_json',
    ],
  ] as const) {
    it(`refuses ${what} with invalid_input, and names ${field}`, async () => {
      const [status, code, message] = await refusal(await send(form));
      assert.deepEqual([status, code], [422, 'invalid_input']);
      assert.match(message, new RegExp(`^${field}\\b`));
    });
  }

  it('refuses what is no form, or a broken one', async () => {
    for (const [body, type] of [
      ['{}', 'application/json'],
      ['', 'multipart/form-data; boundary=x'],
      [
        '--x\r\nContent-Disposition: form-data; name="image"; filename="a.png"\r\nContent-Type: image/png\r\n\r\nno end',
        'multipart/form-data; boundary=x',
      ],
      ['a=b', 'multipart/form-data'],
      ['--x--', ''],
    ] as const) {
      const [status, code, message] = await refusal(
        await call('/image-to-cad', { method: 'POST', body, headers: { 'Content-Type': type } }),
      );
      assert.deepEqual([status, code], [422, 'invalid_input'], type);
      assert.match(message, /multipart/);
    }
  });

  for (const [what, body] of [
    ['two million boundaries', '--x\r\n'.repeat(2_000_000)],
    ['a field ten thousand times', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(10_000)],
  ] as const) {
    it(`refuses ${what} as soon as there are too many parts`, async () => {
      const answer = await call('/image-to-cad', {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
      });
      assert.deepEqual((await refusal(answer)).slice(0, 2), [422, 'invalid_input']);
    });
  }

  it('gives the first job again for the same Idempotency-Key, also when that was made from text', async () => {
    const key = { 'Idempotency-Key': '0e4f1c1a-6f1f-4f5e-8d51-2f3b5a0f7c77' };
    const ids = await Promise.all(
      [
        send(imageForm([png]), key),
        send(imageForm([png], { prompt: 'another' }), key),
        post('{"prompt": "cube of 5mm"}', key),
      ].map(async (answer) => ((await (await answer).json()) as Json)['job_id']),
    );
    assert.equal(new Set(ids).size, 1);
  });

  it('lists jobs from images by their endpoint', async () => {
    const text = String(((await (await post('{"prompt": "a teapot"}')).json()) as Json)['job_id']);
    const image = String(((await (await send(imageForm([png]))).json()) as Json)['job_id']);
    for (const [endpoint, its, others] of [
      ['image_to_cad', image, text],
      ['text_to_cad', text, image],
    ] as const) {
      const jobs = (await json(`/jobs?limit=100&endpoint=${endpoint}`))['jobs'] as Json[];
      assert.ok(jobs.every((job) => job['endpoint'] === endpoint));
      const ids = jobs.map((job) => job['job_id']);
      assert.ok(ids.includes(its) && !ids.includes(others));
    }
  });
});

function bytesIn(folder: string): number {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0);
}
