import { BlockList, isIP } from 'node:net';

/** Why webhooks can't be sent to an address. */
export type AddressProblem =
  /** It isn't an address at all, or has parts that it must not have: a user name, a query. */
  | 'notAnAddress'
  /** The service sends to https only (API.md, "Webhooks"). */
  | 'notHttps'
  /** It is this machine's own, or one of a private network: the service can't reach it. */
  | 'notPublic';

/** @returns undefined for an address that the service may be able to reach */
export function addressProblem(address: string): AddressProblem | undefined {
  if (!URL.canParse(address)) return 'notAnAddress';
  const { protocol, hostname, username, password, search, hash } = new URL(address);
  if (protocol === 'http:') return 'notHttps';
  if (protocol !== 'https:' || username !== '' || password !== '' || search !== '' || hash !== '')
    return 'notAnAddress';
  return isPublic(hostname) ? undefined : 'notPublic';
}

/** The URL parser has brought an IP address into its usual form already, however it was written. */
function isPublic(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase();
  const version = isIP(name);
  if (version > 0) return !privateNetworks().check(name, version === 6 ? 'ipv6' : 'ipv4');
  // A name without a dot is known in the user's own network only.
  return name.includes('.') && !/(^|\.)(localhost|local|internal|home\.arpa)$/.test(name);
}

/** What no router of the internet passes on (RFC 6890). */
function privateNetworks(): BlockList {
  const list = new BlockList();
  for (const network of [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '224.0.0.0/3',
  ])
    addTo(list, network, 'ipv4');
  for (const network of ['::/127', 'fc00::/7', 'fe80::/10', 'ff00::/8']) addTo(list, network, 'ipv6');
  return list;
}

function addTo(list: BlockList, network: string, type: 'ipv4' | 'ipv6'): void {
  const [start = '', bits = ''] = network.split('/');
  list.addSubnet(start, Number(bits), type);
}
