import type { Clock } from '../../base/clock';
import type { Leases } from '../../base/lease';
import type { Logger } from '../../base/logger';
import type { CallbackAddresses, Services } from '../service';
import type { JobStore } from '../store';
import type { KeptImages } from '../submit/keptImages';

/** What following the jobs needs, of whichever account they are. */
export interface FollowParts {
  readonly store: JobStore;
  readonly images: KeptImages;
  readonly services: Services;
  readonly webhooks: CallbackAddresses;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Logger;
  /** 0 to 1, for the jitter of the back-off. */
  readonly random: () => number;
  readonly isPollingEnabled: () => boolean;
  /** Whether the user is looking at this window. */
  readonly isFocused: () => boolean;
  /** The newest page of an account's list has come. */
  readonly onFirstPage?: (account: string, nextCursor: string | undefined) => void;
}
