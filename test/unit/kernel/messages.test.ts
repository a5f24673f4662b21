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

  const drilled = (shape: object, at: readonly [number, number, number], more: object = {}): Feature =>
    ({
      operation: 'cut',
      name: 'bore',
      at,
      shape: { kind: 'hole', diameter: 5, depth: 'through', ...shape },
      ...more,
    }) as Feature;
  const reasons: readonly (readonly [why: string, sentence: RegExp, ...features: Feature[]])[] = [
    [
      'its middle is beside the part',
      /breaks out of the part.*: there is no material below its middle at \(21, 0, 5\)\.$/,
      drilled({}, [21, 0, 5]),
    ],
    [
      'it is too near to a side',
      /its middle at \(18\.5, 0, 5\) is 1\.5 mm from the flat side at X = 20, and has to be more than 2\.5 mm from it\.$/,
      drilled({}, [18.5, 0, 5]),
    ],
    [
      'its counterbore is too near to a side',
      /is 4 mm from the flat side at Y = -10, and has to be more than 4\.5 mm/,
      drilled({ counterbore: { diameter: 9, depth: 2 } }, [0, -6, 5]),
    ],
    [
      'it runs into an earlier one',
      /is 1 mm from the round surface of 8 mm, and has to be more than 2\.5 mm/,
      hole,
      drilled({}, [5, 0, 5]),
    ],
    [
      'its copies run together',
      /two of them are 4 mm apart, and have to be more than 5 mm/,
      drilled({}, [0, 0, 5], { pattern: { kind: 'grid', count: [2, 1], spacing: [4, 1] } }),
    ],
    [
      'it starts inside the material',
      /a hole starts 2 mm below the surface: it would fit at \(0, 0, 5\)\.$/,
      drilled({}, [0, 0, 3]),
    ],
    [
      'it starts above the surface',
      /a hole starts 3 mm above the surface: it would fit at \(0, 0, 5\)\.$/,
      drilled({ depth: 6 }, [0, 0, 8]),
    ],
    [
      'it is deeper than the material',
      /a hole is 7 mm deep where the material is 5 mm thick: it has to be through, or less deep\.$/,
      drilled({ depth: 7 }, [0, 0, 5]),
    ],
  ];
  for (const [why, sentence, ...features] of reasons)
    it(`says of a hole that ${why}`, () => refuses(sentence, plate, ...features));

  const values: readonly (readonly [what: string, sentence: RegExp, feature: object])[] = [
    [
      'a length below 0',
      /^The bore can’t be made: “shape\.diameter” is -4\. A length must be more than 0\.$/,
      drilled({ diameter: -4 }, [0, 0, 5]),
    ],
    [
      'a text for a number',
      /^The bore can’t be made: “shape\.diameter” is "4 mm"\. A length must be a number\.$/,
      drilled({ diameter: '4 mm' }, [0, 0, 5]),
    ],
    [
      'an unknown kind',
      /^The bore can’t be made: “shape\.kind” is "bore": it must be one of "box", "cylinder", /,
      drilled({ kind: 'bore' }, [0, 0, 5]),
    ],
    [
      'a missing size',
      /^The bore can’t be made: “shape\.diameter” is missing\.$/,
      { operation: 'cut', name: 'bore', shape: { kind: 'hole', depth: 4 } },
    ],
    [
      'a number that isn’t whole',
      /^The bore can’t be made: “pattern\.count” is 2\.5: it must be a whole number\.$/,
      drilled({}, [0, 0, 5], { pattern: { kind: 'boltCircle', diameter: 9, count: 2.5 } }),
    ],
    [
      'a feature without a name',
      /^The feature 2 can’t be made: “name” is missing/,
      { operation: 'fillet', radius: 1, edges: {} },
    ],
  ];
  for (const [what, sentence, feature] of values)
    it(`names ${what} with its place, feature and value`, () => refuses(sentence, plate, feature as Feature));
});
