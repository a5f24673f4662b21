// Claims a lease, says whether it has it, and lives on: node leaseOwner.js <name>
import { systemClock } from '../../src/base/clock.js';
import { FileLeases } from '../../src/base/lease.js';
import { runMain } from './main.js';

runMain(async () => {
  const [name = ''] = process.argv.slice(2);
  const lease = await new FileLeases().claim(name, systemClock, { onLost: () => process.exit(1) });
  process.send?.(lease !== undefined);
});
