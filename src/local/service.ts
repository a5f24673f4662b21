import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import { sleep, systemClock, type Clock } from '../base/clock';
import { makeFolder } from '../base/files';
import { FileLeases, type HeldLease } from '../base/lease';
import { newProofKey } from '../base/proof';
import { KernelClient } from '../kernel/client';
import { answeringAddress, publishAddress, withdrawAddress, type ServiceAddress } from './address';
import { createCallbackSender } from './callbackRequest';
import { Callbacks } from './callbacks';
import { createApi, type ApiParts } from './http/api';
import { createFiles, FileAddresses } from './http/files';
import { toJobOut } from './http/jobOut';
import { listen } from './http/listen';
import { RateLimit, type Limits } from './http/rateLimit';
import { Intake } from './intake';
import type { JobRow } from './jobRow';
import { JobTable } from './jobTable';
import { Keys } from './keys';
import { modelAt, type ModelAddress } from './model/addressModel';
import { listenerProof } from './listenerProof';
import { JobQueue } from './queue';
import { Sweeper } from './sweeper';

export interface ServiceOptions {
  /** Absolute folder for jobs and files; it is made. */
  readonly dataDir: string;
  /** Absolute path of the kernel's bundle. */
  readonly kernelFile: string;
  /** Loopback port of the API; 0 for any. */
  readonly port: number;
  /** Longest time in ms that one part may take; 60 s if not given. */
  readonly buildLimitMs?: number;
  /** How many requests are answered; all if not given. */
  readonly limits?: Limits;
  /** How many credits the folder's jobs may use in all, those of earlier runs included; not counted if not given. */
  readonly credits?: number;
  /** PEM certificates that receivers of callbacks may have besides the usual ones. */
  readonly callbackCa?: string;
  /** A language model that reads what the reader refuses; none if not given. */
  readonly model?: ModelAddress;
  readonly clock?: Clock;
  /** Takes a sentence about something that a user of the service may want to know; goes to stderr if not given. */
  readonly warn?: (sentence: string) => void;
}

/** Either served by this process, or by another one that has the folder open. */
export interface RunningService extends ServiceAddress {
  readonly attached: boolean;
  /** Resolves when the service of this process has ended, by `stop` or because another process took the folder over. */
  readonly ended: Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * How long a process that has the folder may take to answer, in ms: longer than one of another machine that has ended
 * holds its lease.
 */
const answerWithinMs = 20_000;
const lookAgainMs = 100;

const noAnswer =
  'Another process has the service’s data open and does not answer. If it runs on another computer or in a container with the same home, end it there; ' +
  'if it is a window with an older version of the extension, reload that window.';

/**
 * Serves the contract on loopback, or gives the address of the service that has the folder open already.
 * @throws the system's error when the port is taken or the folder can't be written; an Error when another process has
 * the folder and doesn't answer
 */
export async function runService(options: ServiceOptions): Promise<RunningService> {
  const { dataDir, clock = systemClock } = options;
  await makeFolder(dataDir);
  const owner = path.join(dataDir, 'owner');
  const leases = new FileLeases();
  const start = clock.monotonic();
  for (;;) {
    const other = (await leases.hasLivingOwner(owner)) ? await answeringAddress(dataDir) : undefined;
    if (other) return { ...other, attached: true, ended: new Promise(() => undefined), stop: () => Promise.resolve() };
    let lose: () => void = () => undefined;
    const lost = new Promise<void>((resolve) => (lose = resolve));
    const ownership = await leases.claim(owner, clock, { onLost: lose });
    if (ownership) return own(options, ownership, lost);
    if (clock.monotonic() - start > answerWithinMs) throw new Error(noAnswer);
    await sleep(clock, lookAgainMs);
  }
}

async function own(options: ServiceOptions, ownership: HeldLease, lost: Promise<void>): Promise<RunningService> {
  const { dataDir, port, clock = systemClock, warn = console.error, limits, credits } = options;
  const cleanUp: (() => Promise<void>)[] = [() => ownership.release()];
  const onEnd = (step: () => Promise<void>): void => void cleanUp.unshift(step);
  let ending: Promise<void> | undefined;
  const end = (): Promise<void> => (ending ??= inOrder(cleanUp));
  let tellEnd: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (tellEnd = resolve));
  try {
    const keys = await Keys.open(dataDir);
    const table = await JobTable.open(dataDir, clock);
    onEnd(() => table.close());
    const filesDir = path.join(dataDir, 'files');
    await makeFolder(filesDir);

    const signatures = new FileAddresses(randomBytes(32), clock);
    const files = await listen(0, createFiles({ table, filesDir, signatures, clock }));
    onEnd(() => files.close());
    const jobOut = (row: JobRow): Record<string, unknown> => toJobOut(row, signatures.sign(files.origin, row));

    const sender = createCallbackSender(options.callbackCa);
    onEnd(() => sender.close());
    const callbacks = new Callbacks({
      table,
      clock,
      send: sender.send,
      bodyOf: jobOut,
      signingSecret: () => keys.signingSecret,
      warn,
    });
    onEnd(() => callbacks.stop());
    const kernel = new KernelClient(options.kernelFile);
    const { model } = options;
    const queue = new JobQueue({
      table,
      kernel,
      filesDir,
      buildLimitMs: options.buildLimitMs ?? 60_000,
      clock,
      warn,
      languageModel: model && ((signal) => modelAt(model, fetch, signal)),
      onEnded: (row) => callbacks.ended(row),
    });
    onEnd(() => queue.stop());
    const sweeper = new Sweeper({ table, filesDir, clock, warn });
    onEnd(() => sweeper.stop());
    await sweeper.start();

    const intake = new Intake({ table, credits, onAccepted: () => queue.wake() });
    const rateLimit = limits && new RateLimit(limits, clock);
    const rotateSecret: ApiParts['rotateSecret'] = () =>
      keys.rotateSecret(table.nextTime(), () => publishAddress(dataDir, address()));
    const proofKey = newProofKey();
    const prove: ApiParts['prove'] = (question) => listenerProof(address(), question);
    const api = await listen(port, createApi({ table, intake, clock, keys, rateLimit, jobOut, rotateSecret, prove }));
    onEnd(() => api.close());
    const address = (): ServiceAddress => ({
      baseUrl: `${api.origin}/v1`,
      apiKey: keys.apiKey,
      apiKeyId: keys.apiKeyId,
      signingSecret: keys.signingSecret,
      proofKey,
    });
    await publishAddress(dataDir, address());
    callbacks.start();
    await queue.start();
    void lost.then(end).finally(tellEnd);
    onEnd(() => withdrawAddress(dataDir, address()));
    return { ...address(), attached: false, ended, stop: () => end().finally(tellEnd) };
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
