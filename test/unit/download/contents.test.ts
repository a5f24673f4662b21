import assert from 'node:assert/strict';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { BufferSource } from '../../../src/download/byteSource.js';
import { ContentChecks } from '../../../src/models/check/contentChecks.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { verdictOf } from '../../support/contents.js';
import { Downloader } from '../../support/downloader.js';
import { boxGlb, boxJson, glbFile } from '../../support/glb.js';
import { findRoot } from '../../support/root.js';
import { startStorageServer, type StorageServer } from '../../support/storageServer.js';
import { boxMesh, modelText, threeMfFile } from '../../support/threeMf.js';

const production = 'xmlns:p="http://schemas.microsoft.com/3dmanufacturing/production/2015/06" requiredextensions="p"';
const missing = threeMfFile({ attributes: production, build: '<item objectid="1" p:path="/3D/gone.model"/>' });
const box = `<object id="1" type="model">${boxMesh()}</object>`;
const step = (data: string): Buffer =>
  Buffer.from(`ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\n${data}\nENDSEC;\nEND-ISO-10303-21;\n`);

describe('A file that is whole is kept, and the user is told what is wrong with it:', () => {
  const kinds: readonly (readonly [title: string, format: string, bytes: Uint8Array, concern: RegExp])[] = [
    ['a 3MF that names a part which isn’t there', '3MF', missing, /part \/3D\/gone\.model of this file is missing/],
    [
      'a 3MF that needs an unknown extension',
      '3MF',
      threeMfFile({ attributes: 'xmlns:x="http://example.invalid/2026/x" requiredextensions="x"' }),
      /without an extension that is not supported: http:\/\/example\.invalid\/2026\/x/,
    ],
    [
      'a 3MF with a document type',
      '3MF',
      threeMfFile({
        others: { '3D/3dmodel.model': `<!DOCTYPE model [<!ENTITY a "b">]>${modelText(box, '<item objectid="1"/>')}` },
      }),
      /can’t be read/,
    ],
    [
      'a 3MF with a triangle of corners that aren’t there',
      '3MF',
      threeMfFile({ resources: box.replace('v1="0"', 'v1="800"') }),
      /can’t be read/,
    ],
    ['a 3MF that builds nothing', '3MF', threeMfFile({ build: '' }), /nothing about what is to be built/],
    [
      'a GLB whose indices point out of its corners',
      'GLB',
      boxGlb({ accessors: [{ bufferView: 0, componentType: 5126, count: 2, type: 'VEC3' }, boxJson(1)['accessors']] }),
      /can’t be read/,
    ],
    ['a GLB without a mesh', 'GLB', glbFile({ asset: { version: '2.0' } }), /no triangles/],
    [
      'a GLB that needs an unknown extension',
      'GLB',
      boxGlb({ extensionsRequired: ['ACME_secret'] }),
      /without an extension that is not supported: ACME_secret/,
    ],
    [
      'a GLB whose geometry is elsewhere',
      'GLB',
      boxGlb({ buffers: [{ byteLength: 168, uri: 'https://example.invalid/a.bin' }] }),
      /in other files/,
    ],
    ['a binary STL without triangles', 'STL', new Uint8Array(84), /no triangles/],
    ['a text STL without triangles', 'STL', Buffer.from('solid a\nendsolid a\n'), /no triangles/],
    ['a STEP without any surface', 'STEP', step("#1=CARTESIAN_POINT('',(0.,0.,0.));"), /no surface/],
    [
      'a STEP whose only solid is built of others',
      'STEP',
      step("#1=BLOCK('',#3,1.,1.,1.);\n#2=CSG_SOLID('',#1);"),
      /built of other shapes/,
    ],
    [
      'a STEP that refers to other files only',
      'STEP',
      step("#1=DOCUMENT_FILE('part.stp','',#2,'',$);"),
      /in other files/,
    ],
  ];
  for (const [title, format, bytes, concern] of kinds) {
    it(title, async () => {
      const verdict = await verdictOf(format, bytes);
      assert.equal(verdict.refusal, undefined);
      assert.match(verdict.concern ?? 'nothing was said', concern);
    });
  }

  it('and what a file says of itself is shown on one line, and not all of it', async () => {
    const { concern = '' } = await verdictOf(
      'GLB',
      boxGlb({ extensionsRequired: [`ACME_\n\u202e${'x'.repeat(5000)}`] }),
    );
    assert.ok(concern.length < 400 && !/[\n\u202e]/.test(concern), concern);
  });
});

describe('A file whose bytes are not those that were made is never kept:', () => {
  it('a 3MF with another byte in one of its parts', async () => {
    const stored = zipSync({
      '3D/3dmodel.model': strToU8(modelText('<object id="1"/>', '<item objectid="2" p:path="/3D/o.model"/>')),
      '3D/o.model': [strToU8(modelText(box)), { level: 0 }],
    });
    const changed = Buffer.from(stored);
    changed[changed.indexOf('x="20"') + 3] = 0x33;
    assert.match(
      (await verdictOf('3MF', changed)).refusal ?? '',
      /not a whole 3MF file\. The part \/?3D\/o\.model .* damaged/,
    );
  });
});

describe('A download', () => {
  let server: StorageServer;
  let folder: ReturnType<typeof temporaryFolder>;
  before(async () => (server = await startStorageServer()));
  after(() => server.close());
  beforeEach(() => {
    server.reset();
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('leaves a file that can’t be shown in its folder, and says why', async () => {
    server.format = '3MF';
    server.body = Buffer.from(missing);
    const saved = await new Downloader({ folder: folder.path, server }).run({ name: 'part.3mf' });
    assert.deepEqual([saved.name, saved.outcome], ['part.3mf', 'written']);
    assert.match(saved.concern?.english ?? '', /is missing/);
  });
});

describe('The check of a file’s content', () => {
  const lines: string[] = [];
  const note = (message: string | Error): void => void lines.push(String(message));
  const log = { debug: note, info: note, warn: note, error: note };
  beforeEach(() => void (lines.length = 0));
  const checks = new ContentChecks(path.join(findRoot(), 'dist/modelCheck.js'), log);
  const never = new AbortController().signal;

  it('is made by the preview’s own reader, in a worker', async () => {
    assert.equal(await checks.problemIn(new BufferSource(threeMfFile()), '3MF', never), undefined);
    assert.deepEqual(await checks.problemIn(new BufferSource(missing), '3mf', never), {
      code: 'missing_part',
      detail: '/3D/gone.model',
    });
    assert.deepEqual(lines, []);
  });

  it('ends when the download is cancelled', async () => {
    const cancel = new AbortController();
    const checking = checks.problemIn(new BufferSource(threeMfFile()), '3MF', cancel.signal);
    cancel.abort(new Error('cancelled'));
    await assert.rejects(checking, /cancelled/);
  });

  it('says nothing against a format that nobody knows', async () => {
    assert.equal(await checks.problemIn(new BufferSource(Buffer.from('x')), 'IGES', never), undefined);
  });

  it('says of a file that is too large for it that it was not checked', async () => {
    const large = { size: 2 ** 30, read: () => Promise.reject(new Error('it was read')) };
    assert.equal((await checks.problemIn(large, 'GLB', never))?.code, 'unchecked');
  });

  it('says nothing against a file, and logs it, when it can’t be made', async () => {
    const broken = new ContentChecks(path.join(findRoot(), 'dist/nothing.js'), log);
    assert.equal(await broken.problemIn(new BufferSource(missing), '3MF', never), undefined);
    assert.match(lines.join(), /could not be checked/);
  });
});
