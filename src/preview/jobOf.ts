import * as vscode from 'vscode';
import { fileKey } from '../base/fileKey';
import type { PreviewCopies } from '../host/previewCopies';
import { localAccount } from '../host/services';
import { jobLabel } from '../jobs/jobLabel';
import type { JobStore } from '../jobs/store';
import type { PreviewJob } from './parts';

/** What the preview shows of the job that a file was saved from, or is a copy of; undefined for any other file. */
export function jobOf(store: JobStore, copies: PreviewCopies, file: vscode.Uri): PreviewJob | undefined {
  const key = fileKey(file.toString());
  const jobs = store.jobs();
  const job =
    jobs.find((record) => record.file !== undefined && fileKey(record.file) === key) ?? copies.jobOf(file, jobs);
  if (!job) return undefined;
  const { t } = vscode.l10n;
  const {
    keyFeatures = [],
    designComponents = [],
    optimalGeometry,
    materialRecommendations,
    suggestions = [],
  } = job.brainstorm ?? {};
  const brainstorm = [
    { heading: jobLabel(job), lines: optimalGeometry === undefined ? [] : [optimalGeometry] },
    { heading: t('Key features'), lines: keyFeatures },
    { heading: t('Components'), lines: designComponents },
    { heading: t('Material'), lines: materialRecommendations === undefined ? [] : [materialRecommendations] },
    { heading: t('Suggestions'), lines: suggestions },
  ].filter(({ lines }) => lines.length > 0);
  return {
    requestId: job.requestId,
    prompt: job.prompt,
    isLocal: job.account === localAccount && job.endpoint === 'text_to_cad',
    hasSource: job.source !== undefined,
    isCopy: copies.has(file),
    savedAs: job.file,
    brainstorm,
  };
}
