import * as vscode from 'vscode';
import { describeError, isCancellation, showError } from '../ui/errorSentence';
import { removeApiKey, setApiKey, switchApiKey } from './apiKey';
import type { CommandContext } from './context';
import { downloadJobs, downloadJobsAs, revealJobFile } from './download';
import { generateFromPrompt, generateFromSelection } from './generate';
import { copyJobId, copyPrompt, openDashboard, refreshJobs, revealSource, tryWithoutAccount } from './jobs';
import { previewJob } from './preview';
import { regenerateJob } from './regenerate';
import { removeSigningSecret, rotateSigningSecret, setSigningSecret, testWebhook } from './webhook';

type Command = (context: CommandContext, ...args: readonly unknown[]) => unknown;

/** Every command that package.json contributes, and no other. */
const commands: Readonly<Record<string, Command>> = {
  'makistry.generateFromSelection': generateFromSelection,
  'makistry.generateFromPrompt': generateFromPrompt,
  'makistry.setApiKey': setApiKey,
  'makistry.removeApiKey': removeApiKey,
  'makistry.switchApiKey': switchApiKey,
  'makistry.setSigningSecret': setSigningSecret,
  'makistry.rotateSigningSecret': rotateSigningSecret,
  'makistry.removeSigningSecret': removeSigningSecret,
  'makistry.testWebhook': testWebhook,
  'makistry.useLocalService': tryWithoutAccount,
  'makistry.refreshJobs': refreshJobs,
  'makistry.downloadJob': downloadJobs,
  'makistry.downloadJobAs': downloadJobsAs,
  'makistry.revealFile': revealJobFile,
  'makistry.regenerateJob': regenerateJob,
  'makistry.previewJob': previewJob,
  'makistry.copyJobId': copyJobId,
  'makistry.copyPrompt': copyPrompt,
  'makistry.revealSource': revealSource,
  'makistry.openDashboard': openDashboard,
  'makistry.showLog': ({ log }) => log.show(),
};

/** Registers the commands. What one throws is logged and told as a sentence with a way out. */
export function registerCommands(context: CommandContext): vscode.Disposable {
  const registrations = Object.entries(commands).map(([id, command]) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        await command(context, ...args);
      } catch (error) {
        if (isCancellation(error)) return;
        context.log.error(`${id}: ${describeError(error).sentence}`);
        await showError(error);
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}
