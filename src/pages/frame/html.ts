import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export interface PageOptions {
  /** `<name>.js` and `<name>.css` in `dist`. */
  readonly name: string;
  /** The page makes a worker from a file of ours. */
  readonly hasWorker?: boolean;
  /** The page shows pictures from the webview's `localResourceRoots`. */
  readonly hasPictures?: boolean;
}

/** A page of a webview. Nothing is loaded but our own script and style, and what the options say. */
export function pageHtml(
  webview: vscode.Webview,
  dist: vscode.Uri,
  { name, hasWorker = false, hasPictures = false }: PageOptions,
): string {
  const nonce = randomBytes(16).toString('base64');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(dist, `${name}.js`)).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(dist, `${name}.css`)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    ...(hasPictures ? [`img-src ${webview.cspSource}`] : []),
    // The worker's code is fetched from our own folder, the only one that the page can reach.
    ...(hasWorker ? [`connect-src ${webview.cspSource}`, 'worker-src blob:'] : []),
  ].join('; ');
  const late = vscode.l10n.t('VS Code could not load this page yet. If it stays so, close the tab and open it again.');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<script nonce="${nonce}">(${loadAgain})(${JSON.stringify(late).replaceAll('<', '\\u003c')})</script>
<link rel="stylesheet" href="${style}">
<title>Makistry CAD</title>
</head>
<body>
<main id="app"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

/**
 * Runs in the page before everything else, and asks again for what VS Code failed to load. VS Code serves the files of
 * pages by a service worker, which can be another page's at that moment: in 1.100 mostly so for one of two pages that
 * open at once, such as the sides of a diff. That page would stay blank.
 */
const loadAgain = `(late) => {
  let failed = 0;
  addEventListener('error', ({ target }) => {
    if (!(target instanceof HTMLLinkElement || target instanceof HTMLScriptElement)) return;
    failed++;
    const app = document.getElementById('app');
    if (failed === 20 && app && !app.hasChildNodes()) app.textContent = late;
    const again = document.createElement(target.localName);
    for (const { name, value } of target.attributes) again.setAttribute(name, value);
    again.nonce = target.nonce;
    setTimeout(() => target.replaceWith(again), failed < 40 ? 200 : 2000);
  }, true);
}`;
