import assert from 'node:assert/strict';
import { Color, Vector3 } from 'three';
import type { ModelMesh, ModelPart } from '../../../src/kernel/stepModel.js';
import { Formatter, pickRows } from '../../../src/preview/webview/facts.js';
import { lineColours, lineSides } from '../../../src/preview/webview/lineSides.js';
import { namesOf } from '../../../src/preview/webview/partList.js';
import { coloursOf } from '../../../src/preview/webview/swatch.js';
import { englishTexts } from '../../support/previewTexts.js';

/** Parts of two faces each, the second twice as large as the first. */
function model(parts: readonly Partial<ModelPart>[], faceColours: readonly number[] = []): ModelMesh {
  return {
    positions: new Float32Array(9),
    normals: new Float32Array(9),
    indices: new Uint32Array(parts.length * 9),
    faceStarts: Uint32Array.from([...parts.flatMap((_, at) => [at * 9, at * 9 + 3]), parts.length * 9]),
    faceColours: Int32Array.from(parts.flatMap((_, at) => [faceColours[at * 2] ?? -1, faceColours[at * 2 + 1] ?? -1])),
    linePositions: new Float32Array(0),
    edgeStarts: new Uint32Array(1),
    parts: parts.map((part, at) => ({
      name: '',
      colour: -1,
      solid: true,
      indices: [at * 9, 9],
      faces: [at * 2, 2],
      points: [0, 0],
      edges: [0, 0],
      ...part,
    })),
  };
}

describe('The list of parts', () => {
  const format = new Formatter(englishTexts(), false, 'en');

  it('numbers equal names, and those only', () => {
    const names = ['bolt', 'nut', 'bolt', 'bolt (1)', 'bolt'].map((name) => ({ name }));
    assert.deepEqual(namesOf(model(names), format), ['bolt (2)', 'nut', 'bolt (3)', 'bolt (1)', 'bolt (4)']);
  });

  it('calls a part without a name by its number', () => {
    assert.deepEqual(namesOf(model([{}, { name: 'lid' }]), format), ['Part 1', 'lid']);
  });

  it('shows the colours of faces where they have others than their body', () => {
    const body = { colour: 0xcccccc };
    assert.deepEqual(coloursOf(model([body], [0xff0000, 0x0000ff]), 0), [0x0000ff, 0xff0000]);
    assert.deepEqual(coloursOf(model([body], [0xff0000, -1]), 0), [0xcccccc, 0xff0000]);
    assert.deepEqual(coloursOf(model([body]), 0), [0xcccccc]);
    assert.deepEqual(coloursOf(model([{}]), 0), []);
  });

  it('shows that most of a body has no colour where one face has', () => {
    assert.deepEqual(coloursOf(model([{}], [0xff0000, -1]), 0), [0xb8c0c8, 0xff0000]);
  });

  it('shows the colours of vertices', () => {
    const mesh = { ...model([{}]), vertexColours: Uint8Array.of(255, 0, 0, 255, 0, 0, 255, 0, 0) };
    assert.deepEqual(coloursOf(mesh, 0), [0xff0000]);
  });

  it('draws light edges on what is dark, within a part of both, too', () => {
    // Two triangles that meet nowhere, one black and one white; a line on each, and one between them.
    const positions = Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 5, 0, 0, 6, 0, 0, 5, 1, 0);
    const mesh: ModelMesh = {
      ...model([{ indices: [0, 6], points: [0, 6] }], [0x000000, 0xffffff]),
      positions,
      indices: Uint32Array.of(0, 1, 2, 3, 4, 5),
      faceStarts: Uint32Array.of(0, 3, 6),
      linePositions: Float32Array.from([0, 1, 3, 4, 0, 3].flatMap((at) => [...positions.subarray(at * 3, at * 3 + 3)])),
    };
    assert.deepEqual([...lineSides(mesh)], [1, 1, 0, 0, 1, 0]);
    const black = { ...mesh, faceColours: Int32Array.of(0, 0) };
    assert.deepEqual([...lineSides(black)], [1, 1, 1, 1, 1, 1]);
    const edges = { onBright: new Color(0x000000), onDark: new Color(0xffffff) };
    assert.deepEqual([...lineColours(Uint8Array.of(0, 1), edges)], [0, 0, 0, 255, 255, 255]);
  });

  it('gives the selection the name of its part', () => {
    const picked = { kind: 'face', part: 1, index: 2, point: new Vector3() } as const;
    const rows = pickRows(picked, 'bolt (2)', undefined, format).map(({ label, value }) => `${label}: ${value}`);
    assert.deepEqual(rows.slice(0, 2), ['Part: bolt (2)', 'Face: 3']);
    assert.equal(pickRows(picked, undefined, undefined, format)[0]?.key, 'face');
  });
});
