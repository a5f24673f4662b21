import { BlockList, isIP } from 'node:net';

type Network = readonly [network: string, prefix: number, family: 'ipv4' | 'ipv6'];

/**
 * Networks that aren't the public internet, and where that is said. 198.18.0.0/15 (RFC 2544) isn't among them: proxies
 * answer with it for every name.
 */
const internalNetworks: readonly Network[] = [
  // This network (RFC 791).
  ['0.0.0.0', 8, 'ipv4'],
  // Private networks (RFC 1918).
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  // Behind a provider's address translation (RFC 6598).
  ['100.64.0.0', 10, 'ipv4'],
  // This machine (RFC 1122).
  ['127.0.0.0', 8, 'ipv4'],
  // Of one link, also where clouds tell their machines secrets (RFC 3927).
  ['169.254.0.0', 16, 'ipv4'],
  // Assignments for protocols (RFC 6890).
  ['192.0.0.0', 24, 'ipv4'],
  // Multicast (RFC 5771).
  ['224.0.0.0', 4, 'ipv4'],
  // Reserved, and broadcast (RFC 1112, RFC 919).
  ['240.0.0.0', 4, 'ipv4'],
  // Unspecified, this machine, and the deprecated IPv4-compatible addresses (RFC 4291).
  ['::', 96, 'ipv6'],
  // IPv4 translated within one network (RFC 8215).
  ['64:ff9b:1::', 48, 'ipv6'],
  // To be thrown away (RFC 6666).
  ['100::', 64, 'ipv6'],
  // Private networks (RFC 4193).
  ['fc00::', 7, 'ipv6'],
  // Of one link (RFC 4291), and the deprecated ones of one site (RFC 3879).
  ['fe80::', 9, 'ipv6'],
  // Multicast (RFC 4291).
  ['ff00::', 8, 'ipv6'],
];

/** For examples in documents (RFC 5737, RFC 3849): nobody has one. */
const exampleNetworks: readonly Network[] = [
  ['192.0.2.0', 24, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['2001:db8::', 32, 'ipv6'],
];

/**
 * IPv6 networks that hold an IPv4 address, and in which of their eight groups it begins: mapped (RFC 4291), NAT64 (RFC
 * 6052) and 6to4 (RFC 3056).
 */
const carriers = [
  ['::ffff:0:0', 96, 6],
  ['64:ff9b::', 96, 6],
  ['2002::', 16, 1],
] as const;

/**
 * Whether an address is in a network that isn't the public internet, also where it carries an IPv4 address of one.
 * @param address IPv4 or IPv6, in any of its usual forms
 */
export function isInternalAddress(address: string): boolean {
  return isIn(internalNetworks, address);
}

/** Whether it is internal, or one of those for examples, from which nothing comes that is meant. */
export function isSpecialAddress(address: string): boolean {
  return isIn([...internalNetworks, ...exampleNetworks], address);
}

/**
 * Whether a host name, as `URL` gives it, is this machine's. The names that are in use: all of 127.0.0.0/8 would be
 * this machine, too, but nothing listens there by itself.
 */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === '127.0.0.1' || hostname === '[::1]' || hostname === 'localhost';
}

function isIn(networks: readonly Network[], address: string): boolean {
  const [plain = ''] = address.split('%', 1);
  const version4 = isIP(plain) === 4 ? plain : ipv4Within(plain);
  const family = version4 === undefined ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  for (const [network, prefix, kind] of networks) if (kind === family) list.addSubnet(network, prefix, kind);
  return list.check(version4 ?? plain, family);
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
