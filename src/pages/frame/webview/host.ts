/** What a page of VS Code has, once. */
export interface Host<Message> {
  postMessage(message: Message): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): Host<unknown>;

/** ms until a page says again that it is ready; twice as long each time, up to the second. */
const firstPause = 100;
const longestPause = 2000;

/**
 * Connects the page with the extension.
 * @param ready what the page says until it is answered: whoever listens may be on its way still
 * @param read gives what the extension said, or undefined for what it doesn't say
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
