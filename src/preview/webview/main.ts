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

const host = connect<FromPage, ToPage>(readToPage, (message) => {
  if (!root) return;
  if (message.type === 'start') page ??= new Page(root, message, host);
  else page?.receive(message);
});
window.addEventListener('pagehide', () => page?.dispose());
copyPlainNumbers();
host.postMessage({ type: 'ready' });
