import '../../frame/webview/page.css';
import './usage.css';
import * as v from 'valibot';
import { ranges, readToPage, type FromPage } from '../messages';
import { copyPlainNumbers } from '../../frame/webview/copying';
import { connect } from '../../frame/webview/host';
import { Words } from '../../frame/webview/words';
import { UsagePage } from './page';

const kept = v.object({ range: v.picklist(ranges), account: v.optional(v.string()) });

const root = document.getElementById('app');
let page: UsagePage | undefined;

const host = connect<FromPage, NonNullable<ReturnType<typeof readToPage>>>(readToPage, (message) => {
  if (!root) return;
  if (message.type === 'start') page = new UsagePage(root, new Words(message.texts), (said) => host.postMessage(said));
  else {
    host.setState(message.usage.choice);
    page?.show(message.usage);
  }
});
const { success, output } = v.safeParse(kept, host.getState());
host.postMessage({
  type: 'ready',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  ...(success && { choice: output }),
});
copyPlainNumbers();
