import { setMaxListeners } from 'node:events';
import * as vscode from 'vscode';
import { OutputExpiredError } from '../../api/errors';
import type { JobOut } from '../../api/types';
import { formatBytes } from '../../wording/formatBytes';
import { isLoopbackHost } from '../../base/networks';
import { inEnglish, sentence } from '../../base/sentence';
import type { Destination } from '../../download/destination';
import type { Downloaded, DownloadTarget } from '../../download/download';
import type { FreshJobs } from '../../download/freshJobs';
import type { BatchMeter, BatchProgress } from '../../download/meter';
import type { PreviewCopy } from '../../download/previewShelf';
import type { ReceiveOptions } from '../../download/receive';
import { expiredCode, mayHaveFile } from '../../jobs/expiry';
import { jobLabel } from '../../jobs/jobLabel';
import type { JobRecord } from '../../jobs/model';
import type { DownloadTools } from '../../host/downloads';
import { localAccount } from '../../host/services';
import { settings, type ConflictSetting } from '../../host/settings';
import type { DownloadContext } from '../context';
import { Conflicts } from './conflict';
import { nameOf } from './fileName';
import { openPlace, type Place } from './place';
import { copyOf, isOpen } from './previewCopy';
import { DownloadProgress } from './progress';

export interface BatchOptions {
  readonly place: Place;
  readonly onConflict: ConflictSetting;
  /** A name to use instead of the template's. */
  readonly name?: string;
  /** Progress in the status bar only. */
  readonly isQuiet?: boolean;
  /** The files are only shown: the jobs don't count as saved. */
  readonly isForPreview?: boolean;
}

/** What became of one job of a batch. */
export type Saved =
  | (Pick<Downloaded, 'outcome' | 'concern'> & { readonly job: JobRecord; readonly file: vscode.Uri })
  | { readonly job: JobRecord; readonly error: unknown };

/** After how many ms a download shows its progress where it can be cancelled. */
const slowMs = 3000;

/**
 * Saves the files of some jobs, with one progress for all, and lets the rows know. Never throws: each job's error is in
 * its outcome.
 */
export async function downloadBatch(
  context: DownloadContext,
  jobs: readonly JobRecord[],
  options: BatchOptions,
): Promise<readonly Saved[]> {
  const { t } = vscode.l10n;
  const tools = await context.downloads.tools();
  const [first] = jobs;
  const title =
    jobs.length === 1 && first ? t('Downloading “{0}”', jobLabel(first)) : t('Downloading {0} files', jobs.length);
  const progress = new DownloadProgress(title);
  const meter = new tools.downloader.BatchMeter(jobs.length, context.clock, (now) =>
    progress.report(progressText(now)),
  );
  const signal = AbortSignal.any([progress.cancelled, context.downloads.stopped]);
  // Each file that waits for its turn listens to it, and Node.js would take more than ten listeners for a leak.
  setMaxListeners(0, signal);
  const saved = context.downloads.track(new Batch(context, tools, jobs, options, meter, signal).run());
  progress.show(saved, { location: vscode.ProgressLocation.Window });
  const slow =
    options.isQuiet === true
      ? undefined
      : context.clock.setTimeout(
          () => progress.show(saved, { location: vscode.ProgressLocation.Notification, cancellable: true }),
          slowMs,
        );
  try {
    return await saved;
  } finally {
    slow?.cancel();
  }
}

class Batch {
  readonly #context: DownloadContext;
  readonly #tools: DownloadTools;
  readonly #jobs: readonly JobRecord[];
  readonly #options: BatchOptions;
  readonly #meter: BatchMeter;
  readonly #signal: AbortSignal;
  readonly #conflicts: Conflicts;
  readonly #sources = new Map<string, Promise<FreshJobs>>();

  constructor(
    context: DownloadContext,
    tools: DownloadTools,
    jobs: readonly JobRecord[],
    options: BatchOptions,
    meter: BatchMeter,
    signal: AbortSignal,
  ) {
    this.#context = context;
    this.#tools = tools;
    this.#jobs = jobs;
    this.#options = options;
    this.#meter = meter;
    this.#signal = signal;
    this.#conflicts = new Conflicts(options.onConflict, jobs.length > 1);
  }

  async run(): Promise<readonly Saved[]> {
    // Opened once: a folder that can't be used is one piece of news.
    const destination = openPlace(this.#options.place, this.#tools);
    destination.catch(() => undefined);
    return Promise.all(this.#jobs.map((job, index) => this.#save(job, index, destination)));
  }

  async #save(job: JobRecord, index: number, opening: Promise<Destination>): Promise<Saved> {
    const { pictures, savedFiles, log } = this.#context;
    try {
      const { jobId } = job;
      if (jobId === undefined) throw new Error(vscode.l10n.t('This job has no file yet.'));
      const copy = this.#options.isForPreview === true ? undefined : await copyOf(this.#context, this.#tools, job);
      if (!copy && job.state === 'expired' && !mayHaveFile(job)) throw gone();
      const target = this.#target(job, await opening);
      const onProgress = (received: number, total: number | undefined): void =>
        this.#meter.onProgress(index, received, total);
      const options = { signal: this.#signal, onProgress };
      const { name, outcome, concern } = copy
        ? await this.#saveCopy(copy, jobId, target, options)
        : await this.#download(job, jobId, target, options);
      if (outcome === 'written') this.#conflicts.onWritten(name);
      const file = vscode.Uri.joinPath(this.#options.place.folder, name);
      if (this.#options.isForPreview === true) return { job, file, outcome };
      if (outcome !== 'skipped') await remember(this.#context, job, { file: file.toString() });
      if (copy) await pictures.copy(vscode.Uri.file(copy.file), file);
      savedFiles.onDidSave(file);
      log.info(`Job ${jobId}: ${outcome} ${file.toString(true)}`);
      if (concern) log.warn(`Job ${jobId}: ${inEnglish(concern)}`);
      return { job, file, outcome, ...(concern && { concern }) };
    } catch (error) {
      await rememberGone(this.#context, job, error);
      return { job, error };
    } finally {
      this.#meter.onEnd(index);
    }
  }

  async #download(job: JobRecord, jobId: string, target: DownloadTarget, options: ReceiveOptions): Promise<Downloaded> {
    const { downloads, clock } = this.#context;
    const source = await this.#source(job.account);
    const { downloader, slots, contents, shelf } = this.#tools;
    let told: JobOut | undefined;
    const askJob = async (): Promise<JobOut> => (told = await source.take(jobId, this.#signal));
    const { fetch, lookup } = downloads;
    const parts = { fetch, lookup, slots, contents, clock, apiIsOnLoopback: isApiOnLoopback(job.account) };
    const downloaded = await downloader.download(askJob, target, parts, options);
    if (this.#options.isForPreview === true) {
      const projectName = told?.brainstorm?.projectName;
      const copied = {
        outputFormat: told?.outputFormat ?? job.outputFormat,
        ...(projectName !== undefined && { projectName }),
      };
      await shelf.keep(job.requestId, downloaded.name, copied, isOpen);
    }
    return downloaded;
  }

  #saveCopy(
    { file, outputFormat, projectName }: PreviewCopy,
    jobId: string,
    target: DownloadTarget,
    options: ReceiveOptions,
  ): Promise<Downloaded> {
    const { downloader } = this.#tools;
    const told = { jobId, outputFormat, ...(projectName !== undefined && { brainstorm: { projectName } }) };
    return downloader.withFile(file, (source) => downloader.saveReceived(source, told, target, this.#tools, options));
  }

  #target(job: JobRecord, destination: Destination): DownloadTarget {
    const { place, name } = this.#options;
    return {
      destination,
      format: job.outputFormat,
      name: (told) => name ?? nameOf(job, told, this.#tools.downloader),
      onConflict: (taken) => this.#conflicts.choose(taken, place.folder),
    };
  }

  #source(account: string): Promise<FreshJobs> {
    const known = this.#sources.get(account);
    if (known) return known;
    const source = this.#context.services.forAccount(account).then((service) => {
      if (!service) throw new Error(vscode.l10n.t('This job belongs to an API key that is not set here.'));
      return new this.#tools.downloader.FreshJobs(
        service.client,
        this.#jobs
          .filter((job) => job.account === account)
          .flatMap(({ jobId }) => (jobId === undefined ? [] : [jobId])),
      );
    });
    this.#sources.set(account, source);
    return source;
  }
}

/**
 * Finds out whether the file of a job that has expired by this machine's clock is gone, with a request where only the
 * service can say so.
 * @returns what keeps it from being downloaded; undefined when nothing is known to
 */
export async function whyGone(context: DownloadContext, job: JobRecord): Promise<unknown> {
  const { jobId, state, account } = job;
  if (jobId === undefined || state !== 'expired') return undefined;
  if (await copyOf(context, await context.downloads.tools(), job)) return undefined;
  if (!mayHaveFile(job)) return gone();
  try {
    await (await context.services.forAccount(account))?.client.getJob(jobId);
    return undefined;
  } catch (error) {
    await rememberGone(context, job, error);
    return error;
  }
}

function gone(): OutputExpiredError {
  return new OutputExpiredError(sentence('The file of this job has expired.'), { code: expiredCode });
}

/** The service knows better than the date that it gave; our own clock doesn't. */
async function rememberGone(context: DownloadContext, job: JobRecord, error: unknown): Promise<void> {
  if (error instanceof OutputExpiredError && mayHaveFile(job))
    await remember(context, job, { state: 'expired', errorCode: expiredCode });
}

/** The file is where it is, even if that can't be written down. */
async function remember(
  { store, log }: DownloadContext,
  job: JobRecord,
  news: Pick<JobRecord, 'file'> | Pick<JobRecord, 'state' | 'errorCode'>,
): Promise<void> {
  try {
    await store.update(job.requestId, (record) => ({ ...record, ...news }));
  } catch (error) {
    log.error(`What became of job ${job.jobId ?? job.requestId} could not be written down.`, error);
  }
}

function isApiOnLoopback(account: string): boolean {
  const address = settings.apiBaseUrl();
  return account === localAccount || (URL.canParse(address) && isLoopbackHost(new URL(address).hostname));
}

function progressText({ files, finished, received, total, rate }: BatchProgress): string {
  const { t } = vscode.l10n;
  const inBytes = (amount: number): string => formatBytes(amount, vscode.env.language);
  const bytes = total === undefined ? inBytes(received) : t('{0} of {1}', inBytes(received), inBytes(total));
  return [
    files > 1 ? t('{0} of {1} files', finished, files) : '',
    bytes,
    rate === undefined ? '' : t('{0}/s', inBytes(rate)),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
