import '../../frame/webview/page.css';
import './details.css';
import { readToPage, type FromPage, type ToPage } from '../messages';
import { copyPlainNumbers } from '../../frame/webview/copying';
import { connect } from '../../frame/webview/host';
import { Words } from '../../frame/webview/words';
import { DetailsPage } from './page';

const root = document.getElementById('app');
let page: DetailsPage | undefined;
let requestId = '';

const ready = (): FromPage => ({ type: 'ready' });
const host = connect<FromPage, ToPage>(ready, readToPage, (message) => {
  if (!root) return;
  if (message.type === 'start')
    page ??= new DetailsPage(root, new Words(message.texts), (said) => host.postMessage(said), {
      get: draft,
      set: (text) => host.setState({ requestId, draft: text }),
    });
  else if (message.type === 'gone') page?.showGone();
  else {
    // Kept for when the window is reloaded.
    ({ requestId } = message.job);
    host.setState({ requestId, draft: draft() });
    page?.show(message.job);
  }
});
copyPlainNumbers();

/** What was typed before the page was made anew. */
function draft(): string {
  const state = host.getState();
  return typeof state === 'object' && state !== null && 'draft' in state && typeof state.draft === 'string'
    ? state.draft
    : '';
}
