import type { IDisposable } from './disposable';

/** Gives what is made when it is first asked for, and is kept from then on. */
export interface Lazy<T> {
  /** @throws what making it throws. That isn't kept: whoever asks next tries again */
  (): Promise<T>;
  /** What there is, or is being made; undefined when nobody has asked for it yet, or when it has failed. */
  made(): Promise<T> | undefined;
  /** Whoever asks next gets another one. A failure of what is being made meanwhile doesn't touch that. */
  forget(): void;
}

/**
 * Makes something with the first call. All code that isn't in `dist/extension.js` is loaded this way:
 * `lazy(() => import('../download/index'))`, with the path written out, since the build looks for it (`loadedLater` in
 * `esbuild.mjs`). Such a constant at the top of a file is no state: it holds a module, which Node.js keeps anyway.
 */
export function lazy<T>(make: () => Promise<T>): Lazy<T> {
  let made: Promise<T> | undefined;
  const get = (): Promise<T> => {
    if (made) return made;
    const making = make();
    made = making;
    making.catch(() => {
      if (made === making) made = undefined;
    });
    return making;
  };
  return Object.assign(get, { made: () => made, forget: () => void (made = undefined) });
}

/** Ends, with its own end, what was made or is being made; nothing where nobody has asked for it. */
export function endOf(lazily: Lazy<IDisposable>): IDisposable {
  return {
    dispose: () =>
      void lazily.made()?.then(
        (made) => made.dispose(),
        // Whoever asked for it was told why there is none.
        () => undefined,
      ),
  };
}
