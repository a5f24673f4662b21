import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { STLLoader } from 'three/examples/jsm/loaders/STLLoader.js';
import { parseMesh } from '../../src/models/parse/index.js';
import type { CorpusFile } from '../support/corpus.js';
import { findRoot } from '../support/root.js';
import { median } from './figures.js';
import type { ColdOpening, StartSteps } from './previewCold.js';
import { stopwatch, type Spent } from './stopwatch.js';

/** What openings are compared with, as ratios. */
export const openingGoals = { coldToOcctImportJs: 0.8, secondToFirst: 0.25, stlToThree: 1.5 };

/** How often each pair is measured: each ratio is of two openings that follow each other. */
const pairs = 3;
const stlPairs = 9;

/** Ratios by the clock and by processor time, which other work on the machine changes less. */
interface Ratio {
  readonly ms: number;
  readonly cpu: number;
}

export interface OpeningTimes {
  readonly timeline: Readonly<Record<string, Spent>>;
  readonly files: readonly {
    readonly file: string;
    readonly coldToOcctImportJs: Ratio;
    readonly secondToFirst: Ratio;
  }[];
  readonly coldToOcctImportJs: Ratio;
  readonly secondToFirst: Ratio;
  readonly stlToThree: Ratio;
}

/**
 * Where the time of a first opening goes, and ratios of openings to each other and to what else there is. Each opening
 * is in a process of its own.
 */
export async function measureOpening(
  files: readonly CorpusFile[],
  stl: Uint8Array<ArrayBuffer>,
): Promise<OpeningTimes> {
  const [smallest] = [...files].sort((one, other) => one.bytes - other.bytes);
  const timeline = smallest ? stepsOf(smallest) : {};
  console.log(
    `The kernel's start and its first readings of ${nameOf(smallest)}, ms by the clock and of the processor:`,
  );
  for (const [step, { ms, cpu }] of Object.entries(timeline))
    console.log(`  ${step} ${ms.toFixed(0)} ${cpu.toFixed(0)}`);
  const measured = files.map((file) => {
    const cold: Ratio[] = [];
    const second: Ratio[] = [];
    let told = '';
    for (let pair = 0; pair < pairs; pair++) {
      const ours = run(['out/test/bench/previewCold.js', file.path]) as ColdOpening;
      const theirs = run(['-e', occtImportJs, file.path]) as Spent;
      cold.push(ratio(ours.mesh, theirs));
      second.push(ratio(ours.again, ours.mesh));
      told = ours.timeline;
    }
    const row = { file: nameOf(file), coldToOcctImportJs: middle(cold), secondToFirst: middle(second) };
    console.log(
      `${row.file}: cold to occt-import-js ${written(row.coldToOcctImportJs)}, second to first ${written(row.secondToFirst)} (ms: ${told})`,
    );
    return row;
  });
  const result = {
    timeline,
    files: measured,
    coldToOcctImportJs: middle(measured.map((row) => row.coldToOcctImportJs)),
    secondToFirst: middle(measured.map((row) => row.secondToFirst)),
    stlToThree: await stlRatio(stl),
  };
  for (const goal of ['coldToOcctImportJs', 'secondToFirst', 'stlToThree'] as const) {
    const isMet = result[goal].cpu <= openingGoals[goal];
    console.log(`${goal}: ${written(result[goal])}, goal ${openingGoals[goal]}: ${isMet ? 'met' : 'missed'}`);
  }
  return result;
}

/** The median of each step over several processes. */
function stepsOf(file: CorpusFile): Record<string, Spent> {
  const all = Array.from(
    { length: pairs },
    () => run(['out/test/bench/previewCold.js', file.path, 'steps']) as StartSteps,
  );
  const names = Object.keys(all[0] ?? {});
  return Object.fromEntries(
    names.map((step) => {
      const of = (what: keyof Spent): number => median(all.map((found) => found[step]?.[what] ?? NaN));
      return [step, { ms: of('ms'), cpu: of('cpu') }];
    }),
  );
}

/** From the bytes of a large STL to the triangles that are drawn, beside three's parser alone. */
async function stlRatio(bytes: Uint8Array<ArrayBuffer>): Promise<Ratio> {
  const ratios: Ratio[] = [];
  for (let pair = 0; pair < stlPairs; pair++) {
    const theirs = await spentBy(() => new STLLoader().parse(bytes.buffer));
    let ours: Spent | undefined;
    const begun = stopwatch();
    await parseMesh('stl', bytes, undefined, () => (ours = begun()));
    if (ours) ratios.push(ratio(ours, theirs));
  }
  return middle(ratios);
}

async function spentBy(work: () => unknown): Promise<Spent> {
  const spent = stopwatch();
  await work();
  return spent();
}

/** Its start, and its first reading at the same deflections as ours on the whole. */
const occtImportJs = `
  const [ms, cpu] = [performance.now(), process.cpuUsage()];
  require('occt-import-js')().then((occt) => {
    occt.ReadStepFile(require('fs').readFileSync(process.argv[1]), {
      linearUnit: 'millimeter', linearDeflectionType: 'bounding_box_ratio', linearDeflection: 0.001, angularDeflection: 0.25,
    });
    const { user, system } = process.cpuUsage(cpu);
    console.log();
    console.log(JSON.stringify({ ms: performance.now() - ms, cpu: (user + system) / 1000 }));
  });`;

/** @returns what the process says in its last line */
function run(args: readonly string[]): unknown {
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: findRoot(), maxBuffer: 1e9 });
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(`${args.join(' ').slice(0, 200)} said: ${last}${stderr}`);
  return JSON.parse(last);
}

function ratio(one: Spent, other: Spent): Ratio {
  return { ms: one.ms / other.ms, cpu: one.cpu / other.cpu };
}

function middle(ratios: readonly Ratio[]): Ratio {
  return { ms: median(ratios.map(({ ms }) => ms)), cpu: median(ratios.map(({ cpu }) => cpu)) };
}

function written({ ms, cpu }: Ratio): string {
  return `${ms.toFixed(2)} by the clock, ${cpu.toFixed(2)} by processor time`;
}

function nameOf(file: CorpusFile | undefined): string {
  return path.basename(file?.name ?? '');
}
