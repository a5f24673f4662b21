import assert from 'node:assert/strict';
import { buildShapes } from '../../../src/kernel/build';
import { writeStep } from '../../../src/kernel/formats/step';
import { measure } from '../../../src/kernel/measure';
import { Modeller } from '../../../src/kernel/modeller';
import { place } from '../../../src/kernel/place';
import { makeFace } from '../../../src/kernel/profiles';
import type { BuiltModel, Feature, KernelFormat, PartSpecification } from '../../../src/kernel/specification';
import { differenceOfMesh } from '../../../src/kernel/verify/meshes';
import { differenceOfStep } from '../../../src/kernel/verify/step';
import { trianglesIn, type Triangles } from '../../../src/kernel/verify/triangles';
import { extruded, useKernel } from '../../support/kernelParts';
import { startOpenCascade } from '../../support/openCascade';

describe('what a file says otherwise than its part', function () {
  const { write } = useKernel.call(this);
  const angle = (format: KernelFormat): Promise<BuiltModel> =>
    write(format, {
      operation: 'new',
      name: 'angle',
      shape: extruded({
        kind: 'path',
        start: [0, 0],
        segments: [{ to: [30, 0] }, { to: [30, 5] }, { to: [5, 5] }, { to: [5, 20] }, { to: [0, 20] }],
      }),
    });

  describe('in a STEP file', () => {
    let modeller: Modeller;
    before(async () => (modeller = new Modeller(await startOpenCascade())));
    after(() => modeller.dispose());

    it('is nothing when it is right', async () => {
      const { bytes, facts } = await angle('STEP');
      assert.equal(differenceOfStep(modeller, bytes, [facts]), undefined);
    });

    it('is another volume, place or number of solids', async () => {
      const { bytes, facts } = await angle('STEP');
      const { min, max } = facts.boundingBox;
      assert.match(
        differenceOfStep(modeller, bytes, [{ ...facts, volume: facts.volume * 1.0001 }]) ?? '',
        /^its volume is 2250 mm³ instead of 2250\.22 mm³$/,
      );
      assert.match(
        differenceOfStep(modeller, bytes, [{ ...facts, boundingBox: { min, max: [max[0], max[1], max[2] + 0.01] } }]) ??
          '',
        /^it lies from 0, 0, 0 to 30, 20, 10 mm instead of/,
      );
      assert.match(differenceOfStep(modeller, bytes, [facts, facts]) ?? '', /holds 1 solids instead of 2/);
    });

    it('is told by a close integral where the usual one misses, as with holes across a round wall', () => {
      const [shape, narrower] = [4, 3.99].map((diameter) => buildShapes(modeller, ringWithHoles(6, diameter))[0]!);
      const bytes = writeStep(modeller, [{ name: 'ring', color: '#808080', shape: shape! }]);
      const facts = [measure(modeller, shape!)];
      assert.match(differenceOfStep(modeller, bytes, facts) ?? '', /^its volume is /, 'nothing is missed any more');
      assert.equal(differenceOfStep(modeller, bytes, facts, [shape!]), undefined);
      assert.match(differenceOfStep(modeller, bytes, facts, [narrower!]) ?? '', /^its volume is /);
    });

    it('is that it is cut off', async () => {
      const { bytes, facts } = await angle('STEP');
      assert.notEqual(differenceOfStep(modeller, bytes.subarray(0, bytes.length / 2), [facts]), undefined);
    });

    it('is that a solid is broken which was right before it was written', () => {
      const { oc } = modeller;
      // A pointed dome with an arc of a circle: only the whole circle, beyond the tip, stands in the file.
      const face = makeFace(modeller, {
        kind: 'path',
        start: [0, 0],
        segments: [{ to: [7, 0] }, { to: [0, Math.sqrt(91)], center: [-3, 0] }],
      });
      const upright = place(modeller, face, { x: [1, 0, 0], y: [0, 0, 1], z: [0, -1, 0], origin: [0, 0, 0] });
      const axis = new oc.gp_Ax1(new oc.gp_Pnt(0, 0, 0), new oc.gp_Dir(0, 0, 1));
      const shape = modeller.own(modeller.own(new oc.BRepPrimAPI_MakeRevol(upright, axis, false)).Shape());
      assert.ok(modeller.isValid(shape));
      const bytes = writeStep(modeller, [{ name: 'dome', color: '#808080', shape }]);
      assert.equal(differenceOfStep(modeller, bytes, [measure(modeller, shape)]), 'a solid in it is not valid');
    });
  });

  for (const format of ['STL', 'GLB', '3MF'] as const) {
    describe(`in a file of triangles, ${format}`, () => {
      const read = async (): Promise<{ facts: BuiltModel['facts']; body: Triangles }> => {
        const { bytes, facts } = await angle(format);
        const [body, ...others] = await trianglesIn(format, bytes);
        assert.ok(body && others.length === 0);
        return { facts, body };
      };
      const differenceOf = (body: Triangles, facts: BuiltModel['facts']): string =>
        differenceOfMesh(body, { facts, length: 0, volume: 0 }, format === 'GLB') ?? '';

      it('is nothing when it is right', async () => {
        const { body, facts } = await read();
        assert.equal(differenceOf(body, facts), '');
      });

      it('is a triangle that is missing, and one that is turned over', async () => {
        const { body, facts } = await read();
        const [a = 0, b = 0, c = 0, ...others] = body.triangles;
        assert.match(differenceOf({ ...body, triangles: Uint32Array.from(others) }, facts), /not closed/);
        assert.match(differenceOf({ ...body, triangles: Uint32Array.from([b, a, c, ...others]) }, facts), /not closed/);
      });

      it('is another size, another place, and what is inside out', async () => {
        const { body, facts } = await read();
        const positions = (change: (value: number) => number): Triangles => ({
          ...body,
          positions: body.positions.map(change),
        });
        assert.match(
          differenceOf(
            positions((value) => value * 1.001),
            facts,
          ),
          /^its volume is 2256/,
        );
        assert.match(
          differenceOf(
            positions((value) => value + 0.01),
            facts,
          ),
          /^it lies from/,
        );
        assert.match(
          differenceOf({ ...body, triangles: body.triangles.slice().reverse() }, facts),
          /^its volume is -2250/,
        );
      });
    });
  }

  it('is that it is no file of its format', async () => {
    const { bytes } = await angle('STL');
    await assert.rejects(trianglesIn('STL', bytes.subarray(0, bytes.length - 10)));
    await assert.rejects(trianglesIn('3MF', bytes));
    await assert.rejects(trianglesIn('GLB', bytes));
  });
});

/** A ring from 40 to 60 mm with holes across its wall. */
function ringWithHoles(count: number, diameter: number): PartSpecification {
  const [min, max, height] = [20, 30, 20];
  const points: [number, number][] = [
    [min, 0],
    [max, 0],
    [max, height],
    [min, height],
  ];
  const holes = Array.from({ length: count }, (_, index): Feature => ({
    operation: 'cut',
    name: `hole ${index + 1}`,
    shape: extruded({ kind: 'circle', diameter }, max + 1),
    at: [0, 0, height / 2],
    direction: 'x',
    rotate: { axis: 'z', degrees: (360 / count) * index },
  }));
  const ring: Feature = {
    operation: 'new',
    name: 'ring',
    shape: { kind: 'revolve', degrees: 360, profile: { kind: 'polygon', points } },
  };
  return { name: 'Ring', parts: [{ name: 'ring', features: [ring, ...holes] }], assumptions: [] };
}
