import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { CorpusFile } from '../support/corpus.js';
import { openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

/** ms from the moment that the editor is asked for the model to the picture, by the extension's own log. */
export interface WorkbenchTimes {
  readonly opened: readonly { readonly file: string; readonly first: number; readonly final: number }[];
  /** The same files again, from the cache. */
  readonly again: readonly { readonly file: string; readonly final: number }[];
  readonly stl50MB: number;
  /** Resident memory in MB after some models and after fifty: of the extension hosts, and of the browser. */
  readonly memory: { readonly after10: Memory; readonly after30: Memory; readonly after50: Memory };
}

interface Memory {
  readonly host: number;
  readonly browser: number;
}

const files = ['zoo_hex-nut.step', 'caxif_as1-oc-214.stp', 'build123d_M6-1x12-countersunk-screw.step'];
const largeStl = 'large.stl';

export async function measureInWorkbench(corpus: readonly CorpusFile[], folder: string): Promise<WorkbenchTimes> {
  const stl = path.join(folder, largeStl);
  fs.writeFileSync(stl, bumpySphere(1000, 500));
  const session = await openSession({
    prepareWorkspace: (workspace) => {
      for (const { name, path: source } of corpus) fs.copyFileSync(source, path.join(workspace, path.basename(name)));
      fs.copyFileSync(stl, path.join(workspace, largeStl));
    },
  });
  try {
    const opened: { file: string; first: number; final: number }[] = [];
    // The first model starts the worker; it is measured as the others are and named for what it is.
    for (const file of ['occtjs_cube.stp', ...files]) opened.push({ file, ...(await open(session, file)) });
    const again: { file: string; final: number }[] = [];
    for (const file of files) again.push({ file, final: (await open(session, file)).final });
    const { final: stl50MB } = await open(session, largeStl);
    const memory = await openAndClose(session, corpus);
    const result = { opened, again, stl50MB, memory };
    console.log(JSON.stringify(result, null, 1));
    return result;
  } finally {
    await session.close();
  }
}

async function open({ workbench, page, profile }: UiSession, file: string): Promise<{ first: number; final: number }> {
  await workbench.command('View: Close All Editors');
  const before = pictures(profile).length;
  await page.keyboard.press('Control+P');
  await workbench.type(file);
  await workbench.pick(file);
  const told = await until(
    () => {
      const found = pictures(profile).slice(before);
      return found.some(({ kind }) => kind === 'final') ? found : undefined;
    },
    `the picture of ${file}`,
    120_000,
  );
  return { first: told[0]?.ms ?? NaN, final: told.find(({ kind }) => kind === 'final')?.ms ?? NaN };
}

/** The pictures that the extension's log tells of. */
function pictures(profile: string): { kind: string; ms: number }[] {
  const logs = path.join(profile, 'data/logs');
  return fs
    .readdirSync(logs, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('Makistry CAD.log'))
    .flatMap((file) =>
      [...fs.readFileSync(path.join(logs, file), 'utf8').matchAll(/(first|final) picture after (\d+) ms/g)].map(
        ([, kind = '', ms]) => ({ kind, ms: Number(ms) }),
      ),
    );
}

async function openAndClose(session: UiSession, corpus: readonly CorpusFile[]): Promise<WorkbenchTimes['memory']> {
  const small = corpus
    .filter(({ bytes, facts }) => bytes < 200_000 && (facts.bbox ?? facts.assimp?.min))
    .map(({ name }) => path.basename(name));
  const after: Memory[] = [];
  for (let at = 0; at < 50; at++) {
    await open(session, small[at % small.length] ?? '');
    if (at === 9 || at === 29 || at === 49) {
      await session.workbench.command('View: Close All Editors');
      after.push(memoryNow());
    }
  }
  const [after10, after30, after50] = after;
  if (!after10 || !after30 || !after50) throw new Error('Memory was not measured.');
  return { after10, after30, after50 };
}

/** Among the processes that this one has started: the server's extension host, and Chromium's pages. */
function memoryNow(): Memory {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => {
      const [pid, parent, rss, ...args] = line.trim().split(/\s+/);
      return { pid: Number(pid), parent: Number(parent), rss: Number(rss), args: args.join(' ') };
    });
  const ours = new Set([process.pid]);
  for (let size = 0; size !== ours.size;) {
    size = ours.size;
    for (const { pid, parent } of processes) if (ours.has(parent)) ours.add(pid);
  }
  const sum = (pattern: RegExp): number =>
    Math.round(
      processes
        .filter(({ pid, args }) => ours.has(pid) && pattern.test(args))
        .reduce((total, { rss }) => total + rss, 0) / 1000,
    );
  return { host: sum(/--type=extensionHost/), browser: sum(/--type=renderer/) };
}

/** A binary STL of `2 × around × up` triangles: a million make 50 MB. */
export function bumpySphere(around: number, up: number): Buffer {
  const triangles = around * up * 2;
  const bytes = Buffer.alloc(84 + triangles * 50);
  bytes.writeUInt32LE(triangles, 80);
  const point = (i: number, j: number): number[] => {
    const [theta, phi] = [(2 * Math.PI * i) / around, (Math.PI * j) / up];
    const radius = 50 + 2 * Math.sin(12 * theta) * Math.sin(9 * phi);
    return [radius * Math.sin(phi) * Math.cos(theta), radius * Math.sin(phi) * Math.sin(theta), radius * Math.cos(phi)];
  };
  let offset = 84;
  for (let i = 0; i < around; i++) {
    for (let j = 0; j < up; j++) {
      for (const corners of [
        [point(i, j), point(i, j + 1), point(i + 1, j + 1)],
        [point(i, j), point(i + 1, j + 1), point(i + 1, j)],
      ]) {
        corners.flat().forEach((value, at) => bytes.writeFloatLE(value, offset + 12 + at * 4));
        // The normal of a sphere is its radius.
        (corners[1] ?? []).forEach((value, at) => bytes.writeFloatLE(value / 50, offset + at * 4));
        offset += 50;
      }
    }
  }
  return bytes;
}
