// Whether the check of parts sees each size that differs, and none that doesn't: node out/test/bench/check.js
// [--parts=N] [--seed=N] [--all] [--outsiders] [--unread] [--mesh=stl|glb|3mf] [--mesh-only]. Of every prompt of
// test/parts that is read, every size that can be written over is changed by 1, 3 and 10 %, one at a time, and the part
// of the changed prompt is checked against the prompt as it was.
import fs from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../src/base/clock.js';
import { PartChecks } from '../../src/check/client.js';
import type { Checked } from '../../src/check/verdict.js';
import { toleranceOf } from '../../src/check/verdict.js';
import { meshFormats, type MeshFormat } from '../../src/models/parse/formats.js';
import { readPart } from '../../src/local/prompt/index.js';
import { sizesOf, withSizes, type PromptSize } from '../../src/local/prompt/promptSizes.js';
import { readFamilies } from '../parts/cases.js';
import { silent } from '../support/core.js';
import { runMain } from '../support/main.js';
import { newKernel } from '../support/parts.js';
import { findRoot } from '../support/root.js';
import { turnedMesh } from '../support/turnedMesh.js';
import { turnedStep, turns } from '../support/turnedStep.js';
import { meshRatio } from './checkMesh.js';
import { keepFigures } from './figures.js';

const formatNames = { step: 'STEP', stl: 'STL', glb: 'GLB', '3mf': '3MF' } as const;
const shares = [0.01, 0.03, 0.1] as const;
const goals = { exact: 0.95, quiet: 0.99 };
const never = new AbortController().signal;

const option = (name: string): string | undefined =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1];
const flag = (name: string): boolean => process.argv.includes(`--${name}`);

interface Change {
  readonly prompt: string;
  readonly size: PromptSize;
  readonly share: number;
}

async function main(): Promise<void> {
  const { triangles, readMs, checkMs, ratio } = await meshRatio();
  console.log(
    `A mesh of ${triangles} triangles: checked in ${checkMs.toFixed(0)} ms, ` +
      `${ratio.toFixed(2)} times the ${readMs.toFixed(0)} ms that its preview takes to read it`,
  );
  if (flag('mesh-only')) return;
  const seed = Number(option('seed') ?? 1);
  const random = mulberry(seed);
  const prompts = flag('outsiders') ? outsiders() : ours();
  const read = shuffled(
    prompts.filter((prompt) => readPart(prompt).ok),
    random,
  );
  const chosen = flag('all') ? read : read.slice(0, Number(option('parts') ?? 60));
  const mesh = meshFormats.find((format) => format === option('mesh'));
  const kernel = newKernel();
  const partOf = (prompt: string): Promise<Uint8Array | undefined> => builtAs(kernel, prompt, mesh);
  const checks = new PartChecks(path.join(findRoot(), 'dist/partCheck.js'), systemClock, silent);
  // With --unread the check gets a sentence more that the reader refuses: it has nothing but the sizes then.
  const check = async (prompt: string, bytes: Uint8Array, format = mesh): Promise<Checked | undefined> =>
    checks.check(
      { prompt: flag('unread') ? `${prompt}\nEngrave our name on it.` : prompt, bytes, format: format ?? 'step' },
      never,
    );
  const quiet = { tried: 0, silent: 0, notFound: 0, alarms: [] as string[] };
  const exact = {
    tried: 0,
    exactly: 0,
    equivalent: 0,
    missed: 0,
    others: 0,
    tooSmall: 0,
    notMade: 0,
    wrong: [] as string[],
  };
  const start = performance.now();
  for (const [at, prompt] of chosen.entries()) {
    const original = await partOf(prompt);
    if (!original) continue;
    const turn = turns[Math.floor(random() * turns.length)]!;
    for (const [how, bytes] of [
      ['as it is', original],
      [`turned ${turn.name}`, await (mesh ? turnedMesh(original, mesh, turn) : turnedStep(original, turn))],
    ] as const) {
      const checked = await check(prompt, bytes, how === 'as it is' ? mesh : mesh && 'stl');
      quiet.tried++;
      const alarms = checked?.verdicts.filter(({ verdict }) => verdict === 'differs' || verdict === 'notFound') ?? [];
      const isQuiet = !alarms.some(({ verdict }) => verdict === 'differs') && checked?.whole !== 'unlike';
      if (alarms.some(({ verdict }) => verdict === 'notFound')) quiet.notFound++;
      if (checked && isQuiet) quiet.silent++;
      else quiet.alarms.push(`${how}: ${checked?.whole ?? 'not checked'}, ${alarms.length} alarms: ${prompt}`);
    }
    for (const size of sizesOf(prompt))
      for (const share of shares) {
        if (!flag('all') && share !== shares[Math.floor(random() * shares.length)]) continue;
        await tryChange({ prompt, size, share }, original);
      }
    if (at % 10 === 9)
      console.log(
        `${at + 1} parts, ${((performance.now() - start) / 1000).toFixed(0)} s: exactly ${exact.exactly + exact.equivalent} of ${exact.tried}, quiet ${quiet.silent} of ${quiet.tried}`,
      );
  }

  async function tryChange({ prompt, size, share }: Change, original: Uint8Array): Promise<void> {
    const value = Number((size.value * (1 + share)).toFixed(4));
    const changed = withSizes(prompt, [{ size, value }]);
    const bytes = changed === undefined ? undefined : await partOf(changed);
    if (!bytes || same(bytes, original)) {
      exact.notMade++;
      return;
    }
    const mm = { mm: 1, cm: 10, m: 1000, in: 25.4, ft: 304.8, '°': 1 }[size.unit];
    if (Math.abs(value - size.value) * mm <= toleranceOf({ value: size.value * mm }, mesh !== undefined)) {
      exact.tooSmall++;
      return;
    }
    exact.tried++;
    const checked = await check(prompt, bytes);
    const alarms = checked?.verdicts.filter(({ verdict }) => verdict === 'differs' || verdict === 'notFound') ?? [];
    const isIt = (start: number, end: number): boolean => size.span.start >= start && size.span.end <= end;
    const [only] = alarms;
    if (alarms.length === 1 && only && isIt(only.claim.span.start, only.claim.span.end)) exact.exactly++;
    else if (alarms.length === 1 && only && (await isEquivalent(prompt, only, changed ?? ''))) exact.equivalent++;
    else {
      if (alarms.length === 0) exact.missed++;
      else exact.others++;
      exact.wrong.push(
        `${size.value} ${size.unit} (${size.of ?? ''} ${size.name ?? ''}) to ${value}, ${checked?.whole ?? 'not checked'}: ` +
          `${alarms.map(({ claim, found }) => `${claim.written} (${claim.of}) ${found ?? '–'}`).join(' | ') || 'nothing'}: ${prompt}`,
      );
    }
  }

  /** Whether the part is as well described by the size that was named: a square's other side. */
  async function isEquivalent(prompt: string, only: Checked['verdicts'][number], changed: string): Promise<boolean> {
    const { span, value } = only.claim;
    const size = sizesOf(prompt).find((one) => one.span.start >= span.start && one.span.end <= span.end);
    const other =
      size && withSizes(prompt, [{ size, value: Number(((size.value * (only.found ?? 0)) / value).toFixed(4)) }]);
    if (other === undefined) return false;
    const bytes = await partOf(other);
    const checked = bytes && (await check(changed, bytes));
    return checked?.whole === 'same' || (checked?.verdicts.every(({ verdict }) => verdict === 'found') ?? false);
  }

  const rate = (exact.exactly + exact.equivalent) / Math.max(1, exact.tried);
  const quietRate = quiet.silent / Math.max(1, quiet.tried);
  console.log(quiet.alarms.join('\n'));
  console.log(exact.wrong.join('\n'));
  console.log(
    `${chosen.length} of ${read.length} parts${flag('all') ? '' : ` (a sample by seed ${seed}, one or none of 1, 3 and 10 % for each size)`}, ` +
      `${((performance.now() - start) / 1000).toFixed(0)} s`,
  );
  console.log(
    `One size changed: exactly that one differs in ${(100 * rate).toFixed(1)} % of ${exact.tried} ` +
      `(${exact.equivalent} of them named another size that says the same; ${exact.missed} missed, ${exact.others} named others; ` +
      `${exact.tooSmall} changes within the tolerance and ${exact.notMade} that can't be made left out). Goal: ${100 * goals.exact} %`,
  );
  console.log(
    `Unchanged, and turned or mirrored: nothing differs in ${(100 * quietRate).toFixed(1)} % of ${quiet.tried} (in ${quiet.notFound} a size is not found). Goal: ${100 * goals.quiet} %`,
  );
  keepFigures(`check${flag('outsiders') ? 'Outsiders' : ''}${flag('unread') ? 'Unread' : ''}${mesh ?? ''}`, {
    seed,
    parts: chosen.length,
    rate,
    quietRate,
    exact,
    quiet,
  });
  if (rate < goals.exact || quietRate < goals.quiet) process.exitCode = 1;
  checks.dispose();
  await kernel.dispose();
}

async function builtAs(
  kernel: ReturnType<typeof newKernel>,
  prompt: string,
  mesh: MeshFormat | undefined,
): Promise<Uint8Array | undefined> {
  const reading = readPart(prompt);
  if (!reading.ok) return undefined;
  try {
    return (await kernel.build(reading.specification, formatNames[mesh ?? 'step'], never)).bytes;
  } catch {
    return undefined;
  }
}

/** Without the time in their headers. */
function same(one: Uint8Array, other: Uint8Array): boolean {
  const data = (bytes: Uint8Array): string => {
    const text = Buffer.from(bytes).toString('latin1');
    return text.split('DATA;')[1] ?? text;
  };
  return data(one) === data(other);
}

function ours(): string[] {
  const families = readFamilies(path.join(findRoot(), 'test/parts'));
  return families.flatMap(({ parts }) => parts.flatMap(({ prompt, notYet }) => (notYet ? [] : prompt)));
}

function outsiders(): string[] {
  const file = path.resolve(findRoot(), '../shared/prompts/outsiders.json');
  const entries = JSON.parse(fs.readFileSync(file, 'utf8')) as { prompt: string }[];
  return entries.map(({ prompt }) => prompt);
}

/** Numbers from 0 to 1 that are the same for a seed. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}

runMain(main);
