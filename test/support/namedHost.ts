// Loaded into a process, by NODE_OPTIONS=--require or as an extension: the name in MAKISTRY_TEST_HOST is loopback's
// there. The product refuses loopback's own names and addresses for webhooks, so its tests need another name; one in
// the machine's own list would need the administrator and be there for everybody.
import dns from 'node:dns';

type Lookup = (name: string, options: unknown, callback?: unknown) => void;

const name = process.env['MAKISTRY_TEST_HOST'];
const lookup = dns.lookup as Lookup;
const redirected: Lookup = (asked, ...rest) => lookup(asked === name ? '127.0.0.1' : asked, ...rest);
Object.assign(dns, { lookup: redirected });
