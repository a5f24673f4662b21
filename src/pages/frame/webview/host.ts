/** What a page of VS Code has, once. */
export interface Host<Message> {
  postMessage(message: Message): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): Host<unknown>;

/**
 * Connects the page with the extension.
 * @param read gives what the extension said, or undefined for what it doesn't say
 */
export function connect<From, To>(
  read: (message: unknown) => To | undefined,
  onMessage: (message: To) => void,
): Host<From> {
  window.addEventListener('message', ({ data, origin }: MessageEvent<unknown>) => {
    const message = origin === window.origin ? read(data) : undefined;
    if (message !== undefined) onMessage(message);
  });
  return acquireVsCodeApi();
}
