import type * as vscode from 'vscode';
import { parseJson } from '../base/json';
import { Serial } from '../base/serial';

/** The name of the key in `makistry.apiKey`. The others are in `makistry.apiKey:<name>`. */
export const firstKeyName = 'default';

/** The name under which the key of the environment is given. It can't be removed or replaced here. */
export const environmentKeyName = 'MAKISTRY_API_KEY';

/** An API key and what the user calls it. */
export interface StoredKey {
  /** `firstKeyName`, `environmentKeyName`, or what the user chose. No secret. */
  readonly name: string;
  readonly key: string;
}

/** Longest name of a key, in Unicode code points. */
export const maxKeyNameLength = 40;

export type KeyNameProblem = 'empty' | 'tooLong' | 'invisible' | 'taken';

const firstSecret = 'makistry.apiKey';
const namedSecrets = 'makistry.apiKey:';
const indexSecret = 'makistry.keys';

const keyPattern = /^mk_pub_[0-9a-f]{32}$/i;

/** Whether `key` has the form of an API key: `mk_pub_` and 32 hex digits. */
export function isApiKey(key: string): boolean {
  return keyPattern.test(key);
}

/**
 * Why a key can't be kept under `name`, or undefined when it can. Names that differ in case only are the same to a
 * reader.
 */
export function keyNameProblem(name: string, taken: readonly string[]): KeyNameProblem | undefined {
  const wanted = name.trim();
  if (wanted === '') return 'empty';
  if (Array.from(wanted).length > maxKeyNameLength) return 'tooLong';
  // Control characters, line ends, and those that only change how others are shown.
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(wanted)) return 'invisible';
  return taken.some((other) => folded(other) === folded(wanted)) ? 'taken' : undefined;
}

/** What is known of the keys besides the keys themselves. */
interface KeyIndex {
  readonly names: readonly string[];
  readonly active: string | undefined;
}

interface KeptKeys {
  /** The first one first. */
  readonly keys: readonly StoredKey[];
  /** Undefined when none is kept. */
  readonly active: StoredKey | undefined;
}

/** Newer versions of VS Code can list an extension's secrets. */
type Secrets = vscode.SecretStorage & { readonly keys?: () => Thenable<string[]> };

/**
 * The user's API keys under their names: in SecretStorage, or in the environment where Codespaces and CI put one.
 * Nowhere else.
 *
 * The names and which key is active are in one more entry of the SecretStorage. They are no secret, but `globalState`
 * is read once when a window starts and doesn't hear what another window writes, while a change of a secret is told to
 * every window. For the same reason nothing is remembered here: each question is answered from the storage. (In a
 * browser each tab has its own copy of the secrets until it is reloaded; no extension can change that.)
 */
export class ApiKeyStore {
  readonly #secrets: Secrets;
  readonly #environment: NodeJS.ProcessEnv;
  /** The changes of this window, one after the other. */
  readonly #changes = new Serial();

  constructor(secrets: vscode.SecretStorage, environment: NodeJS.ProcessEnv) {
    this.#secrets = secrets;
    this.#environment = environment;
  }

  /** The key that new jobs are submitted with. */
  async active(): Promise<StoredKey | undefined> {
    return (await this.#read()).active ?? this.#ofEnvironment();
  }

  /**
   * Whether the environment's variable holds something that isn't a key, such as a key in quotation marks. It is never
   * sent.
   */
  get isEnvironmentMalformed(): boolean {
    const key = this.#environmentText();
    return key !== '' && !isApiKey(key);
  }

  /** Every key whose jobs can be asked about: those that are kept, or the environment's when none is. */
  async all(): Promise<readonly StoredKey[]> {
    const stored = await this.stored();
    const fromEnvironment = stored.length === 0 ? this.#ofEnvironment() : undefined;
    return fromEnvironment ? [fromEnvironment] : stored;
  }

  /** The keys that are kept on this machine, the first one first. */
  async stored(): Promise<readonly StoredKey[]> {
    return (await this.#read()).keys;
  }

  /** The names of the keys that are kept on this machine. */
  async names(): Promise<readonly string[]> {
    return (await this.stored()).map(({ name }) => name);
  }

  /** Keeps a key under a name, in the place of the one that had it. It becomes the active one if there is no other. */
  set(name: string, key: string): Promise<void> {
    return this.#change(async ({ keys, active }) => {
      await this.#secrets.store(secretOf(name), key);
      const names = keys.map((stored) => stored.name);
      return { names: names.includes(name) ? names : [...names, name], active: active?.name ?? name };
    });
  }

  /** Removes a key. If it was the active one, the first of the others is active then. */
  remove(name: string): Promise<void> {
    return this.#change(async ({ keys, active }) => {
      await this.#secrets.delete(secretOf(name));
      const names = keys.map((stored) => stored.name).filter((other) => other !== name);
      return { names, active: active?.name === name ? names[0] : active?.name };
    });
  }

  /** Makes a key the one that new jobs are submitted with. @returns false when it isn't kept any more */
  async activate(name: string): Promise<boolean> {
    let kept = false;
    await this.#change(({ keys, active }) => {
      const names = keys.map((stored) => stored.name);
      kept = names.includes(name);
      return Promise.resolve({ names, active: kept ? name : active?.name });
    });
    return kept;
  }

  /** Hears of every change of the keys, their names and the active one, in whichever window it was made. */
  onDidChange(listener: () => void): vscode.Disposable {
    return this.#secrets.onDidChange(({ key }) => {
      if (key === indexSecret || nameOf(key) !== undefined) listener();
    });
  }

  #ofEnvironment(): StoredKey | undefined {
    const key = this.#environmentText();
    return isApiKey(key) ? { name: environmentKeyName, key } : undefined;
  }

  #environmentText(): string {
    return this.#environment[environmentKeyName]?.trim() ?? '';
  }

  async #read(): Promise<KeptKeys> {
    const index = parseIndex(await this.#secrets.get(indexSecret));
    // Where the secrets can be listed, a name that two windows' writing at once has lost is found again.
    const listed = ((await this.#secrets.keys?.()) ?? []).map(nameOf).filter((name) => name !== undefined);
    const names = [...new Set([firstKeyName, ...index.names, ...listed])];
    const found = await Promise.all(
      names.map(async (name) => ({ name, key: await this.#secrets.get(secretOf(name)) })),
    );
    const keys = found.filter((entry): entry is StoredKey => entry.key !== undefined);
    return { keys, active: keys.find(({ name }) => name === index.active) ?? keys[0] };
  }

  /**
   * Changes the secrets first and then the index, so that whoever hears of a new index finds the keys that it names.
   */
  #change(change: (before: KeptKeys) => Promise<KeyIndex>): Promise<void> {
    return this.#changes.run(async () => {
      const index = await change(await this.#read());
      const text = index.names.length > 0 ? JSON.stringify(index) : undefined;
      if (text === (await this.#secrets.get(indexSecret))) return;
      await (text === undefined ? this.#secrets.delete(indexSecret) : this.#secrets.store(indexSecret, text));
    });
  }
}

function folded(name: string): string {
  return name.trim().normalize('NFKC').toLowerCase();
}

function secretOf(name: string): string {
  return name === firstKeyName ? firstSecret : `${namedSecrets}${name}`;
}

/** The name of the key in a secret, or undefined when it is another secret. */
function nameOf(secret: string): string | undefined {
  if (secret === firstSecret) return firstKeyName;
  return secret.startsWith(namedSecrets) ? secret.slice(namedSecrets.length) : undefined;
}

/** An index that can't be read is an empty one: the first key needs none. */
function parseIndex(text: string | undefined): KeyIndex {
  const index = parseJson(text ?? '');
  if (typeof index !== 'object' || index === null) return { names: [], active: undefined };
  const names =
    'names' in index && Array.isArray(index.names)
      ? index.names.filter((name): name is string => typeof name === 'string')
      : [];
  return { names, active: 'active' in index && typeof index.active === 'string' ? index.active : undefined };
}
