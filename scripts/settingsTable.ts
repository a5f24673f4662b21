// The README's table of settings, from the manifest.
import fs from 'node:fs';
import path from 'node:path';

interface Setting {
  readonly default: unknown;
  readonly enum?: readonly string[];
  readonly markdownDescription: string;
}

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, Setting>> } };
}

/** Lines of Markdown, one for each setting, in the manifest's order. */
export function settingsTable(root: string): string {
  const read = (file: string): unknown => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));
  const { properties } = (read('package.json') as Manifest).contributes.configuration;
  const texts = read('package.nls.json') as Readonly<Record<string, string>>;
  const rows = Object.entries(properties).map(
    ([key, setting]) => `| \`${key}\` | ${defaultOf(setting)} | ${meaningOf(setting, texts)} |`,
  );
  return ['| setting | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

function defaultOf({ default: value }: Setting): string {
  return value === '' ? '' : `\`${String(value)}\``;
}

function meaningOf({ markdownDescription, enum: values }: Setting, texts: Readonly<Record<string, string>>): string {
  const description = texts[markdownDescription.slice(1, -1)] ?? '';
  // Links to settings and commands lead nowhere outside of VS Code.
  const plain = description
    .replace(/`#([^#]+)#`/g, '`$1`')
    .replace(/\[([^[\]]+)\]\(command:[^)]+\)/g, '*$1*')
    .replace(/\|/g, '\\|');
  return values ? `${plain} One of ${values.map((value) => `\`${value}\``).join(', ')}.` : plain;
}
