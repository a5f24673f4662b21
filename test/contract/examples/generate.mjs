// Text to CAD with fetch: node generate.mjs "Box 40 x 20 x 10 mm" box.step
// MAKISTRY_BASE_URL and MAKISTRY_API_KEY say where and with which key.
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const [prompt, file] = process.argv.slice(2);
const baseUrl = process.env.MAKISTRY_BASE_URL ?? 'https://api.makistry.ai/v1';
const headers = { Authorization: `Bearer ${process.env.MAKISTRY_API_KEY}` };

async function request(address, init = {}) {
  const answer = await fetch(baseUrl + address, { ...init, headers: { ...headers, ...init.headers } });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
}

const { job_id: jobId } = await request('/text-to-cad', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
  body: JSON.stringify({ prompt, output_format: 'STEP' }),
});

let job;
const start = Date.now();
do {
  // Every 5 s for the first 30 s, then every 15 s.
  await delay(Date.now() - start < 30_000 ? 5000 : 15_000);
  job = await request(`/jobs/${jobId}`);
} while (job.status === 'queued' || job.status === 'processing');
if (job.status === 'failed') throw new Error(`${job.error_code}: ${job.error_message}`);

// The address is signed: the storage must not be sent the key.
const answer = await fetch(job.download_url);
if (!answer.ok) throw new Error(`${answer.status} from the storage`);
await writeFile(file, Buffer.from(await answer.arrayBuffer()));
console.log(jobId);
