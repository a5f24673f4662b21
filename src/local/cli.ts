import { homedir } from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { runService } from './service';

const usage = 'Usage: makistry-local [--port N] [--data FOLDER]';

/** `npx makistry-local`: the built-in service on its own. Prints its address and keys as one JSON line. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, data: { type: 'string' } } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port must be 0 to 65535.\n${usage}`);
  const dataDir = path.resolve(values.data ?? path.join(homedir(), '.makistry-local'));
  const { baseUrl, apiKey, signingSecret, attached, ended, stop } = await runService({ dataDir, kernelFile: path.join(__dirname, 'kernel.js'), port });
  if (attached) throw new Error(`Another process serves ${dataDir} already, at ${baseUrl}.`);
  console.log(JSON.stringify({ baseUrl, apiKey, signingSecret }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  await ended;
  process.exit();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
