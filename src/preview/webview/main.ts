import { ColorManagement } from 'three';
import './preview.css';
import { copyPlainNumbers } from '../../pages/frame/webview/copying';
import { readToPage, type FromPage } from '../messages';
import { Page } from './page';

/** What a page of VS Code has, once. */
interface VsCodeApi {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

// Colours are shown as the file and the theme say them.
ColorManagement.enabled = false;

const api = acquireVsCodeApi();
const root = document.getElementById('app');
let page: Page | undefined;

window.addEventListener('message', ({ data, origin }: MessageEvent<unknown>) => {
  const message = origin === window.origin ? readToPage(data) : undefined;
  if (!message || !root) return;
  if (message.type === 'start') page ??= new Page(root, message, api);
  else page?.receive(message);
});
window.addEventListener('pagehide', () => page?.dispose());
copyPlainNumbers();
api.postMessage({ type: 'ready' });
