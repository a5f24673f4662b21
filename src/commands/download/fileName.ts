import * as vscode from 'vscode';
import type { NamedJob } from '../../download/download';
import type * as Downloader from '../../download/index';
import { settings } from '../../host/settings';
import { jobLabel } from '../../jobs/jobLabel';
import type { JobRecord } from '../../jobs/model';

/** The name that a job's file gets from the template of the settings. */
export function nameOf(job: JobRecord, told: NamedJob, downloader: typeof Downloader): string {
  const format = told.outputFormat ?? job.outputFormat;
  const extension = downloader.extensionOf(format);
  if (extension === undefined)
    throw new Error(vscode.l10n.t('The service made a file of an unknown format, {0}.', format));
  const source = job.source && vscode.Uri.parse(job.source.uri).path;
  const parts = {
    projectName: told.brainstorm?.projectName ?? jobLabel(job),
    jobId: told.jobId,
    date: job.createdAt.slice(0, 10),
    sourceFile: source?.slice(source.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '') ?? '',
  };
  return downloader.fileNameFor(settings.fileName(), parts, extension);
}
