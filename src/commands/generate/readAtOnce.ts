import * as vscode from 'vscode';
import { settings } from '../../host/settings';
import type { JobRecord } from '../../jobs/model';
import { canBeReadByModel, questionOf } from '../../wording/modelRefusal';

/**
 * Has a language model read, one after the other, the prompts that the built-in service's reader has refused, if the
 * user has set that it always may.
 * @returns the other jobs: of these there is news when the model has read them
 */
export function readAtOnce(jobs: readonly JobRecord[]): readonly JobRecord[] {
  if (settings.builtInModel() !== 'always') return jobs;
  const read = jobs.filter((job) => canBeReadByModel(job) && questionOf(job) === undefined);
  void readAll(read);
  return jobs.filter((job) => !read.includes(job));
}

async function readAll(jobs: readonly JobRecord[]): Promise<void> {
  // The command tells what goes wrong.
  for (const { requestId } of jobs) await vscode.commands.executeCommand('makistry.readWithModel', requestId);
}
