import * as path from 'node:path';
import * as vscode from 'vscode';
import { outputFormats } from '../../api/types';
import { inform } from '../../host/showMessage';
import { keepPrograms, settings } from '../../host/settings';
import { knownPrograms } from '../../programs/known';
import type { Machine } from '../../programs/machine';
import { formatOfName, type Program } from '../../programs/program';
import { entryOf, isStartable, programOf, type ProgramEntry } from '../../programs/setting';
import { plainLabel } from '../../wording/outsideText';

/**
 * Lets the user choose a program of this machine, and keeps it in the setting `makistry.programs`.
 * @returns undefined when the user leaves
 */
export async function chooseProgram(file: vscode.Uri, machine: Machine): Promise<Program | undefined> {
  const { t } = vscode.l10n;
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: t('Choose a Program'),
      openLabel: t('Choose'),
      defaultUri: vscode.Uri.file(usualFolder(machine)),
      ...(machine.platform === 'win32' && { filters: { [t('Programs')]: ['exe', 'com'] } }),
    })) ?? [];
  if (!chosen) return undefined;
  if (chosen.scheme !== 'file' || !isStartable(chosen.fsPath, machine)) {
    void inform(t('{0} needs a shell, and only programs are started, which end in .exe.', chosen.fsPath));
    return undefined;
  }
  const entry = await askFormats(file, entryOf(chosen.fsPath, knownFormats(chosen.fsPath), machine));
  if (!entry) return undefined;
  await keep(entry);
  return programOf(entry, machine);
}

/** Which files the program reads, since it is given only those. */
async function askFormats(file: vscode.Uri, entry: ProgramEntry): Promise<ProgramEntry | undefined> {
  const { t } = vscode.l10n;
  const own = formatOfName(file.path);
  const items = outputFormats.map((format) => ({ label: format, picked: entry.formats.includes(format) }));
  const picked = await vscode.window.showQuickPick(items, {
    title: t('Which Files Does {0} Open?', plainLabel(entry.name)),
    placeHolder: t('Others are saved in one of these formats first.'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (!picked) return undefined;
  const formats = outputFormats.filter((format) => picked.some(({ label }) => label === format));
  return { ...entry, formats: formats.length > 0 ? formats : own ? [own] : outputFormats };
}

/** An entry for the same program is replaced, and what the user has written otherwise stays. */
async function keep(entry: ProgramEntry): Promise<void> {
  const others = settings
    .programs()
    .filter((other) => !(typeof other === 'object' && other !== null && 'path' in other && other.path === entry.path));
  await keepPrograms([...others, entry]);
}

/** A program that we know by its name reads what we know. */
function knownFormats(file: string): ProgramEntry['formats'] {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');
  const name = plain(path.basename(file));
  return knownPrograms.find((known) => name.startsWith(plain(known.name)))?.formats ?? outputFormats;
}

function usualFolder({ platform, env, home }: Machine): string {
  if (platform === 'win32') return env['ProgramFiles'] ?? home;
  return platform === 'darwin' ? '/Applications' : '/usr/bin';
}
