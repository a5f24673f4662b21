import assert from 'node:assert/strict';
import path from 'node:path';
import { KernelClient } from '../../../src/kernel/client.js';
import type { ExactFacts, ModelMesh } from '../../../src/kernel/stepModel.js';
import { caseFile, escapedNames } from '../../support/cases.js';
import { findRoot } from '../../support/root.js';

interface Read {
  readonly parts: ModelMesh['parts'];
  readonly facts: ExactFacts;
  readonly mesh: ModelMesh;
}

const plateAndPin = [
  ['plate', 'ff0000'],
  ['pin', 'ff'],
] as const;

describe('An awkward STEP file', () => {
  const kernel = new KernelClient(path.join(findRoot(), 'dist/kernel.js'));
  after(() => kernel.dispose());

  async function read(bytes: Uint8Array): Promise<Read> {
    let mesh: ModelMesh | undefined;
    const facts = await kernel.readStep(bytes, new AbortController().signal, (told) => {
      if (told.kind === 'mesh') mesh = told.mesh;
    });
    assert.ok(mesh);
    return { parts: mesh.parts, facts, mesh };
  }

  const shown: readonly (readonly [
    title: string,
    file: string,
    parts: readonly (string | readonly [name: string, colour: string])[],
    more?: (found: Read) => void,
  ])[] = [
    ['with the word DATA in its header keeps names and colours', 'p01_header_data.step', plateAndPin],
    ['with comments in its records keeps names and colours', 'p02b_comment_after_equals.step', plateAndPin],
    ['with every directive of strings has its names', 'p03_string_escapes.step', escapedNames],
    ['in national code pages has readable names', 'p04_codepages.step', ['海绵2', 'Gehäuse', 'Größe 5 海']],
    ['with a byte order mark is shown', 'p05_bom.step', plateAndPin],
    [
      'that colours one instance of a part shows it so, and names both',
      'p07_instance_colour.step',
      [
        ['cube (left)', 'ff0000'],
        ['cube (right)', 'ff'],
      ],
    ],
    ['with its colour on the representation has it', 'p08_colour_on_representation.step', [['plate', '9900']]],
    [
      'with a transparent part lets the part inside be seen',
      'p09_transparent.step',
      [
        ['cover', '99ccff'],
        ['pin', 'ff0000'],
      ],
      ({ parts: [cover, pin] }) => {
        assert.equal(cover?.opacity?.toFixed(2), '0.20');
        assert.equal(pin?.opacity, undefined);
      },
    ],
    [
      'that refers to a record that is not there says so',
      'p13_dangling_reference.step',
      plateAndPin,
      ({ parts, facts }) => {
        assert.deepEqual(facts.remarks, [
          { what: 'missing', count: 1 },
          { what: 'lost_faces', count: 1 },
        ]);
        assert.deepEqual(
          parts.map(({ solid }) => solid),
          [true, false],
          'a solid that lacks a face is none',
        );
      },
    ],
    [
      'of triangles only is shown, and its figures are called approximate',
      'p15_tessellated.stp',
      [['tessellated box', '9900']],
      ({ parts, facts, mesh }) => {
        const looks = [...mesh.indices].map((at) =>
          [...mesh.normals.subarray(at * 3, at * 3 + 3)].map(Math.round).join(),
        );
        assert.deepEqual(new Set(looks).size, 6, 'each side of the box is lit by itself');
        assert.deepEqual(facts.remarks, [{ what: 'triangles_only', count: 1 }]);
        assert.deepEqual([facts.meshes, parts[0]?.indices], [1, [0, 36]]);
        assert.deepEqual(
          [facts.volume, facts.area].map((figure) => figure?.toFixed(6)),
          ['1000.000000', '700.000000'],
        );
        assert.deepEqual(
          facts.box.max.map((side) => side.toFixed(5)),
          ['20.00000', '10.00000', '5.00000'],
        );
      },
    ],
    ['of two data sections is shown', 'p18_two_data_sections.step', plateAndPin],
    [
      'that hides a body has it switched off, and doesn’t measure it',
      'p19_invisible.step',
      [
        ['shown', 'ff0000'],
        ['hidden helper', 'ff'],
      ],
      ({ parts, facts }) => {
        assert.deepEqual(
          parts.map(({ role }) => role),
          [undefined, 'hidden'],
        );
        assert.deepEqual([facts.solids, facts.faces, facts.edges, facts.volume?.toFixed(6)], [1, 6, 12, '1000.000000']);
        assert.deepEqual(facts.remarks, [{ what: 'hidden', count: 1 }]);
      },
    ],
    ['with a solid that no product has shows it', 'p20_no_product.step', ['raw']],
  ];
  for (const [title, file, expected, more] of shown) {
    const bytes = caseFile(file);
    if (!bytes) continue;
    it(title, async () => {
      const found = await read(bytes);
      assert.deepEqual(
        found.parts.map(({ name, colour }, at) =>
          typeof expected[at] === 'string' ? name : [name, colour.toString(16)],
        ),
        expected,
      );
      more?.(found);
    });
  }
});
