import { readFile, rm } from 'node:fs/promises';
import * as path from 'node:path';
import * as v from 'valibot';
import { patiently, unlessMissing, writeFileAtomic } from '../base/files';
import { parseJson } from '../base/json';
import { decodeOwner, isSameProcess, ownerState, thisProcess, type Owner } from '../base/owner';

const secretSchema = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));
const placeSchema = v.object({
  /** The unguessable part of the address. */
  secret: secretSchema,
  port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
  /** What the receiver proves itself with. It is never sent. Undefined: an older version wrote the file. */
  proofKey: v.optional(secretSchema),
});
const announcementSchema = v.object({ callbackUrl: v.string(), isProven: v.boolean(), owner: v.unknown() });

/**
 * What stays the same when the receiver moves to another window, so that the webhooks of jobs under way still find it.
 */
export type Place = v.InferOutput<typeof placeSchema>;

/** The secrets of a receiver: of its address, and of its proof. */
export type ReceiverSecrets = Pick<Place, 'secret'> & { readonly proofKey: string };

/** What the window that receives tells the others. */
export interface Announcement {
  /** Where the service is to send to. */
  readonly callbackUrl: string;
  /** Whether the self-test has shown that the receiver is reached there. */
  readonly isProven: boolean;
}

interface SignedAnnouncement extends Announcement {
  /** The receiver's process. */
  readonly owner: Owner;
}

/**
 * The receiver's two files: that of its place, and that in which it announces its address. Only the user can read them,
 * since who knows the address can write to it.
 */
export class PlaceFiles {
  readonly #place: string;
  readonly #announcement: string;
  readonly #self: Promise<Owner>;

  /** @param folder absolute; it must exist. @param self the process that announces */
  constructor(folder: string, self: Promise<Owner> = thisProcess()) {
    this.#self = self;
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

  /**
   * Undefined when the process that receives has ended. One of another machine can't be asked about: its announcement
   * counts until the lease of the receiver has found another holder, which announces anew.
   * @throws the file system's error
   */
  async announcement(): Promise<Announcement | undefined> {
    const announced = await this.#read();
    return announced && (await ownerState(announced.owner, await this.#self)) !== 'dead' ? announced : undefined;
  }

  /** @throws the file system's error */
  async announce({ callbackUrl, isProven }: Announcement): Promise<void> {
    await this.#write({ callbackUrl, isProven, owner: await this.#self });
  }

  /** Keeps what a test of the announced address has shown, whoever receives there. @throws the file system's error */
  async keepTest(isProven: boolean): Promise<void> {
    const announced = await this.#read();
    if (announced) await this.#write({ ...announced, isProven });
  }

  /** Takes back what this process has announced. @throws the file system's error */
  async withdraw(): Promise<void> {
    const announced = await this.#read();
    if (announced && isSameProcess(announced.owner, await this.#self))
      await patiently(() => rm(this.#announcement, { force: true }));
  }

  async #read(): Promise<SignedAnnouncement | undefined> {
    const announced = await read(this.#announcement, announcementSchema);
    // One of an earlier version doesn't tell well enough who receives.
    const owner = decodeOwner(announced?.owner);
    return announced && owner && { ...announced, owner };
  }

  #write(announcement: SignedAnnouncement): Promise<void> {
    return writeFileAtomic(this.#announcement, JSON.stringify(announcement));
  }
}

/** A file that is damaged is as good as none. */
async function read<T extends v.GenericSchema>(file: string, schema: T): Promise<v.InferOutput<T> | undefined> {
  const { success, output } = v.safeParse(schema, parseJson((await unlessMissing(readFile(file, 'utf8'))) ?? ''));
  return success ? output : undefined;
}
