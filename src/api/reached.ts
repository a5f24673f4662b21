import { ApiError, causesOf, NetworkError } from './errors';

/**
 * Whether the service can have seen a request that was handed to `fetch` and ended with this error. Only what is sure
 * counts as unseen: it has failed before the connection was ready for its first byte, or somebody in between has told
 * that it never got there.
 */
export function mayHaveArrived(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true;
  // What a captive portal says, never the service (RFC 6585 §6).
  if (error.status === networkAuthenticationRequired) return false;
  if (!(error instanceof NetworkError)) return true;
  // A proxy that asks for a password, or opens no tunnel, has passed nothing on.
  return error.failure !== 'proxy' && !failedBefore(error);
}

const networkAuthenticationRequired = 511;

/** Where several addresses were tried, all of them must have failed so. */
function failedBefore(error: Error): boolean {
  const causes = causesOf(error);
  const tried: readonly unknown[] =
    causes.findLast((cause) => cause instanceof AggregateError)?.errors ?? causes.slice(-1);
  return tried.length > 0 && tried.every((cause) => cause instanceof Error && isBeforeRequest(cause));
}

/**
 * A lost connection has the same codes as one that was never made, so the call of the system decides where Node.js
 * names it. The handshake of TLS ends before the request begins, and with it all that is said about certificates; other
 * errors of TLS can come later.
 */
function isBeforeRequest(error: Error & { readonly syscall?: unknown; readonly code?: unknown }): boolean {
  const { syscall, code } = error;
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true;
  if (error.message.includes(lostInHandshake)) return true;
  return syscall === undefined && typeof code === 'string' && (earlyCodes.has(code) || certificateCode.test(code));
}

/**
 * The text that Node.js gives to a connection that ends during the handshake; the code is that of any lost connection.
 */
const lostInHandshake = 'before secure TLS connection was established';

/**
 * Those of undici, and of Chromium's network stack, which `fetch` can be, besides those of the system that only name
 * what failed.
 */
const earlyCodes: ReadonlySet<string> = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ERR_INTERNET_DISCONNECTED',
  'ERR_NAME_NOT_RESOLVED',
  'ERR_CONNECTION_REFUSED',
  'ERR_ADDRESS_UNREACHABLE',
  'ERR_PROXY_CONNECTION_FAILED',
  'ERR_TUNNEL_CONNECTION_FAILED',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
]);

/**
 * A certificate that we did not accept: of the verification's codes in Node.js (`UNABLE_TO_…`, `CERT_…`,
 * `DEPTH_ZERO_SELF_SIGNED_CERT`, …) all name it.
 */
const certificateCode =
  /^(?:UNABLE_TO_|CERT_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT|INVALID_CA$|INVALID_PURPOSE$|HOSTNAME_MISMATCH$|ERR_TLS_CERT_ALTNAME_INVALID$|ERR_CERT_)/;
