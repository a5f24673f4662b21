import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../support/cleanup.js';
import { findRoot } from '../support/root.js';
import type { Target } from './target.js';

/** Programs as the provider's documents show them, put to work: submit, poll, download. */
export function describeExamples({ call, baseUrl, apiKey, isForeign }: Target): void {
  describe('The examples', () => {
    for (const [tool, command, script] of [
      ['fetch', process.execPath, 'generate.mjs'],
      ['curl', 'sh', 'generate.sh'],
      ['Python', 'python3', 'generate.py'],
    ] as const) {
      it(`[D] make a part with ${tool}`, async function () {
        // Each submits a job, and a job costs something.
        if (isForeign) this.skip();
        const needed = tool === 'curl' ? 'curl' : command;
        if (spawnSync(needed, ['--version']).error) {
          console.log(`      ${needed} is not installed: nobody looks at ${script}`);
          this.skip();
        }
        const folder = temporaryFolder();
        const file = path.join(folder.path, 'box.step');
        const jobId = await run(
          command,
          [path.join(findRoot(), 'test/contract/examples', script), 'Box 40 x 20 x 10 mm', file],
          { MAKISTRY_BASE_URL: baseUrl, MAKISTRY_API_KEY: apiKey },
        );
        const job = (await (await call(`/jobs/${jobId}`)).json()) as { status: string; download_url: string };
        assert.equal(job.status, 'success');
        assert.deepEqual(fs.readFileSync(file), Buffer.from(await (await fetch(job.download_url)).arrayBuffer()));
        assert.match(fs.readFileSync(file, 'latin1'), /^ISO-10303-21;[\s\S]*END-ISO-10303-21;\s*$/);
        folder.remove();
      });
    }
  });
}

/** @returns what it printed, without blanks around it */
function run(command: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(said.trim());
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? 'a signal'}.`));
    });
  });
}
