import assert from 'node:assert/strict';
import type { KernelClient } from '../../src/kernel/client';
import type { BuiltModel, Feature, KernelFormat, ModelFacts, Profile, Shape } from '../../src/kernel/specification';
import { newKernel } from './parts';

const never = new AbortController().signal;

export interface KernelParts {
  /** A part of these features, written in a format. */
  readonly write: (format: KernelFormat, ...features: Feature[]) => Promise<BuiltModel>;
  readonly build: (...features: Feature[]) => Promise<ModelFacts>;
  readonly made: (shape: Shape) => Promise<ModelFacts>;
  /** Asserts that the part is refused, with a sentence that matches. */
  readonly refuses: (sentence: RegExp, ...features: Feature[]) => Promise<void>;
  readonly refusesShape: (sentence: RegExp, shape: Shape) => Promise<void>;
}

/** One real kernel for the tests of a suite, which it starts and ends. */
export function useKernel(this: Mocha.Suite): KernelParts {
  let kernel: KernelClient;
  before(() => void (kernel = newKernel()));
  after(() => kernel.dispose());
  const write = (format: KernelFormat, ...features: Feature[]): Promise<BuiltModel> =>
    kernel.build({ name: 'Part', parts: [{ name: 'part', features }], assumptions: [] }, format, never);
  const build = async (...features: Feature[]): Promise<ModelFacts> => (await write('STEP', ...features)).facts;
  const refuses = (sentence: RegExp, ...features: Feature[]): Promise<void> =>
    assert.rejects(build(...features), (error: Error) => {
      assert.match(error.message, sentence);
      return true;
    });
  const started = (shape: Shape): Feature => ({ operation: 'new', name: 'shape', shape });
  return {
    write,
    build,
    made: (shape) => build(started(shape)),
    refuses,
    refusesShape: (sentence, shape) => refuses(sentence, started(shape)),
  };
}

export const extruded = (profile: Profile, height = 10): Shape => ({ kind: 'extrude', profile, height });

/** @param tolerance relative */
export function close(actual: number, expected: number, tolerance = 1e-6): void {
  assert.ok(Math.abs(actual / expected - 1) < tolerance, `${actual} instead of ${expected}`);
}

/** Where a part is: x, y and z of its box, in mm. */
export function within(
  { boundingBox }: ModelFacts,
  min: readonly number[],
  max: readonly number[],
  tolerance = 1e-5,
): void {
  for (const axis of [0, 1, 2] as const) {
    const off = Math.max(Math.abs(boundingBox.min[axis] - min[axis]!), Math.abs(boundingBox.max[axis] - max[axis]!));
    assert.ok(off < tolerance, `from ${boundingBox.min.join()} to ${boundingBox.max.join()}`);
  }
}
