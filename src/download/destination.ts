import type { ByteSource } from './byteSource';

/** A folder that files are brought into. */
export interface Destination {
  /**
   * Begins a file that will be called `name`.
   * @param name a bare file name
   * @throws DownloadError
   */
  begin(name: string): Promise<Incoming>;
}

/**
 * A file on its way into a folder: nothing of it is there until it is whole. Its methods throw a DownloadError when the
 * folder can't be used.
 */
export interface Incoming extends ByteSource {
  /** Appends all pieces. */
  write(pieces: readonly Uint8Array[]): Promise<void>;
  /** Forgets what has been received. */
  restart(): Promise<void>;
  /** Resolves when everything is where a power cut can't reach it. */
  sync(): Promise<void>;
  /**
   * The name in the folder that a file system without regard to case would take for `name`; undefined when there is
   * none.
   */
  takenName(name: string): Promise<string | undefined>;
  /**
   * Gives the file its name unless something has it.
   * @returns whether it did
   * @throws the signal's reason, too; then it didn't
   */
  putNew(name: string, signal: AbortSignal): Promise<boolean>;
  /** Puts the file in the place of the one of that name. @throws the signal's reason, too; then it didn't */
  replace(name: string, signal: AbortSignal): Promise<void>;
  /** Whether the file of that name holds the same bytes. */
  isSame(name: string): Promise<boolean>;
  /** Removes what was received; what was given a name stays. Never throws; can be called again. */
  discard(): Promise<void>;
}
