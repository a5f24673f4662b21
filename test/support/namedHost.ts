// Preloaded into a process (NODE_OPTIONS=--require): the name in MAKISTRY_TEST_HOST is loopback's there. The product refuses loopback's own names and
// addresses for webhooks, and so a test needs another name; an entry in the machine's list of names would need its administrator.
import dns from 'node:dns';

type Lookup = (name: string, options: unknown, callback?: unknown) => void;

const name = process.env['MAKISTRY_TEST_HOST'];
const lookup = dns.lookup as Lookup;
const redirected: Lookup = (asked, ...rest) => lookup(asked === name ? '127.0.0.1' : asked, ...rest);
Object.assign(dns, { lookup: redirected });
