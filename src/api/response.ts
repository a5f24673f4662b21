import { parseJson } from '../base/json';
import { sentence, type Sentence } from '../base/sentence';
import { decodeError } from './decode';
import {
  NetworkError,
  QuotaExceededError,
  refusal,
  ServerError,
  UnexpectedResponseError,
  type ApiError,
  type ApiErrorDetails,
} from './errors';
import { parseRetryAfter } from './retry';

/** No answer of the API is larger, unpacked, in bytes: a hundred jobs with long texts are under one MB. */
const maxBodyBytes = 16 * 1024 * 1024;

/**
 * The whole body as text.
 * @throws UnexpectedResponseError when it is larger than any answer of the API
 */
export async function readText(response: Response): Promise<string> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBodyBytes) {
      throw new UnexpectedResponseError(sentence('The answer is far too large to be the service’s.'), {
        code: 'response_too_large',
        status: response.status,
      });
    }
    chunks.push(chunk);
  }
  // Unlike Buffer's, this decoding leaves out a byte order mark, which JSON.parse refuses (RFC 8259 §8.1).
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** From this length on, in characters, a text that is nested without an end would hold the window up for seconds. */
const longText = 100_000;
/** No answer of the API is nested deeper: a job's metadata is what others have made of it. */
const mostLevels = 10_000;

/** What an answer says; undefined when it isn't JSON, or nested as no answer is. */
function parseAnswer(text: string): unknown {
  return text.length > longText && isDeeperThan(mostLevels, text) ? undefined : parseJson(text);
}

/** Counts brackets outside of strings. */
function isDeeperThan(levels: number, json: string): boolean {
  let level = 0;
  let isInString = false;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === quote) isInString = !isInString;
    else if (isInString && code === backslash) at++;
    else if (!isInString && (code === bracket || code === brace) && ++level > levels) return true;
    else if (!isInString && (code === closingBracket || code === closingBrace)) level--;
  }
  return false;
}

const [quote, backslash, bracket, brace, closingBracket, closingBrace] = [0x22, 0x5c, 0x5b, 0x7b, 0x5d, 0x7d] as const;

/** @throws UnexpectedResponseError when the text isn't JSON, as a proxy's or a login page isn't */
export function parseJsonBody(response: Response, text: string): unknown {
  const body = parseAnswer(text);
  if (body === undefined) {
    throw new UnexpectedResponseError(sentence('The answer is not the service’s: {0}', firstWords(text)), {
      code: 'unexpected_response',
      status: response.status,
    });
  }
  return body;
}

/**
 * The statuses that are the service's word without an `error_code`, too (API.md, "Basics"), with our code and sentence
 * for them.
 */
const ownRefusals: ReadonlyMap<number, readonly [code: string, said: Sentence]> = new Map([
  [401, ['invalid_api_key', sentence('The service does not accept the API key.')]],
  [402, ['payment_required', sentence('There are not enough credits for this job.')]],
  [404, ['not_found', sentence('The service does not know this job.')]],
  [410, ['output_expired', sentence('The file of this job has expired.')]],
  [422, ['invalid_input', sentence('The service does not accept the request.')]],
]);

/**
 * The contract's error for a response that isn't 2xx (API.md, "Errors of a request"). What a proxy or a portal says
 * instead of the service is an UnexpectedResponseError: it says nothing about the request.
 */
export function errorFromResponse(response: Response, text: string, now: number): ApiError {
  const answer = parseAnswer(text);
  const body = decodeError(answer);
  const [code, message] = [body.code, body.message].map((given) => (given?.trim() ? given : undefined));
  const { status } = response;
  const requestId = response.headers.get('x-request-id');
  const details = (fallbackCode: string): ApiErrorDetails => ({
    code: code ?? fallbackCode,
    status,
    ...(requestId === null ? {} : { requestId }),
  });
  const said = (fallback: Sentence): string | Sentence => message ?? fallback;

  if (status === 407)
    return new NetworkError(sentence('The proxy asks for a user name and password.'), { status, failure: 'proxy' });
  if (status === 429) {
    const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), now, response.headers.get('date'));
    return new QuotaExceededError(said(sentence('The limit of requests is used up.')), {
      ...details('quota_exceeded'),
      retryAfterMs,
    });
  }
  if (status >= 500 || (asksForRepetition(status) && code !== undefined))
    return new ServerError(said(sentence('The service has a problem (HTTP {0}).', status)), details('server_error'));
  if (status >= 300 && status < 400) {
    return new UnexpectedResponseError(
      sentence('The service answered with a redirect (HTTP {0}), which is not followed.', status),
      { code: 'unexpected_redirect', status },
    );
  }
  const [ownCode, ownSentence] = ownRefusals.get(status) ?? [
    'refused',
    sentence('The service answered HTTP {0}.', status),
  ];
  if (!isServicesWord(status, code, text, answer !== undefined)) {
    return new UnexpectedResponseError(
      sentence('The answer is not the service’s (HTTP {0}): {1}', status, firstWords(text)),
      { ...details('unexpected_response'), code: 'unexpected_response' },
    );
  }
  return refusal(
    said(code === 'image_parse_failed' ? sentence('An image could not be read.') : ownSentence),
    details(ownCode),
  );
}

/** 408 and 425 don't refuse anything (RFC 9110 §15.5.9, RFC 8470 §5.2). */
function asksForRepetition(status: number): boolean {
  return status === 408 || status === 425;
}

/**
 * Whether an answer of 4xx is the service's own (API.md, "Basics"): pages of proxies and portals come with every
 * status.
 */
function isServicesWord(status: number, code: string | undefined, text: string, isJsonText: boolean): boolean {
  if (status < 400 || asksForRepetition(status)) return false;
  if (code !== undefined) return true;
  if (status === 404) return saysNothing(text);
  return ownRefusals.has(status) && (saysNothing(text) || isJsonText);
}

/** There is no body, or one that has nothing in it. */
function saysNothing(text: string): boolean {
  return ['', '{}', 'null'].includes(text.trim());
}

/** Whether a program has said it, not a page for people. */
export function isJson(text: string): boolean {
  return parseAnswer(text) !== undefined;
}

/** Digits of a key, or a word too long for any language, which may hold one in another encoding. */
const disguised = /[0-9a-f]{8,}|[^\s<>"]{30,}/gi;

/**
 * The start of a page that isn't ours, without its tags, to tell the user what came instead. It may hold the key that
 * it was sent, in some disguise.
 */
function firstWords(text: string): string | Sentence {
  const words = withoutTags(text.slice(0, 4000))
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(disguised, '…')
    .trim();
  if (words === '') return sentence('it is empty.');
  return words.length > 120 ? `“${words.slice(0, 120)}…”` : `“${words}”`;
}

/** The text of a page: its tags, scripts and styles become blanks. What isn't closed is left as it is. */
function withoutTags(page: string): string {
  const lower = page.toLowerCase();
  let text = '';
  let at = 0;
  for (let start = page.indexOf('<'); start !== -1; start = page.indexOf('<', at)) {
    const silent = ['script', 'style'].find((name) => lower.startsWith(name, start + 1));
    const closing = silent === undefined ? -1 : lower.indexOf(`</${silent}>`, start);
    const end = closing === -1 ? page.indexOf('>', start) : closing + `</${silent ?? ''}`.length;
    if (end === -1) break;
    text += `${page.slice(at, start)} `;
    at = end + 1;
  }
  return text + page.slice(at);
}
