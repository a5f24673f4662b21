import { basename } from 'node:path';
import * as vscode from 'vscode';
import { formatOfName, type Program } from '../../programs/program';
import { launch } from '../../programs/launch';
import { startLine } from '../../programs/startLine';
import { thisMachine, type Machine } from '../../programs/machine';
import { ProgramError } from '../../programs/errors';
import { alarm, inform, warn } from '../../host/showMessage';
import { openModel } from '../../host/models';
import { plainLabel } from '../../wording/outsideText';
import { translated } from '../../wording/translated';
import { jobLabel } from '../../jobs/jobLabel';
import type { DownloadContext, OpenInContext } from '../context';
import { downloadJobs } from '../download/download';
import { askProgram, type Answer } from './askProgram';
import { chooseProgram } from './chooseProgram';
import { fileForProgram } from './fileForProgram';
import { modelFor } from './modelFor';

/**
 * Opens a model in another program: of the explorer's menu, of a job's row, or the one in the preview. Nothing is
 * started in a workspace that isn't trusted.
 */
export async function openModelIn(context: OpenInContext, ...args: readonly unknown[]): Promise<void> {
  const file = await modelFor(context, args);
  if (!file) return;
  if (formatOfName(file.path) === undefined) {
    await inform(vscode.l10n.t('Only STEP, STL, GLB and 3MF files can be opened in another program.'));
    return;
  }
  const isElsewhere = isProgramElsewhere();
  if (!vscode.workspace.isTrusted && !isElsewhere) {
    await refuseUntrusted();
    return;
  }
  const machine = thisMachine();
  const answer = await askProgram(file, machine, { isElsewhere, mayStart: vscode.workspace.isTrusted });
  if (answer !== undefined) await follow(context, file, machine, answer);
}

/** The window is the user's, and what runs here is on another machine. */
function isProgramElsewhere(): boolean {
  return vscode.env.remoteName !== undefined || vscode.env.uiKind === vscode.UIKind.Web;
}

async function follow(context: OpenInContext, file: vscode.Uri, machine: Machine, answer: Answer): Promise<void> {
  if (answer === 'saveHere') {
    await openModel(file);
    await vscode.commands.executeCommand('makistry.preview.saveToThisComputer', file);
    return;
  }
  const program = answer === 'choose' ? await chooseProgram(file, machine) : answer;
  if (program) await openWith(context, file, machine, program);
}

async function openWith(context: OpenInContext, file: vscode.Uri, machine: Machine, program: Program): Promise<void> {
  const lasting = context.copies.has(file) ? await downloaded(context, file) : file;
  if (!lasting) return;
  try {
    const path = await fileForProgram(context, lasting, program);
    await launch(program.name, await startLine(program, path, machine), machine);
    context.log.info(`${program.name} was started with ${path}.`);
    const said = vscode.l10n.t('{0} is opened in {1}.', basename(path), program.name);
    vscode.window.setStatusBarMessage(plainLabel(said), 5000);
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    context.log.warn(error.message);
    const choose = vscode.l10n.t('Choose a Program…');
    if ((await alarm(translated(error), choose)) === choose) await follow(context, lasting, machine, 'choose');
  }
}

/** What another program saves beside the file should not be lost with a copy of ours. */
async function downloaded(context: DownloadContext, copy: vscode.Uri): Promise<vscode.Uri | undefined> {
  const job = context.copies.jobOf(copy, context.store.jobs());
  if (!job) return copy;
  const download = vscode.l10n.t('Download and Open');
  const sentence = vscode.l10n.t(
    '“{0}” is only shown, and not downloaded yet. Another program needs a file that stays.',
    jobLabel(job),
  );
  if ((await inform(sentence, download)) !== download) return undefined;
  await downloadJobs(context, job.requestId);
  const saved = context.store.get(job.requestId)?.file;
  return saved === undefined ? undefined : vscode.Uri.parse(saved, true);
}

async function refuseUntrusted(): Promise<void> {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const sentence = vscode.l10n.t('No program is started from a workspace that isn’t trusted.');
  if ((await warn(sentence, manage)) === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}
