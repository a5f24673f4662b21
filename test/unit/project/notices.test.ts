import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { bundledPackages, replaceable, thirdPartyNotices } from '../../../scripts/thirdPartyNotices.mjs';
import { temporaryFolder } from '../../support/cleanup.js';
import { findRoot } from '../../support/root.js';

const root = findRoot();
const notices = fs.readFileSync(path.join(root, 'THIRD-PARTY-NOTICES.md'), 'utf8');

/** A bundle that holds these files, as esbuild tells of it. */
const bundleOf = (...files: readonly string[]): Parameters<typeof bundledPackages>[1] => [
  { outputs: { 'dist/some.js': { inputs: Object.fromEntries(files.map((file) => [file, { bytesInOutput: 1 }])) } } },
];

describe('THIRD-PARTY-NOTICES.md', () => {
  it('names what is in the bundles, also what came in other packages without a word, each with the text of its licence', () => {
    for (const name of [
      'hono',
      'undici',
      'three',
      'replicad',
      'opentype.js',
      'tiny-inflate',
      'string.prototype.codepointat',
      'flatbush',
      '@kurkle/color',
    ]) {
      const section = notices.split(/^### /m).find((text) => text.startsWith(`${name} `));
      assert.match(section ?? '', /Copyright/i, name);
      assert.match(section ?? '', /WITHOUT WARRANTY OF ANY KIND|DISCLAIMS ALL WARRANTIES/, name);
    }
  });

  it('has the LGPL, the exception of Open CASCADE, the exact version, and how to use another build', () => {
    const { version, gitHead } = JSON.parse(
      fs.readFileSync(path.join(root, 'node_modules', replaceable, 'package.json'), 'utf8'),
    ) as { version: string; gitHead: string };
    for (const text of [
      'GNU LESSER GENERAL PUBLIC LICENSE',
      'END OF TERMS AND CONDITIONS',
      'Open CASCADE exception (version 1.0)',
      version,
      gitHead,
      'dist/opencascade.mjs',
    ]) {
      assert.ok(notices.includes(text), text);
    }
  });

  it('is made of the packages of a bundle, of what was bundled into these before, and of what they need', () => {
    assert.deepEqual(
      bundledPackages(
        root,
        bundleOf(
          'src/extension.ts',
          'node_modules/replicad/dist/replicad.js',
          'node_modules/@hono/node-server/dist/index.mjs',
        ),
      ),
      [
        '@hono/node-server',
        'flatbush',
        'flatqueue',
        'opentype.js',
        'replicad',
        'string.prototype.codepointat',
        'tiny-inflate',
      ],
    );
  });
});

describe('The build', () => {
  /** A project that uses one library. */
  const withLibrary = (manifest: object, check: (folder: string) => void, licence?: string): void => {
    const folder = temporaryFolder();
    const library = path.join(folder.path, 'node_modules/library');
    fs.mkdirSync(library, { recursive: true });
    fs.writeFileSync(path.join(library, 'package.json'), JSON.stringify({ version: '1.0.0', ...manifest }));
    if (licence !== undefined) fs.writeFileSync(path.join(library, 'LICENSE'), licence);
    check(folder.path);
    folder.remove();
  };

  it('fails for a bundled package that has no licence, or not its text', () => {
    withLibrary({ license: 'MIT' }, (folder) =>
      assert.throws(() => thirdPartyNotices(folder, ['library']), /library has no licence, or not its text/),
    );
    withLibrary(
      {},
      (folder) => assert.throws(() => thirdPartyNotices(folder, ['library']), /library has no licence/),
      'Copyright',
    );
  });

  it('fails for a bundled package whose licence may ask for more than a notice', () => {
    for (const license of ['Apache-2.0', 'LGPL-3.0-only', 'UNLICENSED']) {
      withLibrary(
        { license },
        (folder) =>
          assert.throws(
            () => thirdPartyNotices(folder, ['library']),
            new RegExp(`library, whose licence is ${license}`),
          ),
        'Copyright',
      );
    }
  });

  it('fails when a bundle takes a part of what a user must be able to replace', () => {
    assert.throws(
      () => bundledPackages(root, bundleOf(`node_modules/${replaceable}/dist/replicad_single.js`)),
      /dist\/some\.js contains .*LGPL/,
    );
  });
});
