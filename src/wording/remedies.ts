import * as vscode from 'vscode';
import { isRepeatable, type JobRecord } from '../jobs/model';

/** A button below a sentence: its label and the command that it runs. */
export interface Remedy {
  readonly label: string;
  readonly command: string;
  readonly args?: readonly unknown[];
}

/** What went wrong, and the buttons that help. */
export interface ErrorSentence {
  readonly sentence: string;
  readonly remedies: readonly Remedy[];
}

export function showLogRemedy(): Remedy {
  return { label: vscode.l10n.t('Show Log'), command: 'makistry.showLog' };
}

/** Opens VS Code's settings with nothing but the given ones. */
export function settingsRemedy(...ids: readonly string[]): Remedy {
  return {
    label: vscode.l10n.t('Open Settings'),
    command: 'workbench.action.openSettings',
    args: [`@id:${ids.join(',')}`],
  };
}

export function chooseImagesRemedy(): Remedy {
  return { label: vscode.l10n.t('Choose Images…'), command: 'makistry.generateFromImages' };
}

/** Nothing for a job whose prompt isn't known here, or that is made from images. */
export function refineRemedies(job: JobRecord | undefined): readonly Remedy[] {
  return job?.endpoint === 'text_to_cad' && isRepeatable(job)
    ? [{ label: vscode.l10n.t('Refine Prompt…'), command: 'makistry.refineJob', args: [job.requestId] }]
    : [];
}

/** What gives a failed job another chance: another prompt, or other images. */
export function otherInputRemedies(job: JobRecord): readonly Remedy[] {
  return job.endpoint === 'image_to_cad' ? [chooseImagesRemedy()] : refineRemedies(job);
}

/** What the service says, as a sentence. */
export function withStop(message: string): string {
  return /[.!?…]$/.test(message) ? message : `${message}.`;
}
