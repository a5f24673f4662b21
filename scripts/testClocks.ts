// Runs the unit tests of the rooms that look at clocks under wrong ones: node out/scripts/testClocks.js
// [--clock=ahead|behind|jumps] [--room=…]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { badClocks, badClockVariable, type BadClock } from '../test/support/badClock.js';
import { runMain } from '../test/support/main.js';
import { findRoot } from '../test/support/root.js';
import { runTier } from '../test/support/runTier.js';

const rooms: readonly string[] = ['base', 'jobs', 'download', 'webhook', 'local'];

const root = findRoot();

async function main(): Promise<void> {
  const option = (name: string): string | undefined =>
    process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
  const room = option('room');
  const clock = badClocks.find((each) => each === option('clock'));
  const asked = room === undefined ? rooms : rooms.filter((each) => each === room);
  if (clock !== undefined && clock === process.env[badClockVariable]) await runUnder(clock, asked);
  else for (const each of clock === undefined ? badClocks : [clock]) await start(each, room);
}

/** In a process of its own, which has the clock from its start on, and those that its tests start. */
async function start(clock: BadClock, room: string | undefined): Promise<void> {
  const own = path.join(root, 'out/test/support/badClock.js');
  const child = spawn(
    process.execPath,
    [
      path.join(root, 'out/scripts/testClocks.js'),
      `--clock=${clock}`,
      ...(room === undefined ? [] : [`--room=${room}`]),
    ],
    {
      stdio: 'inherit',
      env: { ...process.env, [badClockVariable]: clock, NODE_OPTIONS: `--require ${JSON.stringify(own)}` },
    },
  );
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) process.exitCode = 1;
}

async function runUnder(clock: BadClock, asked: readonly string[]): Promise<void> {
  const folders = asked.map((room) => path.join(root, 'out/test/unit', room));
  await runTier(`Unit tests with a clock that is ${clock === 'jumps' ? 'set again and again' : clock}`, {
    folders,
    suffix: '.test.js',
    results: path.join(root, `out/results/clock-${clock}.json`),
  });
}

runMain(main);
