import assert from 'node:assert/strict';
import type { ParseFailure } from '../../../src/formats/failure.js';
import { parseMesh } from '../../../src/models/parse/index.js';
import { boxMesh, modelText, threeMfFile } from '../../support/threeMf.js';

const production = 'xmlns:p="http://schemas.microsoft.com/3dmanufacturing/production/2015/06" requiredextensions="p"';
const box = `<object id="1" type="model">${boxMesh()}</object>`;

/** A chain of objects, each of which holds the one before, 1 mm farther. @param times how often it holds it */
function nested(depth: number, times = 1): Uint8Array<ArrayBuffer> {
  const around = Array.from({ length: depth }, (_, at) => {
    const component = `<component objectid="${at + 1}" transform="1 0 0 0 1 0 0 0 1 1 0 0"/>`;
    return `<object id="${at + 2}"><components>${component.repeat(times)}</components></object>`;
  });
  return threeMfFile({ resources: box + around.join(''), build: `<item objectid="${depth + 1}"/>` });
}

describe('Components of a 3MF file', () => {
  it('are shown in their place, however deep they are nested', async () => {
    const { facts } = await parseMesh('3mf', nested(15_000));
    assert.deepEqual(
      [facts.box.min, facts.box.max],
      [
        [15_000, 0, 0],
        [15_020, 10, 5],
      ],
    );
  });

  it('are counted before they are placed, where each level holds two of the next', async () => {
    await assert.rejects(parseMesh('3mf', nested(2000, 2)), { code: 'too_large' });
  });

  it('that hold themselves are refused, deep down as well', async () => {
    const loop = `<object id="1"><components><component objectid="2"/></components></object>
      <object id="2"><components><component objectid="3"/></components></object>
      <object id="3"><components><component objectid="2"/></components></object>`;
    await assert.rejects(
      parseMesh('3mf', threeMfFile({ resources: loop })),
      ({ code, message }: ParseFailure) => code === 'unreadable_file' && message === 'an object holds itself',
    );
  });
});

describe('A model part of a 3MF file in another unit than the root', () => {
  const inInches = modelText(
    `<object id="1" type="model">${boxMesh([2, 1, 0.5])}</object>` +
      '<object id="2"><components><component objectid="1" transform="1 0 0 0 1 0 0 0 1 1 0 0"/></components></object>',
  ).replace('millimeter', 'inch');

  it('has its size and its components’ places in its own, and its place in the root’s', async () => {
    const { facts } = await parseMesh(
      '3mf',
      threeMfFile({
        attributes: production,
        build: '<item objectid="2" p:path="/3D/o.model" transform="1 0 0 0 1 0 0 0 1 100 0 0"/>',
        others: { '3D/o.model': inInches },
      }),
    );
    const [min, max] = [facts.box.min, facts.box.max].map((corner) => corner.map((value) => Number(value.toFixed(3))));
    assert.deepEqual(
      [min, max],
      [
        [125.4, 0, 0],
        [176.2, 25.4, 12.7],
      ],
    );
    assert.deepEqual(facts.mended, [{ what: 'mixed_units', count: 1 }]);
  });

  it('is not spoken of where the units are the same', async () => {
    const file = threeMfFile({
      attributes: production,
      build: '<item objectid="1" p:path="/3D/o.model"/>',
      others: { '3D/o.model': modelText(box) },
    });
    assert.deepEqual((await parseMesh('3mf', file)).facts.mended, []);
  });
});
