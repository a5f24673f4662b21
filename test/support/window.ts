// One window in a process of its own, to be killed: node window.js <WindowOptions as JSON>
// It says "ready", does what it is told, and tells every change of its jobs.
import { localProfile } from '../../src/jobs/serviceProfile.js';
import { openCore } from './core.js';
import { runMain } from './main.js';
import { until } from './until.js';
import { sourceOf, viewsOf } from './views.js';
import { processHeader, type FromWindow, type Made, type ToWindow, type WindowOptions } from './windowProcess.js';

async function main(): Promise<void> {
  const { folder, baseUrl, apiKey, account, run } = JSON.parse(process.argv[2] ?? '') as WindowOptions;
  const limits = { perMinute: 10_000, perHour: 100_000, reserve: 0 };
  const fetch: typeof globalThis.fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set(processHeader, String(process.pid));
    return globalThis.fetch(input, { ...init, headers });
  };
  const core = await openCore({
    folder,
    connection: { baseUrl, apiKey },
    fetch,
    limits,
    profile: localProfile,
    ...(account !== undefined && { account }),
  });
  const send = (message: FromWindow): void => void process.send?.(message);
  core.store.onDidChange((changes) =>
    send({
      changed: changes.map(({ job: { requestId, jobId, state, prompt } }) => ({ requestId, jobId, state, prompt })),
    }),
  );
  const submissions: Promise<unknown>[] = [];
  process.on('message', (message: ToWindow) => {
    if (message === 'takeOver') core.accounts.takeOver();
    else if (message === 'finish') void finish();
    else for (let part = 1; part <= message.submit; part++) submit(part, message.from);
  });
  const submit = (part: number, from: Made = 'text'): void => {
    const common = {
      prompt: `cube of ${part} mm`,
      designMode: 'standard',
      outputFormat: 'STL',
      metadata: { run, pid: process.pid },
    } as const;
    const submitted =
      from === 'text'
        ? core.submissions.submit(common)
        : core.submissions.submitImages({ ...common, images: viewsOf(run, part).map(sourceOf) });
    // The job shows it, too.
    submissions.push(submitted.catch((error: unknown) => console.error(`Part ${part} was refused: ${String(error)}`)));
  };
  const finish = async (): Promise<void> => {
    await Promise.all(submissions);
    await until(() => core.store.unfinished().length === 0, 'all jobs to end', 60_000);
    // The service's other jobs are other runs'.
    const jobs = core.store.jobs().filter(({ metadata }) => metadata['run'] === run);
    send({ finished: jobs.map(({ requestId, jobId, state, prompt }) => ({ requestId, jobId, state, prompt })) });
  };
  send('ready');
}

runMain(main);
