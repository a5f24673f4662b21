import * as vscode from 'vscode';
import type { View } from '../../export/drawing/views';
import type { FinenessChoice, ModelRequest, SourceFormat } from '../../export/request';
import { inform } from '../../host/showMessage';
import { back, type Answer, type Choice, type Steps } from '../steps';

/** A format in the list, with its unit where it has a choice of that. */
export interface Target extends Pick<ModelRequest, 'to' | 'unit'> {
  readonly label: string;
  /** What such a file keeps. */
  readonly detail: string;
  readonly extension: string;
}

export function targets(): readonly Target[] {
  const { t } = vscode.l10n;
  const stl = t('triangles for printing; no names, no colours');
  const step = t('exact surfaces for CAD programs, with names and colours');
  return [
    { to: 'STL', unit: 'mm', label: t('STL in mm'), detail: stl, extension: '.stl' },
    { to: 'STL', unit: 'inch', label: t('STL in inches'), detail: stl, extension: '.stl' },
    { to: '3MF', label: '3MF', detail: t('triangles for printing, with parts, names and colours'), extension: '.3mf' },
    { to: 'GLB', label: 'GLB', detail: t('triangles for viewers, with parts, names and colours'), extension: '.glb' },
    { to: 'STEP', unit: 'mm', label: t('STEP in mm'), detail: step, extension: '.step' },
    { to: 'STEP', unit: 'inch', label: t('STEP in inches'), detail: step, extension: '.step' },
    {
      to: 'DXF',
      label: t('DXF Outline'),
      detail: t('the picked or the largest flat face with its holes, in mm, for laser and waterjet'),
      extension: '.dxf',
    },
    {
      to: 'SVG',
      label: t('SVG Drawing'),
      detail: t('six views and an isometric one with hidden lines, in mm at 1:1'),
      extension: '.svg',
    },
  ];
}

/** What tells a format of the list from the others. */
export function keyOf({ to, unit }: Pick<ModelRequest, 'to' | 'unit'>): string {
  return unit === undefined ? to : `${to} ${unit}`;
}

/** Why none of these models can have a format; undefined where one can. */
export function whyNot({ to }: Target, sources: readonly SourceFormat[]): string | undefined {
  if (sources.includes('step') || to === 'STL' || to === '3MF' || to === 'GLB') return undefined;
  return to === 'STEP'
    ? vscode.l10n.t(
        'This file holds triangles, and STEP holds exact surfaces, which can’t be won back from triangles. Save it as STL, 3MF or GLB.',
      )
    : vscode.l10n.t('This file holds triangles, and drawings are made of exact edges. Save it as STL, 3MF or GLB.');
}

/** What the views of a drawing are called. */
export function viewNames(): Readonly<Record<View, string>> {
  const { t } = vscode.l10n;
  return {
    front: t('Front'),
    back: t('Back'),
    left: t('Left'),
    right: t('Right'),
    top: t('Top'),
    bottom: t('Bottom'),
    isometric: t('Isometric'),
  };
}

/** @param last key of the format that was chosen last */
export async function askTarget(
  steps: Steps,
  title: string,
  sources: readonly SourceFormat[],
  last: string | undefined,
): Promise<Target | undefined> {
  const { t } = vscode.l10n;
  const all = targets();
  for (;;) {
    const choices = all.map((target): Choice<Target> => {
      const reason = whyNot(target, sources);
      return {
        label: target.label,
        detail: target.detail,
        ...(reason !== undefined && { description: t('not from triangles') }),
        value: target,
      };
    });
    const preselected = all.find((target) => keyOf(target) === last && whyNot(target, sources) === undefined);
    const chosen = await steps.choice({
      title,
      choices,
      placeholder: t('In which format?'),
      ...(preselected && { preselected }),
    });
    if (chosen === undefined || chosen === back) return undefined;
    const reason = whyNot(chosen, sources);
    if (reason === undefined) return chosen;
    // The list stays, so that another one can be chosen.
    void inform(reason);
  }
}

/** A number of mm in the box, with the decimal mark of either language. */
const number = /^\d{1,6}(?:[.,]\d{1,6})?$|^[.,]\d{1,6}$/;
/** As in the room that does it, in mm. */
const [finest, coarsest] = [1e-4, 1e4];

type Step = Extract<FinenessChoice, string> | 'mm';

export async function askFineness(
  steps: Steps,
  title: string,
  last: FinenessChoice | undefined,
): Promise<Answer<FinenessChoice>> {
  const { t } = vscode.l10n;
  const isNumber = typeof last === 'object';
  for (;;) {
    const choices: readonly Choice<Step>[] = [
      { label: t('Coarse'), detail: t('within 0.2 % of the model’s size; few triangles'), value: 'coarse' },
      { label: t('Normal'), detail: t('within 0.05 % of the model’s size; as generated files are'), value: 'normal' },
      { label: t('Fine'), detail: t('within 0.01 % of the model’s size; many triangles'), value: 'fine' },
      { label: t('A Number in mm…'), detail: t('how far triangles may be from the surfaces'), value: 'mm' },
    ];
    const chosen = await steps.choice<Step>({
      title,
      choices,
      canGoBack: true,
      placeholder: t('How near to the surfaces?'),
      preselected: isNumber ? 'mm' : (last ?? 'normal'),
    });
    if (chosen !== 'mm') return chosen;
    const typed = await steps.text({
      title,
      canGoBack: true,
      prompt: t('How far triangles may be from the surfaces, in mm'),
      text: isNumber ? last.mm.toLocaleString(vscode.env.language, { useGrouping: false }) : '',
      placeholder: (0.05).toLocaleString(vscode.env.language),
      problem: (text) => {
        const mm = number.test(text) ? Number(text.replace(',', '.')) : NaN;
        return mm >= finest && mm <= coarsest ? undefined : t('Type a number of mm from {0} to {1}.', finest, coarsest);
      },
    });
    if (typed !== back) return typed === undefined ? undefined : { mm: Number(typed.replace(',', '.')) };
  }
}
