import type { Clock, Timer } from '../../base/clock';

/** No turn takes so long in ms by itself: the longest makes four requests, which may take 30 s each. */
const stalledMs = 150_000;

/**
 * Waits for a turn, and calls `onStalled` each time that it has taken as long again as no turn does by itself. Keys and
 * proxies are asked of VS Code's window, which doesn't answer for hours when its connection is lost while the extension
 * host lives on.
 */
export async function whileTurning<T>(clock: Clock, turn: Promise<T>, onStalled: () => void): Promise<T> {
  let timer: Timer;
  const watch = (): void => {
    timer = clock.setTimeout(() => {
      onStalled();
      watch();
    }, stalledMs);
  };
  watch();
  return turn.finally(() => timer.cancel());
}
