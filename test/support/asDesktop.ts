// An extension that the host loads before ours: in the tests the editor is shown by a browser, where programs are on
// another machine. With it our extension is told that the window is a desktop's, which is all that it can be told by.
import Module from 'node:module';
import type * as vscode from 'vscode';

interface Loader {
  _load(request: string, parent: { readonly filename?: string } | undefined, isMain: boolean): unknown;
}

export function activate(): void {
  const loader = Module as unknown as Loader;
  const load = loader._load.bind(loader);
  loader._load = (request, parent, isMain) => {
    const loaded = load(request, parent, isMain);
    if (request !== 'vscode' || !(parent?.filename ?? '').includes('makistry-cad')) return loaded;
    const api = loaded as typeof vscode;
    const env = new Proxy(
      {},
      {
        get: (_, key) => {
          if (key === 'uiKind') return api.UIKind.Desktop;
          return key === 'remoteName' ? undefined : (api.env as unknown as Record<string | symbol, unknown>)[key];
        },
      },
    );
    return Object.assign({}, api, { env });
  };
}
