import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {
  InvalidInputError,
  MissingApiKeyError,
  networkError,
  QuotaExceededError,
  UnexpectedResponseError,
  WrongAddressError,
} from '../../src/api/errors.js';
import { errorFromResponse, parseJsonBody } from '../../src/api/response.js';
import { sentence } from '../../src/base/sentence.js';
import type { JobRecord } from '../../src/jobs/model.js';
import {
  describeError,
  describeFailedJob,
  type ErrorContext,
  type ErrorSentence,
} from '../../src/wording/errorSentence.js';
import { findRoot } from '../support/root.js';

const now = new Date(2026, 4, 4, 9, 30, 20).getTime();
const request: JobRecord = {
  requestId: 'r1',
  account: 'cloud:1',
  state: 'failed',
  endpoint: 'text_to_cad',
  designMode: 'standard',
  outputFormat: 'STEP',
  createdAt: '2026-05-04T07:00:00Z',
  metadata: {},
};
const foreign: JobRecord = { ...request, jobId: 'pub_1' };
const job: JobRecord = { ...foreign, prompt: 'A plate' };
const refresh: ErrorContext = { now, again: { command: 'makistry.refreshJobs' } };

/** As the client makes it of an answer. */
function answered(
  status: number,
  body: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): unknown {
  return errorFromResponse(new Response(null, { status, headers }), JSON.stringify(body), now);
}

/** As the client makes it of what `fetch` throws. */
function unanswered(code: string): unknown {
  return networkError(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }), false);
}

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}

const refused = (field: string): ErrorSentence =>
  describeError(answered(422, { error_code: 'invalid_input', message: `${field} is wrong` }), { job, now });

const cases: Readonly<Record<string, () => ErrorSentence>> = {
  'the environment’s key is none': () => describeError(new MissingApiKeyError('malformed_api_key')),
  'no key': () => describeError(new MissingApiKeyError()),
  '401': () => describeError(answered(401)),
  '402': () => describeError(answered(402, { error_code: 'payment_required', message: 'Pay.' })),
  '404': () => describeError(answered(404)),
  '410, its prompt is known': () => describeError(answered(410), { job: { ...job, state: 'succeeded' } }),
  '410, made elsewhere': () => describeError(answered(410), { job: foreign }),
  '422, prompt': () => refused('body.prompt'),
  '422, design_mode': () => refused('design_mode'),
  '422, output_format': () => refused('output_format'),
  '422, callback_url': () => refused('callback_url'),
  '422, image': () => refused('image'),
  '422, image_parse_failed': () =>
    describeError(answered(422, { error_code: 'image_parse_failed', message: 'The 2nd file has more than 10 MB.' })),
  '422, image_parse_failed, of a known image': () =>
    describeError(answered(422, { error_code: 'image_parse_failed', message: 'image 2 has more than 10 MB.' }), {
      images: ['a.png', 'b.png'],
    }),
  'an image that is none': () =>
    describeError(new InvalidInputError(sentence('“{0}” is empty.', 'a.png'), { code: 'invalid_image' })),
  'images that are gone': () =>
    describeFailedJob({ ...request, endpoint: 'image_to_cad', errorCode: 'images_missing', errorMessage: 'Gone.' }),
  '422, another field': () => refused('metadata'),
  'another refusal of the service': () =>
    describeError(answered(403, { error_code: 'account_closed', message: 'The account is closed' })),
  '429': () => describeError(answered(429, {}, { 'retry-after': '90' }), { now }),
  'the key’s limit, before anything is sent': () =>
    describeError(new QuotaExceededError('Used up.', { code: 'request_limit', retryAfterMs: 1000 }), { now }),
  '5xx': () => describeError(answered(503), refresh),
  offline: () => describeError(unanswered('ENETUNREACH'), refresh),
  'no such address': () => describeError(unanswered('ENOTFOUND'), refresh),
  'nobody answers': () => describeError(unanswered('ECONNREFUSED'), refresh),
  'no answer in time': () => describeError(networkError(new Error('late'), true), refresh),
  'connection lost': () => describeError(unanswered('ECONNRESET'), refresh),
  proxy: () => describeError(answered(407), refresh),
  certificate: () => describeError(unanswered('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), refresh),
  'an address that is not allowed': () =>
    describeError(new UnexpectedResponseError('No.', { code: 'invalid_base_url' })),
  'an address without /v1': () => describeError(new WrongAddressError({ isCertain: true })),
  'another answer': () => describeError(thrownBy(() => parseJsonBody(new Response(null), '<h1>Log in</h1>'))),
  'a failed job': () =>
    describeFailedJob({
      ...job,
      errorCode: 'geometry_validation_failed',
      errorMessage: 'The hole is larger than the plate.',
    }),
  'a failed job, made from images': () =>
    describeFailedJob({
      ...job,
      endpoint: 'image_to_cad',
      errorCode: 'no_part_seen',
      errorMessage: 'No part can be made out.',
    }),
  'a failed job, made elsewhere': () => describeFailedJob({ ...foreign, errorCode: 'no_such_code_yet' }),
  'a request that was refused later': () =>
    describeFailedJob({ ...request, prompt: 'A plate', errorCode: 'payment_required', errorMessage: 'Pay.' }),
  'a 402 with another code, told later': () =>
    describeFailedJob({ ...request, errorCode: 'credits_gone', errorMessage: 'Gone.', errorStatus: 402 }),
  'anything else': () => describeError(new Error('Something.')),
};

interface Row {
  readonly what: string;
  readonly sentence: string;
  readonly buttons: string;
}

function rows(): readonly Row[] {
  const lines = fs.readFileSync(path.join(findRoot(), 'docs/errors.md'), 'utf8').split('\n');
  return lines
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => {
      const [, what = '', sentence = '', buttons = ''] = line.split('|').map((cell) => cell.trim());
      return { what, sentence, buttons };
    });
}

function shown({ remedies }: ErrorSentence): string {
  return remedies
    .map(
      ({ label, command, args: [first] = [] }) =>
        `${label} \`${command === 'workbench.action.openSettings' ? String(first).replace('@id:', '') : command}\``,
    )
    .join(', ');
}

describe('Errors', () => {
  it('are all in the table of docs/errors.md, and no others', () =>
    assert.deepEqual(
      rows()
        .map(({ what }) => what)
        .sort(),
      Object.keys(cases).sort(),
    ));

  for (const [what, describeIt] of Object.entries(cases)) {
    it(`say in a sentence with buttons what docs/errors.md says: ${what}`, () => {
      const row = rows().find((one) => one.what === what);
      assert.ok(row);
      const told = describeIt();
      const pattern = row.sentence
        .split(/\{\w+\}/)
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.+');
      assert.match(told.sentence, new RegExp(`^${pattern}$`));
      assert.equal(shown(told), row.buttons);
    });
  }

  it('name the next full minute at which it goes on, and the day when it is another one', () => {
    const at = (retryAfterMs: number): string =>
      describeError(new QuotaExceededError('', { code: 'request_limit', retryAfterMs }), { now }).sentence;
    const time = (minute: number): string =>
      new Date(2026, 4, 4, 9, minute).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
    assert.ok(at(1000).includes(time(31)), at(1000));
    assert.ok(at(60_000).includes(time(32)), at(60_000));
    assert.ok(
      at(20 * 3_600_000).includes(
        new Date(2026, 4, 5).toLocaleDateString(undefined, { day: 'numeric', month: 'short' }),
      ),
      at(20 * 3_600_000),
    );
  });

  it('show no secret', () => {
    const key = `mk_pub_${'ab'.repeat(16)}`;
    const failed = { ...job, errorCode: 'bad', errorMessage: `The key ${key} was used.` };
    for (const { sentence } of [
      describeError(new Error(key)),
      describeFailedJob(failed),
      describeError(answered(422, { message: key })),
    ])
      assert.ok(!sentence.includes(key), sentence);
  });
});
