// The built-in service over HTTP: submit to success, cold and warm, and the memory of 500 jobs in a row: node
// out/test/bench/local.js [--jobs=500]
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { runMain } from '../support/main.js';
import { startServiceProcess, type ServiceProcess } from '../support/serviceProcess.js';
import { keepFigures, median } from './figures.js';

const coldRuns = 3;
const warmRuns = 15;
const goals = { warmMs: 1000, coldMs: 4000, growth: 1.25 };
const askEveryMs = 10;
const prompt = (index: number): string =>
  `A ${40 + (index % 60)}x20x10mm rectangular box with a 5mm through-hole centered on the top face`;

async function main(): Promise<void> {
  const asked = process.argv.find((argument) => argument.startsWith('--jobs='));
  const jobs = asked === undefined ? 500 : Number(asked.slice('--jobs='.length));

  const cold: number[] = [];
  for (let run = 0; run < coldRuns; run++) {
    const start = performance.now();
    const service = await startServiceProcess();
    await job(service, run);
    cold.push(performance.now() - start);
    await service.stop();
  }

  const service = await startServiceProcess();
  await job(service, 0);
  const warm: number[] = [];
  for (let run = 0; run < warmRuns; run++) {
    const start = performance.now();
    await job(service, run);
    warm.push(performance.now() - start);
  }

  const memory: { job: number; mb: number }[] = [];
  for (let index = 0; index < jobs; index++) {
    await job(service, index);
    if ((index + 1) % 10 === 0) memory.push({ job: index + 1, mb: residentMb(service.pid) });
  }
  await service.stop();
  // Its peaks: the memory goes up and down as the kernel's worker is replaced.
  const peak = (from: number, to: number): number =>
    Math.max(...memory.filter(({ job: at }) => at > from * jobs && at <= to * jobs).map(({ mb }) => mb));
  const result = {
    coldMs: median(cold),
    warmMs: median(warm),
    jobs,
    firstHalfMb: peak(0, 0.5),
    secondHalfMb: peak(0.5, 1),
    growth: peak(0.5, 1) / peak(0, 0.5),
    goals,
    runs: { cold, warm, memory },
  };
  console.log(
    `submit to success: ${result.warmMs.toFixed(0)} ms warm, median of ${warmRuns} (goal: at most ${goals.warmMs} ms); ${result.coldMs.toFixed(0)} ms from the start of the service, median of ${coldRuns} (goal: at most ${goals.coldMs} ms)`,
  );
  console.log(
    `${jobs} jobs in a row: at most ${result.firstHalfMb.toFixed(0)} MB in the first half and ${result.secondHalfMb.toFixed(0)} MB in the second, ${result.growth.toFixed(2)} times that (goal: at most ${goals.growth})`,
  );
  keepFigures('local', result);
  if (result.warmMs > goals.warmMs || result.coldMs > goals.coldMs || !(result.growth <= goals.growth))
    process.exitCode = 1;
}

/** Submits a prompt and asks until it has ended. @throws Error when it fails */
async function job({ baseUrl, apiKey }: ServiceProcess, index: number): Promise<void> {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const submitted = await fetch(`${baseUrl}/text-to-cad`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ prompt: prompt(index) }),
  });
  const { job_id: id } = (await submitted.json()) as { job_id: string };
  for (;;) {
    const { status, error_message: message } = (await (await fetch(`${baseUrl}/jobs/${id}`, { headers })).json()) as {
      status: string;
      error_message?: string;
    };
    if (status === 'success') return;
    if (status === 'failed') throw new Error(message ?? 'The job failed.');
    await sleep(askEveryMs);
  }
}

/** What a process has in memory, as Linux tells it. */
function residentMb(pid: number): number {
  const [, kilobytes = 'NaN'] = /VmRSS:\s+(\d+) kB/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

runMain(main);
