import { NetworkError } from '../api/errors';
import { sleep } from '../base/clock';
import { sentence } from '../base/sentence';
import type { Incoming } from './destination';
import { BehindWriter } from './behindWriter';
import { DownloadError } from './errors';
import { contentLength, mostBytesOf, rangeOf, strongTag } from './responseBytes';
import { stallLimitMs, StallWatch } from './stallWatch';
import { openStorage, type Received, type StorageParts } from './storage';

/** How many losses in a row are endured; each wait in ms is twice the one before. */
const maxLosses = 5;
const firstWaitMs = 1000;

/** After a continuation that brought this many bytes the losses are counted anew. */
const goodProgressBytes = 256 * 1024;

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
  const transfer = new Transfer(incoming, parts, options);
  let current = address;
  let isRenewed = false;
  for (let losses = 0; ;) {
    const before = incoming.size;
    try {
      await transfer.attempt(current);
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

/** The file as far as it has come, and one attempt after the other to get the rest of it. */
class Transfer {
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

  async attempt(address: string): Promise<void> {
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
