import * as vscode from 'vscode';
import { imageDesignModes, type ImageDesignMode, type OutputFormat } from '../../api/types';
import { formatChoices, modeChoices } from './generateOptions';
import { back, inSteps, type Steps } from '../steps';

export interface ImageOptions {
  readonly designMode: ImageDesignMode;
  readonly outputFormat: OutputFormat;
  /** What the images show; not there when the user says nothing about them. */
  readonly prompt?: string;
}

/**
 * Asks for a hint, mode and format, one after the other, with ways back.
 * @param names of the images
 * @returns undefined when the user leaves
 */
export function askImageOptions(
  names: readonly string[],
  defaults: ImageOptions,
  hintProblem: (hint: string) => string | undefined,
): Promise<ImageOptions | undefined> {
  return inSteps((steps) => askAll(steps, names, defaults, hintProblem));
}

async function askAll(
  steps: Steps,
  names: readonly string[],
  defaults: ImageOptions,
  hintProblem: (hint: string) => string | undefined,
): Promise<ImageOptions | undefined> {
  const { t } = vscode.l10n;
  let prompt = '';
  for (;;) {
    const hint = await steps.text({
      title: t('Generate CAD from {0}', names.join(', ')),
      position: [1, 3],
      prompt: t('What the images show, such as views and dimensions. It can be left empty.'),
      placeholder: t('Front view and right-side view; 40 mm wide'),
      text: prompt,
      problem: hintProblem,
    });
    if (hint === undefined || hint === back) return undefined;
    prompt = hint;
    const chosen = await askModeAndFormat(steps, defaults);
    if (chosen === undefined) return undefined;
    if (typeof chosen === 'object') return { ...chosen, ...(prompt !== '' && { prompt }) };
  }
}

async function askModeAndFormat(
  steps: Steps,
  defaults: ImageOptions,
): Promise<Omit<ImageOptions, 'prompt'> | typeof back | undefined> {
  const { t } = vscode.l10n;
  let { designMode } = defaults;
  for (;;) {
    const mode = await steps.choice({
      title: t('Design mode'),
      position: [2, 3],
      canGoBack: true,
      choices: modeChoices(imageDesignModes),
      preselected: designMode,
    });
    if (mode === undefined || mode === back) return mode;
    designMode = mode;
    const outputFormat = await steps.choice({
      title: t('Output format'),
      position: [3, 3],
      canGoBack: true,
      choices: formatChoices(),
      preselected: defaults.outputFormat,
    });
    if (outputFormat === undefined) return undefined;
    if (outputFormat !== back) return { designMode, outputFormat };
  }
}
