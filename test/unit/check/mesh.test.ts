import assert from 'node:assert/strict';
import path from 'node:path';
import { systemClock } from '../../../src/base/clock.js';
import { PartChecks, type CheckedFormat } from '../../../src/check/client.js';
import { fittedIn } from '../../../src/check/mesh/checkMesh.js';
import type { Checked, Verdict } from '../../../src/check/verdict.js';
import { readPart } from '../../../src/local/prompt/index.js';
import { readParts } from '../../../src/models/parse/index.js';
import { joinParts } from '../../../src/models/parse/meshBuilder.js';
import { silent } from '../../support/core.js';
import { forever, newKernel } from '../../support/parts.js';
import { findRoot } from '../../support/root.js';
import { stlOf, turnedMesh } from '../../support/turnedMesh.js';
import { isMirror, turns } from '../../support/turnedStep.js';

const plate = 'A plate of 80 x 50 x 6 mm with a hole of 8 mm, 12 mm from the left edge and 15 mm from the front edge.';
/** The reader refuses it, so that the sizes are all there is to go by. */
const unreadable = ' Engrave our name on it.';
const formats = ['STL', 'GLB', '3MF'] as const;

type Corner = readonly [number, number, number];

/** A prism without its ends: of so many chords that its corners lie on a circle. */
function tube(chords: number, radius: number, height: number): Corner[] {
  const at = (index: number, z: number): Corner => {
    const angle = (2 * Math.PI * index) / chords;
    return [radius * Math.cos(angle), radius * Math.sin(angle), z];
  };
  return Array.from({ length: chords }, (_, index): Corner[] => {
    const [a, b, c, d] = [at(index, 0), at(index + 1, 0), at(index + 1, height), at(index, height)];
    return [a, b, c, a, c, d];
  }).flat();
}

async function meshOf(bytes: Uint8Array): Promise<ReturnType<typeof joinParts>> {
  const { parts } = await readParts('stl', Uint8Array.from(bytes));
  return joinParts(parts);
}

describe('A mesh is checked against its prompt', () => {
  const kernel = newKernel();
  const checks = new PartChecks(path.join(findRoot(), 'dist/partCheck.js'), systemClock, silent);
  after(async () => {
    checks.dispose();
    await kernel.dispose();
  });

  const made = async (prompt: string, format: (typeof formats)[number]): Promise<Uint8Array> => {
    const reading = readPart(prompt);
    assert.ok(reading.ok, reading.ok ? '' : reading.message);
    return (await kernel.build(reading.specification, format, forever)).bytes;
  };
  const check = async (prompt: string, bytes: Uint8Array, format: CheckedFormat): Promise<Checked> => {
    const checked = await checks.check({ prompt, bytes, format }, forever);
    assert.ok(checked);
    return checked;
  };
  const alarms = ({ verdicts }: Checked): Verdict[] => verdicts.filter(({ verdict }) => verdict !== 'found');
  const told = (checked: Checked): (string | number | undefined)[][] =>
    alarms(checked).map(({ claim, verdict, found, note }) => [
      claim.written,
      verdict,
      found && Number(found.toFixed(2)),
      note,
    ]);

  for (const format of formats) {
    const read = format.toLowerCase() as CheckedFormat;

    it(`finds all that is stated in the part itself, and says that it is approximate: ${format}`, async () => {
      const checked = await check(plate, await made(plate, format), read);
      assert.deepEqual([checked.whole, checked.approximate, told(checked)], ['same', true, []]);
    });

    it(`says that exactly the hole differs, and which triangles are its own: ${format}`, async () => {
      const bytes = await made(plate.replace('hole of 8', 'hole of 8.5'), format);
      const checked = await check(plate, bytes, read);
      assert.deepEqual([checked.whole, told(checked)], ['otherSizes', [['8 mm', 'differs', 8.5, undefined]]]);
      const [hole] = alarms(checked);
      const face = checked.fitted?.find(({ index }) => index === hole?.faces[0]);
      assert.equal(face?.kind, 'cylinder');
      const { parts } = await readParts(read as 'stl', Uint8Array.from(bytes));
      const { positions, indices } = joinParts(parts);
      for (const triangle of face.triangles)
        for (const corner of [0, 1, 2]) {
          const vertex = 3 * indices[3 * triangle + corner]!;
          const off = Math.hypot(positions[vertex]! + 28, positions[vertex + 1]! + 10) - 4.25;
          assert.ok(Math.abs(off) < 1e-3, String(off));
        }
    });

    it(`says by the sizes alone that the hole differs: ${format}`, async () => {
      const checked = await check(
        `${plate}${unreadable}`,
        await made(plate.replace('of 8 mm', 'of 8.5 mm'), format),
        read,
      );
      assert.deepEqual(told(checked), [['8 mm', 'differs', 8.5, undefined]]);
    });
  }

  it('finds it in the part that is turned, and tells a mirror image', async () => {
    const holes = `${plate.slice(0, -1)}, and a hole of 4 mm, 7 mm from the right edge and 9 mm from the front edge`;
    const bracket = `${holes}, and a boss on top, 10 mm in diameter and 5 mm high, in the middle.`;
    const bytes = await made(bracket, 'STL');
    for (const turn of [turns.filter(isMirror)[5]!, turns.filter((one) => !isMirror(one))[9]!]) {
      const checked = await check(bracket, await turnedMesh(bytes, 'stl', turn), 'stl');
      assert.deepEqual([checked.whole, checked.isMirrored, told(checked)], ['same', isMirror(turn), []], turn.name);
    }
  });

  it('takes a radius for no diameter, and inches for no millimetres', async () => {
    const hole = 'A plate of 80 x 50 x 6 mm with a hole of 8 mm diameter in the middle.';
    for (const suffix of ['', unreadable]) {
      const wide = await check(`${hole}${suffix}`, await made(hole.replace('8 mm', '16 mm'), 'STL'), 'stl');
      assert.deepEqual(told(wide), [['8 mm', 'differs', 16, 'radiusForDiameter']]);
      const inch = `${hole.replace('of 8 mm', 'of 1 mm')}${suffix}`;
      const large = await check(inch, await made(hole.replace('of 8 mm', 'of 25.4 mm'), 'STL'), 'stl');
      assert.deepEqual(told(large), [['1 mm', 'differs', 25.4, 'inches']]);
    }
  });

  it('tells of no size that differs where a surface was not fitted', async () => {
    const prompt = `A disc 60 mm in diameter and 12 mm thick with a 3 mm fillet on the top edge.${unreadable}`;
    const checked = await check(prompt, await made(prompt.replace(unreadable, ''), 'STL'), 'stl');
    const fillet = checked.verdicts.find(({ claim }) => claim.written === '3 mm');
    assert.deepEqual([fillet?.verdict, fillet?.note], ['unchecked', 'notFitted']);
  });

  it('measures a circle by its corners, whose chords are inside of it', async () => {
    for (const chords of [10, 16, 64]) {
      const fitted = fittedIn(await meshOf(stlOf(tube(chords, 10, 5))));
      const [face, ...more] = fitted?.surfaces.faces ?? [];
      assert.deepEqual([face?.kind, face?.turn, more.length], ['cylinder', 360, 0]);
      assert.ok(Math.abs((face?.radius ?? 0) - 10) < 1e-4, `${chords}: ${face?.radius}`);
    }
  });

  it('takes a hexagon and an octagon for planes', async () => {
    for (const chords of [6, 8]) {
      const fitted = fittedIn(await meshOf(stlOf(tube(chords, 10, 5))));
      assert.deepEqual([...new Set(fitted?.surfaces.faces.map(({ kind }) => kind))], ['plane']);
    }
  });
});

describe('A mesh that is made to take long', () => {
  const parts = [{ role: undefined }] as unknown as Parameters<typeof fittedIn>[0]['parts'];
  const of = (positions: Float32Array): Parameters<typeof fittedIn>[0] => ({
    positions,
    indices: Uint32Array.from({ length: positions.length / 3 }, (_, at) => at),
    parts: parts.map((part) => ({ ...part, indices: [0, positions.length / 3] as const })),
  });
  let state = 7;
  const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647;

  it('of a million triangles anywhere: more faces than are compared, and nothing is said to differ', () => {
    const fitted = fittedIn(of(Float32Array.from({ length: 9_000_000 }, () => 100 * random())));
    assert.ok(!fitted || fitted.surfaces.isCutShort);
    assert.ok((fitted?.surfaces.faces.length ?? 0) <= 4000);
  });

  it('of 200,000 triangles in one plane', () => {
    const positions = Float32Array.from({ length: 1_800_000 }, (_, at) => (at % 3 === 2 ? 0 : 100 * random()));
    assert.ok(fittedIn(of(positions)));
  });

  it('of 200,000 triangles without an area, or without any extent', () => {
    for (const positions of [
      new Float32Array(1_800_000),
      Float32Array.from({ length: 1_800_000 }, (_, at) => Math.floor(at / 3) % 100),
    ])
      assert.equal(fittedIn(of(positions))?.surfaces.faces.length, 0);
  });

  it('of a surface that bends everywhere, in 130,000 triangles', () => {
    const at = (x: number, y: number): number[] => [x, y, 3 * Math.sin(x / 3) * Math.cos(y / 5) + 0.02 * x * y];
    const corners: number[] = [];
    for (let x = 0; x < 256; x++)
      for (let y = 0; y < 256; y++)
        corners.push(
          ...at(x, y),
          ...at(x + 1, y),
          ...at(x + 1, y + 1),
          ...at(x, y),
          ...at(x + 1, y + 1),
          ...at(x, y + 1),
        );
    const fitted = fittedIn(of(Float32Array.from(corners)));
    assert.ok(!fitted || fitted.isPartly);
  });

  it('of a coordinate that is no number: it is left out', async () => {
    const checks = new PartChecks(path.join(findRoot(), 'dist/partCheck.js'), systemClock, silent);
    const bytes = stlOf([...tube(16, 10, 5).slice(0, 93), [NaN, 0, 0], [1, 0, 0], [0, 1, 0]]);
    const checked = await checks.check({ prompt: 'A tube of 20 mm diameter.', bytes, format: 'stl' }, forever);
    assert.deepEqual(
      checked?.verdicts.map(({ verdict }) => verdict),
      ['found'],
    );
    checks.dispose();
  });
});
