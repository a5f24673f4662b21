// How many wrong specifications the guards of a language model's answers refuse, and how many right ones. Right are
// those that the reader of English makes, checked by volume; wrong are made of them: node out/test/bench/guards.js
// [--every=N] [--right]
import fs from 'node:fs';
import path from 'node:path';
import { KernelClient } from '../../src/kernel/client.js';
import { KernelFailure } from '../../src/kernel/failure.js';
import type { ModelFacts, PartSpecification } from '../../src/kernel/specification.js';
import { hardFindings, type Box, type Finding } from '../../src/local/model/guards.js';
import { strictFindings } from '../../src/local/model/strictGuard.js';
import { readPart } from '../../src/local/prompt/index.js';
import { readFamilies } from '../parts/cases.js';
import { runMain } from '../support/main.js';
import { findRoot } from '../support/root.js';
import { keepFigures } from './figures.js';
import { mutated, mutationKinds, type MutationKind } from './specificationMutations.js';

const goals = { wrongRefused: 0.7, rightRefused: 0.03 };

interface Case {
  readonly origin: 'parts' | 'outsiders';
  readonly prompt: string;
  readonly volume: number;
}

interface Count {
  wrong: number;
  refused: number;
  remarked: number;
  byKernel: number;
}

async function main(): Promise<void> {
  const asked = process.argv.find((argument) => argument.startsWith('--every='));
  const every = asked === undefined ? 5 : Number(asked.slice('--every='.length));
  const kinds = process.argv.includes('--right') ? [] : mutationKinds;
  const root = findRoot();
  const kernel = new KernelClient(path.join(root, 'dist/kernel.js'));
  const cases = [...ownCases(root).filter((_, index) => index % every === 0), ...outsiders(root)];
  const counts = Object.fromEntries(
    mutationKinds.map((kind) => [kind, { wrong: 0, refused: 0, remarked: 0, byKernel: 0 }]),
  ) as Record<MutationKind, Count>;
  const right = { all: 0, refused: [] as { prompt: string; sentences: string[] }[], doubted: 0 };

  for (const [index, { prompt, volume }] of cases.entries()) {
    const reading = readPart(prompt);
    if (!reading.ok) continue;
    const { specification } = reading;
    const facts = await built(kernel, specification);
    if (!facts || Math.abs(facts.volume / volume - 1) > 0.001) continue;
    const size = boxOf(facts);
    right.all++;
    const findings = hardFindings({ text: prompt, size, unused: [], specification, box: size });
    if (findings.length > 0) right.refused.push({ prompt, sentences: sentencesOf(findings) });
    else if (strictFindings({ text: prompt, size, unused: [], specification, box: size }).length > 0) right.doubted++;
    for (const kind of kinds) {
      const wrong = mutated(specification, kind, index);
      if (!wrong || JSON.stringify(wrong) === JSON.stringify(specification)) continue;
      const count = counts[kind];
      const other = await built(kernel, wrong);
      if (!other) {
        count.byKernel++;
        continue;
      }
      if (kind !== 'moved' && isSame(other, facts)) continue;
      const answer = { text: prompt, size, unused: [], specification: wrong, box: boxOf(other) };
      count.wrong++;
      if (hardFindings(answer).length > 0) count.refused++;
      else if (strictFindings(answer).length > 0) count.remarked++;
    }
  }
  await kernel.dispose();

  const all = Object.values(counts).reduce((sum, { wrong }) => sum + wrong, 0);
  const refused = Object.values(counts).reduce((sum, count) => sum + count.refused, 0);
  console.table(counts);
  for (const { prompt, sentences } of right.refused)
    console.log(`right, but refused: ${prompt}\n  ${sentences.join('\n  ')}`);
  report('of the wrong that the kernel builds are refused', refused / all, 'at least', goals.wrongRefused);
  report('of the right are refused', right.refused.length / right.all, 'at most', goals.rightRefused);
  console.log(
    `${right.all} right ones, of which the strict guard doubts ${right.doubted}; ${all} wrong ones, of which it remarks ` +
      `${Object.values(counts).reduce((sum, { remarked }) => sum + remarked, 0)} more`,
  );
  keepFigures('guards', { counts, right, share: { wrongRefused: refused / all }, goals });
}

function report(what: string, share: number, bound: 'at least' | 'at most', goal: number): void {
  const isMet = bound === 'at least' ? share >= goal : share <= goal;
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  console.log(`${isMet ? 'met   ' : 'MISSED'} ${percent(share)} ${what} (goal: ${bound} ${percent(goal)})`);
}

async function built(kernel: KernelClient, specification: PartSpecification): Promise<ModelFacts | undefined> {
  try {
    return (await kernel.build(specification, 'STEP', AbortSignal.timeout(30_000))).facts;
  } catch (error) {
    if (error instanceof KernelFailure || (error instanceof Error && error.name === 'TimeoutError')) return undefined;
    throw error;
  }
}

function boxOf({ boundingBox: { min, max } }: ModelFacts): Box {
  return [max[0] - min[0], max[1] - min[1], max[2] - min[2]];
}

function isSame(one: ModelFacts, other: ModelFacts): boolean {
  const boxes = boxOf(one).every((extent, axis) => Math.abs(extent - (boxOf(other)[axis] ?? 0)) < 0.001);
  return boxes && Math.abs(one.volume / other.volume - 1) < 1e-6 && Math.abs(one.area / other.area - 1) < 1e-6;
}

const sentencesOf = (findings: readonly Finding[]): string[] => findings.map(({ sentence }) => sentence);

function ownCases(root: string): readonly Case[] {
  return readFamilies(path.join(root, 'test/parts')).flatMap(({ parts }) =>
    parts.flatMap(({ prompt, volume }) => (volume === undefined ? [] : [{ origin: 'parts' as const, prompt, volume }])),
  );
}

/** A collection of prompts beside the project, if it is there. */
function outsiders(root: string): readonly Case[] {
  const file = path.resolve(root, '../shared/prompts/outsiders.json');
  const beside = [file, path.resolve(root, '../../shared/prompts/outsiders.json')].find((one) => fs.existsSync(one));
  if (beside === undefined) return [];
  const entries = JSON.parse(fs.readFileSync(beside, 'utf8')) as { prompt: string; volume?: number }[];
  return entries.flatMap(({ prompt, volume }) =>
    volume === undefined ? [] : [{ origin: 'outsiders' as const, prompt, volume }],
  );
}

runMain(main);
