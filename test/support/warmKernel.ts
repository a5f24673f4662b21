import path from 'node:path';
import { KernelClient } from '../../src/kernel/client.js';
import type { PartSpecification } from '../../src/kernel/specification.js';
import { findRoot } from './root.js';

/**
 * Root hooks that keep a kernel while the tests run. All workers of a process share what is compiled of OpenCascade for
 * as long as one of them lives; without it each kernel that a test starts compiles it anew, and runs for seconds before
 * it is as fast as it gets.
 */
export function warmKernel(): Mocha.RootHookObject {
  const kernel = new KernelClient(path.join(findRoot(), 'dist/kernel.js'));
  const block: PartSpecification = {
    name: 'block',
    parts: [
      { name: 'block', features: [{ operation: 'new', name: 'block', shape: { kind: 'box', size: [1, 1, 1] } }] },
    ],
    assumptions: [],
  };
  return {
    beforeAll: async function (this: Mocha.Context): Promise<void> {
      await kernel.build(block, 'STEP', new AbortController().signal);
    },
    afterAll: () => kernel.dispose(),
  };
}
