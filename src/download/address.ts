import { isIP } from 'node:net';
import type { Clock } from '../base/clock';
import { sleep } from '../base/clock';
import { isLoopbackHost, isSpecialAddress } from '../base/networks';
import { sentence } from '../base/sentence';
import { DownloadError } from './errors';

export interface AddressRules {
  /** The API itself is on this machine, so its storage may be, too. */
  readonly apiIsOnLoopback: boolean;
  /** All addresses of a host name, as `dns.promises.lookup` with `all` gives them. */
  readonly lookup: (hostname: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;
  readonly clock: Clock;
}

/** Longest wait for a name's addresses in ms. Where only the proxy knows names, a look-up can take very long. */
const lookupLimitMs = 5000;

/**
 * Whether a file may be fetched from an address that a service or a redirect gave: https, and not in a network that
 * only this machine reaches. A name that leads to such a network is refused, too, as far as that can be known: `fetch`
 * looks the name up again by itself, so whoever owns it could answer differently then. What remains of that is small,
 * since a host on the inside has no certificate for the name.
 * @param base the address that redirects to this one
 * @throws DownloadError
 */
export async function checkedAddress(url: string, rules: AddressRules, signal: AbortSignal, base?: URL): Promise<URL> {
  if (!URL.canParse(url, base?.href))
    throw new DownloadError(
      'refused_address',
      sentence('The service gave an address for the file that can’t be read.'),
    );
  const address = new URL(url, base);
  const { protocol, hostname, host } = address;
  const toThisMachine = isLoopbackHost(hostname) && rules.apiIsOnLoopback;
  if (protocol !== 'https:' && !(protocol === 'http:' && toThisMachine && base?.protocol !== 'https:')) {
    throw new DownloadError(
      'refused_address',
      sentence('The file’s address is not https ({0}//{1}), so it was not opened.', protocol, host),
    );
  }
  if (address.username !== '' || address.password !== '')
    throw new DownloadError(
      'refused_address',
      sentence('The file’s address at {0} holds a password, so it was not opened.', host),
    );
  if (!rules.apiIsOnLoopback && (await isInside(hostname, rules, signal))) {
    throw new DownloadError(
      'refused_address',
      sentence('The file’s address ({0}) is in your own network or on your own machine, so it was not opened.', host),
    );
  }
  return address;
}

async function isInside(hostname: string, rules: AddressRules, signal: AbortSignal): Promise<boolean> {
  // `URL` has brought decimal, hexadecimal and octal forms into the usual one.
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0) return isSpecialAddress(literal);
  const name = literal.replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  return (await addressesOf(name, rules, signal)).some(({ address }) => isSpecialAddress(address));
}

/** Nothing when they can't be known here: in some networks only the proxy looks names up. */
async function addressesOf(
  name: string,
  { lookup, clock }: AddressRules,
  signal: AbortSignal,
): Promise<readonly { readonly address: string }[]> {
  const found = new AbortController();
  const limit = sleep(clock, lookupLimitMs, AbortSignal.any([signal, found.signal])).then(() => []);
  try {
    return await Promise.race([lookup(name).catch(() => []), limit]);
  } finally {
    limit.catch(() => undefined);
    found.abort();
  }
}
