import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import lib3mf from '@3mfconsortium/lib3mf';
import { ParseFailure } from '../../src/formats/failure.js';
import type { ModelMesh } from '../../src/kernel/stepModel.js';
import { parseMesh } from '../../src/models/parse/index.js';
import { corpusFiles } from '../support/corpus.js';
import { findRoot } from '../support/root.js';
import { threeMfFile } from '../support/threeMf.js';

/** How many mm each unit of the 3MF core specification has, in the order of lib3mf’s `eModelUnit`. */
const unitsMm = { micron: 0.001, millimeter: 1, centimeter: 10, inch: 25.4, foot: 304.8, meter: 1000 };

const contentTypes =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/></Types>';

describe('The size of a 3MF is the one that lib3mf reads', () => {
  for (const unit of Object.keys(unitsMm))
    it(`in ${unit}`, async () => {
      const bytes = threeMfFile({ unit, others: { '[Content_Types].xml': contentTypes } });
      const outbox = (await outboxOf(bytes)) ?? assert.fail('lib3mf refuses it');
      isOfSize((await parseMesh('3mf', bytes)).mesh, outbox);
    });

  for (const file of othersFiles())
    it(`in ${path.basename(file)}`, async function () {
      const bytes = Uint8Array.from(fs.readFileSync(file));
      const outbox = await outboxOf(bytes);
      const mesh = await parseMesh('3mf', bytes).then((parsed) => parsed.mesh, notRead);
      if (!outbox || !mesh) {
        console.log(
          `      ${outbox ? 'We refuse' : 'lib3mf refuses'} ${path.basename(file)}: its size isn’t compared.`,
        );
        this.skip();
      }
      isOfSize(mesh, outbox);
    });
});

/** 3MF files that others made, where they lie beside the project. */
function othersFiles(): readonly string[] {
  const cases = path.resolve(findRoot(), '../shared/cases/files');
  const made = fs.existsSync(cases) ? fs.readdirSync(cases).map((name) => path.join(cases, name)) : [];
  return [...corpusFiles().map((file) => file.path), ...made].filter((file) => file.toLowerCase().endsWith('.3mf'));
}

/** In mm, of the whole build; undefined where lib3mf refuses the file or nothing is in it. */
async function outboxOf(bytes: Uint8Array): Promise<{ min: number[]; max: number[] } | undefined> {
  const library = await lib3mf();
  const wrapper = new library.CWrapper();
  const model = wrapper.CreateModel();
  const reader = model.QueryReader('3mf');
  try {
    library.FS.writeFile('/model.3mf', bytes);
    reader.ReadFromFile('/model.3mf');
    const mm = Object.values(unitsMm)[model.GetUnit().value] ?? assert.fail('an unknown unit');
    const outbox = model.GetOutbox();
    const axes = [0, 1, 2] as const;
    const min = axes.map((axis) => outbox[`get_MinCoordinate${axis}`]() * mm);
    const max = axes.map((axis) => outbox[`get_MaxCoordinate${axis}`]() * mm);
    outbox.delete();
    return axes.every((axis) => max[axis]! >= min[axis]!) ? { min, max } : undefined;
  } catch {
    return undefined;
  } finally {
    for (const object of [reader, model, wrapper]) object.delete();
  }
}

function notRead(error: unknown): undefined {
  if (!(error instanceof ParseFailure)) throw error;
}

/** With what a slicer subtracts or doesn’t print, which is no part of the model to us and is to lib3mf. */
function isOfSize({ positions }: ModelMesh, outbox: { min: number[]; max: number[] }): void {
  const tolerance = 1e-5 * Math.max(...[...outbox.min, ...outbox.max].map(Math.abs));
  for (const axis of [0, 1, 2]) {
    let [min, max] = [Infinity, -Infinity];
    for (let at = axis; at < positions.length; at += 3) {
      min = Math.min(min, positions[at]!);
      max = Math.max(max, positions[at]!);
    }
    const [low, high] = [outbox.min[axis]!, outbox.max[axis]!];
    const isSame = Math.abs(min - low) <= tolerance && Math.abs(max - high) <= tolerance;
    assert.ok(isSame, `along ${'XYZ'[axis]!}: ${min} to ${max} instead of ${low} to ${high}`);
  }
}
