import { readFile, rm } from 'node:fs/promises';
import * as path from 'node:path';
import * as v from 'valibot';
import { systemErrorCode, writeFileAtomic } from '../base/files';
import { processExists } from '../base/owner';

const secretSchema = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));
const placeSchema = v.object({
  /** The unguessable part of the address. */
  secret: secretSchema,
  port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
  /** What the receiver proves itself with. It is never sent. Undefined: an older version wrote the file. */
  proofKey: v.optional(secretSchema),
});
const announcementSchema = v.object({ callbackUrl: v.string(), isProven: v.boolean(), pid: v.number() });

/** What stays the same when the receiver moves to another window, so that the webhooks of jobs under way still find it. */
export type Place = v.InferOutput<typeof placeSchema>;

/** The secrets of a receiver: of its address, and of its proof. */
export type ReceiverSecrets = Pick<Place, 'secret'> & { readonly proofKey: string };

/** What the window that receives tells the others. */
export interface Announcement {
  /** Where the service is to send to. */
  readonly callbackUrl: string;
  /** Whether the self-test has shown that the receiver is reached there. */
  readonly isProven: boolean;
  /** The receiver's process. */
  readonly pid: number;
}

/** The receiver's two files: that of its place, and that in which it announces its address. Only the user can read them, since who knows the address can write to it. */
export class PlaceFiles {
  readonly #place: string;
  readonly #announcement: string;

  /** @param folder absolute; it must exist */
  constructor(folder: string) {
    this.#place = path.join(folder, 'webhook-place.json');
    this.#announcement = path.join(folder, 'webhook-address.json');
  }

  /** @throws the file system's error */
  place(): Promise<Place | undefined> {
    return read(this.#place, placeSchema);
  }

  /** @throws the file system's error */
  keepPlace(place: Place): Promise<void> {
    return writeFileAtomic(this.#place, JSON.stringify(place));
  }

  /** Undefined when no living process receives. @throws the file system's error */
  async announcement(): Promise<Announcement | undefined> {
    const announced = await read(this.#announcement, announcementSchema);
    return announced && processExists(announced.pid) ? announced : undefined;
  }

  /** @throws the file system's error */
  announce(announcement: Announcement): Promise<void> {
    return writeFileAtomic(this.#announcement, JSON.stringify(announcement));
  }

  /** Takes back what this process has announced. @throws the file system's error */
  async withdraw(): Promise<void> {
    if ((await this.announcement())?.pid === process.pid) await rm(this.#announcement, { force: true });
  }
}

/** A file that is damaged is as good as none. */
async function read<T extends v.GenericSchema>(file: string, schema: T): Promise<v.InferOutput<T> | undefined> {
  try {
    const { success, output } = v.safeParse(schema, JSON.parse(await readFile(file, 'utf8')));
    return success ? output : undefined;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
