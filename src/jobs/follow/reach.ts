import { InvalidApiKeyError, NetworkError, ServerError } from '../../api/errors';
import type { Trouble } from './trouble';

/** How it stands with the service: `unreachable` says nothing about the key. */
export type Reach = 'unknown' | 'unreachable' | 'unauthorized';

/**
 * @param troubles of the accounts that there is something to do for
 * @param lastRefreshes what the user's last refresh of each account ended with: an idle account has no trouble, since
 * nothing is asked for it
 */
export function reachOf(troubles: Iterable<Trouble>, lastRefreshes: Iterable<unknown>): Reach {
  const kinds = new Set([...troubles].map(({ kind }) => kind));
  const errors = [...lastRefreshes];
  if (kinds.has('unauthorized') || errors.some((error) => error instanceof InvalidApiKeyError)) return 'unauthorized';
  return kinds.has('unreachable') ||
    errors.some((error) => error instanceof NetworkError || error instanceof ServerError)
    ? 'unreachable'
    : 'unknown';
}
