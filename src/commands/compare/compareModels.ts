import * as vscode from 'vscode';
import { fileKey } from '../../base/fileKey';
import { lastCommitted } from '../../host/gitVersions';
import { compareVersions, shownModel, type ComparedVersion } from '../../host/models';
import { inform } from '../../host/showMessage';
import { jobLabel } from '../../jobs/jobLabel';
import type { JobRecord } from '../../jobs/model';
import { plainLabel } from '../../wording/outsideText';
import type { DownloadContext } from '../context';
import { chosenJobs, jobsGiven } from '../jobs/chooseJob';
import { back, inSteps, type Choice } from '../steps';
import { hasModel, modelOfJob, whyNoModel } from '../jobs/modelOfJob';

const isModel = /\.(?:step|stp|stl|glb|3mf)$/i;

/**
 * Compares two versions of a model: two selected files or jobs, a job with the one that it refines, a file with its
 * last commit, or with one that the user chooses.
 */
export async function compareModels(context: DownloadContext, ...args: readonly unknown[]): Promise<void> {
  const files = filesGiven(args);
  if (files) await compareFiles(files);
  else if (jobsGiven(args)) await compareJobs(context, args);
  else await compareFiles([shownModel() ?? (await askedFile())].filter((file) => file !== undefined));
}

/** Of the explorer or an editor's title; undefined where a row of a job was given, or nothing. */
function filesGiven([first, all]: readonly unknown[]): readonly vscode.Uri[] | undefined {
  if (!(first instanceof vscode.Uri)) return undefined;
  const selected = Array.isArray(all) ? all.filter((each) => each instanceof vscode.Uri) : [];
  return selected.length > 0 ? selected : [first];
}

async function compareFiles(files: readonly vscode.Uri[]): Promise<void> {
  const models = files.filter(({ path }) => isModel.test(path));
  const [one, other] = models;
  if (!one) {
    if (files.length > 0) await inform(vscode.l10n.t('Only STEP, STL, GLB and 3MF files can be compared.'));
    return;
  }
  if (models.length > 2) {
    await inform(vscode.l10n.t('Two models can be compared, and {0} are selected.', models.length));
    return;
  }
  if (other) {
    const [before, after] = await inOrder(one, other);
    await compareVersions(versionOf(before), versionOf(after));
    return;
  }
  // Of the changes of a file, VS Code gives the side that has the focus.
  const later = one.scheme === 'git' ? vscode.Uri.file(one.path) : one;
  const before = await askedVersion(later);
  if (before) await compareVersions(before, versionOf(later));
}

/** The older one first. */
async function inOrder(one: vscode.Uri, other: vscode.Uri): Promise<readonly [vscode.Uri, vscode.Uri]> {
  const timeOf = async (file: vscode.Uri): Promise<number> => {
    try {
      return (await vscode.workspace.fs.stat(file)).mtime;
    } catch {
      return 0; // That it isn't there is told by the comparison.
    }
  };
  return (await timeOf(one)) <= (await timeOf(other)) ? [one, other] : [other, one];
}

async function compareJobs(context: DownloadContext, args: readonly unknown[]): Promise<void> {
  const jobs = await chosenJobs(context.store, args, hasModel, whyNoModel);
  const [one, other] = jobs;
  if (!one) return;
  if (jobs.length > 2) {
    await inform(vscode.l10n.t('Two models can be compared, and {0} are selected.', jobs.length));
    return;
  }
  if (other) {
    const [before, after] = one.createdAt <= other.createdAt ? [one, other] : [other, one];
    await compareVersions(await versionOfJob(context, before), await versionOfJob(context, after));
    return;
  }
  const earlier = one.refines === undefined ? undefined : context.store.get(one.refines);
  if (earlier && hasModel(earlier)) {
    await compareVersions(await versionOfJob(context, earlier), await versionOfJob(context, one));
    return;
  }
  const after = await versionOfJob(context, one);
  const before = await askedVersion(after.uri);
  if (before) await compareVersions(before, after);
}

async function versionOfJob(context: DownloadContext, job: JobRecord): Promise<ComparedVersion> {
  return { uri: await modelOfJob(context, job), name: plainLabel(jobLabel(job)) };
}

function versionOf(uri: vscode.Uri): ComparedVersion {
  return { uri, name: plainLabel(vscode.workspace.asRelativePath(uri)) };
}

/** More models of a workspace aren't offered; the dialog has them all. */
const mostOffered = 200;

/** What a file is compared with: its last commit, another model of the workspace, or any other file. */
async function askedVersion(file: vscode.Uri): Promise<ComparedVersion | undefined> {
  const { t } = vscode.l10n;
  const committed = await lastCommitted(file);
  const key = fileKey(file.toString());
  const others = (
    await vscode.workspace.findFiles('**/*.{step,stp,stl,glb,3mf,STEP,STP,STL,GLB,3MF}', undefined, mostOffered)
  )
    .filter((other) => fileKey(other.toString()) !== key)
    .sort((a, b) => nearness(file, a) - nearness(file, b) || a.path.localeCompare(b.path));
  const choices: Choice<ComparedVersion | 'other'>[] = [
    ...(committed
      ? [
          {
            label: t('The last commit of this file'),
            iconPath: new vscode.ThemeIcon('git-commit'),
            value: { uri: committed, name: t('{0} in the last commit', versionOf(file).name) },
          },
        ]
      : []),
    { label: t('Another File…'), iconPath: new vscode.ThemeIcon('folder-opened'), value: 'other' },
    ...others.map((uri) => ({ label: plainLabel(vscode.workspace.asRelativePath(uri)), value: versionOf(uri) })),
  ];
  const chosen = await inSteps((steps) =>
    steps.choice({ title: t('Compare {0} with which earlier version?', versionOf(file).name), choices }),
  );
  if (chosen === back || chosen === undefined) return undefined;
  if (chosen !== 'other') return chosen;
  const other = await askedFile();
  return other && versionOf(other);
}

/** Those in the same folder first. */
function nearness(file: vscode.Uri, other: vscode.Uri): number {
  const folder = (path: string): string => path.slice(0, path.lastIndexOf('/'));
  return folder(file.path) === folder(other.path) ? 0 : 1;
}

async function askedFile(): Promise<vscode.Uri | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Compare With…'),
      filters: { CAD: ['step', 'stp', 'stl', 'glb', '3mf'] },
    })) ?? [];
  return file;
}
