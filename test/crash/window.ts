// One window in a process of its own, to be killed: node window.js <folder> <baseUrl> <apiKey> <name of the run>
// It says "ready", submits as many parts as a message tells it, and answers "finish" with all jobs once none is on its way.
import { openCore } from '../support/core.js';
import { localProfile } from '../../src/jobs/schedule.js';
import { runMain } from '../support/main.js';
import { until } from '../support/until.js';

export type ToWindow = { readonly submit: number } | 'finish';
export type FromWindow = 'ready' | readonly { readonly requestId: string; readonly jobId: string | undefined; readonly state: string; readonly prompt: string | undefined }[];

async function main(): Promise<void> {
  const [folder = '', baseUrl = '', apiKey = '', run = ''] = process.argv.slice(2);
  const limits = { perMinute: 10_000, perHour: 100_000, reserve: 0 };
  const core = await openCore({ folder, connection: { baseUrl, apiKey }, limits, profile: localProfile });
  const send = (message: FromWindow): void => void process.send?.(message);
  const submissions: Promise<unknown>[] = [];
  process.on('message', (message: ToWindow) => {
    if (message === 'finish') {
      const ended = Promise.allSettled(submissions).then(() => until(() => core.store.unfinished().length === 0, 'all jobs to end', 60_000));
      void ended.then(() => {
        // The service's other jobs are other runs'.
        const jobs = core.store.jobs().filter(({ metadata }) => metadata['run'] === run);
        send(jobs.map(({ requestId, jobId, state, prompt }) => ({ requestId, jobId, state, prompt })));
      });
      return;
    }
    for (let part = 1; part <= message.submit; part++) {
      submissions.push(core.submissions.submit({ prompt: `cube of ${part} mm`, designMode: 'standard', outputFormat: 'STL', metadata: { run } }));
    }
  });
  send('ready');
}

runMain(main);
