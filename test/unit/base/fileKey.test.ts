import assert from 'node:assert/strict';
import { fileKey, foldedName } from '../../../src/base/fileKey.js';

describe('Whether two addresses are of one file', () => {
  const isOne = (one: string, other: string, folds: boolean): boolean => fileKey(one, folds) === fileKey(other, folds);

  for (const [what, one, other] of [
    ['capitals', 'file:///c%3A/Parts/CAD/Plate.step', 'file:///c%3A/parts/cad/plate.STEP'],
    ['the drive’s letter and how the colon is written', 'file:///C:/Work/Plate.step', 'file:///c%3A/Work/Plate.step'],
    ['accents, in one sign or two', 'file:///Users/me/%C3%89cran.step', 'file:///Users/me/e%CC%81cran.step'],
  ] as const) {
    it(`doesn’t depend on ${what} where the system ignores that, and does elsewhere`, () =>
      assert.deepEqual([isOne(one, other, true), isOne(one, other, false)], [true, false]));
  }
  it('is no where the names differ', () =>
    assert.equal(isOne('file:///c%3A/cad/Plate.step', 'file:///c%3A/cad/Plate-2.step', true), false));
  it('is asked of the file system that has it: another’s addresses are compared as they are', () =>
    assert.equal(isOne('memory:/cad/Plate.step', 'memory:/cad/plate.step', true), false));
  it('is answered for an address that is damaged, too', () =>
    assert.equal(isOne('file:///100%/A.step', 'file:///100%/a.step', true), true));
  it('takes names for one that a file system without regard to case takes for one', () => {
    assert.equal(foldedName('Bracket.STEP'), foldedName('bracket.step'));
    assert.equal(foldedName('É'), foldedName('e\u0301'));
    assert.equal(foldedName('STRASSE'), foldedName('straße'));
  });
});
