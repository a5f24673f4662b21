import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { partsOf, type Part } from '../support/forms.js';
import { tinyImages } from '../support/localApi.js';
import { colourAt, distinctColours } from '../support/pictures.js';
import { startRecordingCloud, type RecordedRequest, type RecordingCloud } from '../support/recordingCloud.js';
import { findRoot } from '../support/root.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

/** As much of the page's objects as is used inside the page: the project is compiled without the DOM's types. */
interface ClipboardPage {
  readonly navigator: { readonly clipboard: { write(items: readonly unknown[]): Promise<void> } };
  readonly ClipboardItem: new (content: Readonly<Record<string, Blob>>) => unknown;
}

const files: Readonly<Record<string, Uint8Array | string>> = {
  'front.png': tinyImages['image/png']!,
  // What it is, its name doesn't say.
  'side.png': tinyImages['image/jpeg']!,
  'top.webp': tinyImages['image/webp']!,
  'back.gif': tinyImages['image/gif']!,
  'text.png': 'no image',
  'notes.md': '# Parts\n\n',
  'tetrahedron.stl': tetrahedron(),
};

describe('Pictures', function () {
  let session: UiSession;
  let cloud: RecordingCloud;

  before(async () => {
    cloud = await startRecordingCloud();
    session = await openSession({
      // A file that is opened by a click would be revealed, and the others not be selected any more.
      settings: {
        'makistry.service': 'local',
        'makistry.apiBaseUrl': cloud.baseUrl,
        'explorer.autoReveal': false,
        ...(process.env['THEME'] !== undefined && { 'workbench.colorTheme': process.env['THEME'] }),
      },
      env: { MAKISTRY_API_KEY: cloud.apiKey },
      prepareWorkspace: (folder) =>
        Object.entries(files).forEach(([name, content]) => fs.writeFileSync(path.join(folder, name), content)),
    });
    // A file that is opened before the extension is known is shown as text.
    await until(() => session.workbench.isOffered('Makistry: Generate CAD from Images'), 'the extension');
  });
  after(async () => {
    await session.close();
    await cloud.close();
  });
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
  });

  const inExplorer = (name: string): Locator =>
    session.workbench.sideBar.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
  const submissions = (): readonly RecordedRequest[] =>
    cloud.api.filter(({ line }) => line === 'POST /v1/image-to-cad');
  const picture = (name: string): Promise<void> =>
    session.workbench.screenshot(path.join(findRoot(), 'out/ui', `images-${name}.png`));

  async function select(...names: readonly string[]): Promise<Locator> {
    await session.workbench.openView('Explorer');
    const selected = session.workbench.sideBar.locator('.explorer-folders-view .monaco-list-row.selected');
    for (const [index, name] of names.entries()) {
      await inExplorer(name).click(index === 0 ? {} : { modifiers: ['Control'] });
      // The first click opens the file, too, and the explorer selects that once it is open.
      if (index === 0) await session.page.locator('.tab.active', { hasText: name }).waitFor();
      await until(async () => (await selected.count()) === index + 1, `${name} to be selected`);
    }
    return inExplorer(names.at(-1)!);
  }

  async function generate(...names: readonly string[]): Promise<void> {
    await session.workbench.contextMenu(await select(...names), 'Generate CAD from Images');
  }

  /** The newest form that has reached the cloud. */
  async function sentForm(after: number): Promise<readonly Part[]> {
    const request = await until(
      () =>
        submissions()
          .slice(after)
          .find(({ body }) => body.length > 0),
      'the form to reach the cloud',
    );
    return partsOf(request.body, request.headers['content-type'] ?? '');
  }

  async function pasteable(): Promise<void> {
    const { page } = session;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(async (base64) => {
      const { navigator, ClipboardItem } = globalThis as unknown as ClipboardPage;
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })]);
    }, Buffer.from(tinyImages['image/png']!).toString('base64'));
  }

  it('can’t be read by the built-in service, which is said before anything is sent', async () => {
    const { workbench, page } = session;
    await workbench.command('Makistry: Generate CAD from Images…');
    await workbench.notification('makes parts from words only').waitFor();
    await picture('local');
    await workbench.pressNotificationButton('makes parts from words only', 'Use the API Key');
    // Then the files are chosen.
    await workbench.pick('front.png', { title: 'Generate CAD from Images' });
    const asked = page.locator('.monaco-dialog-box', { hasText: 'environment variable MAKISTRY_API_KEY' });
    await asked.getByRole('button', { name: 'Use This Key' }).click();
    await workbench.waitForQuickInput('Generate CAD from front.png');
    await workbench.dismissInput();
    assert.equal(submissions().length, 0);
  });

  it('of a model are kept when the preview has shown it, on no background', async () => {
    const { workbench, page, profile } = session;
    await workbench.openFile('tetrahedron.stl');
    const folder = path.join(profile, 'data/User/globalStorage/makistry.makistry-cad/pictures');
    const name = await until(
      () => fs.existsSync(folder) && fs.readdirSync(folder).find((file) => file.endsWith('.png')),
      'a picture',
    );
    const png = fs.readFileSync(path.join(folder, name));
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [480, 360]);
    assert.ok((await distinctColours(page, png)) > 10);
    assert.deepEqual(await colourAt(page, png, 2, 2), [0, 0, 0]);
    await workbench.command('View: Close All Editors');
  });

  it('that are selected in the explorer become one job, with a hint, mode and format, and the way back', async () => {
    const { workbench, page } = session;
    await generate('front.png', 'side.png', 'top.webp');
    await workbench.type('front, side and top view', { title: 'Generate CAD from front.png, side.png, top.webp' });
    await picture('hint');
    await page.keyboard.press('Enter');
    assert.deepEqual(await workbench.quickPickItems({ title: /design mode/i }), ['Standard', 'Assembly']);
    await picture('mode');
    await workbench.quickInput.getByRole('button', { name: 'Back' }).click();
    await workbench.waitForQuickInput('Generate CAD from front.png');
    assert.equal(
      await workbench.quickInput.locator('.quick-input-filter input').first().inputValue(),
      'front, side and top view',
    );
    await page.keyboard.press('Enter');
    await workbench.pick('Assembly', { title: /design mode/i });
    await workbench.pick('STL', { title: /output format/i });

    const parts = await sentForm(0);
    const fields = Object.fromEntries(
      parts.filter(({ name }) => name !== 'image').map(({ name, content }) => [name, content.toString()]),
    );
    assert.deepEqual(
      [fields['prompt'], fields['design_mode'], fields['output_format']],
      ['front, side and top view', 'assembly', 'STL'],
    );
    const images = parts.filter(({ name }) => name === 'image');
    assert.deepEqual(
      images.map(({ type }) => type),
      ['image/png', 'image/jpeg', 'image/webp'],
    );
    assert.deepEqual(
      images.map(({ content }) => content),
      ['front.png', 'side.png', 'top.webp'].map((name) => Buffer.from(files[name]!)),
    );
    await workbench.rowInGroup('Queued', 'front, side and top view');
  });

  it('are the name of a job without a hint, which can be generated again with the same ones', async () => {
    const { workbench, page } = session;
    const before = submissions().length;
    await generate('back.gif');
    await workbench.acceptInput({ title: 'Generate CAD from back.gif' });
    await workbench.acceptDefault({ title: /design mode/i });
    await workbench.acceptDefault({ title: /output format/i });
    const first = await sentForm(before);
    assert.ok(!first.some(({ name }) => name === 'prompt'));
    await workbench.rowInGroup('Queued', 'back.gif');
    await until(() => cloud.isIdle(), 'the jobs to end', 60_000);
    await workbench.viewTitleAction('Refresh');
    const row = await workbench.rowInGroup('Failed', 'back.gif');
    // A hover is closed when its row changes, and opens again only when the mouse moves: what ends has to have ended.
    await workbench.notification('could not be generated').waitFor();
    await row.hover();
    await page.locator('.monaco-hover', { hasText: 'Images: back.gif' }).waitFor();
    await picture('row');
    fs.rmSync(path.join(session.workspace, 'back.gif'));
    await workbench.contextMenu(row, 'Generate Again');
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Generate Again' }).click();
    const again = await sentForm(before + 1);
    assert.deepEqual(
      again.filter(({ name }) => name === 'image'),
      first.filter(({ name }) => name === 'image'),
    );
    assert.notEqual(
      submissions()[before + 1]?.headers['idempotency-key'],
      submissions()[before]?.headers['idempotency-key'],
    );
    await workbench.clearNotifications();
  });

  it('of more than three, and files that hold none, are refused with a sentence before anything is asked', async () => {
    const { workbench } = session;
    const before = submissions().length;
    await generate('front.png', 'side.png', 'text.png', 'top.webp');
    assert.match(await workbench.notificationText(/4 are chosen/), /from 1 to 3 images/);
    await workbench.clearNotifications();
    await generate('front.png', 'text.png');
    await workbench.notification('“text.png” is not a PNG, JPEG, WebP or GIF image').waitFor();
    await picture('refused');
    await workbench.clearNotifications();
    await workbench
      .contextMenuItems(await select('notes.md'))
      .then((items) => assert.ok(!items.some((item) => item.includes('from Images'))));
    assert.equal(submissions().length, before);
  });

  it('that are pasted into Markdown stay what they are by default, and are offered as a job', async () => {
    const { workbench, page, workspace } = session;
    const before = submissions().length;
    await workbench.openFile('notes.md');
    // From then on VS Code's own Markdown takes part in pasting.
    await page.locator('.breadcrumbs-control', { hasText: 'Parts' }).waitFor();
    await pasteable();
    await page.locator('.editor-group-container.active .monaco-editor .view-lines').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Control+V');
    await workbench.line('![alt text]').waitFor();
    await until(() => fs.readdirSync(workspace).some((name) => /^image.*\.png$/.test(name)), 'the image in a file');
    await page.locator('.post-edit-widget').click();
    await picture('paste');
    await page.locator('.action-widget, .monaco-menu').getByText('Generate CAD from Pasted Image').first().click();
    await workbench.acceptInput({ title: 'Generate CAD from image.png' });
    await workbench.acceptDefault({ title: /design mode/i });
    await workbench.acceptDefault({ title: /output format/i });
    const images = (await sentForm(before)).filter(({ name }) => name === 'image');
    assert.deepEqual(
      images.map(({ type }) => type),
      ['image/png'],
    );
    await workbench.rowInGroup('Queued', 'image.png');
  });
});

/** An STL file as text. */
function tetrahedron(): string {
  const [a, b, c, d] = ['0 0 0', '30 0 0', '0 20 0', '0 0 15'];
  const facets = [
    [a, c, b],
    [a, b, d],
    [b, c, d],
    [a, d, c],
  ].map(
    (corners) =>
      `facet normal 0 0 0\nouter loop\n${corners.map((corner) => `vertex ${corner}`).join('\n')}\nendloop\nendfacet`,
  );
  return `solid tetrahedron\n${facets.join('\n')}\nendsolid tetrahedron\n`;
}
