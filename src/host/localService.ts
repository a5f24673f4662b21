import * as path from 'node:path';
import type { ApiConnection } from '../api/requests';
import { NetworkError, networkError } from '../api/errors';
import type { IDisposable } from '../base/disposable';
import { lazy, type Lazy } from '../base/lazy';
import type { Logger } from '../base/logger';
import { sentence } from '../base/sentence';
import type { LocalService, startLocalService } from '../local/start';

/** Longest time in ms that the service may take to prove itself to a request without a limit of its own. */
const proofLimitMs = 30_000;

const loadStart = lazy(() => import('./startLocal'));

const startLater: typeof startLocalService = async (options) => (await loadStart()).startLocal(options);

/** Starts the built-in service when it is first needed and again when it has gone. */
export class LocalServiceStarter implements IDisposable {
  readonly #workerFile: string;
  readonly #dataDir: string;
  readonly #log: Logger;
  readonly #fetch: typeof globalThis.fetch;
  readonly #start: typeof startLocalService;
  readonly #service: Lazy<LocalService>;
  /** The one that answers. */
  #running: Promise<LocalService> | undefined;
  #stopping: Promise<void> = Promise.resolve();

  /**
   * @param distFolder where the bundles are;
   * @param storageFolder where the service may keep its jobs: both absolute
   */
  constructor(
    distFolder: string,
    storageFolder: string,
    log: Logger,
    fetch: typeof globalThis.fetch,
    start = startLater,
  ) {
    this.#workerFile = path.join(distFolder, 'local.js');
    this.#dataDir = path.join(storageFolder, 'local');
    this.#log = log;
    this.#fetch = fetch;
    this.#start = start;
    this.#service = lazy(() => this.#startNew());
  }

  /** What was let go of has ended. */
  get ended(): Promise<void> {
    return this.#stopping;
  }

  /** In a word, for diagnostics. */
  get state(): 'not started' | 'starting' | 'running' {
    if (!this.#service.made()) return 'not started';
    return this.#running === this.#service.made() ? 'running' : 'starting';
  }

  /** @throws when the service can't be started */
  async connection(): Promise<ApiConnection> {
    const starting = this.#service();
    const service = await starting;
    this.#running = starting;
    return service;
  }

  /**
   * `fetch` for what `connection()` gives the key of. The service's process may have ended since, and another user's
   * program may have taken its port: so each request is sent only when whoever listens there has just proven to be the
   * service. Otherwise the next `connection()` starts it here.
   * @throws NetworkError, with nothing sent, when it hasn't; what `fetch` throws
   */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const service = this.#service.made();
    try {
      await this.#prove(await service, input, init?.signal ?? AbortSignal.timeout(proofLimitMs));
      return await this.#fetch(input, init);
    } catch (error) {
      if (init?.signal?.aborted) throw error;
      const { failure } = error instanceof NetworkError ? error : networkError(error, false);
      if (service === this.#service.made() && (failure === 'refused' || failure === 'interrupted')) this.forget();
      throw error;
    }
  };

  /** Lets the next `connection()` start the service anew. */
  forget(): void {
    const service = this.#service.made();
    this.#service.forget();
    if (!service) return;
    const stopped = service
      .then((running) => running.stop())
      .catch((error: unknown) => this.#log.warn(`The built-in service did not stop cleanly: ${String(error)}`));
    this.#stopping = Promise.all([this.#stopping, stopped]).then(() => undefined);
  }

  dispose(): void {
    this.forget();
  }

  /**
   * @throws NetworkError unless the service itself listens where the request is to go; what `fetch` throws when nobody
   * answers
   */
  async #prove(service: LocalService | undefined, input: string | URL | Request, signal: AbortSignal): Promise<void> {
    const address = input instanceof Request ? input.url : String(input);
    // The service may have moved since the request got its address.
    if (service && address.startsWith(`${service.baseUrl}/`)) {
      if (await service.isListening(this.#fetch, signal)) return;
      this.#log.warn('Another program answers at the address of the built-in service. It was sent nothing.');
    }
    throw new NetworkError(sentence('The built-in service is not at its address any more.'), { failure: 'refused' });
  }

  async #startNew(): Promise<LocalService> {
    const service = await this.#start({ workerFile: this.#workerFile, dataDir: this.#dataDir });
    this.#log.info(`The built-in service answers at ${service.baseUrl}.`);
    return service;
  }
}
