import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import type { Clock } from '../base/clock';
import { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/emitter';
import { systemErrorCode } from '../base/files';
import type { Leases } from '../base/lease';
import type { Logger } from '../base/logger';
import { newProofKey } from '../base/proof';
import { withoutSlash } from '../base/trimmedEnd';
import { WorkLoop } from '../base/workLoop';
import { LeaseHolder } from '../jobs/follow/leaseHolder';
import { addressProblem } from './address';
import { PlaceFiles, type Place, type ReceiverSecrets } from './place';
import type { ReceiverParts, WebhookReceiver } from './receiver';
import { receiverProof, testAddress, type WebhookProblem } from './selfTest';

/** The settings of `makistry.webhook`. */
export interface WebhookSettings {
  readonly webhookEnabled: () => boolean;
  /** Empty when VS Code is to find the address. */
  readonly webhookPublicUrl: () => string;
  /** 0 for any. */
  readonly webhookPort: () => number;
}

export interface WebhooksParts {
  /** Absolute folder for the lease and for what the windows tell each other; it must exist. */
  readonly folder: string;
  readonly settings: WebhookSettings;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Logger;
  readonly fetch: typeof globalThis.fetch;
  /** The address at which VS Code lets an address of this machine be reached from elsewhere; it may be the same. */
  readonly forwarded: (address: string) => Promise<string>;
  /** The receiver is an HTTP server, which is loaded only when it is needed. */
  readonly startReceiver: (parts: ReceiverParts) => Promise<WebhookReceiver>;
  readonly accept: ReceiverParts['accept'];
  /** Whether an account's webhooks can be believed. */
  readonly hasSecret: (account: string) => Promise<boolean>;
}

/** What a self-test has shown. */
export interface WebhookTest {
  /** The host of the address, once there is one: the rest of it is nobody's business. */
  readonly host?: string;
  /** The receiver's port on this machine; undefined in a window that doesn't receive. */
  readonly port?: number;
  /** Undefined when the receiver is reached. */
  readonly problem?: WebhookProblem;
}

/** How often a window that doesn't receive looks whether the one that does is still there, in ms. */
const followMs = 3000;

/** After a test that has failed, or after an error of this machine, in ms. */
const retryMs = 60_000;
/** The port may still be that of a window that is just closing. */
const portRetryMs = 5000;

interface Opened {
  readonly receiver: WebhookReceiver;
  readonly place: Place & ReceiverSecrets;
  /** What the settings were then. */
  readonly settings: string;
}

/**
 * Receives the webhooks of all windows, in one of them: a lease says which. No address is given to the service before a
 * self-test has shown that it leads here. Where it leads to is kept, so that the window that takes over is reached at
 * the same address.
 */
export class Webhooks extends Disposable {
  readonly #parts: WebhooksParts;
  readonly #files: PlaceFiles;
  readonly #abort = new AbortController();
  readonly #lease: LeaseHolder;
  readonly #tested: Emitter<WebhookTest>;
  #opened: Opened | undefined;
  /** Of the present receiver, or why this window, which should have one, has none. */
  #lastTest: WebhookTest | undefined;
  readonly #loop: WorkLoop;

  /** The window that receives has tested the address by itself. */
  readonly onDidTest: Event<WebhookTest>;

  constructor(parts: WebhooksParts) {
    super();
    this.#parts = parts;
    const { folder, leases, clock, log } = parts;
    this.#files = new PlaceFiles(folder);
    this.#tested = this._register(new Emitter((error) => log.error('A listener of the webhooks failed.', error)));
    this.onDidTest = this.#tested.event;
    this.#lease = new LeaseHolder({
      leaseName: path.join(folder, 'webhook'),
      leases,
      clock,
      signal: this.#abort.signal,
      onChange: () => this.wake(),
    });
    this._register({ dispose: () => this.#stop() });
    this.#loop = this._register(new WorkLoop({ clock, turn: () => this.#takeTurn() }));
    this.wake();
  }

  /**
   * Where the service is to send an account's webhooks; undefined when they can't be received, or can't be believed. It
   * never rejects.
   */
  async callbackUrl(account: string): Promise<string | undefined> {
    const { settings, hasSecret, log } = this.#parts;
    if (!settings.webhookEnabled()) return undefined;
    try {
      const announced = await this.#files.announcement();
      return announced?.isProven && (await hasSecret(account)) ? announced.callbackUrl : undefined;
    } catch (error) {
      log.warn(`Whether webhooks are received could not be found out: ${String(error)}`);
      return undefined;
    }
  }

  /** Looks at everything anew, as after a setting has changed. */
  wake(): void {
    this.#loop.wake();
  }

  /** Tests the address now, in whichever window. @throws the file system's error */
  test(): Promise<WebhookTest> {
    return this.#loop.between(async () => {
      if (this.#opened) return this.#test(this.#opened);
      if (this.#lastTest) return this.#lastTest;
      const [place, announced] = [await this.#files.place(), await this.#files.announcement()];
      if (!place?.proofKey) return { problem: { kind: 'noAddress' } };
      const callbackUrl = announced?.callbackUrl ?? (await this.#callbackUrl(place));
      if (typeof callbackUrl !== 'string') return { problem: callbackUrl };
      const problem = await testAddress({ callbackUrl, proofKey: place.proofKey, fetch: this.#parts.fetch });
      if (announced) await this.#files.keepTest(!problem);
      return { host: new URL(callbackUrl).host, ...(problem && { problem }) };
    });
  }

  /** @returns ms to the next look; undefined when nothing is left to do */
  async #takeTurn(): Promise<number | undefined> {
    try {
      return await this.#work();
    } catch (error) {
      this.#parts.log.error('Webhooks can’t be received.', error);
      return retryMs;
    }
  }

  async #work(): Promise<number | undefined> {
    const { settings } = this.#parts;
    const isWanted = settings.webhookEnabled() && !this.isDisposed;
    const isOurs = isWanted && (await this.#lease.hold());
    if (!isOurs || this.#opened?.settings !== this.#settings()) await this.#close();
    if (!isWanted) {
      await this.#lease.letGo();
      return undefined;
    }
    if (!isOurs) return followMs;
    this.#opened ??= await this.#open();
    if (!this.#opened) {
      this.#lastTest = { problem: { kind: 'portTaken', port: settings.webhookPort() } };
      this.#tell(this.#lastTest);
      return portRetryMs;
    }
    if (!this.#lastTest || this.#lastTest.problem) this.#tell(await this.#test(this.#opened));
    return this.#lastTest?.problem && retryMs;
  }

  #tell(test: WebhookTest): void {
    if (!this.isDisposed) this.#tested.fire(test);
  }

  #settings(): string {
    const { settings } = this.#parts;
    return JSON.stringify([settings.webhookPublicUrl(), settings.webhookPort()]);
  }

  /** @returns undefined when the port that is set is taken. @throws the system's error */
  async #open(): Promise<Opened | undefined> {
    const kept = await this.#files.place();
    const keys: ReceiverSecrets = {
      secret: kept?.secret ?? randomBytes(32).toString('base64url'),
      proofKey: kept?.proofKey ?? newProofKey(),
    };
    const wanted = this.#parts.settings.webhookPort();
    // The last port is the one that a tunnel leads to; any other is better than none.
    const receiver =
      (await this.#listen(keys, wanted === 0 ? (kept?.port ?? 0) : wanted)) ??
      (wanted === 0 ? await this.#listen(keys, 0) : undefined);
    if (!receiver) return undefined;
    const place = { ...keys, port: receiver.port };
    await this.#files.keepPlace(place);
    this.#parts.log.info(`Webhooks are received at port ${receiver.port} of this machine.`);
    return { receiver, place, settings: this.#settings() };
  }

  /** @returns undefined when the port is taken */
  async #listen({ secret, proofKey }: ReceiverSecrets, port: number): Promise<WebhookReceiver | undefined> {
    const { startReceiver, accept, log } = this.#parts;
    try {
      return await startReceiver({
        port,
        path: pathOf(secret),
        accept,
        prove: (question) => receiverProof(proofKey, question),
        log,
      });
    } catch (error) {
      if (systemErrorCode(error) === 'EADDRINUSE') return undefined;
      throw error;
    }
  }

  async #test({ receiver, place }: Opened): Promise<WebhookTest> {
    const { port } = receiver;
    const callbackUrl = await this.#callbackUrl(place);
    if (typeof callbackUrl !== 'string') {
      await this.#files.withdraw();
      return (this.#lastTest = { port, problem: callbackUrl });
    }
    const problem = await testAddress({ callbackUrl, proofKey: place.proofKey, fetch: this.#parts.fetch });
    await this.#files.announce({ callbackUrl, isProven: !problem });
    return (this.#lastTest = { host: new URL(callbackUrl).host, port, ...(problem && { problem }) });
  }

  async #callbackUrl({ secret, port }: Place): Promise<string | WebhookProblem> {
    const { settings, forwarded } = this.#parts;
    const publicUrl = settings.webhookPublicUrl();
    if (publicUrl === '') {
      const address = await forwarded(`http://127.0.0.1:${port}${pathOf(secret)}`);
      return addressProblem(address) ? { kind: 'noAddress' } : address;
    }
    const problem = addressProblem(publicUrl);
    return problem ? { kind: problem } : withoutSlash(publicUrl) + pathOf(secret);
  }

  async #close(): Promise<void> {
    const opened = this.#opened;
    this.#lastTest = undefined;
    if (!opened) return;
    this.#opened = undefined;
    await this.#files.withdraw();
    await opened.receiver.close();
  }

  /** One more turn closes the receiver and then lets go of the lease, so that the next window finds the port free. */
  #stop(): void {
    this.#abort.abort();
    this._finish(this.#loop.between(() => this.#takeTurn()));
  }
}

function pathOf(secret: string): string {
  return `/makistry/${secret}`;
}
