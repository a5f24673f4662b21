import type * as vscode from 'vscode';
import { l10n } from 'vscode';
import type { Clock } from '../../base/clock';
import { warn } from '../../host/showMessage';
import { settings } from '../../host/settings';
import { jobLabel } from '../../jobs/jobLabel';
import type { JobRecord, PartCheck } from '../../jobs/model';
import { offer } from '../../notify/showError';
import { checkNews, isAlarming, refinement } from '../../wording/checkSentences';
import type { Remedy } from '../../wording/remedies';
import type { DownloadContext } from '../context';
import type { Saved } from './batch';

type CheckContext = Pick<DownloadContext, 'checks' | 'store' | 'log' | 'clock'>;

/** A job whose file isn't what its prompt states. */
export type Differing = JobRecord & { readonly check: PartCheck };

/** How long the news of a saved file waits for its check, in ms: a second or two, and more on a busy machine. */
const patience = 30_000;

/**
 * Checks files that were just saved against their prompts, and says so if one differs. Nobody waits for it, and what
 * goes wrong is only logged.
 */
export function checkSaved(context: CheckContext, saved: readonly Saved[]): void {
  for (const one of saved) void differenceOf(context, one).then((found) => found && tell(context, found));
}

/**
 * Checks the one file that was saved, so that one notification tells of both.
 * @returns what is wrong with it; undefined where nothing is, where several were saved, or where the check takes long:
 *   what it finds then is told when it is found
 */
export async function checkedSoon(context: CheckContext, saved: readonly Saved[]): Promise<Differing | undefined> {
  const [only, ...more] = saved.filter((one) => 'file' in one);
  if (!only || more.length > 0) {
    checkSaved(context, saved);
    return undefined;
  }
  const check = differenceOf(context, only);
  let isLate = false;
  void check.then((found) => found && isLate && tell(context, found));
  const found = await Promise.race([check, afterPatience(context.clock, check)]);
  isLate = found === undefined;
  return found;
}

/** Buttons for whoever is told of it. */
export function refineRemedy({ requestId, check }: Differing): Remedy {
  const args = [requestId, refinement(check.differences)];
  return { label: l10n.t('Refine Prompt…'), command: 'makistry.refineJob', args };
}

function afterPatience(clock: Clock, until: Promise<unknown>): Promise<undefined> {
  return new Promise((resolve) => {
    const timer = clock.setTimeout(() => resolve(undefined), patience);
    void until.then(() => timer.cancel());
  });
}

/** Never rejects. */
async function differenceOf(context: CheckContext, one: Saved): Promise<Differing | undefined> {
  const isChecked = 'file' in one && one.outcome !== 'skipped' && one.job.prompt !== undefined;
  if (!isChecked || !settings.checkParts()) return undefined;
  try {
    return await checkOne(context, one.job, one.file);
  } catch (error) {
    context.log.error(`${one.file.toString(true)} could not be checked.`, error);
    return undefined;
  }
}

async function checkOne(
  { checks, store }: CheckContext,
  job: JobRecord,
  file: vscode.Uri,
): Promise<Differing | undefined> {
  await (await checks()).of(file, { requestId: job.requestId, prompt: job.prompt });
  const found = store.get(job.requestId);
  if (found?.check?.file !== file.toString() || !isAlarming(found.check)) return undefined;
  return { ...found, check: found.check };
}

function tell({ log }: CheckContext, found: Differing): void {
  if (settings.notifications() === 'none') return;
  const sentence = l10n.t('“{0}” was checked. {1}', jobLabel(found), checkNews(found.check));
  const preview: Remedy = { label: l10n.t('Preview'), command: 'makistry.previewJob', args: [found.requestId] };
  offer([preview, refineRemedy(found)], (labels) => warn(sentence, ...labels)).catch((error: unknown) =>
    log.error('A notification failed.', error),
  );
}
