import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { thisProcess, type Owner } from '../../../src/base/owner.js';
import { PlaceFiles } from '../../../src/webhook/place.js';
import { temporaryFolder } from '../../support/cleanup.js';

describe('The address that the receiving window announces', () => {
  const callbackUrl = 'https://example.org/x';
  let folder: ReturnType<typeof temporaryFolder>;
  let files: PlaceFiles;
  beforeEach(() => {
    folder = temporaryFolder();
    files = new PlaceFiles(folder.path);
  });
  afterEach(() => folder.remove());
  const ofOther = async (other: Partial<Owner>): Promise<PlaceFiles> =>
    new PlaceFiles(folder.path, Promise.resolve({ ...(await thisProcess()), ...other }));
  const gone = spawnSync(process.execPath, ['-e', '']).pid;

  it('counts while its process lives, also in another container, where its pid means nothing here', async () => {
    for (const owner of [{}, { machine: 'another', pid: gone }, { space: 'pid:[1]', pid: gone }]) {
      await (await ofOther(owner)).announce({ callbackUrl, isProven: true });
      assert.equal((await files.announcement())?.callbackUrl, callbackUrl);
    }
  });

  it('does not count when its process has ended, though another one has its pid', async function () {
    if (process.platform !== 'linux') this.skip();
    for (const owner of [{ pid: gone }, { started: '1' }, { boot: 'another' }]) {
      await (await ofOther(owner)).announce({ callbackUrl, isProven: true });
      assert.equal(await files.announcement(), undefined);
    }
  });

  it('is taken back by its own process only', async () => {
    const other = await ofOther({ space: 'pid:[1]' });
    await other.announce({ callbackUrl, isProven: true });
    await files.withdraw();
    assert.equal((await files.announcement())?.isProven, true);
    await files.keepTest(false);
    assert.equal((await files.announcement())?.isProven, false);
    await other.withdraw();
    assert.equal(await files.announcement(), undefined);
    await other.withdraw();
  });

  it('does not count when an earlier version announced it, which told a pid only', async () => {
    fs.writeFileSync(
      path.join(folder.path, 'webhook-address.json'),
      JSON.stringify({ callbackUrl, isProven: true, pid: process.pid }),
    );
    assert.equal(await files.announcement(), undefined);
  });
});
