import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { Pictures } from '../../src/host/pictures.js';
import { temporaryFolder, type TemporaryFolder } from '../support/cleanup.js';

const png = Buffer.from('89504e470d0a1a0a0000000d', 'hex');

describe('Pictures of models', () => {
  let folder: TemporaryFolder;
  let pictures: Pictures;

  beforeEach(() => {
    folder = temporaryFolder();
    pictures = new Pictures(path.join(folder.path, 'pictures'), 3);
  });
  afterEach(() => {
    pictures.dispose();
    folder.remove();
  });

  const model = (name: string, content = 'solid'): vscode.Uri => {
    fs.writeFileSync(path.join(folder.path, name), content);
    return vscode.Uri.file(path.join(folder.path, name));
  };
  const keep = async (file: vscode.Uri, bytes: Uint8Array = png): Promise<void> =>
    pictures.keep(file, await vscode.workspace.fs.stat(file), bytes);

  it('are found by the model’s file, and told', async () => {
    const heard: string[] = [];
    pictures.onDidChange((file) => heard.push(file.toString()));
    const file = model('a.stl');
    assert.equal(await pictures.of(file), undefined);
    await keep(file);
    const picture = await pictures.of(file);
    assert.ok(picture);
    assert.deepEqual(fs.readFileSync(picture.fsPath), png);
    assert.deepEqual(heard, [file.toString()]);
  });

  it('are not found once the model has changed, or is gone', async () => {
    const file = model('a.stl');
    await keep(file);
    model('a.stl', 'another solid');
    assert.equal(await pictures.of(file), undefined);
    fs.rmSync(file.fsPath);
    assert.equal(await pictures.of(file), undefined);
  });

  it('are refused when they are no PNG, or large', async () => {
    const file = model('a.stl');
    await assert.rejects(keep(file, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), /not a small PNG/);
    await assert.rejects(keep(file, Buffer.concat([png, Buffer.alloc(1_000_000)])), /not a small PNG/);
    assert.equal(await pictures.of(file), undefined);
  });

  it('are few: the oldest go', async () => {
    const files = ['a.stl', 'b.stl', 'c.stl', 'd.stl'].map((name) => model(name));
    for (const [age, file] of files.entries()) {
      await keep(file);
      const picture = await pictures.of(file);
      // Four files can be written within one tick of the file system's clock.
      if (picture) fs.utimesSync(picture.fsPath, 1000 + age, 1000 + age);
    }
    assert.deepEqual(
      (await Promise.all(files.map((file) => pictures.of(file)))).map((picture) => picture !== undefined),
      [false, true, true, true],
    );
  });
});
