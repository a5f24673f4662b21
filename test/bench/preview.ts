// How long a model takes from opening to its picture, beside native OpenCascade and occt-import-js: node
// out/test/bench/preview.js
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { KernelClient } from '../../src/kernel/client.js';
import { fine } from '../../src/kernel/readStep.js';
import { deflectionOf } from '../../src/kernel/tessellate.js';
import { temporaryFolder } from '../support/cleanup.js';
import { corpusFiles, type CorpusFile } from '../support/corpus.js';
import { runMain } from '../support/main.js';
import { findRoot } from '../support/root.js';
import { keepFigures, median } from './figures.js';
import { factsLine, measureFacts } from './previewFacts.js';
import { measureOpening } from './previewOpening.js';
import { bumpySphere, measureInWorkbench } from './previewWorkbench.js';

const chosen = [
  'zoo_hex-nut.step',
  'zoo_flange-xy.step',
  'caxif_io1-cm-214.stp',
  'occt_screw.step',
  'zoo_ball-bearing.step',
  'trimesh_featuretype.STEP',
  'caxif_as1-oc-214.stp',
  'build123d_M6-1x12-countersunk-screw.step',
  'kicad_LQFP-64.step',
  'odrive_PCB_v3.5.step',
];
const goals = { warmRatio: 1.5, coldRatio: 4, firstPicture500kB: 1000, stl50MB: 1500, secondOpen: 300 };
/** Native OpenCascade is to be approached for every file up to so many bytes, not only on the whole. */
const largestCompared = 5_000_000;
/**
 * Warm is what it is after so many readings, or so many ms: WebAssembly is compiled anew while it runs. The least
 * counts, as the machine's other work only adds.
 */
const warmUp = { runs: 25, ms: 5000 };

interface Times {
  readonly cold: number;
  readonly warm: number;
  /** Of the processor, with all threads: what a busy machine changes least. */
  readonly warmCpu: number;
}

/** ms, all with the same deflections. `cold` is a fresh process or worker. */
interface Row {
  readonly file: string;
  readonly kB: number;
  readonly native: Times | undefined;
  /** To the fine mesh, names, colours and edges included. */
  readonly ours: Times;
  readonly oursFirst: Times;
  readonly occtImportJs: Times;
}

async function main(): Promise<void> {
  const root = findRoot();
  const corpus = corpusFiles();
  if (corpus.length === 0) throw new Error('The bench needs the corpus of models.');
  const folder = temporaryFolder();
  const opening = await measureOpening(
    chosen.flatMap((name) => corpus.filter((candidate) => candidate.name.endsWith(name))),
    new Uint8Array(bumpySphere(1000, 500)),
  );
  if (process.argv.includes('--opening-only')) {
    keepFigures('previewOpening', opening);
    folder.remove();
    return;
  }
  const native = buildNative(root, folder.path);
  const rows: Row[] = [];
  for (const name of chosen) {
    const file = corpus.find((candidate) => candidate.name.endsWith(name));
    if (!file) throw new Error(`${name} is not in the corpus.`);
    rows.push(await measure(file, native));
    console.log(line(rows.at(-1)));
  }
  const facts = await measureFacts(
    chosen.flatMap((name) => corpus.filter((candidate) => candidate.name.endsWith(name))),
  );
  for (const times of facts) console.log(factsLine(times));
  const ratios = (of: 'ours' | 'occtImportJs', when: keyof Times): number =>
    median(rows.flatMap((row) => (row.native ? [row[of][when] / row.native[when]] : [])));
  const ratiosOf = (of: 'ours' | 'occtImportJs'): Times => ({
    cold: ratios(of, 'cold'),
    warm: ratios(of, 'warm'),
    warmCpu: ratios(of, 'warmCpu'),
  });
  const result = {
    deflection: fine,
    rows,
    facts,
    opening,
    medianRatioToNative: { ours: ratiosOf('ours'), occtImportJs: ratiosOf('occtImportJs') },
    goals,
    workbench: process.argv.includes('--kernel-only') ? undefined : await measureInWorkbench(corpus, folder.path),
  };
  const told = (name: string, { cold, warm, warmCpu }: Times): string =>
    `${name} ${cold.toFixed(2)} cold, ${warm.toFixed(2)} warm, ${warmCpu.toFixed(2)} warm by processor time`;
  const withoutNative = rows.every((row) => row.native === undefined);
  console.log(
    withoutNative
      ? 'Without native OpenCascade there are no ratios to it.'
      : `Median ratio to native: ${told('ours', result.medianRatioToNative.ours)} (goals ${goals.coldRatio} and ${goals.warmRatio}); ${told('occt-import-js', result.medianRatioToNative.occtImportJs)}`,
  );
  for (const { file, kB, native: times, ours } of rows) {
    if (!times || kB * 1000 >= largestCompared) continue;
    const [ms, cpu] = [ours.warm / times.warm, ours.warmCpu / times.warmCpu];
    const isMet = cpu <= goals.warmRatio ? 'met' : 'missed';
    console.log(`${file}: warm ${ms.toFixed(2)} of native by the clock, ${cpu.toFixed(2)} by processor time: ${isMet}`);
  }
  keepFigures('preview', result);
  folder.remove();
}

async function measure(file: CorpusFile, native: string | undefined): Promise<Row> {
  const { bbox } = file.facts;
  if (!bbox) throw new Error(`${file.name} has no box in the index.`);
  const deflection = deflectionOf(Math.hypot(bbox[3] - bbox[0], bbox[4] - bbox[1], bbox[5] - bbox[2]), fine);
  const ours = await measureOurs(file.path);
  return {
    file: path.basename(file.name),
    kB: Math.round(file.bytes / 1000),
    native: native === undefined ? undefined : measureNative(native, file.path, deflection),
    ...ours,
    occtImportJs: measureOcctImportJs(file.path, deflection),
  };
}

async function measureOurs(file: string): Promise<Pick<Row, 'ours' | 'oursFirst'>> {
  const bytes = fs.readFileSync(file);
  const kernel = new KernelClient(path.join(findRoot(), 'dist/kernel.js'));
  const runs: { first: number; last: number; firstCpu: number; lastCpu: number }[] = [];
  const begun = performance.now();
  for (let run = 0; run < 3 || (run < warmUp.runs && performance.now() - begun < warmUp.ms); run++) {
    const start = performance.now();
    const startCpu = process.cpuUsage();
    const at: { ms: number; cpu: number }[] = [];
    await kernel.readStep(bytes, new AbortController().signal, ({ kind }) => {
      const { user, system } = process.cpuUsage(startCpu);
      if (kind === 'mesh') at.push({ ms: performance.now() - start, cpu: (user + system) / 1000 });
    });
    const [first, last] = [at[0], at.at(-1)];
    runs.push({
      first: first?.ms ?? NaN,
      last: last?.ms ?? NaN,
      firstCpu: first?.cpu ?? NaN,
      lastCpu: last?.cpu ?? NaN,
    });
  }
  await kernel.dispose();
  const [cold, ...warm] = runs;
  const times = (pick: 'first' | 'last'): Times => ({
    cold: cold?.[pick] ?? NaN,
    warm: Math.min(...warm.map((run) => run[pick])),
    warmCpu: Math.min(...warm.map((run) => run[`${pick}Cpu`])),
  });
  return { ours: times('last'), oursFirst: times('first') };
}

/** Undefined, and said, where there is no compiler or no native OpenCascade (Debian: libocct-data-exchange-dev). */
function buildNative(root: string, folder: string): string | undefined {
  const program = path.join(folder, 'nativeStep');
  const libraries = [
    'TKSTEP',
    'TKSTEPBase',
    'TKSTEPAttr',
    'TKSTEP209',
    'TKXSBase',
    'TKMesh',
    'TKTopAlgo',
    'TKShHealing',
    'TKBRep',
    'TKGeomBase',
    'TKG3d',
    'TKG2d',
    'TKMath',
    'TKernel',
  ].map((name) => `-l${name}`);
  const { status, stderr } = spawnSync(
    'g++',
    [
      '-O2',
      '-w',
      '-I/usr/include/opencascade',
      path.join(root, 'test/bench/nativeStep.cpp'),
      '-o',
      program,
      ...libraries,
    ],
    { encoding: 'utf8' },
  );
  if (status === 0) return program;
  console.log(`Native OpenCascade is not measured: ${stderr.split('\n')[0] ?? 'there is no g++'}`);
  return undefined;
}

function measureNative(program: string, file: string, deflection: number): Times {
  const start = performance.now();
  const { stdout, status } = spawnSync(program, [String(fine.angular), String(deflection), file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`nativeStep ended with ${String(status)} after ${performance.now() - start} ms`);
  return JSON.parse(stdout) as Times;
}

/** In a process of its own, since its memory only grows. */
function measureOcctImportJs(file: string, deflection: number): Times {
  const program = `
    const start = performance.now();
    require('occt-import-js')().then((occt) => {
      const bytes = require('fs').readFileSync(process.argv[1]);
      const read = () => { const t = performance.now(); const c = process.cpuUsage(); occt.ReadStepFile(bytes, { linearUnit: 'millimeter', linearDeflectionType: 'absolute_value', linearDeflection: Number(process.argv[2]), angularDeflection: Number(process.argv[3]) }); const { user, system } = process.cpuUsage(c); return { ms: performance.now() - t, cpu: (user + system) / 1000 }; };
      read();
      const cold = performance.now() - start;
      const warm = [];
      for (let run = 0; run < 1 || (run < ${warmUp.runs} && performance.now() - start < ${warmUp.ms}); run++) warm.push(read());
      console.log('RESULT' + JSON.stringify({ cold, warm: Math.min(...warm.map((run) => run.ms)), warmCpu: Math.min(...warm.map((run) => run.cpu)) }));
    });`;
  const { stdout } = spawnSync(process.execPath, ['-e', program, file, String(deflection), String(fine.angular)], {
    encoding: 'utf8',
    cwd: findRoot(),
    maxBuffer: 1e9,
  });
  const found = /RESULT(.*)/.exec(stdout)?.[1];
  if (found === undefined) throw new Error('occt-import-js gave no result.');
  return JSON.parse(found) as Times;
}

function line(row: Row | undefined): string {
  if (!row) return '';
  const times = (name: string, given: Times | undefined): string =>
    `${name} ${given ? `${given.cold.toFixed(0)}/${given.warm.toFixed(0)}/${given.warmCpu.toFixed(0)}` : '–'}`;
  return `${row.file} ${row.kB} kB, ms cold/warm/warm of the processor: ${[times('native', row.native), times('first mesh', row.oursFirst), times('fine mesh', row.ours), times('occt-import-js', row.occtImportJs)].join(', ')}`;
}

runMain(main);
