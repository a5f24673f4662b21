import * as vscode from 'vscode';
import { sourceFormatOf, type SourceFormat } from '../../export/request';
import { shownModel as activeModel } from '../../host/models';
import { inform } from '../../host/showMessage';

import { chosenJobs } from '../jobs/chooseJob';
import { hasModel, modelOfJob, whyNoModel } from '../jobs/modelOfJob';
import type { ExportContext } from '../context';

/** What a preview shows of its model when a command is started from it. */
export interface ShownModel {
  /** Numbers of the parts that are seen, where some are hidden. */
  readonly visible?: readonly number[];
  /** The number of the face that is picked. */
  readonly face?: number;
}

/** A model that is to be saved. */
export interface ModelSource extends ShownModel {
  readonly uri: vscode.Uri;
  readonly format: SourceFormat;
}

/** In the preview, which tells what it shows and then runs the command itself. */
const askPreview = 'makistry.preview.saveAs';

/**
 * The models that a command is meant for: files of the explorer, the file of a preview, or those of jobs. A job's file
 * that is there is taken as it is; one that isn't is received into our own storage, so that only what is asked for is
 * written where the user works.
 * @returns none where the user leaves, has been told why there is none, or the preview is asked first
 */
export async function modelSources(context: ExportContext, args: readonly unknown[]): Promise<readonly ModelSource[]> {
  const [first, second] = args;
  if (first instanceof vscode.Uri) {
    const files = Array.isArray(second) ? second.filter((one) => one instanceof vscode.Uri) : [];
    const shown = Array.isArray(second) ? {} : shownModel(second);
    return fitting((files.length > 0 ? files : [first]).map((uri) => ({ uri, ...shown })));
  }
  if (first !== undefined) {
    const jobs = await chosenJobs(context.store, args, hasModel, whyNoModel);
    const files: { uri: vscode.Uri }[] = [];
    for (const job of jobs) files.push({ uri: await modelOfJob(context, job) });
    return fitting(files);
  }
  if (activeModel()) {
    await vscode.commands.executeCommand(askPreview);
    return [];
  }
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Save which model in another format?'),
    canSelectMany: true,
    filters: { CAD: ['step', 'stp', 'stl', 'glb', '3mf'] },
  });
  return fitting((chosen ?? []).map((uri) => ({ uri })));
}

function fitting(files: readonly (ShownModel & { readonly uri: vscode.Uri })[]): readonly ModelSource[] {
  const sources = files.flatMap((file): ModelSource[] => {
    const format = sourceFormatOf(file.uri.path);
    return format ? [{ ...file, format }] : [];
  });
  if (sources.length === 0 && files.length > 0)
    void inform(vscode.l10n.t('Only STEP, STL, GLB and 3MF files can be saved in another format.'));
  return sources;
}

/** What comes from a page. */
function shownModel(given: unknown): ShownModel {
  if (typeof given !== 'object' || given === null) return {};
  const { visible, face } = given as Readonly<Record<string, unknown>>;
  return {
    ...(Array.isArray(visible) && { visible: visible.filter((at) => Number.isInteger(at)) as number[] }),
    ...(typeof face === 'number' && { face }),
  };
}
