import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { SharedLog } from '../../../src/base/sharedLog/sharedLog.js';
import { wrongDate } from '../../support/badClock.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { ownLog } from '../../support/logs.js';
import { StopPoint, StopPoints } from '../../support/stopPoints.js';

interface Window {
  readonly log: SharedLog<number>;
  readonly seen: Set<number>;
}

const kinds = { shorten: 'which says what is still needed', snapshot: 'which says what it adds up to' } as const;

/** Where open files can't be renamed, each try waits for a second or two: then only some of the steps are tried. */
const stride = process.platform === 'win32' ? 3 : 1;

for (const kind of ['shorten', 'snapshot'] as const) {
  describe(`A window that is stopped or killed while it shortens a log ${kinds[kind]}`, () => {
    let folder: ReturnType<typeof temporaryFolder>;
    let file: string;
    let own: string;
    let points: StopPoints;
    let acknowledged: number[];
    /** The highest entry, acknowledged or not. */
    let last: number;
    let windows: Window[];
    beforeEach(async () => {
      folder = temporaryFolder();
      file = path.join(folder.path, 'log.jsonl');
      own = await ownLog(file);
      points = new StopPoints();
    });
    afterEach(async () => {
      await points.end();
      folder.remove();
    });

    function begin(): void {
      for (const name of fs.readdirSync(folder.path)) fs.rmSync(path.join(folder.path, name));
      acknowledged = [1];
      last = 1;
      windows = [];
      fs.writeFileSync(own, '{"n":1,"e":[1]}\n'.repeat(600));
    }

    async function open(): Promise<Window> {
      const seen = new Set<number>();
      const { log } = await SharedLog.open<number>(
        {
          file,
          decode: (value) => (typeof value === 'number' ? value : undefined),
          onEntries: (entries) => entries.forEach((entry) => seen.add(entry)),
          onUnsynced: (error) => assert.ifError(error),
          size: () => 0,
          snapshot: () => [...seen],
          ...(kind === 'shorten' && {
            shorten: (written) => [...new Map(written.map((one) => [one.value, one])).values()],
          }),
        },
        (error) => assert.ifError(error),
      );
      return { log, seen };
    }

    async function append({ log }: Window): Promise<void> {
      const entry = ++last;
      await log.append(() => [entry], true);
      acknowledged.push(entry);
    }

    /**
     * Opens a window that stops after so many steps.
     * @returns what lets it go on, and waits until it has done what it wanted
     */
    async function stopAfter(steps: number): Promise<() => Promise<void>> {
      const point = new StopPoint(steps);
      const opening = points.run(point, async () => {
        const window = await open();
        await append(window);
        await window.log.close();
      });
      await Promise.race([opening, point.stopped]);
      return () => {
        point.goOn();
        return opening;
      };
    }

    async function act(what: 'open' | 'append' | 'close'): Promise<void> {
      const newest = windows.at(-1);
      if (what === 'open') windows.push(await open());
      else if (newest && what === 'append') await append(newest);
      else await windows.pop()?.log.close();
    }

    async function nothingIsLost(): Promise<void> {
      windows.push(await open());
      for (const { log, seen } of windows) {
        await log.catchUp();
        assert.deepEqual(
          acknowledged.filter((entry) => !seen.has(entry)),
          [],
        );
      }
      for (const { log } of windows.splice(0)) await log.close();
      const again = await open();
      assert.deepEqual(
        acknowledged.filter((entry) => !again.seen.has(entry)),
        [],
      );
      await again.log.close();
    }

    async function stepsOfOne(): Promise<number> {
      begin();
      return stepsOfOther();
    }

    /** How many steps it takes to open the log as it is now, to append to it and to close it. */
    async function stepsOfOther(): Promise<number> {
      const point = new StopPoint(Infinity);
      await points.run(point, async () => {
        const window = await open();
        await append(window);
        await window.log.close();
      });
      return point.steps;
    }

    for (const goesOn of [true, false]) {
      it(`loses nothing that others acknowledge meanwhile, at whatever step it is ${goesOn ? 'stopped and goes on later' : 'killed'}`, async () => {
        const all = await stepsOfOne();
        assert.ok(all > 20, 'it is shortened');
        for (let steps = 0; steps <= all; steps += stride) {
          begin();
          const goOn = await stopAfter(steps);
          for (const what of ['open', 'append', 'open', 'append', 'close', 'append'] as const) await act(what);
          if (goesOn) await goOn();
          await act('append');
          await nothingIsLost();
        }
      });
    }

    it('loses nothing when several are stopped at any steps and go on in any order, while others open, append and close', async () => {
      const all = await stepsOfOne();
      const stop = fc.record({ after: fc.nat(all), goesOn: fc.boolean() });
      const actions = fc.array(fc.constantFrom('open', 'append', 'close'), { maxLength: 5 });
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(stop, actions), { minLength: 1, maxLength: 3 }),
          actions,
          async (stops, after) => {
            begin();
            await act('open');
            await act('append');
            const later: (() => Promise<void>)[] = [];
            for (const [{ after: steps, goesOn }, between] of stops) {
              fs.appendFileSync(own, '{"n":1,"e":[1]}\n'.repeat(600));
              const goOn = await stopAfter(steps);
              if (goesOn) later.unshift(goOn);
              for (const what of between) await act(what);
            }
            for (const goOn of later) {
              await goOn();
              await act('append');
            }
            for (const what of after) await act(what);
            await nothingIsLost();
          },
        ),
        { numRuns: Math.round(60 / stride ** 2) },
      );
    });

    it('loses nothing though a window with a clock a month ahead clears out beside a living one', async () => {
      begin();
      fs.writeFileSync(path.join(folder.path, 'log.0123456789ab.jsonl'), '{"n":1,"e":[1]}\n');
      await act('open');
      await act('append');
      const right = globalThis.Date;
      globalThis.Date = wrongDate('ahead');
      try {
        await (await open()).log.close();
      } finally {
        globalThis.Date = right;
      }
      // The living one is taken for dead, if its marker has gone: then another one writes over what it appends
      // meanwhile.
      const all = await stepsOfOther();
      for (let steps = 0; steps < all; steps++) {
        fs.appendFileSync(own, '{"n":1,"e":[1]}\n'.repeat(600));
        const goOn = await stopAfter(steps);
        await act('append');
        await goOn();
      }
      await nothingIsLost();
    });
  });
}
