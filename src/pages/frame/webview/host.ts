/** VS Code's API of a page, which it gives out only once. */
export interface Host<Message> {
  postMessage(message: Message): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): Host<unknown>;

/** How many ms a page waits before it says again that it is ready; twice as long each time, up to a second. */
const firstPause = 100;
const longestPause = 2000;

/**
 * Connects the page with the extension.
 * @param ready what the page repeats until it is answered, since the extension may not be listening yet
 * @param read checks a message from the extension; undefined for anything that it doesn't send
 */
export function connect<From, To>(
  ready: (host: Host<From>) => From,
  read: (message: unknown) => To | undefined,
  onMessage: (message: To) => void,
): Host<From> {
  const host: Host<From> = acquireVsCodeApi();
  let isAnswered = false;
  window.addEventListener('message', ({ data, origin }: MessageEvent<unknown>) => {
    const message = origin === window.origin ? read(data) : undefined;
    if (message === undefined) return;
    isAnswered = true;
    onMessage(message);
  });
  const said = ready(host);
  const say = (pause: number): void => {
    if (isAnswered) return;
    host.postMessage(said);
    setTimeout(() => say(Math.min(2 * pause, longestPause)), pause);
  };
  say(firstPause);
  return host;
}
