import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { bareName } from '../../../src/download/insideFolder.js';
import { cutAtGrapheme, extensionOf, fileNameFor, numbered } from '../../../src/download/naming.js';
import { temporaryFolder } from '../../support/cleanup.js';
import { hostileNames } from './hostileNames.js';

const name = (projectName: string, template = '${projectName}', jobId = 'pub_1'): string =>
  fileNameFor(template, { projectName, jobId, date: '2026-01-01', sourceFile: 'parts' }, '.step');

/**
 * Why a name isn't legal somewhere, or isn't one plain word to a shell, by the systems' own rules, written down apart
 * from the code that keeps them.
 */
function illegality(file: string): string | undefined {
  const base = file.split('.')[0]?.trimEnd().toUpperCase() ?? '';
  if (Buffer.byteLength(file) > 200) return 'longer than 200 bytes';
  if (path.posix.basename(file) !== file || path.win32.basename(file) !== file || path.win32.parse(file).root !== '')
    return 'a path';
  if (/[<>:"/\\|?*]/.test(file)) return 'a character that Windows reserves';
  if (/\p{Cc}/u.test(file)) return 'a control character';
  if (/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(file)) return 'a bidi control';
  if (/[. ]$/.test(file) || /^[. ]/.test(file)) return 'a dot or a space at an end';
  if (/^(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9\u00b9\u00b2\u00b3])$/.test(base)) return 'a device of Windows';
  if (/[\s!"#$%&'()*+,/:;<=>?@[\\\]^`{|}~]/.test(file)) return 'a sign that means something to a shell';
  if (/[\p{Z}\p{S}\p{C}]/u.test(file.replaceAll(/(?<=[\p{L}\p{M}])\u200d(?=\p{L})/gu, ''))) return 'a sign or a blank';
  if (file.startsWith('-')) return 'an option';
  if (file !== file.normalize('NFC')) return 'not NFC';
  if (!file.isWellFormed()) return 'half a character';
  if (!file.endsWith('.step') || !/[^\s\p{C}\p{M}]/u.test(file.slice(0, -5)))
    return 'no visible name before the extension';
  return undefined;
}

describe('Naming a file', () => {
  for (const [project, expected] of [
    ['Bracket', 'Bracket.step'],
    ['../../etc/passwd', 'etc-passwd.step'],
    ['C:\\x', 'C-x.step'],
    ['\\\\server\\share\\x', 'server-share-x.step'],
    ['a\0\u202ec', 'a-c.step'],
    ['CON', 'CON_.step'],
    ['nul.txt', 'nul_.txt.step'],
    ['LPT1.step', 'LPT1_.step.step'],
    ['COM\u00b2', 'COM2_.step'],
    ['end. . ', 'end.step'],
    ['', 'pub_1.step'],
    ['...', 'pub_1.step'],
    ['---', 'pub_1.step'],
    ['\u200b\u202e', 'pub_1.step'],
    ['👨‍👩‍👧', 'pub_1.step'],
    ['Ring ⌀60×⌀42×8', 'Ring-60x42x8.step'],
    ['Ring ⌀60 × ⌀42 × 8 mm', 'Ring-60x42x8-mm.step'],
    ['Shaft Ø 25', 'Shaft-25.step'],
    ['Kø 4', 'Kø-4.step'],
    ['Ølåbner', 'Ølåbner.step'],
    ['Bolt M8×1.25 (A2)', 'Bolt-M8x1.25-A2.step'],
    ['Blech 2,5 mm', 'Blech-2.5-mm.step'],
    ['25² and 2½', '25-2-and-2-1-2.step'],
    ['Teil für 50 €', 'Teil-für-50-EUR.step'],
    ['e\u0301cran', 'écran.step'],
    ['👨‍👩‍👧 stand', 'stand.step'],
    ['heart ❤\ufe0f', 'heart.step'],
    ['שלום עולם', 'שלום-עולם.step'],
    ['部品 12', '部品-12.step'],
    ['क्\u200dष', 'क्\u200dष.step'],
    ['ab\u200d', 'ab.step'],
    ['a\u200db', 'ab.step'],
    ['\u0301x', 'x.step'],
    ['-rf', 'rf.step'],
    ['--help', 'help.step'],
    ['$(rm -rf ~); `x` & "y" | z', 'rm-rf-x-y-z.step'],
    ["it's #1, 100%", 'it-s-1-100.step'],
  ] as const) {
    it(`calls ${JSON.stringify(project)} ${expected}`, () => assert.equal(name(project), expected));
  }

  it('cuts over 200 bytes between what is read as one character', () => {
    const syllable = 'क्षि';
    const file = name(syllable.repeat(30));
    assert.ok(Buffer.byteLength(file) <= 200 && Buffer.byteLength(file) > 200 - Buffer.byteLength(syllable) - 1, file);
    assert.equal(file.slice(0, -5), syllable.repeat((file.length - 5) / syllable.length));
    assert.equal(cutAtGrapheme('ae\u0301\u0301', 3), 'a');
    assert.equal(cutAtGrapheme('👨‍👩‍👧👨‍👩‍👧', 20), '👨‍👩‍👧');
  });

  it('fills in the template, and treats what the parts hold as names', () => {
    assert.equal(
      name('../a', '${date} ${sourceFile} ${projectName} ${jobId} ${other}'),
      '2026-01-01-parts-a-pub_1-other.step',
    );
    assert.equal(name('${jobId}', '${projectName}'), 'jobId.step');
  });

  it('makes a name of a job id that is none', () =>
    assert.match(name('', '${jobId}', '../..'), /^[0-9a-f]{12}\.step$/));

  it('puts a counter before the extension', () =>
    assert.deepEqual([numbered('a.b.step', 2), numbered('a', 3)], ['a.b-2.step', 'a-3']));
  it('knows the documented formats only', () =>
    assert.deepEqual(['STEP', 'stl', 'GLB', '3MF', 'IGES'].map(extensionOf), [
      '.step',
      '.stl',
      '.glb',
      '.3mf',
      undefined,
    ]));

  describe('of a hostile project', () => {
    let folder: ReturnType<typeof temporaryFolder>;
    before(() => (folder = temporaryFolder()));
    after(() => folder.remove());

    it(`is legal on Windows, macOS and Linux for each of ${hostileNames.length} written names`, () => {
      assert.ok(
        hostileNames.length >= 100 && new Set(hostileNames).size === hostileNames.length,
        String(hostileNames.length),
      );
      for (const project of hostileNames) assertSafe(project);
    });

    it('is legal for 2,000 generated names, too', () => {
      const piece = fc.oneof(
        fc.constantFrom(...hostileNames),
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.constantFrom('/', '\\', '..', '.', ' ', ':', '\0', '\u202e', 'CON', '\u200d'),
      );
      const project = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
      fc.assert(
        fc.property(project, (text) => assertSafe(text)),
        { numRuns: 2000 },
      );
    });

    function assertSafe(project: string): void {
      for (const template of ['${projectName}', 'x ${projectName}', '${projectName}.${projectName}']) {
        const file = name(project, template);
        assert.equal(illegality(file), undefined, `${JSON.stringify(project)} became ${JSON.stringify(file)}`);
        assert.equal(path.dirname(path.resolve(folder.path, bareName(file))), folder.path);
      }
      // The real file system takes it, and what it lists is what was written.
      const file = name(project);
      fs.writeFileSync(path.join(folder.path, file), '');
      assert.ok(fs.readdirSync(folder.path).includes(file));
      fs.rmSync(path.join(folder.path, file));
    }
  });
});
