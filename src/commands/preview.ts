import * as vscode from 'vscode';
import { chosenJobs } from './chooseJob';
import type { CommandContext } from './context';
import { saveJob } from './download';

/** Opens a job's model; its file is downloaded first when there is none. */
export async function previewJob(context: CommandContext, ...args: readonly unknown[]): Promise<void> {
  const [job] = await chosenJobs(context.store, args, ({ state, file }) => state === 'succeeded' || file !== undefined);
  if (!job) return;
  const saved = job.file === undefined ? undefined : vscode.Uri.parse(job.file, true);
  const file = saved && (await exists(saved)) ? saved : (await saveJob(context, job, {})).file;
  await vscode.commands.executeCommand('vscode.openWith', file, 'makistry.model');
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return false;
    throw error;
  }
}
