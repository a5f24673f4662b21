import type { JobRecord } from './model';

/** The label of a job: the project's name, else the start of the prompt, else the names of its images, else the id. */
export function jobLabel(record: JobRecord): string {
  const name = record.brainstorm?.projectName?.trim() ?? '';
  if (name !== '') return oneLine(name);
  const made = oneLine(record.prompt ?? '') || oneLine(imageNames(record));
  return made === '' ? (record.jobId ?? record.requestId) : made;
}

/** The names of the images that a job is made from; empty when it is made from none, or elsewhere. */
export function imageNames({ images = [] }: Pick<JobRecord, 'images'>): string {
  return images.map(({ name }) => name).join(', ');
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59).trimEnd()}…` : line;
}
