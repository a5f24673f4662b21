import { networkError } from '../api/errors';
import { sentence } from '../base/sentence';
import { checkedAddress, type AddressRules } from './address';
import { DownloadError } from './errors';

const maxRedirects = 3;

export interface StorageParts extends AddressRules {
  readonly fetch: typeof globalThis.fetch;
}

/** What is there already, and the storage's strong `ETag` of the entity that it is a part of. */
export interface Received {
  readonly bytes: number;
  readonly etag: string;
}

/**
 * Opens a signed storage URL. No key, cookie or header of ours goes there but those that ask for the rest of a file
 * (RFC 9110 §13.1.5, §14.2).
 * @returns a response with status 200 or 206 that has a body
 * @throws DownloadError, NetworkError, the signal's reason
 */
export async function openStorage(
  url: string,
  received: Received | undefined,
  parts: StorageParts,
  signal: AbortSignal,
): Promise<Response> {
  let address = await checkedAddress(url, parts, signal);
  // Compressed on the way, neither the length nor a part of it would be that of the file.
  const headers = {
    'Accept-Encoding': 'identity',
    ...(received && { Range: `bytes=${received.bytes}-`, 'If-Range': received.etag }),
  };
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const response = await request(address, headers, parts.fetch, signal);
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      address = await checkedAddress(location, parts, signal, address);
      continue;
    }
    if ((response.status === 200 || (response.status === 206 && received)) && response.body) return response;
    await response.body?.cancel();
    throw refusal(response.status);
  }
  throw new DownloadError('storage', sentence('The storage redirected more than {0} times.', maxRedirects));
}

async function request(
  address: URL,
  headers: Readonly<Record<string, string>>,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(address, {
      headers,
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw networkError(error, false);
  }
}

function refusal(status: number): DownloadError {
  const said = sentence('The storage answered HTTP {0} instead of the file.', status);
  // S3, Azure and Google Cloud say 403 or 400 when a signature is too old.
  if (status === 403 || status === 400) return new DownloadError('stale_address', said);
  // A passing trouble is like a lost connection: it is tried again.
  return new DownloadError(
    status >= 500 || status === 408 || status === 429 || status === 416 ? 'incomplete' : 'storage',
    said,
  );
}
