import '../../frame/webview/page.css';
import './usage.css';
import { readChoice, readToPage, type FromPage, type ToPage } from '../messages';
import { copyPlainNumbers } from '../../frame/webview/copying';
import { connect } from '../../frame/webview/host';
import { Words } from '../../frame/webview/words';
import { UsagePage } from './page';

const root = document.getElementById('app');
let page: UsagePage | undefined;

const ready = (kept: unknown): FromPage => {
  const choice = readChoice(kept);
  return { type: 'ready', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, ...(choice && { choice }) };
};
const host = connect<FromPage, ToPage>(
  (own) => ready(own.getState()),
  readToPage,
  (message) => {
    if (!root) return;
    if (message.type === 'start')
      page ??= new UsagePage(root, new Words(message.texts), (said) => host.postMessage(said));
    else {
      host.setState(message.usage.choice);
      page?.show(message.usage);
    }
  },
);
copyPlainNumbers();
