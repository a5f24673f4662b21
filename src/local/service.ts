import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as v from 'valibot';
import { sleep, systemClock, type Clock } from '../base/clock';
import { systemErrorCode, writeFileAtomic } from '../base/files';
import { hasLivingOwner, Lease } from '../base/lease';
import { KernelClient } from '../kernel/client';
import { answeringAddress, publishAddress, withdrawAddress, type ServiceAddress } from './address';
import { createApi } from './http/api';
import { createFiles, FileAddresses } from './http/files';
import { listen, type Listener } from './http/listen';
import { JobTable } from './jobTable';
import { JobQueue } from './queue';

export interface ServiceOptions {
  /** Absolute folder for jobs and files; it is made. */
  readonly dataDir: string;
  /** Absolute path of the kernel's bundle. */
  readonly kernelFile: string;
  /** Loopback port of the API; 0 for any. */
  readonly port: number;
  /** Longest time in ms that one part may take; 60 s if not given. */
  readonly buildLimitMs?: number;
  readonly clock?: Clock;
}

/** Either served by this process, or by another one that has the folder open. */
export interface RunningService extends ServiceAddress {
  readonly attached: boolean;
  /** Resolves when the service of this process has ended, by `stop` or because another process took the folder over. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

/** How long a process that has the folder may take to answer, in ms. */
const answerWithinMs = 15_000;
const lookAgainMs = 100;

/**
 * Serves the contract on loopback, or gives the address of the service that has the folder open already.
 * @throws the system's error when the port is taken or the folder can't be written; an Error when another process has the folder and doesn't answer
 */
export async function runService(options: ServiceOptions): Promise<RunningService> {
  const { dataDir, clock = systemClock } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const owner = path.join(dataDir, 'owner');
  const start = clock.monotonic();
  for (;;) {
    const other = (await hasLivingOwner(owner)) ? await answeringAddress(dataDir) : undefined;
    if (other) return { ...other, attached: true, ended: new Promise(() => undefined), stop: () => Promise.resolve() };
    let lose: () => void = () => undefined;
    const lost = new Promise<void>((resolve) => (lose = resolve));
    const ownership = await Lease.claim(owner, clock, { onLost: lose });
    if (ownership) return own(options, ownership, lost);
    if (clock.monotonic() - start > answerWithinMs) throw new Error('Another process has the service’s data open and does not answer.');
    await sleep(clock, lookAgainMs);
  }
}

async function own({ dataDir, kernelFile, port, buildLimitMs = 60_000, clock = systemClock }: ServiceOptions, ownership: Lease, lost: Promise<void>): Promise<RunningService> {
  const cleanUp: (() => Promise<void>)[] = [() => ownership.release()];
  const onEnd = (step: () => Promise<void>): void => void cleanUp.unshift(step);
  let ending: Promise<void> | undefined;
  const end = (): Promise<void> => (ending ??= inOrder(cleanUp));
  let tellEnd: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (tellEnd = resolve));
  try {
    const keys = await readKeys(dataDir);
    const table = await JobTable.open(dataDir, clock);
    onEnd(() => table.close());
    const queue = new JobQueue({ table, kernel: new KernelClient(kernelFile), dataDir, buildLimitMs, clock });
    onEnd(() => queue.stop());
    const signatures = new FileAddresses(randomBytes(32), clock);
    const close = (listener: Listener): void => onEnd(() => listener.close());
    const files = await listen(0, createFiles({ table, queue, signatures, clock }));
    close(files);
    const api = await listen(port, createApi({ table, queue, clock, apiKey: keys.apiKey, downloadUrl: (row) => signatures.sign(files.origin, row) }));
    close(api);
    const address: ServiceAddress = { baseUrl: `${api.origin}/v1`, ...keys };
    await publishAddress(dataDir, address);
    await queue.start();
    void lost.then(end).finally(tellEnd);
    onEnd(() => withdrawAddress(dataDir, address));
    return { ...address, attached: false, ended, stop: () => end().finally(tellEnd) };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Does every step, also after one that failed, and then reports the first failure. */
async function inOrder(steps: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) await step().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, 'The service did not stop cleanly.');
}

const keysSchema = v.object({ apiKey: v.pipe(v.string(), v.regex(/^mk_pub_[0-9a-f]{32}$/)), signingSecret: v.pipe(v.string(), v.nonEmpty()) });

/** The keys of this folder: made once, so that whoever was given them can go on using them. */
async function readKeys(dataDir: string): Promise<v.InferOutput<typeof keysSchema>> {
  const file = path.join(dataDir, 'keys.json');
  try {
    const { success, output } = v.safeParse(keysSchema, JSON.parse(await readFile(file, 'utf8')));
    if (success) return output;
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT' && !(error instanceof SyntaxError)) throw error;
  }
  const keys = { apiKey: `mk_pub_${randomBytes(16).toString('hex')}`, signingSecret: randomBytes(32).toString('hex') };
  await writeFileAtomic(file, JSON.stringify(keys));
  return keys;
}
