import * as vscode from 'vscode';
import type { DownloadContext, KeysContext } from './commands/context';
import type { Accounts } from './jobs/follow/accounts';
import type { JobRecord, PartCheck } from './jobs/model';
import type { Submissions } from './jobs/submit/submission';
import type { JobSummary, MakistryApi } from './publicApi';
import { loadCommands } from './commands/later';
import { environmentKeyName } from './host/apiKeyStore';
import { settings } from './host/settings';
import { workspaceId } from './host/workspace';

/** What other extensions' questions are answered from. */
interface PublicApiContext extends KeysContext, DownloadContext {
  readonly submissions: Submissions;
  readonly accounts: Accounts;
}

/** What other extensions get. Its errors are plain Errors with a sentence: our classes are no part of the promise. */
export function createPublicApi(context: PublicApiContext): MakistryApi {
  const { store, submissions, accounts, services } = context;
  const changed = new vscode.EventEmitter<readonly string[]>();
  store.onDidChange((changes) => changed.fire(changes.map(({ job }) => job.jobId ?? job.requestId)));
  return {
    generate: ({ prompt, designMode, outputFormat, metadata }) => {
      const workspace = workspaceId();
      const request = {
        prompt,
        designMode: designMode ?? settings.defaultDesignMode(),
        outputFormat: outputFormat ?? settings.defaultOutputFormat(),
        ...(metadata && { metadata }),
        ...(workspace !== undefined && { workspace }),
      };
      return plainly(async () => {
        const job = await submissions.submit(request);
        void tellOfEnvironmentKey(context);
        return toSummary(job);
      });
    },
    jobs: () => store.jobs().map(toSummary),
    onDidChangeJobs: changed.event,
    refresh: () => plainly(async () => accounts.refreshAll(await services.shown())),
    download: (jobId, options) =>
      plainly(async () => {
        const job = store.get(jobId);
        if (!job) throw new Error(vscode.l10n.t('There is no job {0}.', jobId));
        const { saveJob } = await loadCommands();
        const { file, outcome } = await saveJob(context, job, options ?? {});
        if (outcome === 'skipped')
          throw new Error(
            vscode.l10n.t(
              '{0} is there already with another content, and was kept.',
              vscode.workspace.asRelativePath(file),
            ),
          );
        return file;
      }),
  };
}

/** Its code is loaded only where the key is the environment's. */
async function tellOfEnvironmentKey(context: PublicApiContext): Promise<void> {
  try {
    if ((await context.keys.active())?.name === environmentKeyName) await (await loadCommands()).tellOfKey(context);
  } catch (error) {
    context.log.error('Whose key a job was submitted with could not be told.', error);
  }
}

async function plainly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { describeError } = await loadCommands();
    throw new Error(describeError(error).sentence, { cause: error });
  }
}

function checkOf(check: PartCheck): NonNullable<JobSummary['check']> {
  const { stated, found, differ, notFound, unlike = false, approximate = false } = check;
  return { stated, found, differ, notFound, unlike, approximate };
}

function toSummary(job: JobRecord): JobSummary {
  const { jobId, requestId, state, endpoint, designMode, outputFormat, createdAt, brainstorm, file, check } = job;
  return {
    jobId,
    requestId,
    status: state,
    endpoint,
    designMode,
    outputFormat,
    createdAt,
    ...(job.prompt !== undefined && { prompt: job.prompt }),
    ...(brainstorm?.projectName !== undefined && { projectName: brainstorm.projectName }),
    ...(job.errorCode !== undefined && { errorCode: job.errorCode }),
    ...(job.errorMessage !== undefined && { errorMessage: job.errorMessage }),
    ...(job.tokensUsed !== undefined && { tokensUsed: job.tokensUsed }),
    ...(job.latencyMs !== undefined && { latencyMs: job.latencyMs }),
    ...(job.expiresAt !== undefined && { expiresAt: job.expiresAt }),
    ...(file !== undefined && { file: vscode.Uri.parse(file) }),
    ...(check !== undefined && check.file === file && { check: checkOf(check) }),
  };
}
