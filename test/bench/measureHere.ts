import fs from 'node:fs';
import { writeResults } from '../support/results.js';

/**
 * Inside the extension host: leaves what `measure` gives for `measureInHost`, or its error, which would otherwise be
 * seen as a missing results file only.
 */
export async function measureHere(title: string, measure: () => Promise<unknown>): Promise<void> {
  const results = process.env['TEST_RESULTS'] ?? '';
  const start = performance.now();
  const done = (): number => performance.now() - start;
  try {
    fs.writeFileSync(process.env['BENCH_RUN'] ?? '', JSON.stringify(await measure()));
    writeResults(results, [{ title, state: 'passed', durationMs: done() }]);
  } catch (error) {
    writeResults(results, [{ title, state: 'failed', durationMs: done(), error: String(error) }]);
    throw error;
  }
}
