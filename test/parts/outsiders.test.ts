import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { ModelFacts } from '../../src/kernel/specification.js';
import { findRoot } from '../support/root.js';
import { PartService } from './service.js';

const size = v.pipe(v.array(v.number()), v.length(3));
const promptSchema = v.looseObject({
  prompt: v.string(),
  volume: v.optional(v.number()),
  box: v.optional(size),
  tolerance: v.optional(v.object({ volume: v.number(), box: v.number() }), { volume: 0.001, box: 0.05 }),
  alternatives: v.optional(v.array(v.looseObject({ volume: v.optional(v.number()), box: v.optional(size) })), []),
  refuse: v.optional(v.boolean(), false),
});
type OutsidersPrompt = v.InferOutput<typeof promptSchema>;

/** How many of the prompts to be built were right when this was written: it may only grow. */
const leastRight = 120;

/** Prompts in the manner of people who don't know the reader, if their collection lies beside the project. */
describe('Prompts of outsiders', function () {
  this.timeout(600_000);
  const file = path.resolve(findRoot(), '../shared/prompts/outsiders.json');
  const service = new PartService();
  after(() => service.dispose());

  it('become the right part or none', async function () {
    if (!fs.existsSync(file)) {
      console.log('      The collection of outsiders’ prompts is not there: nothing is checked.');
      this.skip();
    }
    const prompts = v.parse(v.array(promptSchema), JSON.parse(fs.readFileSync(file, 'utf8')));
    const wrong: string[] = [];
    let right = 0;
    for (const entry of prompts) {
      const answer = await service.answer(entry.prompt, 'STEP', new AbortController().signal);
      if (!answer.ok) continue;
      if (!entry.refuse && fits(entry, answer.facts)) right++;
      else wrong.push(`${entry.prompt.replace(/\s+/g, ' ')}: ${answer.facts.volume.toFixed(2)} mm³`);
    }
    const wanted = prompts.filter(({ refuse }) => !refuse).length;
    console.log(`      ${right} of ${wanted} are made rightly, ${wrong.length} wrongly.`);
    assert.deepEqual(wrong, []);
    assert.ok(right >= leastRight, `${right} instead of ${leastRight}`);
  });
});

function fits({ tolerance, box, volume, alternatives }: OutsidersPrompt, facts: ModelFacts): boolean {
  const { min, max } = facts.boundingBox;
  const found = min.map((low, axis) => max[axis]! - low).sort(ascending);
  return [{ volume, box }, ...alternatives].some((way) => {
    const sizes = (way.box ?? box)?.toSorted(ascending) ?? [];
    return (
      way.volume !== undefined &&
      Math.abs(facts.volume - way.volume) <= way.volume * tolerance.volume &&
      sizes.every((one, axis) => Math.abs(one - found[axis]!) <= tolerance.box)
    );
  });
}

const ascending = (a: number, b: number): number => a - b;
