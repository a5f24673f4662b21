import assert from 'node:assert/strict';
import { Vector3 } from 'three';
import type { KernelClient } from '../../../src/kernel/client.js';
import type { Feature } from '../../../src/kernel/specification.js';
import { edgeKinds, faceKinds, type ExactFacts, type ModelMesh, type Vector } from '../../../src/kernel/stepModel.js';
import { figureOf, sampleOf, turnedOf, type Figure } from '../../../src/preview/webview/measuring/figures.js';
import { dot } from '../../../src/kernel/vectors.js';
import { mean, unit } from '../../../src/preview/webview/measuring/fit.js';
import { measured } from '../../../src/preview/webview/measuring/pairs.js';
import { facesLike } from '../../../src/preview/webview/measuring/rows.js';
import { caught } from '../../../src/preview/webview/measuring/snapping.js';
import { promptWords } from '../../../src/preview/webview/measuring/words.js';
import { thicknessAt } from '../../../src/preview/webview/measuring/thickness.js';
import type { Pick } from '../../../src/preview/webview/pick.js';
import { newKernel } from '../../support/parts.js';

const never = new AbortController().signal;

/** A part as the preview has it. */
class Shown {
  readonly mesh: ModelMesh;
  readonly facts: ExactFacts;

  constructor(mesh: ModelMesh, facts: ExactFacts) {
    this.mesh = mesh;
    this.facts = facts;
  }

  /** The faces of a kind, each picked in the middle of its points. */
  faces(kind: (typeof faceKinds)[number]): Pick[] {
    return [...this.facts.faceKinds].flatMap((one, index): Pick[] => {
      if (faceKinds[one] !== kind) return [];
      const triangles = [this.mesh.faceStarts[index]!, this.mesh.faceStarts[index + 1]!] as const;
      const point = new Vector3(...mean(sampleOf(this.mesh, triangles).points));
      return [{ kind: 'face', part: 0, index, point, triangles }];
    });
  }

  /** The flat faces that look in a direction. */
  planes(direction: Vector): Pick[] {
    return this.faces('plane').filter(({ triangles }) => {
      const normal = unit(mean(sampleOf(this.mesh, triangles!).normals))!;
      return dot(normal, direction) > 1 - 1e-6;
    });
  }

  circles(): Pick[] {
    return [...this.facts.edgeKinds].flatMap((kind, index): Pick[] => {
      if (edgeKinds[kind] !== 'circle') return [];
      const points = [this.mesh.edgeStarts[index]!, this.mesh.edgeStarts[index + 1]!] as const;
      const point = new Vector3().fromArray(this.mesh.linePositions, points[0] * 3);
      return [{ kind: 'edge', part: 0, index, point, points }];
    });
  }

  figure(picked: Pick): Figure {
    return figureOf(picked, this.mesh, this.facts);
  }
}

describe('Measuring in the preview', function () {
  let kernel: KernelClient;
  before(() => void (kernel = newKernel()));
  after(() => kernel.dispose());

  async function shown(...features: Feature[]): Promise<Shown> {
    const specification = { name: 'Part', parts: [{ name: 'part', features }], assumptions: [] };
    const { bytes } = await kernel.build(specification, 'STEP', never);
    let mesh: ModelMesh | undefined;
    const facts = await kernel.readStep(bytes, never, (step) => {
      if (step.kind === 'mesh') mesh = step.mesh;
    });
    return new Shown(mesh!, facts);
  }

  const block = (x: number, y: number, z: number): Feature => ({
    operation: 'new',
    name: 'block',
    shape: { kind: 'box', size: [x, y, z] },
    at: [0, 0, 0],
  });
  const holes = (
    diameter: number,
    points: [number, number, number][],
    depth: number | 'through' = 'through',
  ): Feature => ({
    operation: 'cut',
    name: 'holes',
    shape: { kind: 'hole', diameter, depth },
    at: [0, 0, 10],
    direction: 'z',
    pattern: { kind: 'points', points },
  });
  const near = (actual: number | undefined, expected: number): void =>
    assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-4, `${actual} instead of ${expected}`);

  it('takes the distance of the axes of two holes on a bolt circle of 60 mm, whichever points of them are clicked', async () => {
    const part = await shown(
      block(100, 100, 10),
      holes(8, [
        [30, 0, 0],
        [0, 30, 0],
        [-30, 0, 0],
        [0, -30, 0],
      ]),
    );
    const axes = part.faces('cylinder').map((picked) => part.figure(picked));
    const lengths = axes.flatMap((one, at) => axes.slice(at + 1).map((other) => measured(one, other)));
    assert.ok(lengths.every(({ name, angle }) => name === 'distanceAxes' && angle === undefined));
    const across = lengths.map(({ length }) => length!).toSorted((a, b) => a - b);
    assert.equal(across.length, 6);
    for (const length of across.slice(0, 4)) near(length, 30 * Math.SQRT2);
    for (const length of across.slice(4)) near(length, 60);
    assert.equal(facesLike(part.faces('cylinder')[0]!.index, { exact: true, facts: part.facts }).length, 4);
  });

  it('takes the centre of a hole by its rim', async () => {
    const part = await shown(block(100, 60, 10), holes(8, [[20, -10, 0]]));
    const rims = part.circles();
    assert.ok(rims.length >= 2);
    for (const rim of rims) {
      const figure = part.figure(rim);
      assert.equal(figure.kind, 'point');
      near(figure.at[0], 20);
      near(figure.at[1], -10);
    }
    const left = part.planes([-1, 0, 0])[0]!;
    const { name, length } = measured(part.figure(rims[0]!), part.figure(left));
    assert.equal(name, 'distancePlane');
    near(length, 70);
  });

  it('takes the distance of parallel planes and not of the points that were clicked, and the angle of others', async () => {
    const part = await shown(block(80, 50, 6), {
      operation: 'chamfer',
      name: 'chamfer',
      distance: 2,
      edges: { on: ['top'], parallelTo: 'y' },
    });
    const [top, bottom] = [part.planes([0, 0, 1])[0]!, part.planes([0, 0, -1])[0]!];
    const moved = { ...bottom, point: bottom.point.clone().add(new Vector3(20, 13, 0)) };
    const apart = measured(part.figure(top), part.figure(moved));
    assert.equal(apart.name, 'distancePlanes');
    near(apart.length, 6);
    const slope = part.planes([Math.SQRT1_2, 0, Math.SQRT1_2])[0]!;
    const leaning = measured(part.figure(slope), part.figure(top));
    near(leaning.angle, 45);
    assert.equal(leaning.length, undefined);
    const side = part.planes([0, 1, 0])[0]!;
    near(measured(part.figure(side), part.figure(top)).angle, 90);
  });

  it('tells the wall behind a point: 2 mm of a shell, and of a tube', async () => {
    const box = await shown(block(60, 40, 30), { operation: 'shell', name: 'shell', thickness: 2, open: ['top'] });
    const [outside, inside] = box.planes([1, 0, 0]).toSorted((one, other) => other.point.x - one.point.x);
    near(thicknessAt(outside!, box.mesh, undefined), 2);
    near(thicknessAt(box.planes([0, 0, -1])[0]!, box.mesh, undefined), 2);
    // Between the inner walls there is no material, but behind each there is.
    near(thicknessAt(inside!, box.mesh, undefined), 2);
    const tube = await shown(
      { operation: 'new', name: 'rod', shape: { kind: 'cylinder', diameter: 30, height: 50 }, at: [0, 0, 0] },
      { operation: 'cut', name: 'bore', shape: { kind: 'cylinder', diameter: 26, height: 50 }, at: [0, 0, 0] },
    );
    for (const wall of tube.faces('cylinder')) {
      const turned = turnedOf(sampleOf(tube.mesh, wall.triangles!))!;
      const radius = turned.hollow ? 13 : 15;
      const picked = { ...wall, point: new Vector3(radius, 0, 25) };
      const thickness = thicknessAt(picked, tube.mesh, turned)!;
      // The other wall is of triangles: within their deviation.
      assert.ok(Math.abs(thickness - 2) < 0.05, String(thickness));
    }
  });

  it('tells the angle of a countersink, and the depth and axis of a blind hole', async () => {
    const part = await shown(block(60, 60, 10), {
      operation: 'cut',
      name: 'hole',
      shape: { kind: 'hole', diameter: 6, depth: 'through', countersink: { diameter: 12, degrees: 90 } },
      at: [0, 0, 10],
      direction: 'z',
    });
    const cone = turnedOf(sampleOf(part.mesh, part.faces('cone')[0]!.triangles!))!;
    near(2 * cone.slope!, 90);
    assert.ok(cone.hollow);
    const blind = await shown(block(60, 60, 10), holes(6, [[10, 5, 0]], 7));
    const hole = turnedOf(sampleOf(blind.mesh, blind.faces('cylinder')[0]!.triangles!))!;
    near(hole.length, 7);
    near(Math.abs(hole.direction[2]), 1);
    near(hole.at[0], 10);
    near(hole.at[1], 5);
    assert.equal(hole.slope, undefined);
  });

  it('words what is picked for a prompt: a hole, a rounding, faces, edges, and how far apart two are', async () => {
    const corners: Feature = { operation: 'fillet', name: 'corners', radius: 5, edges: { parallelTo: 'z' } };
    const plate = await shown(
      block(100, 60, 10),
      holes(8, [
        [-20, 10, 0],
        [20, 10, 0],
      ]),
      corners,
    );
    const known = { exact: true, facts: plate.facts } as const;
    const words = (...picks: Pick[]): string => promptWords(picks, plate.mesh, known);
    const round = plate.faces('cylinder').map((picked) => words(picked));
    const isHole = (text: string): boolean => text.includes('hole');
    assert.deepEqual(round.filter(isHole).toSorted(), ['the 8 mm hole at (-20, 10)', 'the 8 mm hole at (20, 10)']);
    assert.equal(round.filter((text) => text === 'the 5 mm radius at (45, 25)').length, 1);
    assert.equal(words(plate.planes([0, 0, 1])[0]!), 'the flat face at Z = 10 mm');
    const bores = plate.faces('cylinder').filter((picked) => isHole(words(picked)));
    assert.match(words(...bores), /^the 8 mm hole at \(-?20, 10\) and the 8 mm hole at \(-?20, 10\), 40 mm apart$/);
    const rims = plate.circles().map((picked) => words(picked));
    assert.ok(rims.includes('the circular edge of 8 mm diameter at (20, 10, 10)'), rims.join('; '));
  });

  it('takes the shortest way between skew axes', () => {
    const one: Figure = { kind: 'line', at: [0, 0, 0], direction: [1, 0, 0], isAxis: true };
    const other: Figure = { kind: 'line', at: [5, 7, 12], direction: [0, 1, 0], isAxis: true };
    const { length, angle, from, to } = measured(one, other);
    near(length, 12);
    near(angle, 90);
    assert.deepEqual(
      [from, to],
      [
        [5, 0, 0],
        [5, 0, 12],
      ],
    );
  });

  it('catches the ends and the middle of a straight edge, and no end of a circle', () => {
    const line: Vector[] = [
      [0, 0, 0],
      [10, 0, 0],
    ];
    assert.deepEqual(caught(line, [0.3, 0, 0], 0.5), { snap: 'end', at: [0, 0, 0] });
    assert.deepEqual(caught(line, [5.2, 0, 0], 0.5), { snap: 'middle', at: [5, 0, 0] });
    assert.equal(caught(line, [3, 0, 0], 0.5), undefined);
    const circle = [0, 1, 2, 3, 4].map((at): Vector => [Math.cos((at * Math.PI) / 2), Math.sin((at * Math.PI) / 2), 0]);
    assert.equal(caught(circle, [1, 0, 0], 0.5), undefined);
  });

  it('measures what is turned anywhere as exactly', async () => {
    const part = await shown(
      {
        operation: 'new',
        name: 'rod',
        shape: { kind: 'cylinder', diameter: 20, height: 80 },
        at: [0, 0, 0],
        direction: 'x',
      },
      {
        operation: 'cut',
        name: 'hole',
        shape: { kind: 'hole', diameter: 6, depth: 'through' },
        at: [31, 0, 10],
        direction: 'z',
      },
    );
    const turned = part.faces('cylinder').map((picked) => turnedOf(sampleOf(part.mesh, picked.triangles!))!);
    const along = turned.find(({ direction }) => Math.abs(direction[0]) > 0.9)!;
    const across = turned.find(({ direction }) => Math.abs(direction[2]) > 0.9)!;
    assert.equal(along.hollow, false);
    assert.equal(across.hollow, true);
    near(across.at[0], 31);
  });
});
