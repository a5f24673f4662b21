import assert from 'node:assert/strict';
import { materialNamed, materials } from '../../../src/preview/materials.js';

describe('The material that a text names', () => {
  for (const [text, key] of [
    ['Plate 100 x 60 x 6 mm, aluminum 6061-T6, four 5 mm holes', 'aluminium'],
    ['Shaft of stainless steel, 20 mm in diameter', 'stainless'],
    ['Shaft made of 316 stainless steel', 'stainless316'],
    ['Bracket in 7075-T6 aluminum, 304 mm long', 'aluminium7075'],
    ['A mild steel gusset, 6 mm thick', 'steel'],
    ['Print in PLA.', 'pla'],
    ['Bushing of POM-C', 'pom'],
    ['Ti-6Al-4V flange', 'titanium'],
    ['Deckel aus Aluminium', 'aluminium'],
  ] as const) {
    it(`of “${text}” is ${key}`, () => assert.equal(materialNamed(text)?.key, key));
  }

  for (const [why, text] of [
    ['there is none', 'Plate 304 x 316 x 6 mm with a pc board cutout and an A4 sheet'],
    ['two are named', 'Aluminium plate with a steel pad'],
    ['it is what goes into the part', 'Housing with holes for brass inserts and steel screws'],
    ['it is part of a longer word', 'A steelyard plate'],
    ['the text is empty', ''],
  ] as const) {
    it(`is none where ${why}`, () => assert.equal(materialNamed(text), undefined));
  }

  it('has each of its names once', () => {
    const words = materials.flatMap(({ words: all }) => all);
    assert.equal(new Set(words).size, words.length);
    for (const { words: all } of materials)
      for (const word of all) assert.ok(word.split(' ').length <= 4 && word === word.toLowerCase(), word);
  });

  it('is found in one pass of a text of any length', () => {
    assert.equal(materialNamed(`${'steel '.repeat(1_000_000)}brass`)?.key, 'steel');
  });
});
