import assert from 'node:assert/strict';
import type { Exporter } from '../../../src/export/client.js';
import { ExportFailure } from '../../../src/export/failure.js';
import type { ExportFormat, ModelRequest } from '../../../src/export/request.js';
import type { KernelClient } from '../../../src/kernel/client.js';
import type { Feature, PartSpecification } from '../../../src/kernel/specification.js';
import { newExporter } from '../../support/exporter.js';
import { boxGlb } from '../../support/glb.js';
import { newKernel, readModel } from '../../support/readStep.js';

const never = new AbortController().signal;

const part = (...features: Feature[]): PartSpecification => ({
  name: 'Plate',
  assumptions: [],
  parts: [{ name: 'plate', features }],
});
/** 80 × 50 × 6 mm with round corners of 8 mm and a hole of 10 mm at 20, 10 from its centre. */
const plate = part(
  {
    operation: 'new',
    name: 'plate',
    shape: { kind: 'extrude', profile: { kind: 'rectangle', size: [80, 50], cornerRadius: 8 }, height: 6 },
  },
  { operation: 'cut', name: 'hole', at: [20, 10, 6], shape: { kind: 'hole', diameter: 10, depth: 'through' } },
);

describe('A drawing', () => {
  let exporter: Exporter;
  let kernel: KernelClient;
  let step: Uint8Array;
  before(async () => {
    exporter = newExporter();
    kernel = newKernel();
    step = (await kernel.build(plate, 'STEP', never)).bytes;
  });
  after(async () => {
    exporter.dispose();
    await exporter.ended;
    await kernel.dispose();
  });

  async function draw(to: ExportFormat, rest: Partial<ModelRequest> = {}): Promise<string> {
    const { files } = await exporter.exportModel({ bytes: step, from: 'step', name: 'Plate', to, ...rest }, never);
    assert.equal(files.length, 1);
    return new TextDecoder().decode(files[0]!.bytes);
  }

  describe('as DXF', () => {
    it('is the largest flat face with its holes, arcs as arcs, in mm from its lower left corner', async () => {
      const entities = entitiesOf(await draw('DXF'));
      const circle = entities.find(({ kind }) => kind === 'CIRCLE');
      assert.deepEqual(
        [10, 20, 40].map((code) => round(circle!.numbers.get(code)![0]!)),
        [60, 35, 5],
      );
      const line = entities.find(({ kind }) => kind === 'LWPOLYLINE')!;
      assert.equal(line.numbers.get(10)!.length, 8);
      // A quarter of a circle: the tangent of 22.5°.
      assert.deepEqual(line.numbers.get(42)!.map(round), Array(4).fill(round(Math.tan(Math.PI / 8))));
      assert.deepEqual([Math.min(...line.numbers.get(10)!), Math.max(...line.numbers.get(10)!)].map(round), [0, 80]);
      assert.deepEqual([Math.min(...line.numbers.get(20)!), Math.max(...line.numbers.get(20)!)].map(round), [0, 50]);
    });

    it('is not mirrored when the face looks down: it is seen from below then', async () => {
      const { mesh } = await readModel(kernel, step);
      const found: (readonly number[])[] = [];
      for (let face = 0; face + 1 < mesh.faceStarts.length; face++) {
        const normal = mesh.normals[3 * (mesh.indices[mesh.faceStarts[face]!] ?? 0) + 2]!;
        if (Math.abs(normal) < 0.9) continue;
        const circle = entitiesOf(await draw('DXF', { face })).find(({ kind }) => kind === 'CIRCLE')!;
        found.push([normal, circle.numbers.get(10)![0]!, circle.numbers.get(20)![0]!].map(round));
      }
      assert.deepEqual(found.sort(), [
        [-1, 60, 15],
        [1, 60, 35],
      ]);
    });

    it('is the face that is picked in a preview', async () => {
      const { mesh } = await readModel(kernel, step);
      const faceCount = mesh.faceStarts.length - 1;
      const sizes = new Set<string>();
      let refused = 0;
      for (let face = 0; face < faceCount; face++) {
        try {
          const line = entitiesOf(await draw('DXF', { face })).find(({ kind }) => kind === 'LWPOLYLINE')!;
          sizes.add([10, 20].map((code) => round(Math.max(...line.numbers.get(code)!))).join(' × '));
        } catch (error) {
          assert.ok(error instanceof ExportFailure);
          assert.match(error.message, /^The face that is picked is not flat/);
          refused++;
        }
      }
      // Four corners and a hole are round; sides are as long as what the corners leave.
      assert.equal(refused, 5);
      assert.deepEqual([...sizes].sort(), ['34 × 6', '64 × 6', '80 × 50']);
    });

    it('is refused where nothing is flat', async () => {
      const ball = part({ operation: 'new', name: 'ball', shape: { kind: 'sphere', diameter: 20 } });
      const { bytes } = await kernel.build(ball, 'STEP', never);
      await assert.rejects(draw('DXF', { bytes }), /There is no flat face in this model/);
    });
  });

  describe('as SVG', () => {
    it('has six views and an isometric one at 1:1, with what is hidden apart', async () => {
      const svg = await draw('SVG', {});
      assert.match(svg, /<svg [^>]*width="([\d.]+)mm" height="([\d.]+)mm" viewBox="0 0 \1 \2">/);
      const sizes = Object.fromEntries(
        [...svg.matchAll(/<g id="(\w+)">(.*?)<\/g>/gs)].map(([, view = '', group = '']) => [
          view,
          sizeOf(/<path class="visible" d="([^"]*)"/.exec(group)?.[1] ?? ''),
        ]),
      );
      const { isometric, ...others } = sizes;
      assert.ok(isometric);
      assert.deepEqual(others, {
        front: '80 × 6',
        back: '80 × 6',
        left: '50 × 6',
        right: '50 × 6',
        top: '80 × 50',
        bottom: '80 × 50',
      });
      // The hole is seen from above only.
      const hiddenIn = (view: string): boolean => new RegExp(`<g id="${view}">\\s*<path class="hidden"`).test(svg);
      assert.deepEqual(['front', 'left', 'isometric'].map(hiddenIn), [true, true, true]);
    });

    it('calls the views in the user’s language', async () => {
      const viewNames = {
        front: 'Vorn',
        back: 'Hinten',
        left: 'Links',
        right: 'Rechts',
        top: 'Oben',
        bottom: 'Unten',
        isometric: 'A < B & C',
      };
      const svg = await draw('SVG', { viewNames });
      assert.deepEqual([...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, name]) => name).sort(), [
        'A &lt; B &amp; C',
        'Hinten',
        'Links',
        'Oben',
        'Rechts',
        'Unten',
        'Vorn',
      ]);
    });
  });

  it('of triangles is refused with the reason', async () => {
    for (const to of ['DXF', 'SVG'] as const)
      await assert.rejects(draw(to, { bytes: boxGlb(), from: 'glb' }), /drawings are made of exact edges/);
  });
});

interface Entity {
  readonly kind: string;
  /** The numbers of each code. */
  readonly numbers: ReadonlyMap<number, readonly number[]>;
}

function entitiesOf(dxf: string): Entity[] {
  const lines = dxf.split('\r\n');
  const found: { kind: string; numbers: Map<number, number[]> }[] = [];
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const [code, value = ''] = [Number(lines[at]), lines[at + 1]];
    if (code === 0) found.push({ kind: value, numbers: new Map() });
    else found.at(-1)?.numbers.set(code, [...(found.at(-1)?.numbers.get(code) ?? []), Number(value)]);
  }
  return found;
}

/** Width and height of the ends of what a path draws. */
function sizeOf(path: string): string {
  const ends = [...path.matchAll(/[ML]([-\d.]+) ([-\d.]+)|A[-\d.]+ [-\d.]+ [-\d.]+ [01] [01] ([-\d.]+) ([-\d.]+)/g)];
  const along = (...groups: number[]): number => {
    const values = ends.map((end) => Number(groups.map((group) => end[group]).find((value) => value !== undefined)));
    return round(Math.max(...values) - Math.min(...values));
  };
  return `${along(1, 3)} × ${along(2, 4)}`;
}

function round(value: number): number {
  return Number(value.toFixed(3)) + 0;
}
