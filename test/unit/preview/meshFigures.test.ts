import assert from 'node:assert/strict';
import { parseMesh } from '../../../src/models/parse/index.js';
import { factRows, Formatter, notes } from '../../../src/preview/webview/facts.js';
import { englishTexts } from '../../support/previewTexts.js';
import { binaryStl, boxFacets, type Facet } from '../../support/stlBox.js';
import { boxMesh, threeMfFile } from '../../support/threeMf.js';

type Corner = Facet['normal'];

describe('The figures of a mesh', () => {
  const format = new Formatter(englishTexts(), false, 'en');
  const changed = (facets: readonly Facet[], change: (corner: Corner) => Corner): Facet[] =>
    facets.map(({ normal, corners: [a, b, c] }) => ({ normal, corners: [change(a), change(b), change(c)] }));
  const moved = (facets: readonly Facet[], by: number): Facet[] =>
    changed(facets, ([x, y, z]) => [x + by, y + by, z + by]);
  const scaled = (facets: readonly Facet[], by: number): Facet[] =>
    changed(facets, ([x, y, z]) => [x * by, y * by, z * by]);
  const notesOf = async (facets: readonly Facet[]): Promise<string> => {
    const { facts } = await parseMesh('stl', binaryStl(facets));
    return notes({ exact: false, facts }, format).join(' ');
  };

  it('are those of a closed box, wherever it stands', async () => {
    const { facts } = await parseMesh('stl', binaryStl(moved(boxFacets(), 300)));
    near(facts.volume, 1000, 0.1);
    assert.equal(facts.closed, true);
    assert.equal(await notesOf(boxFacets()), '');
  });

  it('have a volume as if an opening were covered, wherever the mesh stands', async () => {
    const open = boxFacets().slice(2);
    for (const by of [0, 1000]) {
      const { mesh, facts } = await parseMesh('stl', binaryStl(moved(open, by)));
      near(facts.volume, 1000, 0.5);
      const row = factRows({ exact: false, facts }, mesh, format).find(({ key }) => key === 'volume');
      assert.equal(row?.label, 'Volume, as if closed');
    }
  });

  it('have no volume for a flat sheet, however far it is from the origin', async () => {
    const { facts } = await parseMesh('stl', binaryStl(moved(boxFacets().slice(2, 4), 1000)));
    near(facts.volume, 0, 1e-3);
  });

  const insideOut = (facets: readonly Facet[]): Facet[] =>
    facets.map(({ normal: [x, y, z], corners: [a, b, c] }) => ({ normal: [-x, -y, -z], corners: [a, c, b] }));
  const volumeOf = async (...facets: readonly Facet[]): Promise<number> =>
    Number((await parseMesh('stl', binaryStl(facets))).facts.volume.toFixed(3));

  it('add up bodies of which one is inside out, and say so', async () => {
    const facets = [...boxFacets(), ...insideOut(moved(boxFacets(), 100))];
    assert.equal(await volumeOf(...facets), 2000);
    assert.equal(await notesOf(facets), 'One body is inside out. It is measured as the others.');
  });

  it('add up parts of a 3MF of which one is inside out', async () => {
    const turned = boxMesh().replace(/v2="(\d)" v3="(\d)"/g, 'v2="$2" v3="$1"');
    const { facts } = await parseMesh(
      '3mf',
      threeMfFile({
        resources: `<object id="1">${boxMesh()}</object><object id="2">${turned}</object>`,
        build: '<item objectid="1"/><item objectid="2" transform="1 0 0 0 1 0 0 0 1 50 0 0"/>',
      }),
    );
    assert.deepEqual([facts.volume.toFixed(3), facts.closed, facts.insideOut], ['2000.000', true, 1]);
  });

  it('take a hollow off its body, also where all of it is inside out', async () => {
    const hollow = [...scaled(boxFacets(), 4), ...insideOut(moved(boxFacets(), 5))];
    assert.deepEqual([await volumeOf(...hollow), await volumeOf(...insideOut(hollow))], [63_000, 63_000]);
    assert.equal(await notesOf(hollow), '');
    const beside = [...hollow, ...insideOut(moved(hollow, 500))];
    assert.equal(await volumeOf(...beside), 126_000);
  });

  it('take pieces that close together for closed', async () => {
    const mesh = (from: number, to: number): string =>
      boxMesh().replace(/<triangles>(.*)<\/triangles>/, (_, all: string) => {
        const triangles = all.match(/<triangle [^>]*>/g)!.slice(from, to);
        return `<triangles>${triangles.join('')}</triangles>`;
      });
    const resources = [mesh(0, 4), mesh(4, 12)]
      .map((piece, at) => `<object id="${at + 1}" type="model">${piece}</object>`)
      .join('');
    const build = '<item objectid="1"/><item objectid="2"/>';
    const { facts } = await parseMesh('3mf', threeMfFile({ resources, build }));
    assert.deepEqual([facts.closed, facts.edges?.open], [true, 0]);
    near(facts.volume, 1000, 0.01);
  });

  it('do not count the triangles of what a slicer subtracts', async () => {
    const { mesh, facts } = await parseMesh('3mf', slicerProject());
    assert.equal(mesh.parts.length, 2);
    assert.deepEqual([facts.triangles, facts.storedTriangles], [12, 12]);
    const row = factRows({ exact: false, facts }, mesh, format).find(({ key }) => key === 'triangles');
    assert.equal(row?.value, '12');
  });

  it('come with a hint at the unit where an STL is as small as one in metres, or larger than parts are', async () => {
    assert.match(await notesOf(scaled(boxFacets(), 0.001)), /less than 1 mm long.*names no unit/);
    assert.match(await notesOf(scaled(boxFacets(), 1000)), /more than 5 m long/);
    assert.doesNotMatch(await notesOf(boxFacets()), /unit/);
  });

  it('speak of one edge as of one', async () => {
    const [first, ...others] = boxFacets();
    assert.ok(first);
    const [a, b, c] = first.corners;
    // One triangle more at one of the edges.
    const crowded = await notesOf([first, ...others, { normal: [0, 0, 1], corners: [a, b, [c[0], c[1], c[2] + 9]] }]);
    assert.match(crowded, /More than two triangles meet at one edge\./);
    assert.match(crowded, /2 open edges/);
  });
});

/** A box, and another that is taken from it, as PrusaSlicer writes both. */
function slicerProject(): Uint8Array<ArrayBuffer> {
  const one = boxMesh();
  const [vertices = '', triangles = ''] = [/<vertices>(.*)<\/vertices>/, /<triangles>(.*)<\/triangles>/].map(
    (found) => found.exec(one)?.[1],
  );
  const second = triangles.replace(
    /v(\d)="(\d)"/g,
    (_, corner: string, at: string) => `v${corner}="${Number(at) + 8}"`,
  );
  const mesh = `<mesh><vertices>${vertices}${vertices}</vertices><triangles>${triangles}${second}</triangles></mesh>`;
  const volume = (first: number, last: number, type: string): string =>
    `<volume firstid="${first}" lastid="${last}"><metadata type="volume" key="volume_type" value="${type}"/></volume>`;
  const config = `<?xml version="1.0"?><config><object id="1" instances_count="1">${volume(0, 11, 'ModelPart')}${volume(12, 23, 'NegativeVolume')}</object></config>`;
  return threeMfFile({
    resources: `<object id="1" type="model">${mesh}</object>`,
    others: { 'Metadata/Slic3r_PE_model.config': config },
  });
}

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} instead of ${expected}`);
}
