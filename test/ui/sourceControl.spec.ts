import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { caseFile } from '../support/cases.js';
import type { HostName } from '../support/codeServer.js';
import { findRoot } from '../support/root.js';
import { binaryStl, boxFacets } from '../support/stlBox.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';

const hosts: readonly (readonly [host: HostName, name: string])[] = [
  ['current', 'the newest VS Code'],
  ['min', 'VS Code 1.100'],
];

for (const [host, hostName] of hosts) {
  describe(`Models in Source Control, in ${hostName}`, function () {
    let session: UiSession;
    const git = (...args: string[]): void => {
      const folder = session.workspace;
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd: folder });
    };
    const write = (name: string, facets = 12): void =>
      fs.writeFileSync(path.join(session.workspace, name), binaryStl(boxFacets().slice(0, facets)));

    before(async () => {
      session = await openSession({
        host,
        settings: { 'git.enabled': true, 'git.openRepositoryInParentFolders': 'never' },
        prepareWorkspace: (folder) => {
          execFileSync('git', ['init', '-q'], { cwd: folder });
          fs.writeFileSync(path.join(folder, 'changed.step'), caseFile('p05_bom.step')!);
        },
      });
      for (const name of ['changed.stl', 'deleted.stl', 'replaced.stl']) write(name);
      git('add', '.');
      git('commit', '-q', '-m', 'first');
      write('changed.stl', 6);
      fs.appendFileSync(path.join(session.workspace, 'changed.step'), '\n');
      fs.rmSync(path.join(session.workspace, 'deleted.stl'));
      write('untracked.stl', 8);
      write('added.stl', 10);
      git('add', 'added.stl');
      await session.workbench.openView('Source Control');
    });
    after(() => session.close());
    afterEach(async function () {
      await session.workbench.screenshot(
        path.join(
          findRoot(),
          `out/ui/source-control-${host}-${(this.currentTest?.title ?? '').replace(/\W+/g, '-')}.png`,
        ),
      );
      await afterEachTest(session, this.currentTest);
    });

    /** The pages that are shown, from left to right. */
    const side = (at: number): FrameLocator =>
      session.page.locator('iframe.webview').nth(at).contentFrame().locator('iframe#active-frame').contentFrame();
    const shown = (at: number): Promise<void> =>
      side(at).locator('.stage[data-shown=fine]').waitFor({ timeout: 60_000 });
    const triangles = (at: number, count: number): Locator =>
      side(at).locator('[data-fact=triangles] dd', { hasText: new RegExp(`^${count}$`) });

    /** Each side of a diff is narrow, and its facts are behind a button. */
    const attached = { state: 'attached', timeout: 60_000 } as const;

    async function openChanges(name: string): Promise<void> {
      await session.workbench.closeEditors();
      await session.page.locator('.scm-view .monaco-list-row', { hasText: name }).first().click();
      await session.page.locator('.tab.active', { hasText: name }).waitFor();
    }

    it('both sides of a changed model are shown, however often its changes are opened', async () => {
      for (let time = 0; time < 5; time++) {
        await openChanges('changed.stl');
        await Promise.all([shown(0), shown(1)]);
      }
      // VS Code may place the sides in either order.
      await triangles(0, 12).or(triangles(0, 6)).waitFor(attached);
      await triangles(1, 12).or(triangles(1, 6)).waitFor(attached);
    });

    it('a changed STEP file is shown as two models, not as text', async () => {
      await openChanges('changed.step');
      await Promise.all([shown(0), shown(1)]);
    });

    it('a deleted model is shown as it was', async () => {
      await openChanges('deleted.stl');
      await triangles(0, 12).waitFor({ timeout: 60_000 });
    });

    it('an added model is shown, staged or not', async () => {
      await openChanges('untracked.stl');
      await triangles(0, 8).waitFor({ timeout: 60_000 });
      await openChanges('added.stl');
      await triangles(0, 10).waitFor({ timeout: 60_000 });
    });

    it('a tab of a version that is gone says so after a restart, and Try Again works', async () => {
      await openChanges('deleted.stl');
      await shown(0);
      git('commit', '-q', '-m', 'removed', 'deleted.stl');
      // As a user does: a page that is only loaded anew may have kept the tabs of a moment ago.
      const loaded = session.page.waitForEvent('load');
      await session.workbench.command('Developer: Reload Window');
      await loaded;
      await session.workbench.ready();
      const status = side(0).locator('.status');
      await status.getByText('The file is not in this version').waitFor({ timeout: 60_000 });
      git('reset', '-q', '--soft', 'HEAD~1');
      await status.getByRole('button', { name: 'Try Again' }).click();
      await shown(0);
    });
  });
}
