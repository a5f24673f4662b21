import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { colourAt, distinctColours } from '../support/pictures.js';
import { afterEachTest, openSession, type UiSession } from '../support/uiSession.js';
import { until } from '../support/until.js';

describe('Pictures', function () {
  this.timeout(120_000);
  let session: UiSession;

  before(async () => {
    session = await openSession({
      prepareWorkspace: (folder) => {
        fs.writeFileSync(path.join(folder, 'tetrahedron.stl'), tetrahedron());
      },
    });
    // A file that is opened before the extension is known is shown as text.
    await until(() => session.workbench.isOffered('Makistry: Generate CAD from Prompt'), 'the extension');
  });
  after(() => session.close());
  afterEach(async function () {
    await afterEachTest(session, this.currentTest);
  });

  it('of a model are kept when the preview has shown it, on no background', async () => {
    const { workbench, page, profile } = session;
    await workbench.openFile('tetrahedron.stl');
    const folder = path.join(profile, 'data/User/globalStorage/makistry.makistry-cad/pictures');
    const name = await until(() => fs.existsSync(folder) && fs.readdirSync(folder).find((file) => file.endsWith('.png')), 'a picture');
    const png = fs.readFileSync(path.join(folder, name));
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [480, 360]);
    assert.ok((await distinctColours(page, png)) > 10);
    assert.deepEqual(await colourAt(page, png, 2, 2), [0, 0, 0]);
    await workbench.command('View: Close All Editors');
  });
});

/** An STL file as text. */
function tetrahedron(): string {
  const [a, b, c, d] = ['0 0 0', '30 0 0', '0 20 0', '0 0 15'];
  const facets = [[a, c, b], [a, b, d], [b, c, d], [a, d, c]].map((corners) => `facet normal 0 0 0\nouter loop\n${corners.map((corner) => `vertex ${corner}`).join('\n')}\nendloop\nendfacet`);
  return `solid tetrahedron\n${facets.join('\n')}\nendsolid tetrahedron\n`;
}
