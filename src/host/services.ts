import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { MakistryClient } from '../api/client';
import type { ApiConnection } from '../api/requests';
import { MissingApiKeyError, NetworkError, UnexpectedResponseError } from '../api/errors';
import type { Clock } from '../base/clock';
import { isLoopbackHost } from '../base/networks';
import { sentence } from '../base/sentence';
import type { Budgets } from '../jobs/follow/budgets';
import { cloudProfile, localProfile, type ServiceProfile } from '../jobs/serviceProfile';
import type { Service, Services } from '../jobs/service';
import { firstKeyName, type ApiKeyStore } from './apiKeyStore';
import type { LocalServiceStarter } from './localService';
import { changesService, settings } from './settings';

/** The built-in service's account: it has one key, and no limits. */
export const localAccount = 'local';

/**
 * The extension host's `fetch`, looked up at each call: VS Code replaces it while running, with one that knows the
 * user's proxy and certificates.
 */
export const hostFetch: typeof globalThis.fetch = (input, init) => globalThis.fetch(input, init);

/** An account that can be asked, and what the user calls it. */
export interface NamedAccount {
  readonly account: string;
  /** The name of its key in the `ApiKeyStore`; `localAccount` for the built-in service, which needs none. */
  readonly name: string;
  /** For people. */
  readonly label: string;
}

/** What a user reads as the name of a key. */
export function keyLabel(name: string): string {
  return name === firstKeyName ? vscode.l10n.t('Default') : name;
}

/** The cloud with each of the user's keys and the built-in service, as the settings name them. */
export class ConfiguredServices implements Services {
  readonly #keys: ApiKeyStore;
  readonly #local: LocalServiceStarter;
  readonly #budgets: Budgets;
  readonly #clock: Clock;

  constructor(keys: ApiKeyStore, local: LocalServiceStarter, budgets: Budgets, clock: Clock) {
    this.#keys = keys;
    this.#local = local;
    this.#budgets = budgets;
    this.#clock = clock;
  }

  async active(): Promise<Service> {
    if (settings.service() === 'local') return this.#localService();
    const active = await this.#keys.active();
    if (!active)
      throw new MissingApiKeyError(this.#keys.isEnvironmentMalformed ? 'malformed_api_key' : 'missing_api_key');
    return this.cloudWith(active.key);
  }

  /**
   * Those whose jobs are shown whether or not any is unfinished: the active one first, and the cloud with each of the
   * other keys.
   * @throws as `active` does
   */
  async shown(): Promise<readonly [Service, ...Service[]]> {
    const active = await this.active();
    const keys = isAllowedBaseUrl(settings.apiBaseUrl()) ? await this.#keys.all() : [];
    return [active, ...keys.map(({ key }) => this.cloudWith(key)).filter(({ account }) => account !== active.account)];
  }

  async forAccount(account: string): Promise<Service | undefined> {
    if (account === localAccount) return this.#localService();
    const owner = (await this.#keys.all()).find(({ key }) => cloudAccount(settings.apiBaseUrl(), key) === account);
    return owner && this.cloudWith(owner.key);
  }

  /** Every account that can be asked now: one for each key that is kept, and the built-in service. */
  async accounts(): Promise<readonly NamedAccount[]> {
    const local: NamedAccount = { account: localAccount, name: localAccount, label: vscode.l10n.t('Built-in service') };
    const baseUrl = settings.apiBaseUrl();
    if (!isAllowedBaseUrl(baseUrl)) return [local];
    const keys = await this.#keys.all();
    return [
      ...keys.map(({ name, key }) => ({ account: cloudAccount(baseUrl, key), name, label: keyLabel(name) })),
      local,
    ];
  }

  /** `accounts()` gives another answer. */
  onDidChangeAccounts(listener: () => void): vscode.Disposable {
    return vscode.Disposable.from(
      this.#keys.onDidChange(listener),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (changesService(event)) listener();
      }),
    );
  }

  profileOf(account: string): ServiceProfile {
    return account === localAccount ? localProfile : cloudProfile;
  }

  /**
   * The cloud with a key that needn't be stored yet.
   * @throws UnexpectedResponseError when the address in the settings isn't allowed
   */
  cloudWith(apiKey: string): Service {
    const baseUrl = settings.apiBaseUrl();
    if (!isAllowedBaseUrl(baseUrl)) {
      throw new UnexpectedResponseError(
        sentence('The setting makistry.apiBaseUrl is not an https address: {0}', baseUrl),
        { code: 'invalid_base_url' },
      );
    }
    const connection: ApiConnection = { baseUrl, apiKey };
    const account = cloudAccount(baseUrl, apiKey);
    return {
      account,
      client: new MakistryClient({
        connect: () => Promise.resolve(connection),
        fetch: hostFetch,
        clock: this.#clock,
        gate: this.#budgets.gateFor(account),
      }),
    };
  }

  #localService(): Service {
    const connect = (): Promise<ApiConnection> => this.#local.connection();
    return {
      account: localAccount,
      client: new MakistryClient({ connect, fetch: this.#local.fetch, clock: this.#clock }),
    };
  }
}

/** The account of a key at an address. It tells neither. */
function cloudAccount(baseUrl: string, apiKey: string): string {
  return `cloud:${createHash('sha256').update(`${baseUrl}\n${apiKey}`).digest('hex').slice(0, 16)}`;
}

/** A key goes over https only, or stays on this machine. */
function isAllowedBaseUrl(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
}

/** True for the errors that say nothing about the key: the service was not reached. */
export function isUnreachable(error: unknown): error is NetworkError {
  return error instanceof NetworkError;
}
