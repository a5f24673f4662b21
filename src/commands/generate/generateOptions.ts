import * as vscode from 'vscode';
import { designModes, outputFormats, type DesignMode, type OutputFormat } from '../../api/types';
import { back, type Choice, type Steps } from '../steps';

export interface GenerateOptions {
  readonly designMode: DesignMode;
  readonly outputFormat: OutputFormat;
}

/**
 * Asks for mode and format, one after the other, with the defaults preselected and a way back.
 * @param isBuiltIn whether the job goes to the built-in service, which costs nothing and takes seconds
 * @returns undefined when the user leaves
 */
export async function askGenerateOptions(
  steps: Steps,
  defaults: GenerateOptions,
  isBuiltIn: boolean,
): Promise<GenerateOptions | undefined> {
  const { t } = vscode.l10n;
  let { designMode } = defaults;
  for (;;) {
    const mode = await steps.choice({
      title: t('Design mode'),
      position: [1, 2],
      choices: modeChoices(designModes, isBuiltIn),
      preselected: designMode,
    });
    if (mode === undefined || mode === back) return undefined;
    designMode = mode;
    const format = await steps.choice({
      title: t('Output format'),
      position: [2, 2],
      canGoBack: true,
      choices: formatChoices(),
      preselected: defaults.outputFormat,
    });
    if (format === undefined) return undefined;
    if (format !== back) return { designMode, outputFormat: format };
  }
}

/** @param isBuiltIn leaves out times and credits, which are the Makistry API's */
export function modeChoices<M extends DesignMode>(modes: readonly M[], isBuiltIn = false): Choice<M>[] {
  const { t } = vscode.l10n;
  if (isBuiltIn) {
    const kinds: Readonly<Record<DesignMode, string>> = {
      standard: t('One part'),
      pro: t('A demanding part'),
      assembly: t('Several parts'),
    };
    return modes.map((value) => ({ value, label: modeName(value), description: kinds[value] }));
  }
  const details: Readonly<Record<DesignMode, string>> = {
    standard: t('One part, usually 30 seconds to 2 minutes'),
    pro: t('A demanding part, usually 1 to 5 minutes, 2 to 3 times the credits'),
    assembly: t('Several parts, usually 2 to 15 minutes, 3 to 5 times the credits'),
  };
  return modes.map((value) => ({ value, label: modeName(value), description: details[value] }));
}

function modeName(mode: DesignMode): string {
  const { t } = vscode.l10n;
  const names: Readonly<Record<DesignMode, string>> = {
    standard: t('Standard'),
    pro: t('Pro'),
    assembly: t('Assembly'),
  };
  return names[mode];
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
