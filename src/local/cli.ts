import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as path from 'node:path';
import { systemErrorCode } from '../base/files';
import { readOptions, usage, type CliOptions } from './options';
import { runService, type RunningService } from './service';

/** `npx makistry-local`: the built-in service on its own. */
async function main(): Promise<void> {
  const options = readArguments();
  if (options.help) {
    console.log(usage);
    return;
  }
  const { baseUrl, apiKey, apiKeyId, signingSecret, ended, stop } = await serve(options);
  // A console of Windows that is closed gives SIGHUP; SIGTERM is never given there. Whoever has read the line may end
  // it at once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop());
  console.log(JSON.stringify({ baseUrl, apiKey, signingSecret, apiKeyId }));
  await ended;
  process.exit();
}

function readArguments(): CliOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`, { cause: error });
  }
}

/** @throws an Error whose message says what to do */
async function serve({ port, data, callbackCa, limits, credits, model }: CliOptions): Promise<RunningService> {
  const dataDir = path.resolve(data ?? path.join(homedir(), '.makistry-local'));
  try {
    const service = await runService({
      dataDir,
      kernelFile: path.join(__dirname, 'kernel.js'),
      port,
      ...(limits && { limits }),
      ...(credits !== undefined && { credits }),
      ...(model && { model: { ...model, key: process.env['MAKISTRY_MODEL_KEY'] } }),
      ...(callbackCa !== undefined && { callbackCa: await readFile(callbackCa, 'utf8') }),
    });
    if (service.attached)
      throw new Error(
        `Another process serves ${dataDir} already, at ${service.baseUrl}. Give this one a folder of its own with --data.`,
      );
    return service;
  } catch (error) {
    if (systemErrorCode(error) === 'EADDRINUSE')
      throw new Error(`Port ${port} is in use already. Choose another with --port; 0 takes a free one.`, {
        cause: error,
      });
    if (systemErrorCode(error) === 'EACCES' && port > 0 && port < 1024)
      throw new Error(`Port ${port} needs the rights of an administrator. Choose one from 1024.`, { cause: error });
    throw error;
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
