import { createHash } from 'node:crypto';

/** The folder in the extension's own storage that holds the files that are only shown. */
export const previewCopiesFolder = 'previewed';

/** The folder in it of one job's file: bare and short, whatever the job's id is. */
export function previewCopyKey(requestId: string): string {
  return createHash('sha256').update(requestId).digest('hex').slice(0, 16);
}

/** Whether a name in that folder is the model's, and not what we keep beside it. */
export function isModelName(name: string): boolean {
  return !name.startsWith('.');
}
