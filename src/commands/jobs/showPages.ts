import { chosenJobs } from './chooseJob';
import type { JobsContext } from '../context';

/**
 * Shows all that is known of a job. A click on its row leaves the focus in the tree, so that the next row is one key
 * away.
 */
export async function showJob({ store, pages }: JobsContext, ...args: readonly unknown[]): Promise<void> {
  const [job] = await chosenJobs(
    store,
    args,
    () => true,
    () => '',
  );
  const [, options] = args;
  const preserveFocus =
    typeof options === 'object' && options !== null && 'preserveFocus' in options && options.preserveFocus === true;
  if (job) await pages.showJob(job.requestId, { preserveFocus });
}

export async function showUsage({ pages }: JobsContext): Promise<void> {
  await pages.showUsage();
}
