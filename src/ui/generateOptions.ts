import * as vscode from 'vscode';
import { designModes, outputFormats, type DesignMode, type OutputFormat } from '../api/types';
import { back, type Choice, type Steps } from './steps';

export interface GenerateOptions {
  readonly designMode: DesignMode;
  readonly outputFormat: OutputFormat;
}

/** Asks for mode and format, one after the other, with the defaults preselected and a way back. @returns undefined when the user leaves */
export async function askGenerateOptions(steps: Steps, defaults: GenerateOptions): Promise<GenerateOptions | undefined> {
  const { t } = vscode.l10n;
  let { designMode } = defaults;
  for (;;) {
    const mode = await steps.choice({ title: t('Design mode'), position: [1, 2], choices: modeChoices(designModes), preselected: designMode });
    if (mode === undefined || mode === back) return undefined;
    designMode = mode;
    const format = await steps.choice({ title: t('Output format'), position: [2, 2], canGoBack: true, choices: formatChoices(), preselected: defaults.outputFormat });
    if (format === undefined) return undefined;
    if (format !== back) return { designMode, outputFormat: format };
  }
}

export function modeChoices<M extends DesignMode>(modes: readonly M[]): Choice<M>[] {
  const { t } = vscode.l10n;
  const details: Readonly<Record<DesignMode, readonly [name: string, detail: string]>> = {
    standard: [t('Standard'), t('One part, usually 30 seconds to 2 minutes')],
    pro: [t('Pro'), t('A demanding part, usually 1 to 5 minutes, 2 to 3 times the credits')],
    assembly: [t('Assembly'), t('Several parts, usually 2 to 15 minutes, 3 to 5 times the credits')],
  };
  return modes.map((value) => ({ value, label: details[value][0], description: details[value][1] }));
}

export function formatChoices(): Choice<OutputFormat>[] {
  const { t } = vscode.l10n;
  const details: Readonly<Record<OutputFormat, string>> = {
    STEP: t('Exact solids, for CAD and machining'),
    STL: t('Triangles, for 3D printing'),
    GLB: t('Triangles with colours, for viewing'),
    '3MF': t('Triangles with units, for 3D printing'),
  };
  return outputFormats.map((value) => ({ value, label: value, description: details[value] }));
}
