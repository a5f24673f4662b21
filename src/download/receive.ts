import { NetworkError } from '../api/errors';
import { sleep, type Clock, type Timer } from '../base/clock';
import { sentence } from '../base/sentence';
import type { Incoming } from './destination';
import { DownloadError } from './errors';
import { openStorage, type Received, type StorageParts } from './storage';

/** Longest silence of the storage in ms. There's no limit on the whole: files can be large and lines slow. */
const stallLimitMs = 60_000;

/** After so many losses in a row it gives up; each wait in ms is twice the one before. */
const maxLosses = 5;
const firstWaitMs = 1000;

/** A continuation that brought so many bytes is a good one: the losses are counted anew. */
const goodProgressBytes = 256 * 1024;

/**
 * Bytes are written in pieces of this size: the storage's are smaller, and each write costs a turn of the event loop.
 */
const writeBytes = 512 * 1024;

/** Without an announced length a file may have so many bytes: an assembly has a few hundred MB. */
const mostBytes = 1024 ** 3;

/**
 * What is packed on the way may become so many times as large, though text packs to a tenth, and in any case so many
 * bytes; without a length so many.
 */
const mostUnpacking = 50;
const leastUnpackedBytes = 64 * 1024 ** 2;
const mostUnpackedBytes = 256 * 1024 ** 2;

export interface ReceiveOptions {
  readonly signal: AbortSignal;
  /** Called as bytes arrive; `total` is undefined when the storage doesn't say. */
  readonly onProgress?: (received: number, total: number | undefined) => void;
}

/**
 * Streams a file from the storage into `incoming`. A lost connection is resumed where it broke if the storage can do
 * that and still has the same file; else it begins again.
 * @param address signed, of the storage
 * @param renew asks the service for another one, when the storage takes the first for too old
 * @throws DownloadError, ApiError, the signal's reason
 */
export async function receive(
  address: string,
  renew: () => Promise<string>,
  incoming: Incoming,
  parts: StorageParts,
  options: ReceiveOptions,
): Promise<void> {
  const attempt = new Attempt(incoming, parts, options);
  let current = address;
  let isRenewed = false;
  for (let losses = 0; ;) {
    const before = incoming.size;
    try {
      await attempt.run(current);
      return;
    } catch (error) {
      if (options.signal.aborted) throw options.signal.reason;
      const progress = incoming.size - before;
      if (progress > 0) isRenewed = false;
      if (error instanceof DownloadError && error.failure === 'stale_address' && !isRenewed) {
        isRenewed = true;
        current = await renew();
        continue;
      }
      if (!isLoss(error, incoming.size)) throw error;
      losses = progress >= goodProgressBytes && before > 0 ? 1 : losses + 1;
      if (losses > maxLosses) throw error;
      await sleep(parts.clock, firstWaitMs * 2 ** (losses - 1), options.signal);
    }
  }
}

/** What another attempt may cure. Before the first byte a network that isn't there is news for the user at once. */
function isLoss(error: unknown, received: number): boolean {
  if (error instanceof NetworkError)
    return error.failure === 'interrupted' || (received > 0 && error.failure !== 'tls' && error.failure !== 'proxy');
  return error instanceof DownloadError && error.failure === 'incomplete';
}

/** One request after the other for the same file. */
class Attempt {
  readonly #incoming: Incoming;
  readonly #parts: StorageParts;
  readonly #options: ReceiveOptions;
  /** Of what has been received, if the storage can give the rest of it. */
  #etag: string | undefined;
  /** The whole file's length in bytes, as it was first said. */
  #total: number | undefined;

  constructor(incoming: Incoming, parts: StorageParts, options: ReceiveOptions) {
    this.#incoming = incoming;
    this.#parts = parts;
    this.#options = options;
  }

  async run(address: string): Promise<void> {
    const watch = new StallWatch(this.#parts.clock);
    const { signal } = this.#options;
    const both = AbortSignal.any([signal, watch.stalled]);
    try {
      const response = await openStorage(address, this.#received(), this.#parts, both);
      const end = await this.#begin(response);
      await this.#take(response, end, watch);
      const { size } = this.#incoming;
      const total = this.#total;
      if (total !== undefined && size !== total)
        throw new DownloadError('incomplete', sentence('Only {0} of {1} bytes came.', size, total));
      await this.#incoming.sync();
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (watch.stalled.aborted)
        throw new DownloadError(
          'stalled',
          sentence('No byte came for {0} seconds. Check the network and download again.', stallLimitMs / 1000),
          error,
        );
      throw error;
    } finally {
      watch.stop();
    }
  }

  #received(): Received | undefined {
    const bytes = this.#incoming.size;
    return this.#etag !== undefined && bytes > 0 ? { bytes, etag: this.#etag } : undefined;
  }

  /**
   * Decides whether the response goes on with what is there: only the very bytes that follow, of the very same file.
   * @returns how many bytes of the file there can be at its end
   */
  async #begin(response: Response): Promise<number> {
    const etag = strongTag(response);
    if (response.status === 206) {
      const range = rangeOf(response);
      const isNext = range?.first === this.#incoming.size && etag !== undefined && etag === this.#etag;
      if (isNext && (range.total === undefined || this.#total === undefined || range.total === this.#total)) {
        this.#total ??= range.total;
        return range.last + 1;
      }
      this.#etag = undefined;
      await response.body?.cancel();
      throw new DownloadError(
        'incomplete',
        sentence('The storage gave another part of the file than the one that was asked for.'),
      );
    }
    if (this.#incoming.size > 0) await this.#incoming.restart();
    this.#etag = etag;
    this.#total = contentLength(response);
    return this.#total ?? mostBytesOf(response);
  }

  async #take(response: Response, end: number, watch: StallWatch): Promise<void> {
    const writer = new BehindWriter(this.#incoming, watch);
    try {
      let received = this.#incoming.size;
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        watch.touch();
        received += chunk.byteLength;
        // Leaving the loop closes the connection, whatever is still to come.
        if (received > end)
          throw new DownloadError(
            'storage',
            sentence('The storage sent more than the {0} bytes that the file can have.', end),
          );
        await writer.add(chunk);
        this.#options.onProgress?.(received, this.#total);
      }
    } catch (error) {
      // What came before the loss is kept: the next attempt goes on from there.
      await writer.flush();
      if (error instanceof DownloadError || this.#options.signal.aborted || watch.stalled.aborted) throw error;
      throw new DownloadError(
        'incomplete',
        sentence('The connection was lost after {0} bytes. Check the network and download again.', this.#incoming.size),
        error,
      );
    }
    await writer.flush();
  }
}

/** Gathers small pieces, and writes one large piece while the next is gathered. */
class BehindWriter {
  readonly #incoming: Incoming;
  readonly #watch: StallWatch;
  #gathered: Uint8Array[] = [];
  #bytes = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(incoming: Incoming, watch: StallWatch) {
    this.#incoming = incoming;
    this.#watch = watch;
  }

  /** @throws what an earlier write has failed with */
  async add(chunk: Uint8Array): Promise<void> {
    this.#gathered.push(chunk);
    this.#bytes += chunk.byteLength;
    if (this.#bytes >= writeBytes) await this.#next();
  }

  async flush(): Promise<void> {
    if (this.#bytes > 0) await this.#next();
    await this.#settled();
  }

  async #next(): Promise<void> {
    await this.#settled();
    this.#writing = this.#incoming.write(this.#gathered);
    this.#gathered = [];
    this.#bytes = 0;
    // Whoever waits for it next hears of it.
    this.#writing.catch(() => undefined);
  }

  async #settled(): Promise<void> {
    await this.#writing;
    // A slow disk is no silence of the storage.
    this.#watch.touch();
  }
}

/** Notices when nothing has come for too long. One timer, however many pieces come. */
class StallWatch {
  readonly #clock: Clock;
  readonly #stalled = new AbortController();
  #last: number;
  #timer: Timer;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#last = clock.monotonic();
    this.#timer = this.#set(stallLimitMs);
  }

  get stalled(): AbortSignal {
    return this.#stalled.signal;
  }

  touch(): void {
    this.#last = this.#clock.monotonic();
  }

  stop(): void {
    this.#timer.cancel();
  }

  #set(delayMs: number): Timer {
    return this.#clock.setTimeout(() => {
      const left = this.#last + stallLimitMs - this.#clock.monotonic();
      if (left > 0) this.#timer = this.#set(left);
      else this.#stalled.abort();
    }, delayMs);
  }
}

/** The whole file's length in bytes; undefined when the body is compressed on the way or its length isn't said. */
function contentLength(response: Response): number | undefined {
  return isEncoded(response) ? undefined : bodyLength(response);
}

/** As many bytes as a body may have whose length isn't known. */
function mostBytesOf(response: Response): number {
  if (!isEncoded(response)) return mostBytes;
  const length = bodyLength(response);
  return length === undefined
    ? mostUnpackedBytes
    : Math.min(mostBytes, Math.max(leastUnpackedBytes, length * mostUnpacking));
}

function bodyLength({ headers }: Response): number | undefined {
  const value = headers.get('content-length');
  return value !== null && /^\d+$/.test(value) ? Number(value) : undefined;
}

/**
 * Which bytes of the file a 206 has, the last one included; undefined when it says nothing that can be true (RFC 9110
 * §14.4).
 */
function rangeOf(
  response: Response,
): { readonly first: number; readonly last: number; readonly total: number | undefined } | undefined {
  const [, from, to, of] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '') ?? [];
  if (from === undefined || to === undefined) return undefined;
  const [first, last, total] = [Number(from), Number(to), of === '*' ? undefined : Number(of)];
  const length = bodyLength(response);
  const isTrue =
    first <= last &&
    (total === undefined || last < total) &&
    (length === undefined || length === last - first + 1) &&
    !isEncoded(response);
  return isTrue ? { first, last, total } : undefined;
}

/** Only a strong tag says that the bytes are the same (RFC 9110 §8.8.3). */
function strongTag(response: Response): string | undefined {
  const tag = response.headers.get('etag');
  return tag !== null && tag.startsWith('"') && !isEncoded(response) ? tag : undefined;
}

function isEncoded(response: Response): boolean {
  const encoding = response.headers.get('content-encoding');
  return encoding !== null && encoding !== 'identity';
}
