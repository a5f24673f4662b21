import * as vscode from 'vscode';
import { inEnglish } from '../../base/sentence';
import { settings } from '../../host/settings';
import { warn } from '../../host/showMessage';
import { settingsRemedy } from '../../wording/remedies';
import { plainLabel } from '../../wording/outsideText';
import { translated } from '../../wording/translated';
import { offer } from '../../notify/showError';
import { findPrograms } from '../../programs/find';
import type { Machine } from '../../programs/machine';
import { formatFor, formatOfName, type Program } from '../../programs/program';
import { ownPrograms, programOf } from '../../programs/setting';
import { outputFormats } from '../../api/types';
import { back, inSteps, type Choice } from '../steps';

/** What the user wants the file opened with, or done with instead. */
export type Answer = Program | 'choose' | 'saveHere';

export interface Circumstances {
  /** The window is the user's, and what runs here is on another machine. */
  readonly isElsewhere: boolean;
  /** Whether a program may be started at all. */
  readonly mayStart: boolean;
}

/** Lets the user choose among the programs of this machine. @returns undefined when the user leaves */
export async function askProgram(
  file: vscode.Uri,
  machine: Machine,
  { isElsewhere, mayStart }: Circumstances,
): Promise<Answer | undefined> {
  const { t } = vscode.l10n;
  const programs = mayStart ? await choicesOf(file, machine, isElsewhere) : [];
  const choices: Choice<Answer>[] = [
    ...(isElsewhere
      ? [{ label: t('Save to This Computer'), description: t('where your programs are'), value: 'saveHere' as const }]
      : []),
    ...programs,
    ...(mayStart
      ? [
          { label: '', kind: vscode.QuickPickItemKind.Separator },
          { label: t('Choose a Program…'), value: 'choose' as const },
        ]
      : []),
  ];
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const answer = await inSteps((steps) =>
    steps.choice<Answer>({ title: t('Open {0} In', name), choices, matchOnDescription: true }),
  );
  return answer === back ? undefined : answer;
}

/**
 * The user's own programs, then those that are found. On another machine only the former: whoever has written them into
 * that machine's settings knows where their windows are seen.
 */
async function choicesOf(file: vscode.Uri, machine: Machine, isElsewhere: boolean): Promise<Choice<Answer>[]> {
  const { t } = vscode.l10n;
  const { entries, problems } = ownPrograms(settings.programs(), machine);
  if (problems.length > 0)
    void offer([settingsRemedy('makistry.programs')], (labels) =>
      warn(problems.map((said) => translated({ message: inEnglish(said), said })).join(' '), ...labels),
    );
  const own = await Promise.all(entries.map((entry) => programOf(entry, machine)));
  const choice = (program: Program, description: string): Choice<Answer> => ({
    label: plainLabel(program.name),
    description: plainLabel([description, saving(program, file)].filter((part) => part !== '').join(' · ')),
    value: program,
  });
  const ownChoices = own.map((program) =>
    choice(program, isElsewhere ? t('on the machine of this window') : t('your own')),
  );
  if (isElsewhere) return ownChoices;
  const system: Program = { name: t('The System’s Program'), formats: outputFormats, start: { kind: 'system' } };
  const found = await findPrograms(machine);
  return [
    choice(system, t('whichever opens such files')),
    ...ownChoices,
    ...found.map((program) => choice(program, '')),
  ];
}

/** What happens to the file first, in a few words. */
function saving(program: Program, file: vscode.Uri): string {
  const own = formatOfName(file.path);
  const format = own && formatFor(program, own);
  if (format === own) return '';
  return format === undefined
    ? vscode.l10n.t('reads {0} only', program.formats.join(', '))
    : vscode.l10n.t('gets a copy as {0}', format);
}
