import * as vscode from 'vscode';
import { inEnglish } from '../../base/sentence';
import { formatBytes } from '../../wording/formatBytes';
import { translated } from '../../wording/translated';
import { back, type Choice, type Steps } from '../steps';
import { sizeOf, type Made, type Options } from './make';

/** What is done with the files that were made. */
export type Next = 'save' | 'fineness' | 'format' | Options['parts'];

/** Shows how large the files are, and asks what is done with them. @returns undefined when the user leaves */
export async function askNext(
  steps: Steps,
  title: string,
  made: readonly Made[],
  options: Options,
): Promise<Next | undefined> {
  const { t } = vscode.l10n;
  const figures = figuresOf(made, options);
  const notes = new Map(made.flatMap(({ exported }) => exported.notes).map((note) => [note.english, note]));
  const detail = [...notes.values()].map((said) => translated({ message: inEnglish(said), said })).join(' ');
  const isOfFace = options.to === 'DXF' && made.some(({ source }) => source.face !== undefined);
  const hasParts = !isOfFace && made.some(({ exported }) => exported.ofParts > 1);
  const hasHidden = !isOfFace && made.some(({ source }) => source.visible !== undefined);
  const save = made.reduce((sum, { exported }) => sum + exported.files.length, 0);
  const choices: readonly Choice<Next>[] = [
    {
      label: save === 1 ? t('Save…') : t('Save {0} Files…', save),
      description: figures,
      ...(detail !== '' && { detail }),
      value: 'save',
    },
    ...(hasHidden && options.parts !== 'visible'
      ? [{ label: t('Only the Visible Parts'), value: 'visible' as const }]
      : []),
    ...(hasParts && options.parts !== 'all' ? [{ label: t('All Parts in One File'), value: 'all' as const }] : []),
    ...(hasParts && options.parts !== 'each'
      ? [{ label: t('Each Part in a File of Its Own'), value: 'each' as const }]
      : []),
    ...(options.fineness === undefined ? [] : [{ label: t('Another Fineness…'), value: 'fineness' as const }]),
    { label: t('Another Format…'), value: 'format' },
  ];
  const chosen = await steps.choice<Next>({
    title,
    canGoBack: true,
    placeholder: t('Save it like this?'),
    choices,
    preselected: 'save',
  });
  if (chosen === back) return options.fineness === undefined ? 'format' : 'fineness';
  return chosen;
}

/** Such as `2 of 5 parts · 12,344 triangles within 0.05 mm · 617 kB`. */
export function figuresOf(made: readonly Made[], { to, parts: choice }: Options): string {
  const { t } = vscode.l10n;
  const { language } = vscode.env;
  const number = (value: number): string => value.toLocaleString(language);
  const exported = made.map((one) => one.exported);
  const sum = (of: (one: (typeof exported)[number]) => number): number =>
    exported.reduce((total, one) => total + of(one), 0);
  const [parts, ofParts] = [sum((one) => one.parts), sum((one) => one.ofParts)];
  const isOfFace = to === 'DXF' && choice !== 'each';
  const files = exported.flatMap((one) => one.files);
  const triangles = files.reduce((total, file) => total + (file.triangles ?? 0), 0);
  const within = exported.length === 1 ? exported[0]?.deflection : undefined;
  return [
    isOfFace ? (made[0]?.source.face === undefined ? t('the largest flat face') : t('the picked face')) : '',
    !isOfFace && ofParts > 1 && parts !== ofParts ? t('{0} of {1} parts', number(parts), number(ofParts)) : '',
    !isOfFace && ofParts > 1 && parts === ofParts ? t('{0} parts', number(parts)) : '',
    triangles > 0 && within === undefined ? t('{0} triangles', number(triangles)) : '',
    triangles > 0 && within !== undefined
      ? t(
          '{0} triangles within {1} mm',
          number(triangles),
          within.toLocaleString(language, { maximumSignificantDigits: 2 }),
        )
      : '',
    formatBytes(sizeOf(files), language),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
