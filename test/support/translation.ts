import fs from 'node:fs';
import path from 'node:path';
import { findRoot } from './root.js';

type Strings = Readonly<Record<string, string>>;

/** What users read in another language, as the extension's own bundles have it. */
export class Translation {
  readonly #strings: Strings;
  readonly #manifest: Strings;
  readonly #untranslated: readonly RegExp[];

  /** @param language as `de` */
  constructor(language: string) {
    const read = (file: string): Strings => JSON.parse(fs.readFileSync(path.join(findRoot(), file), 'utf8')) as Strings;
    this.#strings = read(`l10n/bundle.l10n.${language}.json`);
    this.#manifest = read(`package.nls.${language}.json`);
    const english = read('package.nls.json');
    const pairs = [
      ...Object.entries(this.#strings),
      ...Object.entries(english).map(([key, text]) => [text, this.#manifest[key] ?? ''] as const),
    ];
    const translated = new Set(pairs.map(([, there]) => there));
    this.#untranslated = pairs
      .filter(([here, there]) => here !== there && !translated.has(here) && isTelling(here))
      .map(([here]) => pattern(here));
  }

  /** A string of `vscode.l10n.t`. @throws Error when it isn't there: the test names one that is gone */
  text(english: string, ...values: readonly string[]): string {
    return found(this.#strings, english).replace(/\{(\d+)\}/g, (_, at: string) => values[Number(at)] ?? '');
  }

  /** A string of the manifest by its key. */
  manifest(key: string): string {
    return found(this.#manifest, key);
  }

  /** Those of the texts that are English strings of ours, whatever stands in their placeholders. */
  untranslated(texts: readonly string[]): string[] {
    return texts.map((text) => text.trim()).filter((text) => this.#untranslated.some((english) => english.test(text)));
  }
}

function found(strings: Strings, key: string): string {
  const text = strings[key];
  if (text === undefined) throw new Error(`There is no string “${key}”.`);
  return text;
}

/** What is hardly more than its placeholders, such as `{0} of {1}`, is found in any text. */
function isTelling(text: string): boolean {
  return !text.includes('{0}') || text.replace(/\{\d+\}/g, '').replace(/[^A-Za-z]/g, '').length >= 6;
}

function pattern(text: string): RegExp {
  const [first = '', ...others] = text.split(/\{\d+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${[first, ...others].join('.+')}$`, 's');
}
