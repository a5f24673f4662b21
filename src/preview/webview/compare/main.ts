import { ColorManagement } from 'three';
import '../preview.css';
import './comparison.css';
import { copyPlainNumbers } from '../../../pages/frame/webview/copying';
import { connect } from '../../../pages/frame/webview/host';
import { readToComparison, type FromComparison, type ToComparison } from '../../compare/messages';
import { ComparisonPage } from './comparisonPage';

// Colours are shown as the file and the theme say them.
ColorManagement.enabled = false;

const root = document.getElementById('app');
let page: ComparisonPage | undefined;

const host = connect<FromComparison, ToComparison>(
  () => ({ type: 'ready' }),
  readToComparison,
  (message) => {
    if (!root) return;
    if (message.type !== 'start') page?.receive(message);
    else if (page) page.rename(message);
    else {
      page = new ComparisonPage(root, message, host);
      page.ask();
    }
  },
);
window.addEventListener('pagehide', () => page?.dispose());
copyPlainNumbers();
