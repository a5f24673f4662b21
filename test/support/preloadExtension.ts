import fs from 'node:fs';
import path from 'node:path';

/**
 * Has the extension host load a script before other extensions start, as one of its own. NODE_OPTIONS does not do it, since VS Code takes that away.
 * @param extensions the folder in which code-server has installed an extension already
 * @param script absolute path of a CommonJS file
 */
export function preloadIntoHost(extensions: string, script: string): void {
  const [publisher, name, version] = ['test', 'preload', '1.0.0'];
  const relativeLocation = `${publisher}.${name}-${version}`;
  const folder = path.join(extensions, relativeLocation);
  fs.mkdirSync(folder);
  fs.copyFileSync(script, path.join(folder, 'main.js'));
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ publisher, name, version, main: './main.js', activationEvents: ['*'], engines: { vscode: '^1.100.0' }, extensionKind: ['workspace'] }));
  const listFile = path.join(extensions, 'extensions.json');
  const list = JSON.parse(fs.readFileSync(listFile, 'utf8')) as unknown[];
  const entry = { identifier: { id: `${publisher}.${name}` }, version, location: { $mid: 1, path: folder, scheme: 'file' }, relativeLocation, metadata: {} };
  fs.writeFileSync(listFile, JSON.stringify([...list, entry]));
}
