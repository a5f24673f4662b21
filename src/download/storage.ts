import { networkError } from '../api/errors';
import { DownloadError } from './errors';

const maxRedirects = 3;

/**
 * Opens a signed storage URL. No key, cookie or header of ours goes there; only https, or http to this machine.
 * @returns a response that is ok and has a body
 * @throws DownloadError, NetworkError
 */
export async function openStorage(url: string, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<Response> {
  let address = allowedAddress(url);
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const response = await request(address, fetch, signal);
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      address = allowedAddress(location, address);
      continue;
    }
    if (response.ok && response.body) return response;
    await response.body?.cancel();
    throw new DownloadError('storage', `The storage answered HTTP ${response.status} instead of the file.`);
  }
  throw new DownloadError('storage', `The storage redirected more than ${maxRedirects} times.`);
}

async function request(address: URL, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, { redirect: 'manual', credentials: 'omit', referrerPolicy: 'no-referrer', signal });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw networkError(error, false);
  }
}

function allowedAddress(url: string, base?: URL): URL {
  if (!URL.canParse(url, base?.href)) throw new DownloadError('refused_address', 'The service gave an address for the file that can’t be read.');
  const address = new URL(url, base);
  const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(address.hostname);
  if (address.protocol === 'https:' || (address.protocol === 'http:' && loopback && (!base || base.protocol === 'http:'))) return address;
  throw new DownloadError('refused_address', `The file’s address is not https (${address.protocol}//${address.host}), so it was not opened.`);
}
