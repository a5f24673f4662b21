import assert from 'node:assert/strict';
import path from 'node:path';
import { KernelClient } from '../../src/kernel/client.js';
import type { ModelFacts } from '../../src/kernel/specification.js';
import { readPrompt } from '../../src/local/prompt/index.js';
import { findRoot } from './root.js';

/** Prompt, volume in mm³ in closed form, size of the bounding box in mm. */
export type PartCase = readonly [prompt: string, volume: number, box: readonly [number, number, number]];
export type RefusalCase = readonly [prompt: string, code: string, sentence: RegExp];
export type AssumptionCase = readonly [prompt: string, assumption: RegExp];

export const forever = new AbortController().signal;

/** Volume of a cylinder. */
export const cyl = (diameter: number, height: number): number => (Math.PI / 4) * diameter ** 2 * height;
/** Volume of what the four vertical edges of a block lose by fillets. */
export const cornersOff = (radius: number, height: number): number => (4 - Math.PI) * radius ** 2 * height;
/** Volume of a cone's frustum. */
export const frustum = (bottom: number, top: number, height: number): number =>
  ((Math.PI * height) / 12) * (bottom ** 2 + bottom * top + top ** 2);

export function newKernel(): KernelClient {
  return new KernelClient(path.join(findRoot(), 'dist/kernel.js'));
}

/** A test for each prompt, on the real kernel. */
export function describeParts(
  title: string,
  parts: readonly PartCase[],
  refusals: readonly RefusalCase[] = [],
  assumptions: readonly AssumptionCase[] = [],
): void {
  describe(title, () => {
    const kernel = newKernel();
    after(() => kernel.dispose());
    for (const [prompt, volume, box] of parts) {
      it(`builds “${prompt}”`, async () => {
        const reading = readPrompt(prompt);
        assert.ok(reading.ok, reading.ok ? '' : reading.message);
        const { facts } = await kernel.build(reading.specification, 'STEP', forever);
        checkFacts(facts, volume, box);
        assert.equal(facts.solids, reading.specification.parts.length);
      });
    }
    itRefuses(refusals);
    itAssumes(assumptions);
  });
}

export function checkFacts(
  { volume: found, boundingBox: { min, max } }: ModelFacts,
  volume: number,
  box: readonly number[],
): void {
  assert.ok(Math.abs(found / volume - 1) < 1e-6, `${found} mm³ instead of ${volume}`);
  box.forEach((side, axis) =>
    assert.ok(
      Math.abs(max[axis]! - min[axis]! - side) < 0.01,
      `side ${axis}: ${max[axis]! - min[axis]!} mm instead of ${side}`,
    ),
  );
}

export function itRefuses(refusals: readonly RefusalCase[]): void {
  for (const [prompt, code, sentence] of refusals) {
    it(`refuses “${prompt}”`, () => {
      const reading = readPrompt(prompt);
      assert.ok(!reading.ok, 'it was read as a part');
      assert.equal(reading.code, code);
      assert.match(reading.message, sentence);
    });
  }
}

export function itAssumes(assumptions: readonly AssumptionCase[]): void {
  for (const [prompt, assumption] of assumptions) {
    it(`lists what it assumes of “${prompt}”`, () => {
      const reading = readPrompt(prompt);
      assert.ok(reading.ok, reading.ok ? '' : reading.message);
      assert.match(reading.specification.assumptions.join('\n'), assumption);
    });
  }
}
