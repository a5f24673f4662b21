import { createHash } from 'node:crypto';
import * as path from 'node:path';
import { utimes } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { OutputFormat } from '../../api/types';
import { keepWithin } from '../../base/boundedFolder';
import { makeFolder, writeFileAtomic } from '../../base/files';
import { sentence } from '../../base/sentence';
import { ProgramError } from '../../programs/errors';
import { formatFor, formatOfName, type Program } from '../../programs/program';
import type { OpenInContext } from '../context';
import { inFormat } from './inFormat';

/** The copies that programs were given: the last ones, since one may still be open there. */
const limits = { folders: 20, bytes: 500_000_000 };

/**
 * The file that a program is given: the model itself where the program reads it, else a copy in a format that it reads,
 * in the extension's own storage.
 * @returns an absolute path of this machine
 * @throws ProgramError, the failure of writing the other format, a cancellation
 */
export async function fileForProgram(context: OpenInContext, file: vscode.Uri, program: Program): Promise<string> {
  const own = formatOfName(file.path);
  const format = own && formatFor(program, own);
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  if (!own || !format)
    throw new ProgramError(
      sentence('{0} reads {1} only, which {2} can’t be saved as.', program.name, program.formats.join(', '), name),
    );
  if (format === own && file.scheme === 'file') return file.fsPath;
  const bytes = await vscode.workspace.fs.readFile(file);
  const content = format === own ? bytes : await inFormat(context, bytes, name, format);
  return keepCopy(
    path.join(context.storage, 'opened'),
    `${file.toString()}\n${format}`,
    renamed(name, format),
    content,
  );
}

async function keepCopy(folder: string, key: string, name: string, content: Uint8Array): Promise<string> {
  const own = path.join(folder, createHash('sha256').update(key).digest('hex').slice(0, 16));
  await makeFolder(own);
  const copy = path.join(own, name);
  await writeFileAtomic(copy, content);
  const now = new Date();
  await utimes(own, now, now);
  await keepWithin(folder, limits, own, () => false);
  return copy;
}

/** The extension decides how a program reads it. */
function renamed(name: string, format: OutputFormat): string {
  return formatOfName(name) === format ? name : name.replace(/\.[^.]*$/, `.${format.toLowerCase()}`);
}
