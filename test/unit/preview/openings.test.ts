import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import v8 from 'node:v8';
import { systemClock } from '../../../src/base/clock.js';
import { StepReader } from '../../../src/preview/stepReader.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { findRoot } from '../../support/root.js';
import { until } from '../../support/until.js';

const sample = 'node_modules/occt-import-js/test/testfiles/simple-basic-cube/cube.stp';

describe('Fifty openings of STEP files', () => {
  it('leave no model in the memory of the extension host', async () => {
    const folder = temporaryFolder();
    const text = fs.readFileSync(path.join(findRoot(), sample), 'utf8');
    const silent = (): void => undefined;
    const reader = new StepReader({
      workerFile: path.join(findRoot(), 'dist/kernel.js'),
      cacheFolder: folder.path,
      version: '1.0.0',
      clock: systemClock,
      log: { debug: silent, info: silent, warn: silent, error: silent },
    });
    try {
      // Each content is opened by the kernel, and then from the cache.
      const open = async (content: number): Promise<void> => {
        const bytes = new TextEncoder().encode(`${text}\n/* ${content} */\n`);
        let triangles = 0;
        for (let time = 0; time < 2; time++) {
          await reader.read(bytes, new AbortController().signal, (progress) => {
            if (progress.kind === 'mesh') triangles += progress.mesh.indices.length / 3;
          });
          await until(() => fs.readdirSync(folder.path).length === content, 'the cache');
        }
        assert.equal(triangles, 24);
      };
      for (let content = 1; content <= 5; content++) await open(content);
      const before = retained();
      for (let content = 6; content <= 25; content++) await open(content);
      // Node.js makes and drops a few of its own. Each of the forty openings has had three of floats and of doubles.
      for (const [kind, count] of Object.entries(retained()))
        assert.ok(count < (before[kind] ?? 0) + 20, `${kind}: ${before[kind]} became ${count}`);
    } finally {
      reader.dispose();
      folder.remove();
    }
  });
});

/** How many arrays of each kind are reachable, counted in the heap after a full collection. */
function retained(): Record<string, number> {
  const count = (kind: typeof Float32Array | typeof Float64Array | typeof Int32Array): number =>
    Number(v8.queryObjects(kind));
  return { floats: count(Float32Array), doubles: count(Float64Array), integers: count(Int32Array) };
}
