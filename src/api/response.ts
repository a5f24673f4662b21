import { sentence, type Sentence } from '../base/sentence';
import { decodeError } from './decode';
import {
  ImageParseFailedError,
  InvalidApiKeyError,
  InvalidInputError,
  NetworkError,
  NotFoundError,
  OutputExpiredError,
  PaymentRequiredError,
  QuotaExceededError,
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
      throw new UnexpectedResponseError(sentence('The answer is far too large to be the service’s.'), { code: 'response_too_large', status: response.status });
    }
    chunks.push(chunk);
  }
  // Unlike Buffer's, this decoding leaves out a byte order mark, which JSON.parse refuses (RFC 8259 §8.1).
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** @throws UnexpectedResponseError when the text isn't JSON, as a proxy's or a login page isn't */
export function parseJsonBody(response: Response, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UnexpectedResponseError(sentence('The answer is not the service’s: {0}', firstWords(text)), { code: 'unexpected_response', status: response.status });
  }
}

/** The contract's error for a response that isn't 2xx (API.md, "Errors of a request"). */
export function errorFromResponse(response: Response, text: string, now: number): ApiError {
  const body = decodeError(jsonOrUndefined(text));
  const [code, message] = [body.code, body.message].map((given) => (given?.trim() ? given : undefined));
  const { status } = response;
  const requestId = response.headers.get('x-request-id');
  const details = (fallbackCode: string): ApiErrorDetails => ({ code: code ?? fallbackCode, status, ...(requestId === null ? {} : { requestId }) });
  const said = (fallback: Sentence): string | Sentence => message ?? fallback;

  switch (status) {
    case 401:
      return new InvalidApiKeyError(said(sentence('The service does not accept the API key.')), details('invalid_api_key'));
    case 402:
      return new PaymentRequiredError(said(sentence('There are not enough credits for this job.')), details('payment_required'));
    case 404:
      return new NotFoundError(said(sentence('The service does not know this job.')), details('not_found'));
    case 407:
      return new NetworkError(sentence('The proxy asks for a user name and password.'), { status, failure: 'proxy' });
    case 410:
      return new OutputExpiredError(said(sentence('The file of this job has expired.')), details('output_expired'));
    case 422:
      return code === 'image_parse_failed'
        ? new ImageParseFailedError(said(sentence('An image could not be read.')), details('image_parse_failed'))
        : new InvalidInputError(said(sentence('The service does not accept the request.')), details('invalid_input'));
    case 429:
      return new QuotaExceededError(said(sentence('The limit of requests is used up.')), {
        ...details('quota_exceeded'),
        retryAfterMs: parseRetryAfter(response.headers.get('retry-after'), now),
      });
  }
  if (status >= 500) return new ServerError(said(sentence('The service has a problem (HTTP {0}).', status)), details('server_error'));
  if (status >= 300 && status < 400) {
    return new UnexpectedResponseError(sentence('The service answered with a redirect (HTTP {0}), which is not followed.', status), { code: 'unexpected_redirect', status });
  }
  return new UnexpectedResponseError(said(sentence('The service answered HTTP {0}: {1}', status, firstWords(text))), details('unexpected_response'));
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The start of a page that isn't ours, without its tags, to tell the user what came instead. */
function firstWords(text: string): string | Sentence {
  const words = text.slice(0, 4000).replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/gi, ' ').replace(/\s+/g, ' ').trim();
  if (words === '') return sentence('it is empty.');
  return words.length > 120 ? `“${words.slice(0, 120)}…”` : `“${words}”`;
}
