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
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Makistry CAD</title>
</head>
<body>
<main id="app"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
