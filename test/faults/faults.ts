import * as errors from '../../src/api/errors.js';
import * as kinds from '../support/faultKinds.js';
import type { Fault, FaultProxy } from '../support/faultProxy.js';

/** A way in which the service, or what is in between, misbehaves. */
export interface FaultCase {
  /** Completes "when …". */
  readonly name: string;
  /** From now on, until `proxy.clear()`. */
  readonly arrange: (proxy: FaultProxy) => void | Promise<void>;
  /** What one attempt of the client ends with; undefined where the answer is whole all the same. */
  readonly error: ExpectedError | undefined;
  /** Whether the service gets the request, whatever becomes of the answer. */
  readonly reaches: boolean;
}

export interface ExpectedError {
  readonly type: abstract new (...parameters: never[]) => errors.ApiError;
  readonly code: string;
}

const timeout: ExpectedError = { type: errors.NetworkError, code: 'network_timeout' };
const interrupted: ExpectedError = { type: errors.NetworkError, code: 'network_interrupted' };
const refused: ExpectedError = { type: errors.NetworkError, code: 'network_refused' };
const server: ExpectedError = { type: errors.ServerError, code: 'server_error' };
const serverItself: ExpectedError = { type: errors.ServerError, code: 'internal_error' };
const quota: ExpectedError = { type: errors.QuotaExceededError, code: 'quota_exceeded' };
const notTheService: ExpectedError = { type: errors.UnexpectedResponseError, code: 'unexpected_response' };
const redirected: ExpectedError = { type: errors.UnexpectedResponseError, code: 'unexpected_redirect' };
const tooLarge: ExpectedError = { type: errors.UnexpectedResponseError, code: 'response_too_large' };

/** Every fault that the extension has to live with, for the suites that go through all of them. */
export const faults: readonly FaultCase[] = [
  always(
    'the connection is reset before the service gets the request',
    kinds.resetBefore({ reaches: false }),
    interrupted,
    false,
  ),
  always(
    'the service gets the request and the connection is reset before the answer',
    kinds.resetBefore({ reaches: true }),
    interrupted,
  ),
  always('the connection is reset before the first byte of the body', kinds.resetInside(0), interrupted),
  always('the connection is reset inside the body', kinds.resetInside(20), interrupted),
  always('the connection is reset after the answer', kinds.resetAfter, undefined),
  { name: 'nothing accepts connections', arrange: (proxy) => proxy.refuse(), error: refused, reaches: false },

  always('the request hangs on its way to the service', kinds.hangBeforeHeaders({ reaches: false }), timeout, false),
  always('the service gets the request and no answer comes', kinds.hangBeforeHeaders({ reaches: true }), timeout),
  always('the answer stops inside the body', kinds.hangInside(20), timeout),
  always('Content-Length is larger than the body and the connection stays open', kinds.wrongLength(10), timeout),
  always('Content-Length is smaller than the body', kinds.wrongLength(-10), notTheService),
  always('the JSON is cut and the connection closed', kinds.truncated(20, { length: 'whole' }), interrupted),
  always('the JSON is cut and Content-Length fits it', kinds.truncated(20, { length: 'sent' }), notTheService),
  always('the body is empty', kinds.truncated(0, { length: 'sent' }), notTheService),
  always(
    'the answer is not packed, but says gzip',
    kinds.changedBody((body) => body, { 'Content-Encoding': 'gzip' }),
    interrupted,
  ),
  always('the answer is no HTTP', kinds.notHttp, interrupted, false),
  always('the answer unpacks to a GB', kinds.gzipBomb(1024), tooLarge),

  always('the answer comes a byte at a time', kinds.oneByteSlices, undefined),
  always('the answer comes late', kinds.late(150), undefined),
  always(
    'the answer begins with a byte order mark',
    kinds.changedBody((body) => Buffer.concat([Buffer.from('\uFEFF'), body])),
    undefined,
  ),
  always('the answer comes twice', kinds.answeredTwice, undefined),
  always('the request is sent on twice', kinds.forwardedTwice, undefined),
  always('an older answer comes again', kinds.stale, undefined),
  always(
    'a status is a word that nobody knows',
    kinds.eachJob((job) => ({ ...job, status: 'resting' })),
    undefined,
  ),
  always(
    'there are fields that nobody knows',
    kinds.eachJob((job) => ({ ...job, surprise: { deep: [1, null, { mood: 'odd' }] }, progress: 0.5 })),
    undefined,
  ),
  always(
    'fields have other types than documented',
    kinds.eachJob((job) => ({ ...job, metadata: [], brainstorm: 'none', tokens_used: '12', created_at: 5 })),
    undefined,
  ),

  ...(
    [
      ['no Retry-After', undefined],
      ['Retry-After in seconds', '120'],
      ['Retry-After as a date', new Date(Date.now() + 90_000).toUTCString()],
      ['a garbled Retry-After', 'in a while'],
      ['a negative Retry-After', '-120'],
    ] as const
  ).map(([what, retryAfter]) =>
    always(`the limit is used up, with ${what}`, kinds.tooManyRequests(retryAfter), quota, false),
  ),

  {
    name: 'the service fails twice, then is well',
    arrange: (proxy) => {
      proxy.next(kinds.serverError(500));
      proxy.next(kinds.serverError(503));
    },
    error: serverItself,
    reaches: false,
  },
  always('the service is in maintenance (503)', kinds.serverError(503), serverItself, false),
  always('a gateway answers 502 with a page', kinds.page(502, 'Bad Gateway'), server, false),
  // The standard has fetch keep a 407 to itself. A proxy in front of https says it when the tunnel is opened, which is
  // another error.
  always(
    'an answer asks for a proxy’s password (407)',
    kinds.page(407, 'Proxy Authentication Required'),
    interrupted,
    false,
  ),
  always(
    'a captive portal answers 200 with a page',
    kinds.page(200, 'Welcome to the Hotel Wi-Fi'),
    notTheService,
    false,
  ),
  ...[400, 401, 402, 403, 404, 405, 410, 422, 451].flatMap((status) => [
    always(`a captive portal answers ${status} with a page`, kinds.page(status, 'Log in'), notTheService, false),
    always(
      `the service gets the request and a proxy answers ${status} with a page`,
      kinds.page(status, 'Blocked', { reaches: true }),
      notTheService,
    ),
  ]),
  always(
    'the service gets the request and a firewall answers 403 with JSON of its own',
    kinds.foreignJson(403),
    notTheService,
  ),
  always(
    'the service gets the request and a gateway answers 404 with JSON of its own',
    kinds.foreignJson(404),
    notTheService,
  ),
  always('a redirect leads to the same host', kinds.redirect(302, 'same host'), redirected, false),
  always('a redirect leads to another host', kinds.redirect(307, 'elsewhere'), redirected, false),
];

function always(name: string, fault: Fault, error: ExpectedError | undefined, reaches = true): FaultCase {
  return { name, arrange: (proxy) => proxy.always(fault), error, reaches };
}
