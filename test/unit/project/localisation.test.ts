import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import {
  localisedStrings,
  sentencesOf,
  unfilledIn,
  unfilledStrings,
  unlocalisedStrings,
} from '../../../scripts/localisation.js';
import { findRoot } from '../../support/root.js';

const root = findRoot();
const readJson = (file: string): Readonly<Record<string, string>> =>
  JSON.parse(fs.readFileSync(path.join(root, file), 'utf8')) as Record<string, string>;
const placeholders = (text: string): string[] => (text.match(/\{\d+\}|\]\([^)]*\)|`[^`]*`/g) ?? []).sort();

describe('The strings that users read', () => {
  // They are in some hundred files.
  const { strings, unreadable } = localisedStrings(root);

  it('are all localised', () => {
    assert.deepEqual(unlocalisedStrings(root), []);
  });

  it('are literals, so that translators see them', () => {
    assert.deepEqual(unreadable, []);
  });

  it('are found when they are not localised', () => {
    const found = (code: string): string[] =>
      sentencesOf(
        root,
        ts.createSourceFile(path.join(root, 'src/tree/example.ts'), code, ts.ScriptTarget.Latest, true),
      ).map(({ text }) => text);
    assert.deepEqual(found("void vscode.window.showErrorMessage('The disk is full.');"), ['The disk is full.']);
    assert.deepEqual(found('item.tooltip = `Job ${id} has failed.`;'), [' has failed.']);
    assert.deepEqual(found("void vscode.window.showErrorMessage(vscode.l10n.t('The disk is full.'));"), []);
    assert.deepEqual(found("log.warn('The disk is full.');"), []);
  });

  it('never reach them with an unfilled placeholder', () => {
    assert.deepEqual(unfilledStrings(root), []);
  });

  it('are found when a placeholder is not filled', () => {
    const found = (code: string): number =>
      unfilledIn(
        root,
        ts.createSourceFile(path.join(root, 'src/tree/example.ts'), code, ts.ScriptTarget.Latest, true),
        new Map([
          ['fail_part', 'The part {0} is missing.'],
          ['none', 'There is none.'],
        ]),
      ).length;
    assert.equal(found("t('{0} of {1}', 1);"), 1);
    assert.equal(found("t('{0} of {1}', 1, 2);"), 0);
    assert.equal(found("sentence('the part {0}');"), 1);
    assert.equal(found("format.text('fail_part');"), 1);
    assert.equal(found('format.text(`fail_${code}`);'), 1);
    assert.equal(found('format.text(`fail_${code}`, detail);'), 0);
    assert.equal(found("format.text(isGone ? 'none' : 'fail_part');"), 1);
    assert.equal(found("format.text('none');"), 0);
  });

  it('are all translated into German, with the same placeholders', () => {
    const german = readJson('l10n/bundle.l10n.de.json');
    assert.deepEqual(Object.keys(german).sort(), [...strings].sort());
    for (const [english, translation] of Object.entries(german)) {
      assert.notEqual(translation.trim(), '', english);
      assert.deepEqual(placeholders(translation), placeholders(english), english);
    }
  });
});

describe('The strings of the manifest', () => {
  const english = readJson('package.nls.json');

  it('are all localised, and none is left over', () => {
    const manifest = fs.readFileSync(path.join(root, 'package.json'), 'utf8');
    const used = [...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? '');
    assert.deepEqual([...new Set(used)].sort(), Object.keys(english).sort());
    const shown = [
      ...manifest.matchAll(
        /"(?:title|description|markdownDescription|contents|category|name|altText|label|displayName|shortTitle|enumDescriptions|markdownEnumDescriptions)": "([^%"][^" ]* [^"]*)"/g,
      ),
    ].map(([, text]) => text);
    assert.deepEqual([...new Set(shown)].sort(), ['Makistry CAD', 'Makistry Preview']);
  });

  it('are all translated into German, with the same links and settings', () => {
    const german = readJson('package.nls.de.json');
    assert.deepEqual(Object.keys(german).sort(), Object.keys(english).sort());
    for (const [key, translation] of Object.entries(german))
      assert.deepEqual(placeholders(translation), placeholders(english[key] ?? ''), key);
  });
});
