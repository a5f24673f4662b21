import fs from 'node:fs';
import path from 'node:path';
import { findRoot } from './root.js';

const publisher = 'test';
const version = '1.0.0';

/**
 * Adds an extension to a profile as if it had been installed, with a manifest that says what it is for.
 * @param extensions the profile's folder of extensions
 * @param manifest beside what every manifest has
 * @param files texts by their names
 * @returns the extension's folder and id
 */
function addExtension(
  extensions: string,
  name: string,
  manifest: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>>,
): { folder: string; id: string } {
  const id = `${publisher}.${name}`;
  const relativeLocation = `${id}-${version}`;
  const folder = path.join(extensions, relativeLocation);
  fs.mkdirSync(folder);
  const all = {
    ...files,
    'package.json': JSON.stringify({ publisher, name, version, engines: { vscode: '^1.100.0' }, ...manifest }),
  };
  for (const [file, text] of Object.entries(all)) fs.writeFileSync(path.join(folder, file), text);
  const listFile = path.join(extensions, 'extensions.json');
  // code-server writes it when it installs the first one.
  const list = fs.existsSync(listFile) ? (JSON.parse(fs.readFileSync(listFile, 'utf8')) as unknown[]) : [];
  const entry = {
    identifier: { id },
    version,
    location: { $mid: 1, path: folder, scheme: 'file' },
    relativeLocation,
    metadata: {},
  };
  fs.writeFileSync(listFile, JSON.stringify([...list, entry]));
  return { folder, id };
}

/**
 * Has the extension host load a script before other extensions start, as one of its own. NODE_OPTIONS does not do it,
 * since VS Code takes that away.
 * @param script absolute path of a CommonJS file
 */
export function preloadIntoHost(extensions: string, script: string): void {
  addExtension(
    extensions,
    'preload',
    {
      main: './main.js',
      activationEvents: ['*'],
      extensionKind: ['workspace'],
      capabilities: { untrustedWorkspaces: { supported: true } },
    },
    { 'main.js': fs.readFileSync(script, 'utf8') },
  );
}

/**
 * Adds the extension that offers the editor language models (`languageModel/editorModels.ts`). An editor that knows no
 * such offers ignores it.
 */
export function addEditorModels(extensions: string): void {
  addExtension(
    extensions,
    'scripted-models',
    {
      displayName: 'Scripted Models',
      main: './main.js',
      activationEvents: [],
      extensionKind: ['workspace'],
      enabledApiProposals: ['chatProvider'],
      contributes: { languageModelChatProviders: [{ vendor: 'scripted', displayName: 'Scripted' }] },
    },
    { 'main.js': fs.readFileSync(path.join(findRoot(), 'out/test/support/languageModel/editorModels.js'), 'utf8') },
  );
}

/** Adds an extension that does nothing and that nothing activates. @returns its id */
export function addEmptyExtension(extensions: string, name: string): string {
  const manifest = { main: './main.js', activationEvents: [], extensionKind: ['workspace'] };
  return addExtension(extensions, name, manifest, { 'main.js': 'exports.activate = () => undefined;' }).id;
}

/**
 * Adds a language pack without a single word. With it, and with `--locale`, VS Code's language is that one: its own
 * words stay English, since a pack's gaps are filled so, and extensions get their strings from their own bundles.
 */
export function addLanguagePack(extensions: string, userData: string, languageId: string): void {
  const localization = {
    languageId,
    languageName: languageId,
    localizedLanguageName: languageId,
    translations: [{ id: 'vscode', path: './main.i18n.json' }],
  };
  const { folder, id } = addExtension(
    extensions,
    `language-pack-${languageId}`,
    { contributes: { localizations: [localization] } },
    { 'main.i18n.json': JSON.stringify({ contents: {} }) },
  );
  // VS Code writes this list when it installs a pack, and only reads it when it starts.
  const pack = {
    hash: `${id}-${version}`,
    extensions: [{ extensionIdentifier: { id }, version }],
    translations: { vscode: path.join(folder, 'main.i18n.json') },
    label: languageId,
  };
  fs.writeFileSync(path.join(userData, 'languagepacks.json'), JSON.stringify({ [languageId]: pack }));
}
