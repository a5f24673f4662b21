import type { MakistryClient } from '../api/client';
import type { ServiceProfile } from './serviceProfile';

/** A service that jobs can be submitted to, and whose they are. */
export interface Service {
  /** `local`, or `cloud:` and a hash of address and key. Jobs of the same account are the same key's. */
  readonly account: string;
  readonly client: MakistryClient;
}

/** Which services there are right now. Keys and settings change while the window is open. */
export interface Services {
  /** The one that new jobs go to. @throws MissingApiKeyError when it is the cloud and no key is stored */
  active(): Promise<Service>;
  /** How long the jobs of an account usually take and what asking costs. Needs no key and no network. */
  profileOf(account: string): ServiceProfile;
  /** The one that a job belongs to; undefined when its key isn't kept here any more. */
  forAccount(account: string): Promise<Service | undefined>;
}

/** Whoever knows where webhooks are received. */
export interface CallbackAddresses {
  /**
   * Where the service is to send the account's webhooks now; undefined when they can't be received. It never rejects.
   */
  callbackUrl(account: string): Promise<string | undefined>;
}
