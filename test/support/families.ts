import assert from 'node:assert/strict';
import * as path from 'node:path';
import { KernelClient } from '../../src/kernel/client';
import type { ModelFacts } from '../../src/kernel/specification';
import type { Family, FamilyPart } from '../../src/local/geometry/family';
import { Refusal } from '../../src/local/geometry/refusal';
import { findRoot } from './root';

/** A part and what it must measure, by hand. */
export interface FamilyCase {
  readonly name: string;
  readonly make: () => Made;
  readonly volume: number;
  /** Sizes of the bounding box along X, Y and Z in mm. */
  readonly box: readonly [number, number, number];
  /** 1 when it isn't given. */
  readonly solids?: number;
  /** Of the volume; 0.01% when it isn't given. */
  readonly tolerance?: number;
}

export interface Made {
  readonly part: FamilyPart;
  readonly assumptions: readonly string[];
}

/** A family's part for sizes, with what was assumed. */
export function made<Sizes>(family: Family<Sizes>, sizes: Sizes): Made {
  const assumptions: string[] = [];
  return { part: family(sizes, (sentence) => void assumptions.push(sentence)), assumptions };
}

/** Builds a part, and checks that each of its solids is valid. */
export async function measure(kernel: KernelClient, { part, assumptions }: Made): Promise<ModelFacts> {
  const { facts } = await kernel.build(
    { name: part.name, parts: [...part.parts], assumptions: [...assumptions] },
    'STEP',
    new AbortController().signal,
  );
  return facts;
}

export const disc = (diameter: number): number => (Math.PI / 4) * diameter ** 2;
export const hexArea = (acrossFlats: number): number => (Math.sqrt(3) / 2) * acrossFlats ** 2;
export const roundedArea = (length: number, width: number, radius: number): number =>
  length * width - (4 - Math.PI) * radius ** 2;

/** Simpson's rule, for areas and volumes without a formula. */
export function integrate(from: number, to: number, height: (at: number) => number, steps = 2000): number {
  const width = (to - from) / steps;
  let sum = height(from) + height(to);
  for (let step = 1; step < steps; step++) sum += (step % 2 === 0 ? 2 : 4) * height(from + step * width);
  return (sum * width) / 3;
}

/** Declares a test for each case, on the real kernel. */
export function buildCases(title: string, cases: readonly FamilyCase[]): void {
  describe(title, () => {
    let kernel: KernelClient;
    before(() => void (kernel = new KernelClient(path.join(findRoot(), 'dist/kernel.js'))));
    after(() => kernel.dispose());
    for (const { name, make, volume, box, solids = 1, tolerance = 1e-4 } of cases) {
      it(`builds ${name} with its closed-form volume and size`, async () => {
        const {
          volume: actual,
          boundingBox: { min, max },
          solids: count,
        } = await measure(kernel, make());
        assert.ok(Math.abs(actual / volume - 1) < tolerance, `volume ${actual} instead of ${volume}`);
        for (const [axis, length] of box.entries())
          assert.ok(
            Math.abs(max[axis]! - min[axis]! - length) < 0.002,
            `${max[axis]! - min[axis]!} instead of ${length} along ${'XYZ'.charAt(axis)}`,
          );
        assert.equal(count, solids);
      });
    }
  });
}

/** Declares that sizes are refused with a sentence about the geometry. */
export function refuses<Sizes>(
  family: Family<Sizes>,
  cases: readonly (readonly [sizes: Sizes, sentence: RegExp])[],
): void {
  for (const [sizes, sentence] of cases) {
    it(`says “${sentence.source}”`, () => {
      assert.throws(
        () => made(family, sizes),
        (error: unknown) => {
          assert.ok(error instanceof Refusal, String(error));
          assert.equal(error.code, 'geometry_validation_failed');
          assert.match(error.message, sentence);
          assert.match(error.message, /[.]$/);
          return true;
        },
      );
    });
  }
}
