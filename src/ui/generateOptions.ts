import * as vscode from 'vscode';
import { designModes, type DesignMode, type OutputFormat } from '../api/types';

export interface GenerateOptions {
  readonly designMode: DesignMode;
  readonly outputFormat: OutputFormat;
}

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/**
 * Asks for mode and format, one after the other, with the defaults preselected and a way back.
 * @param formats those that the service makes
 * @returns undefined when the user leaves
 */
export async function askGenerateOptions(defaults: GenerateOptions, formats: readonly OutputFormat[]): Promise<GenerateOptions | undefined> {
  const { t } = vscode.l10n;
  let { designMode } = defaults;
  for (;;) {
    const mode = await pick({ title: t('Design mode'), step: 1, items: modeChoices(), active: designMode });
    if (mode === undefined || mode === 'back') return undefined;
    designMode = mode;
    const format = await pick({ title: t('Output format'), step: 2, items: formatChoices(formats), active: defaults.outputFormat });
    if (format === undefined) return undefined;
    if (format !== 'back') return { designMode, outputFormat: format };
  }
}

function modeChoices(): Choice<DesignMode>[] {
  const { t } = vscode.l10n;
  const details: Readonly<Record<DesignMode, readonly [name: string, detail: string]>> = {
    standard: [t('Standard'), t('One part, usually 30 seconds to 2 minutes')],
    pro: [t('Pro'), t('A demanding part, usually 1 to 5 minutes, 2 to 3 times the credits')],
    assembly: [t('Assembly'), t('Several parts, usually 2 to 15 minutes, 3 to 5 times the credits')],
  };
  return designModes.map((value) => ({ value, label: details[value][0], description: details[value][1] }));
}

function formatChoices(formats: readonly OutputFormat[]): Choice<OutputFormat>[] {
  const { t } = vscode.l10n;
  const details: Readonly<Record<OutputFormat, string>> = {
    STEP: t('Exact solids, for CAD and machining'),
    STL: t('Triangles, for 3D printing'),
    GLB: t('Triangles with colours, for viewing'),
    '3MF': t('Triangles with units, for 3D printing'),
  };
  return formats.map((value) => ({ value, label: value, description: details[value] }));
}

function pick<T extends string>(question: { title: string; step: number; items: Choice<T>[]; active: T }): Promise<T | 'back' | undefined> {
  return new Promise((resolve) => {
    const box = vscode.window.createQuickPick<Choice<T>>();
    box.title = question.title;
    box.step = question.step;
    box.totalSteps = 2;
    box.items = question.items;
    box.activeItems = question.items.filter(({ value }) => value === question.active);
    if (question.step > 1) box.buttons = [vscode.QuickInputButtons.Back];
    let answer: T | 'back' | undefined;
    box.onDidTriggerButton(() => {
      answer = 'back';
      box.hide();
    });
    box.onDidAccept(() => {
      answer = box.selectedItems[0]?.value;
      box.hide();
    });
    box.onDidHide(() => {
      box.dispose();
      resolve(answer);
    });
    box.show();
  });
}
