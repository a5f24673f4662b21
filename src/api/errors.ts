import { inEnglish, sentence, withTexts, type Sentence } from '../base/sentence';
import { redact } from './redact';

export interface ApiErrorDetails {
  /** Machine-readable: the service's `error_code`, or ours in the same style. */
  readonly code: string;
  /** The HTTP status, when there was an answer. */
  readonly status?: number;
  /** The service's own id of the request, for its support. */
  readonly requestId?: string;
  readonly cause?: unknown;
}

/** Longest message and code in characters: what the service, or a proxy, says is shown and logged. */
const maxMessageLength = 1000;
const maxCodeLength = 100;

/**
 * Anything that went wrong between us and the service. Its message, code and request id never hold a secret, and are
 * short enough to show.
 */
export class ApiError extends Error {
  override readonly name: string = 'ApiError';
  readonly code: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** The message where it is ours to say, for translation; undefined where it is the service's. */
  readonly said: Sentence | undefined;

  constructor(message: string | Sentence, details: ApiErrorDetails) {
    const text = (given: string): string => redact(shortened(given, maxMessageLength));
    super(
      text(typeof message === 'string' ? message : inEnglish(message)),
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.said = typeof message === 'string' ? undefined : withTexts(message, text);
    this.code = redact(shortened(details.code, maxCodeLength));
    this.status = details.status;
    this.requestId = details.requestId === undefined ? undefined : redact(details.requestId);
  }
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** No key is stored for the service that the settings name. */
export class MissingApiKeyError extends ApiError {
  override readonly name = 'MissingApiKeyError';

  /** @param code `malformed_api_key`: what is set in the place of one is none, and was not sent */
  constructor(code: 'missing_api_key' | 'malformed_api_key' = 'missing_api_key') {
    super(sentence('No API key is set.'), { code });
  }
}

/** 401: the key is missing, malformed or revoked. */
export class InvalidApiKeyError extends ApiError {
  override readonly name = 'InvalidApiKeyError';
}

/** 402: the job was not queued for want of credits. */
export class PaymentRequiredError extends ApiError {
  override readonly name = 'PaymentRequiredError';
}

/** 404: no such job, or another key's. */
export class NotFoundError extends ApiError {
  override readonly name = 'NotFoundError';
}

/** 410: the job's file is gone, 30 days after its creation. */
export class OutputExpiredError extends ApiError {
  override readonly name = 'OutputExpiredError';
}

/** 422, or found here before anything was sent: the request itself is wrong, and sending it again can't help. */
export class InvalidInputError extends ApiError {
  override readonly name = 'InvalidInputError';
}

/** 422 `image_parse_failed`: an image of a wrong type, or over 10 MB. */
export class ImageParseFailedError extends ApiError {
  override readonly name = 'ImageParseFailedError';
}

/** 429: the key's limit is used up. Without a status: it would be, so nothing was sent. */
export class QuotaExceededError extends ApiError {
  override readonly name = 'QuotaExceededError';
  /** How long to wait in ms; undefined when a 429 had no readable `Retry-After`. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string | Sentence, details: ApiErrorDetails & { readonly retryAfterMs: number | undefined }) {
    super(message, details);
    this.retryAfterMs = details.retryAfterMs;
  }

  /** The same, with the time in ms that whoever keeps the key's limits waits. */
  after(retryAfterMs: number): QuotaExceededError {
    const { message, said, code, status, requestId } = this;
    return new QuotaExceededError(said ?? message, {
      code,
      cause: this,
      retryAfterMs,
      ...(status !== undefined && { status }),
      ...(requestId !== undefined && { requestId }),
    });
  }
}

/** The service has refused the request with a code and a status that aren't documented. */
export class RefusedError extends ApiError {
  override readonly name = 'RefusedError';
}

/** Nothing of the service answers at the address in the settings, which lacks its `/v1`. */
export class WrongAddressError extends ApiError {
  override readonly name = 'WrongAddressError';
  /** Something has answered that there is no such path. Otherwise it may have been anybody's page. */
  readonly isCertain: boolean;

  constructor(details: Omit<ApiErrorDetails, 'code'> & { readonly isCertain: boolean }) {
    super(
      sentence(
        'The address in the setting makistry.apiBaseUrl lacks “/v1” at its end: the service does not answer there.',
      ),
      { ...details, code: wrongAddressCode },
    );
    this.isCertain = details.isCertain;
  }
}

const wrongAddressCode = 'address_without_v1';

type RefusalClass = new (message: string | Sentence, details: ApiErrorDetails) => ApiError;

/**
 * Documented codes and statuses (API.md, "Errors of a request"). The words come from outside, so they are no members of
 * an object.
 */
const refusalsByCode: ReadonlyMap<string, RefusalClass> = new Map<string, RefusalClass>([
  ['invalid_api_key', InvalidApiKeyError],
  ['payment_required', PaymentRequiredError],
  ['output_expired', OutputExpiredError],
  ['invalid_input', InvalidInputError],
  ['image_parse_failed', ImageParseFailedError],
]);
const refusalsByStatus: ReadonlyMap<number, RefusalClass> = new Map<number, RefusalClass>([
  [401, InvalidApiKeyError],
  [402, PaymentRequiredError],
  [404, NotFoundError],
  [410, OutputExpiredError],
  [422, InvalidInputError],
]);

/** The service's refusal of a request. Where the code isn't a documented one, the status decides. */
export function refusal(message: string | Sentence, details: ApiErrorDetails): ApiError {
  const { code, status } = details;
  if (code === wrongAddressCode) return new WrongAddressError({ ...details, isCertain: true });
  // Without a status it was found here, before anything was sent.
  const known = refusalsByCode.get(code) ?? (status === undefined ? InvalidInputError : refusalsByStatus.get(status));
  return new (known ?? RefusedError)(message, details);
}

/** 5xx: the service's own trouble. */
export class ServerError extends ApiError {
  override readonly name = 'ServerError';
}

/** An answer that isn't the service's: a proxy's page, a redirect, broken JSON, an undocumented status. */
export class UnexpectedResponseError extends ApiError {
  override readonly name = 'UnexpectedResponseError';
}

export type NetworkFailure = 'offline' | 'dns' | 'refused' | 'tls' | 'proxy' | 'timeout' | 'interrupted';

/** There was no whole answer. Whether the service saw the request is unknown. */
export class NetworkError extends ApiError {
  override readonly name = 'NetworkError';
  readonly failure: NetworkFailure;

  constructor(
    message: string | Sentence,
    details: Omit<ApiErrorDetails, 'code'> & { readonly failure: NetworkFailure },
  ) {
    super(message, { ...details, code: `network_${details.failure}` });
    this.failure = details.failure;
  }
}

const failuresByCode = new Map(
  Object.entries<NetworkFailure>({
    ENOTFOUND: 'dns',
    EAI_AGAIN: 'dns',
    ENETUNREACH: 'offline',
    ENETDOWN: 'offline',
    EHOSTUNREACH: 'offline',
    ECONNREFUSED: 'refused',
    ETIMEDOUT: 'timeout',
    UND_ERR_CONNECT_TIMEOUT: 'timeout',
    UND_ERR_HEADERS_TIMEOUT: 'timeout',
    UND_ERR_BODY_TIMEOUT: 'timeout',
    ERR_PROXY_CONNECTION_FAILED: 'proxy',
    ERR_TUNNEL_CONNECTION_FAILED: 'proxy',
  }),
);

/** Turns what `fetch` throws into a `NetworkError`. `timedOut` says that our own time limit ended the request. */
export function networkError(error: unknown, timedOut: boolean): NetworkError {
  if (timedOut) return new NetworkError(sentences.timeout, { failure: 'timeout', cause: error });
  const causes = causesOf(error);
  const code = causes.map(codeOf).findLast((found) => found !== undefined);
  const failure = causes.some(isProxyRefusal)
    ? 'proxy'
    : (failuresByCode.get(code ?? '') ?? (isCertificateCode(code) ? 'tls' : 'interrupted'));
  return new NetworkError(code === undefined ? sentences[failure] : sentence('{0} ({1})', sentences[failure], code), {
    failure,
    cause: error,
  });
}

const sentences: Readonly<Record<NetworkFailure, Sentence>> = {
  offline: sentence('The network is not reachable.'),
  dns: sentence('The address of the service could not be looked up.'),
  refused: sentence('Nothing accepts connections at the address of the service.'),
  tls: sentence('The certificate of the service, or of a proxy in between, is not trusted.'),
  proxy: sentence('The proxy did not let the request through.'),
  timeout: sentence('The service did not answer in time.'),
  interrupted: sentence('The connection was lost.'),
};

function isCertificateCode(code: string | undefined): boolean {
  return code !== undefined && /CERT|SSL|TLS|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/.test(code);
}

/**
 * A proxy that opens no tunnel (407, 403, …) is an error that only its text tells from others (undici’s ProxyAgent).
 */
function isProxyRefusal({ message }: Error): boolean {
  return message.includes('HTTP Tunneling');
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** `fetch` hides the reason behind a "fetch failed": the innermost cause, which is the last here, names it. */
export function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let current = error; current instanceof Error && causes.length < 8;) {
    causes.push(current);
    current =
      current instanceof AggregateError && current.errors.length > 0 ? (current.errors[0] as unknown) : current.cause;
  }
  return causes;
}
