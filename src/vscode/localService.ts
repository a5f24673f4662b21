import * as path from 'node:path';
import type { ApiConnection } from '../api/client';
import type { IDisposable } from '../base/disposable';
import type { Logger } from '../base/logger';
import { startLocalService, type LocalService } from '../local/start';

/** Starts the built-in service when it is first needed and again when it has gone. */
export class LocalServiceStarter implements IDisposable {
  readonly #workerFile: string;
  readonly #dataDir: string;
  readonly #log: Logger;
  #service: Promise<LocalService> | undefined;
  #isRunning = false;

  /** @param distFolder where the bundles are; @param storageFolder where the service may keep its jobs: both absolute */
  constructor(distFolder: string, storageFolder: string, log: Logger) {
    this.#workerFile = path.join(distFolder, 'local.js');
    this.#dataDir = path.join(storageFolder, 'local');
    this.#log = log;
  }

  /** In a word, for diagnostics. */
  get state(): 'not started' | 'starting' | 'running' {
    if (!this.#service) return 'not started';
    return this.#isRunning ? 'running' : 'starting';
  }

  /** @throws when the service can't be started */
  async connection(): Promise<ApiConnection> {
    this.#service ??= this.#start();
    try {
      return await this.#service;
    } catch (error) {
      this.#service = undefined;
      throw error;
    }
  }

  /** Lets the next `connection()` start the service anew. */
  forget(): void {
    const service = this.#service;
    this.#service = undefined;
    this.#isRunning = false;
    void service?.then((running) => running.stop()).catch((error: unknown) => this.#log.warn(`The built-in service did not stop cleanly: ${String(error)}`));
  }

  dispose(): void {
    this.forget();
  }

  async #start(): Promise<LocalService> {
    const service = await startLocalService({ workerFile: this.#workerFile, dataDir: this.#dataDir });
    this.#isRunning = true;
    this.#log.info(`The built-in service answers at ${service.baseUrl}.`);
    return service;
  }
}
