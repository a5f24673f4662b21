// Runs the unit tests and those against a service that misbehaves in plain Node: node out/scripts/testUnit.js
// [--only=waiting|working]
import fs from 'node:fs';
import path from 'node:path';
import { runMain } from '../test/support/main.js';
import { findRoot } from '../test/support/root.js';
import { runTier } from '../test/support/runTier.js';
import { warmKernel } from '../test/support/warmKernel.js';

/**
 * Their tests wait most of the time, for real clocks, files and other processes; those of the other rooms keep a core
 * busy.
 */
const waitingRooms: readonly string[] = ['jobs', 'webhook'];

async function main(): Promise<void> {
  const root = findRoot();
  const unit = path.join(root, 'out/test/unit');
  const rooms = fs.readdirSync(unit).sort();
  const waiting = [path.join(root, 'out/test/faults'), ...waitingRooms.map((room) => path.join(unit, room))];
  const working = rooms.filter((room) => !waitingRooms.includes(room)).map((room) => path.join(unit, room));
  const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
  const [name, folders] =
    only === 'waiting' ? [only, waiting] : only === 'working' ? [only, working] : ['unit', [...waiting, ...working]];
  const results = path.join(root, `out/results/${name}.json`);
  await runTier('Unit tests', {
    folders,
    suffix: '.test.js',
    results,
    ...(only !== 'waiting' && { rootHooks: warmKernel() }),
  });
}

runMain(main);
