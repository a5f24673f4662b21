import type { Owner } from './comparison';

/** One of the two versions can't be read, with what was thrown as its cause. */
export class VersionFailure extends Error {
  readonly version: Exclude<Owner, 'both'>;

  constructor(version: Exclude<Owner, 'both'>, cause: unknown) {
    super(`${version} version unreadable`, { cause });
    this.version = version;
  }
}

/** @throws VersionFailure with what the work has thrown */
export function inVersion<T>(version: Exclude<Owner, 'both'>, work: () => T): T {
  const fail = (error: unknown): never => {
    throw error instanceof VersionFailure ? error : new VersionFailure(version, error);
  };
  try {
    const made = work();
    return made instanceof Promise ? (made.catch(fail) as T) : made;
  } catch (error) {
    return fail(error);
  }
}
