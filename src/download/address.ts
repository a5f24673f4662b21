import { BlockList, isIP } from 'node:net';
import type { Clock } from '../base/clock';
import { sleep } from '../base/clock';
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

/** True for the host name, as `URL` gives it, of this machine. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === '[::1]' || hostname === 'localhost' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

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
  if (isIP(literal) !== 0) return isInsideAddress(literal);
  const name = literal.replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  return (await addressesOf(name, rules, signal)).some(({ address }) => isInsideAddress(address));
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

/**
 * Networks that aren't the public internet (RFC 6890 and its registries). 198.18.0.0/15 isn't among them: proxies
 * answer with it for every name.
 */
const insideNetworks: readonly (readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 9, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

/** IPv6 networks that hold an IPv4 address, and in which of their eight groups it begins: mapped, NAT64 and 6to4. */
const carriers: readonly (readonly [network: string, prefix: number, group: number])[] = [
  ['::ffff:0:0', 96, 6],
  ['64:ff9b::', 96, 6],
  ['2002::', 16, 1],
];

/** @param address an IPv4 or IPv6 address in any of its usual forms */
export function isInsideAddress(address: string): boolean {
  const [plain = ''] = address.split('%', 1);
  if (isIP(plain) === 4) return isListed(plain, 'ipv4');
  const carried = ipv4Within(plain);
  return carried === undefined ? isListed(plain, 'ipv6') : isListed(carried, 'ipv4');
}

function isListed(address: string, family: 'ipv4' | 'ipv6'): boolean {
  const list = new BlockList();
  for (const [network, prefix, kind] of insideNetworks) if (kind === family) list.addSubnet(network, prefix, kind);
  return list.check(address, family);
}

function ipv4Within(address: string): string | undefined {
  for (const [network, prefix, group] of carriers) {
    const list = new BlockList();
    list.addSubnet(network, prefix, 'ipv6');
    if (!list.check(address, 'ipv6')) continue;
    const groups = groupsOf(address);
    const [high = 0, low = 0] = groups.slice(group);
    return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
  }
  return undefined;
}

/** The eight 16-bit groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  // `URL` writes a dotted end as two groups.
  const [front = '', back] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const parse = (half: string | undefined): number[] =>
    half === undefined || half === '' ? [] : half.split(':').map((group) => Number.parseInt(group, 16));
  const [first, last] = [parse(front), parse(back)];
  return back === undefined
    ? first
    : [...first, ...Array.from({ length: 8 - first.length - last.length }, () => 0), ...last];
}
