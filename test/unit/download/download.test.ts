import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import fc from 'fast-check';
import { MakistryClient } from '../../../src/api/client.js';
import { systemClock } from '../../../src/base/clock.js';
import { download, type ConflictChoice, type Downloaded } from '../../../src/download/download.js';
import { fileNameFor } from '../../../src/download/naming.js';
import { temporaryFolder } from '../../support/cleanup.js';

const step = 'ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\n#1=X();\nENDSEC;\nEND-ISO-10303-21;\n';

describe('Downloading', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let server: http.Server;
  let origin = '';
  let url = '';
  let keys: (string | undefined)[] = [];
  let respond: (response: http.ServerResponse) => void = () => undefined;

  before(async () => {
    server = http.createServer((request, response) => {
      if (request.url?.startsWith('/v1/')) {
        response.end(JSON.stringify({ job_id: 'pub_1', status: 'success', output_format: 'STEP', download_url: url }));
        return;
      }
      keys.push(request.headers.authorization);
      respond(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());
  beforeEach(() => {
    folder = temporaryFolder();
    url = `${origin}/file`;
    keys = [];
    respond = (response) => response.end(step);
  });
  afterEach(() => folder.remove());

  const target = (): string => path.join(folder.path, 'cad');
  function run(conflict: ConflictChoice = 'skip', name = 'part.step'): Promise<Downloaded> {
    const client = new MakistryClient({ connect: () => Promise.resolve({ baseUrl: `${origin}/v1`, apiKey: 'k' }), fetch: globalThis.fetch, clock: systemClock });
    const to = { folder: target(), name: () => name, format: 'STEP', onConflict: () => Promise.resolve(conflict) };
    return download(client, 'pub_1', to, { fetch: globalThis.fetch, clock: systemClock }, { signal: new AbortController().signal });
  }
  const files = (): string[] => (fs.existsSync(target()) ? fs.readdirSync(target()) : []);

  it('leaves the whole file, and sends no key to the storage', async () => {
    assert.equal((await run()).outcome, 'written');
    assert.equal(fs.readFileSync(path.join(target(), 'part.step'), 'utf8'), step);
    assert.deepEqual(keys, [undefined]);
  });

  for (const [what, answer, message] of [
    ['an error page', (r) => r.end('<html>Access denied</html>'), /does not start like a STEP file.*Access denied/],
    ['half a file', (r) => r.end(step.slice(0, 40)), /not whole/],
    ['an empty file', (r) => r.end(''), /empty/],
    ['fewer bytes than were announced', (r) => (r.writeHead(200, { 'Content-Length': 500 }), r.write(step), setImmediate(() => r.destroy())), /lost|Only/],
    ['HTTP 403', (r) => r.writeHead(403).end('<Error/>'), /HTTP 403/],
    ['a redirect without end', (r) => r.writeHead(302, { Location: '/again' }).end(), /redirected/],
    ['a redirect to plain http elsewhere', (r) => r.writeHead(302, { Location: 'http://example.com/' }).end(), /not https/],
  ] as readonly (readonly [string, (response: http.ServerResponse) => unknown, RegExp])[]) {
    it(`makes no file of ${what}`, async () => {
      respond = (response) => void answer(response);
      await assert.rejects(run(), { name: 'DownloadError', message });
      assert.deepEqual(files(), []);
    });
  }

  it('does nothing when the same bytes are there', async () => {
    await run();
    assert.equal((await run('overwrite')).outcome, 'same');
  });

  it('replaces, keeps both or skips, as it is told', async () => {
    await run();
    respond = (response) => response.end(step.replace('#1', '#2'));
    assert.equal((await run('skip')).outcome, 'skipped');
    assert.equal(fs.readFileSync(path.join(target(), 'part.step'), 'utf8'), step);
    assert.equal(path.basename((await run('keepBoth')).file), 'part-2.step');
    assert.equal((await run('overwrite')).outcome, 'written');
    assert.notEqual(fs.readFileSync(path.join(target(), 'part.step'), 'utf8'), step);
    assert.deepEqual(files().sort(), ['part-2.step', 'part.step']);
  });

  it('never leaves the folder', () => assert.rejects(run('skip', '../out.step'), { name: 'DownloadError' }));
});

describe('Naming a file', () => {
  const name = (projectName: string): string => fileNameFor('${projectName}', { projectName, jobId: 'pub_1', date: '2026-01-01', sourceFile: 'parts' }, '.step');
  for (const [project, expected] of [
    ['Bracket', 'Bracket.step'], ['../../etc/passwd', 'etc passwd.step'], ['C:\\x', 'C x.step'], ['a\u0000b\u202ec', 'a b c.step'], ['CON', '_CON.step'], ['nul.txt', '_nul.txt.step'],
    ['end. . ', 'end.step'], ['', 'pub_1.step'], ['...', 'pub_1.step'], ['Teil für 50 €', 'Teil für 50 €.step'],
  ] as const) {
    it(`calls ${JSON.stringify(project)} ${expected}`, () => assert.equal(name(project), expected));
  }
  it('is a bare, legal name of at most 200 bytes, whatever the project is called', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (project) => {
      const file = name(project);
      return path.win32.basename(file) === file && path.posix.basename(file) === file && Buffer.byteLength(file) <= 201 && !/[<>:"|?*\p{Cc}]/u.test(file) && file.endsWith('.step');
    }));
  });
});
