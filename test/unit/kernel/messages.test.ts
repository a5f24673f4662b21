import type { Feature } from '../../../src/kernel/specification';
import { useKernel } from '../../support/kernelParts';

describe('A sentence about what can’t be made', function () {
  const { refuses } = useKernel.call(this);
  const plate: Feature = { operation: 'new', name: 'plate', shape: { kind: 'box', size: [40, 20, 5] } };
  const hole: Feature = {
    operation: 'cut',
    name: 'hole',
    at: [0, 0, 5],
    shape: { kind: 'hole', diameter: 8, depth: 'through' },
  };
  const block = (x: number): Feature => ({
    operation: 'add',
    name: 'block',
    at: [x, 0, 0],
    shape: { kind: 'box', size: [10, 10, 10] },
  });

  it('says which edges there are when none of them is meant', () =>
    refuses(
      /^The fillet can’t be made: the part has no such edge\. It has 4 edges along X, 4 edges along Y, 4 edges along Z and 2 circles of 8 mm\.$/,
      plate,
      hole,
      { operation: 'fillet', name: 'fillet', radius: 1, edges: { circle: 6 } },
    ));

  it('says so when there are no edges', () =>
    refuses(
      /no such edge\. It has none at all/,
      { operation: 'new', name: 'ball', shape: { kind: 'sphere', diameter: 10 } },
      { operation: 'fillet', name: 'fillet', radius: 1, edges: {} },
    ));

  it('says how far two pieces are apart', () => refuses(/falls into 2 pieces, 3 mm apart/, plate, block(28)));

  it('says how far the farthest of several pieces is', () =>
    refuses(/falls into 3 pieces: one of them is 4 mm from the nearest other/, plate, {
      ...block(0),
      pattern: {
        kind: 'points',
        points: [
          [28, 0, 0],
          [-29, 0, 0],
        ],
      },
    } as Feature));

  it('says that pieces touch only along an edge', () =>
    refuses(/falls into 2 pieces that touch only in a point or along an edge/, plate, {
      ...block(25),
      at: [25, 15, 0],
    } as Feature));
});
