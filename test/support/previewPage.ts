import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { FromPage, ToPage } from '../../src/preview/messages.js';
import { launchChromium } from './chromium.js';
import { temporaryFolder } from './cleanup.js';
import { findRoot } from './root.js';

const address = 'http://127.0.0.1/preview/';

/** VS Code's own themes, by the classes of a webview's body and the colours that matter to the page. */
export const themes = {
  light: {
    classes: 'vscode-light',
    colours: { 'editor-background': '#ffffff', 'editor-foreground': '#3b3b3b', foreground: '#3b3b3b' },
  },
  dark: {
    classes: 'vscode-dark',
    colours: { 'editor-background': '#1f1f1f', 'editor-foreground': '#cccccc', foreground: '#cccccc' },
  },
  'high contrast dark': {
    classes: 'vscode-high-contrast vscode-high-contrast-dark',
    colours: { 'editor-background': '#000000', 'editor-foreground': '#ffffff', foreground: '#ffffff' },
  },
  'high contrast light': {
    classes: 'vscode-high-contrast vscode-high-contrast-light',
    colours: { 'editor-background': '#ffffff', 'editor-foreground': '#292929', foreground: '#292929' },
  },
} as const;
export type ThemeName = keyof typeof themes;

/** The page of the preview in a browser without VS Code around it: quick, and with no other's work in its time. */
export class PreviewPage {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #folder: { remove(): void };

  private constructor(page: Page, context: BrowserContext, folder: { remove(): void }) {
    this.page = page;
    this.#context = context;
    this.#folder = folder;
  }

  static async launch(): Promise<PreviewPage> {
    const folder = temporaryFolder();
    const context = await launchChromium(folder.path);
    const page = await context.newPage();
    await page.route(`${address}**`, (route) => {
      const name = new URL(route.request().url()).pathname.replace('/preview/', '');
      if (name === '') return route.fulfill({ contentType: 'text/html', body: html });
      return route.fulfill({ path: path.join(findRoot(), 'dist', name) });
    });
    return new PreviewPage(page, context, folder);
  }

  async close(): Promise<void> {
    await this.#context.close();
    this.#folder.remove();
  }

  /** Opens an empty page. @param texts as the extension would give them */
  async open(theme: ThemeName, texts: Readonly<Record<string, string>>): Promise<void> {
    await this.page.goto(address);
    await this.setTheme(theme);
    await this.page.addStyleTag({ url: 'preview.css' });
    await this.page.addScriptTag({ url: 'preview.js' });
    const [worker, decoders] = [`${address}previewWorker.js`, `${address}decoders.js`];
    await this.send({ type: 'start', texts, name: 'model', worker, decoders });
  }

  async setTheme(theme: ThemeName): Promise<void> {
    const { classes, colours } = themes[theme];
    await this.page.evaluate(
      ([names, values]) => {
        const { document } = globalThis as unknown as { document: PageDocument };
        document.body.className = names;
        document.documentElement.lang = 'en';
        for (const [name, value] of Object.entries(values))
          document.documentElement.style.setProperty(`--vscode-${name}`, value);
      },
      [classes, colours] as const,
    );
  }

  /** Says what the extension would say. */
  async send(message: ToPage): Promise<void> {
    const text = JSON.stringify(message, (_, value: unknown) =>
      ArrayBuffer.isView(value)
        ? {
            array: value.constructor.name === 'Buffer' ? 'Uint8Array' : value.constructor.name,
            bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'),
          }
        : value,
    );
    await this.page.evaluate((sent) => {
      const scope = globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown> & {
        postMessage(data: unknown): void;
      };
      const data: unknown = JSON.parse(sent, (_, value: unknown) => {
        const { array, bytes } = (value ?? {}) as { array?: string; bytes?: string };
        if (array === undefined || bytes === undefined) return value;
        const Type = scope[array];
        return Type && new Type(Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0)).buffer);
      });
      scope.postMessage(data);
    }, text);
  }

  /** What the page has told the extension. */
  said(): Promise<FromPage[]> {
    return this.page.evaluate(() => (globalThis as unknown as { said: FromPage[] }).said);
  }

  /** Shows a mesh file, and waits until it is there with its facts. */
  async show(format: 'stl' | 'glb' | '3mf', bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.send({ type: 'file', format, bytes });
    await this.page.locator('.stage[data-shown=fine][data-facts], .stage[data-shown=failed]').waitFor();
  }
}

/** As much of the page's elements as is used inside the page: the project is compiled without the DOM's types. */
interface PageDocument {
  readonly body: { className: string };
  readonly documentElement: { lang: string; readonly style: { setProperty(name: string, value: string): void } };
}

const html = `<!doctype html><html><body><div id="app"></div><script>
  const said = (globalThis.said = []);
  let state;
  globalThis.acquireVsCodeApi = () => ({
    postMessage: (message) => said.push(message),
    getState: () => state,
    setState: (next) => void (state = next),
  });
</script></body></html>`;
