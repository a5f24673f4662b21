import fs from 'node:fs/promises';
import path from 'node:path';
import { KernelClient } from '../src/kernel/client.js';
import type { ModelFacts } from '../src/kernel/specification.js';
import { findRoot } from '../test/support/root.js';

/** Measures the shapes in a STEP file with the project's kernel. @throws KernelFailure when the file holds none */
export async function measureStep(file: string): Promise<ModelFacts> {
  const kernel = new KernelClient(path.join(findRoot(), 'dist/kernel.js'));
  try {
    return await kernel.measureStep(await fs.readFile(file), AbortSignal.timeout(60_000));
  } finally {
    await kernel.dispose();
  }
}
