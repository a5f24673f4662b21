// Holds a service to the contract: node out/test/contract/run.js [--url URL --key KEY [--key-id ID]]
// Without arguments it starts the built-in service.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { temporaryFolder } from '../support/cleanup.js';
import { runCli } from '../support/localCli.js';
import { runMain } from '../support/main.js';
import { findRoot } from '../support/root.js';
import { runTier } from '../support/runTier.js';
import { plannedJobs } from './plan.js';

const root = findRoot();
const tier = {
  folders: [path.join(root, 'out/test/contract')],
  suffix: '.test.js',
  results: path.join(root, 'out/results/contract.json'),
};

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { url, key, 'key-id': keyId } = parseArgs({ options: { url: text, key: text, 'key-id': text } }).values;
  if ((url === undefined) !== (key === undefined)) throw new Error('Give both --url and --key, or neither.');
  if (url !== undefined && key !== undefined) {
    console.log(`This submits ${plannedJobs.length} jobs, which can cost up to ${plannedJobs.reduce((sum, { credits }) => sum + credits, 0)} credits, and stays within 20 requests a minute and 100 an hour:
it takes about 5 minutes, up to more than an hour.${keyId === undefined ? '' : ' It replaces the signing secret of the key.'}\n`);
    setTarget({
      CONTRACT_URL: url.replace(/\/$/, ''),
      CONTRACT_KEY: key,
      CONTRACT_FOREIGN: 'yes',
      ...(keyId !== undefined && { CONTRACT_KEY_ID: keyId }),
    });
    await runTier('Contract tests', { ...tier, timeoutMs: 3 * 3_600_000 });
    return;
  }
  const folder = temporaryFolder();
  const service = await runCli(['--data', folder.path]);
  const { baseUrl, apiKey, apiKeyId } = service.address;
  setTarget({ CONTRACT_URL: baseUrl, CONTRACT_KEY: apiKey, CONTRACT_KEY_ID: apiKeyId });
  await runTier('Contract tests', tier);
  service.child.kill('SIGTERM');
  await service.code;
  folder.remove();
}

function setTarget(env: Readonly<Record<string, string>>): void {
  Object.assign(process.env, env);
}

runMain(main);
