import type { Feature } from '../../../src/kernel/specification';
import { close, useKernel, within } from '../../support/kernelParts';

const { PI } = Math;
const slope = (degrees: number): number => Math.tan((degrees * PI) / 180);
/** mm³ between two similar areas. */
const between = (bottom: number, top: number, height: number): number =>
  (height * (bottom + Math.sqrt(bottom * top) + top)) / 3;

describe('draft', function () {
  const { build, refuses } = useKernel.call(this);
  const tilt = (degrees: number): Feature => ({ operation: 'draft', name: 'draft', degrees, from: 'bottom' });

  it('makes a block narrower away from the face that keeps its size', async () => {
    const facts = await build({ operation: 'new', name: 'block', shape: { kind: 'box', size: [40, 20, 30] } }, tilt(5));
    const off = 2 * 30 * slope(5);
    close(facts.volume, (30 * (800 + (40 - off) * (20 - off) + 4 * (40 - off / 2) * (20 - off / 2))) / 6);
    within(facts, [-20, -10, 0], [20, 10, 30]);
  });

  it('makes a cylinder a cone, and its hole one that opens', async () => {
    const facts = await build(
      { operation: 'new', name: 'bush', shape: { kind: 'cylinder', diameter: 40, height: 20 } },
      { operation: 'cut', name: 'bore', shape: { kind: 'cylinder', diameter: 10, height: 22 }, at: [0, 0, -1] },
      tilt(3),
    );
    const off = 20 * slope(3);
    close(facts.volume, between(PI * 400, PI * (20 - off) ** 2, 20) - between(PI * 25, PI * (5 + off) ** 2, 20));
  });

  it('tilts walls that go on smoothly together, from the top as well', async () => {
    const facts = await build(
      {
        operation: 'new',
        name: 'block',
        shape: { kind: 'extrude', profile: { kind: 'rectangle', size: [40, 30], cornerRadius: 8 }, height: 20 },
      },
      { ...tilt(2), from: 'top' } as Feature,
    );
    const area = (off: number): number => (40 - 2 * off) * (30 - 2 * off) - (4 - PI) * (8 - off) ** 2;
    const off = 20 * slope(2);
    close(facts.volume, (20 * (area(0) + 4 * area(off / 2) + area(off))) / 6);
  });

  it('is refused when a wall would vanish, and when there is no flat face to start from', async () => {
    await refuses(
      /walls can’t be tilted by 40°|draft/,
      { operation: 'new', name: 'block', shape: { kind: 'box', size: [40, 10, 30] } },
      tilt(40),
    );
    await refuses(
      /no flat face at its bottom/,
      { operation: 'new', name: 'ball', shape: { kind: 'sphere', diameter: 20 } },
      tilt(3),
    );
  });
});
