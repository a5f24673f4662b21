import * as vscode from 'vscode';
import type { JobRecord } from '../jobs/model';
import { settings } from '../host/settings';
import type { CommandContext } from './context';
import { commandIds } from './ids';
import { loadCommands } from './later';

/**
 * Registers the commands, whose code is loaded with the first one that is run. What one throws is logged and told as a
 * sentence with a way out.
 */
export function registerCommands(context: CommandContext): vscode.Disposable {
  const registrations = commandIds.map((id) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      const { commands, isCancellation, showError } = await loadCommands();
      try {
        await commands[id](context, ...args);
      } catch (error) {
        if (isCancellation(error)) return;
        context.log.error(`${id}: ${String(error)}`);
        await showError(error, { again: { command: id, args }, now: context.clock.now() });
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}

/** Says that jobs have ended. Its code is that of the errors and their buttons, which is loaded then. */
export async function announceLater(jobs: readonly JobRecord[]): Promise<void> {
  const { announceJobs, readAtOnce } = await loadCommands();
  await announceJobs(readAtOnce(jobs), settings);
}
