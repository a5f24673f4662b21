import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as v from 'valibot';
import { unlessMissing, writeFileAtomic } from '../base/files';
import { parseJson } from '../base/json';
import { Serial } from '../base/serial';

const storedSchema = v.object({
  apiKey: v.pipe(v.string(), v.regex(/^mk_pub_[0-9a-f]{32}$/)),
  signingSecret: v.pipe(v.string(), v.nonEmpty()),
  /** ISO 8601; undefined: the secret is the first. */
  signingSecretRotatedAt: v.optional(v.string()),
});

type Stored = v.InferOutput<typeof storedSchema>;

/** The key of a data folder and its signing secret: made once, so that whoever was given them can go on using them. */
export class Keys {
  readonly #file: string;
  #stored: Stored;
  readonly #rotations = new Serial();

  private constructor(file: string, stored: Stored) {
    this.#file = file;
    this.#stored = stored;
  }

  /** @throws the file system's error */
  static async open(dataDir: string): Promise<Keys> {
    const file = path.join(dataDir, 'keys.json');
    const found = await read(file);
    if (found) return new Keys(file, found);
    const made = { apiKey: `mk_pub_${randomBytes(16).toString('hex')}`, signingSecret: newSecret() };
    await writeFileAtomic(file, JSON.stringify(made));
    return new Keys(file, made);
  }

  get apiKey(): string {
    return this.#stored.apiKey;
  }

  /** What the key is called where it must not be shown. */
  get apiKeyId(): string {
    return `key_${createHash('sha256').update(this.apiKey).digest('hex').slice(0, 12)}`;
  }

  get signingSecret(): string {
    return this.#stored.signingSecret;
  }

  /**
   * Replaces the signing secret: the new one counts when it is on the disk.
   * @param rotatedAt the time now, ISO 8601
   * @param publish called when it counts, and before the next one does
   * @throws the file system's error, and then the old one stays; what `publish` throws
   */
  rotateSecret(
    rotatedAt: string,
    publish: () => Promise<void>,
  ): Promise<{ readonly signingSecret: string; readonly rotatedAt: string }> {
    return this.#rotations.run(async () => {
      const signingSecret = newSecret();
      const stored = { apiKey: this.apiKey, signingSecret, signingSecretRotatedAt: rotatedAt };
      await writeFileAtomic(this.#file, JSON.stringify(stored));
      this.#stored = stored;
      await publish();
      return { signingSecret, rotatedAt };
    });
  }
}

async function read(file: string): Promise<Stored | undefined> {
  const { success, output } = v.safeParse(storedSchema, parseJson((await unlessMissing(readFile(file, 'utf8'))) ?? ''));
  return success ? output : undefined;
}

function newSecret(): string {
  return randomBytes(32).toString('hex');
}
