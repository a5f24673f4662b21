import assert from 'node:assert/strict';
import path from 'node:path';
import { diskError } from '../../../src/download/diskError.js';
import { bareName, isInside } from '../../../src/download/insideFolder.js';

describe('Paths of Windows', () => {
  for (const [folder, within, inside] of [
    ['C:\\Work\\cad', 'C:\\Work', true],
    ['c:\\work\\CAD', 'C:\\Work', true],
    ['C:\\Work', 'C:\\Work', true],
    ['C:\\Work\\..cad', 'C:\\Work', true],
    ['C:\\Work2', 'C:\\Work', false],
    ['C:\\', 'C:\\Work', false],
    ['D:\\Work\\cad', 'C:\\Work', false],
    ['C:\\Work\\..\\cad', 'C:\\Work', false],
    ['\\\\server\\share\\work\\cad', '\\\\SERVER\\share\\work', true],
    ['\\\\server\\other\\work', '\\\\server\\share\\work', false],
    ['\\\\server\\share\\work', 'C:\\work', false],
    ['C:\\cad', 'C:\\', true],
  ] as const) {
    it(`${folder} is ${inside ? '' : 'not '}inside of ${within}`, () =>
      assert.equal(isInside(folder, within, path.win32), inside));
  }

  it('a name never leads to a drive, a share, a folder or a stream', () => {
    for (const name of [
      'C:',
      'C:part.step',
      'part.step:hidden',
      '..\\part.step',
      '\\\\server\\share\\part.step',
      'cad\\part.step',
      'cad/part.step',
    ])
      assert.throws(() => bareName(name, path.win32), /would lead out/, name);
    assert.equal(bareName('part.step', path.win32), 'part.step');
  });

  it('a file that another program has open is said to be that', () => {
    assert.match(
      diskError(Object.assign(new Error('EBUSY: resource busy or locked, rename'), { code: 'EBUSY' }), 'C:\\Work\\cad')
        .message,
      /Another program has the file open.*C:\\Work\\cad/,
    );
  });
});
