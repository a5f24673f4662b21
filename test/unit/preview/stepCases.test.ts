import assert from 'node:assert/strict';
import path from 'node:path';
import { KernelClient } from '../../../src/kernel/client.js';
import type { KernelFailure } from '../../../src/kernel/failure.js';
import type { ModelMesh } from '../../../src/kernel/stepModel.js';
import { caseFile } from '../../support/cases.js';
import { findRoot } from '../../support/root.js';

const escapes = [
  'Gehäuse',
  'Њит',
  'Petit étui',
  '海绵2',
  'bolt 🔩',
  '😀 lower case hex',
  'abc§def',
  'C:\\temp',
  "O'Ring",
];

describe('An awkward STEP file', function () {
  this.timeout(120_000);
  const kernel = new KernelClient(path.join(findRoot(), 'dist/kernel.js'));
  after(() => kernel.dispose());

  async function partsOf(bytes: Uint8Array): Promise<[name: string, colour: string][]> {
    let mesh: ModelMesh | undefined;
    await kernel.readStep(bytes, new AbortController().signal, (told) => {
      if (told.kind === 'mesh') mesh = told.mesh;
    });
    return mesh?.parts.map(({ name, colour }) => [name, colour.toString(16)]) ?? [];
  }

  const shown: readonly (readonly [
    title: string,
    file: string,
    names: readonly string[],
    colours?: readonly string[],
  ])[] = [
    [
      'with the word DATA in its header keeps names and colours',
      'p01_header_data.step',
      ['plate', 'pin'],
      ['ff0000', 'ff'],
    ],
    [
      'with comments in its records keeps names and colours',
      'p02b_comment_after_equals.step',
      ['plate', 'pin'],
      ['ff0000', 'ff'],
    ],
    ['with every directive of strings has its names', 'p03_string_escapes.step', escapes],
    ['in national code pages has readable names', 'p04_codepages.step', ['海绵2', 'Gehäuse', 'Größe 5 海']],
    ['with a byte order mark is shown', 'p05_bom.step', ['plate', 'pin'], ['ff0000', 'ff']],
  ];
  for (const [title, file, names, colours] of shown) {
    const bytes = caseFile(file);
    if (!bytes) continue;
    it(title, async () => {
      const parts = await partsOf(bytes);
      assert.deepEqual(
        parts.map(([name]) => name),
        names,
      );
      if (colours)
        assert.deepEqual(
          parts.map(([, colour]) => colour),
          colours,
        );
    });
  }

  for (const [title, file, code] of [
    ['of triangles only says so', 'p15_tessellated.stp', 'tessellation_only'],
    ['of two data sections says so', 'p18_two_data_sections.step', 'several_sections'],
  ] as const) {
    const bytes = caseFile(file);
    if (!bytes) continue;
    it(`${title}, and the next file opens`, async () => {
      await assert.rejects(partsOf(bytes), (error: KernelFailure) => (assert.equal(error.code, code), true));
      const next = caseFile('p05_bom.step');
      assert.equal((await partsOf(next!)).length, 2);
    });
  }
});
