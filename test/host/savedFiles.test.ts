import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { fileKey } from '../../src/base/fileKey.js';
import { SavedFiles } from '../../src/host/savedFiles.js';
import { temporaryFolder, type TemporaryFolder } from '../support/cleanup.js';
import { silent } from '../support/core.js';

describe('Whether a job’s file is still there', () => {
  let folder: TemporaryFolder;
  let files: SavedFiles | undefined;
  const uriOf = (name: string): string => vscode.Uri.file(path.join(folder.path, name)).toString();
  const look = (folds: boolean): SavedFiles => (files = new SavedFiles(silent, (uri) => fileKey(uri, folds)));

  beforeEach(() => {
    folder = temporaryFolder();
    fs.writeFileSync(path.join(folder.path, 'Plate.step'), '');
  });
  afterEach(() => {
    files?.dispose();
    folder.remove();
  });

  it('is yes where the system ignores case, when somebody has renamed it from plate.STEP to Plate.step', async () => {
    assert.equal(await look(true).check(uriOf('plate.STEP')), true);
    assert.equal(await look(true).check(uriOf('other.step')), false);
  });
  it('is no where the system doesn’t ignore case', async () => {
    assert.equal(await look(false).check(uriOf('plate.STEP')), false);
    assert.equal(await look(false).check(uriOf('Plate.step')), true);
  });
  it('is yes at once for one that was just saved, however it is spelled', async () => {
    const saved = look(true);
    assert.equal(await saved.check(uriOf('Bracket.step')), false);
    saved.onDidSave(vscode.Uri.parse(uriOf('Bracket.step')));
    assert.equal(saved.has(uriOf('bracket.step')), true);
  });
});
