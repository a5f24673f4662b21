import { spawn } from 'node:child_process';
import { systemErrorCode } from '../base/files';
import { sentence } from '../base/sentence';
import { missingProgram, ProgramError } from './errors';
import type { Machine } from './machine';
import type { StartLine } from './startLine';

/** What the editor sets for its own processes, and what only this extension is to know. */
const ours = /^(?:ELECTRON_|VSCODE_|NODE_OPTIONS$|MAKISTRY_)/i;

/**
 * Starts a program that goes on when the editor ends, and resolves when it runs. There is no shell, so no argument is
 * anything but itself. It starts in the home folder: what lies in a workspace is neither found nor loaded by it.
 * @throws ProgramError
 */
export async function launch(
  name: string,
  { command, arguments: given, isVerbatim = false }: StartLine,
  { env, home }: Pick<Machine, 'env' | 'home'>,
): Promise<void> {
  try {
    const child = spawn(command, given, {
      shell: false,
      detached: true,
      stdio: 'ignore',
      cwd: home,
      env: Object.fromEntries(Object.entries(env).filter(([key]) => !ours.test(key))),
      windowsVerbatimArguments: isVerbatim,
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    // A late error, as of a signal that can't be sent, is nobody's.
    child.on('error', () => undefined);
    child.unref();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') throw missingProgram(name, command);
    const why = error instanceof Error ? error.message : String(error);
    throw new ProgramError(sentence('{0} was not started: {1}', name, why), error);
  }
}
