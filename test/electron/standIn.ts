// Takes the arguments that @vscode/test-electron gives to desktop VS Code, and runs them on code-server.
import path from 'node:path';
import { ensureHost, hostFromArguments } from '../support/codeServer.js';
import { runMain } from '../support/main.js';
import { runInHost } from '../support/runInHost.js';

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const folder = args.find((argument) => !argument.startsWith('-'));
  if (folder === undefined) throw new Error('No folder to open among the arguments.');
  const results = process.env['TEST_RESULTS'];
  if (results === undefined) throw new Error('TEST_RESULTS does not say where the results go.');
  const { problem } = await runInHost({
    host: ensureHost(hostFromArguments(args)),
    extensionDevelopmentPath: required(args, 'extensionDevelopmentPath'),
    extensionTestsPath: required(args, 'extensionTestsPath'),
    workspace: path.resolve(folder),
    results,
  });
  if (problem) throw new Error(`code-server: ${problem}.`);
}

function required(args: readonly string[], name: string): string {
  const value = args.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
  if (value === undefined) throw new Error(`--${name}= is missing.`);
  return value;
}

runMain(main);
