import { InvalidApiKeyError, NetworkError, ServerError } from '../api/errors';
import type { Trouble } from './trouble';

/** How it stands with the service: `unreachable` says nothing about the key. */
export type Reach = 'unknown' | 'unreachable' | 'unauthorized';

/**
 * @param troubles of the accounts that there is something to do for
 * @param lastRefresh what the user's last refresh ended with: an idle account has no trouble, since nothing is asked for it
 */
export function reachOf(troubles: Iterable<Trouble>, lastRefresh: unknown): Reach {
  const kinds = new Set([...troubles].map(({ kind }) => kind));
  if (kinds.has('unauthorized') || lastRefresh instanceof InvalidApiKeyError) return 'unauthorized';
  return kinds.has('unreachable') || lastRefresh instanceof NetworkError || lastRefresh instanceof ServerError ? 'unreachable' : 'unknown';
}
