import { isIP } from 'node:net';
import { isInternalAddress } from '../base/networks';

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
  if (isIP(name) !== 0) return !isInternalAddress(name);
  // A name without a dot is known in the user's own network only.
  return name.includes('.') && !/(^|\.)(localhost|local|internal|home\.arpa)$/.test(name);
}
