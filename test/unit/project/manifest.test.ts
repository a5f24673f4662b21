import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { settingsTable } from '../../../scripts/settingsTable.js';
import { commandIds } from '../../../src/commands/ids.js';
import { actions } from '../../../src/preview/actions.js';
import { findRoot } from '../../support/root.js';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

const root = findRoot();
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');
const { contributes } = JSON.parse(read('package.json')) as Manifest;
const contributed = contributes.commands.map(({ command }) => command).sort();

describe('The manifest', () => {
  it('contributes every command that is registered, and no other', () => {
    const registered = [...commandIds, ...Object.keys(actions).map((action) => `makistry.preview.${action}`)];
    assert.deepEqual(contributed, registered.sort());
    assert.equal(new Set(contributed).size, contributed.length, 'VS Code refuses a command that is there twice');
  });

  it('packs every bundle that is loaded later', () => {
    const packed = read('.vscodeignore').split('\n');
    const table = /const loadedLater = \{([^}]*)\}/.exec(read('esbuild.mjs'))?.[1] ?? '';
    const bundles = Array.from(table.matchAll(/: '(\w+)'/g), ([, name]) => `!dist/${name ?? ''}.js`);
    assert.ok(bundles.length > 10);
    assert.deepEqual(
      bundles.filter((line) => !packed.includes(line)),
      [],
    );
  });

  it('has menus for commands that there are', () => {
    const inMenus = Object.values(contributes.menus).flatMap((entries) => entries.map(({ command }) => command));
    assert.deepEqual(
      inMenus.filter((command) => !contributed.includes(command)),
      [],
    );
  });

  it('has every setting that the code reads, and no other', () => {
    const source = read('src/host/settings.ts');
    const readSettings = [...source.matchAll(/(?:choice|text|flag|count|list)\('([\w.]+)'/g)].map(
      ([, key]) => `makistry.${key ?? ''}`,
    );
    assert.deepEqual(Object.keys(contributes.configuration.properties).sort(), [...new Set(readSettings)].sort());
  });
});

describe('The README', () => {
  it('has the table of settings that the manifest gives: npm run readme writes it', () => {
    assert.ok(read('README.md').includes(settingsTable(root)));
  });

  it('has pictures that are there and small', () => {
    const pictures = [...read('README.md').matchAll(/!\[([^\]]+)\]\(([^)]+)\)/g)].map(([, alt, file]) => ({
      alt: alt ?? '',
      file: file ?? '',
    }));
    assert.ok(pictures.length > 0);
    for (const { alt, file } of pictures) {
      assert.ok(alt.length > 10, `${file} needs a description`);
      assert.ok(fs.statSync(path.join(root, file)).size < 200_000, file);
    }
  });
});
