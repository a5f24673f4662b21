import { ColorManagement } from 'three';
import './preview.css';
import { copyPlainNumbers } from '../../pages/frame/webview/copying';
import { connect } from '../../pages/frame/webview/host';
import { readToPage, type FromPage, type ToPage } from '../messages';
import { Page } from './page';

// Colours are shown as the file and the theme say them.
ColorManagement.enabled = false;

const root = document.getElementById('app');
let page: Page | undefined;

const ready = (): FromPage => ({ type: 'ready' });
const host = connect<FromPage, ToPage>(ready, readToPage, (message) => {
  if (!root) return;
  if (message.type !== 'start') page?.receive(message);
  else if (!page) {
    page = new Page(root, message, host);
    // Once, however often the start is answered.
    host.postMessage({ type: 'read' });
  }
});
window.addEventListener('pagehide', () => page?.dispose());
copyPlainNumbers();
