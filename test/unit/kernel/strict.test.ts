import type { Feature } from '../../../src/kernel/specification';
import { useKernel } from '../../support/kernelParts';

/** What a language model or another program may send, which no type keeps right. */
const unchecked = (feature: object): Feature => feature as Feature;

describe('a specification', function () {
  const { refuses } = useKernel.call(this);
  const plate: Feature = { operation: 'new', name: 'plate', shape: { kind: 'box', size: [40, 20, 5] } };
  const rounded = { kind: 'rectangle', size: [40, 20], radius: 3 };

  const misspelt: readonly [name: string, sentence: RegExp, ...features: Feature[]][] = [
    [
      'radius for cornerRadius',
      /^The plate can’t be made: “shape\.profile\.radius” is unknown\. Known there are kind, size, cornerRadius, at, turn, holes\.$/,
      unchecked({ ...plate, shape: { kind: 'extrude', height: 5, profile: rounded } }),
    ],
    [
      'patern for pattern',
      /^The holes can’t be made: “patern” is unknown\. Known there are operation, name, shape, at, direction, turn, pattern, rotate\.$/,
      plate,
      unchecked({
        operation: 'cut',
        name: 'holes',
        shape: { kind: 'hole', diameter: 3, depth: 'through' },
        at: [0, 0, 5],
        patern: { kind: 'grid', count: [2, 2], spacing: [10, 10] },
      }),
    ],
    [
      'a key of a hole',
      /“shape\.counterBore” is unknown/,
      plate,
      unchecked({ operation: 'cut', name: 'hole', shape: { kind: 'hole', diameter: 3, depth: 2, counterBore: {} } }),
    ],
    [
      'a key of a counterbore',
      /“shape\.counterbore\.dia” is unknown\. Known there are diameter, depth\./,
      plate,
      unchecked({
        operation: 'cut',
        name: 'hole',
        shape: { kind: 'hole', diameter: 3, depth: 4, counterbore: { diameter: 5, depth: 2, dia: 5 } },
      }),
    ],
    [
      'a key of a pattern',
      /“pattern\.start” is unknown/,
      unchecked({ ...plate, pattern: { kind: 'boltCircle', diameter: 9, count: 2, start: 45 } }),
    ],
    [
      'a key of an edge selector',
      /“edges\.face” is unknown/,
      plate,
      unchecked({ operation: 'fillet', name: 'round', radius: 1, edges: { face: 'top' } }),
    ],
    [
      'a key of a segment of a path',
      /“shape\.profile\.segments\.1\.through” is unknown/,
      unchecked({
        ...plate,
        shape: {
          kind: 'extrude',
          height: 5,
          profile: { kind: 'path', start: [0, 0], segments: [{ to: [9, 0] }, { to: [0, 0], through: [5, 5] }] },
        },
      }),
    ],
    [
      'a key of an outline inside',
      /“shape\.profile\.holes\.0\.holes” is unknown/,
      unchecked({
        ...plate,
        shape: {
          kind: 'extrude',
          height: 5,
          profile: {
            kind: 'circle',
            diameter: 20,
            holes: [{ kind: 'circle', diameter: 9, holes: [{ kind: 'circle', diameter: 5 }] }],
          },
        },
      }),
    ],
    [
      'a key of what a loft ends in',
      /“shape\.top\.diameter” is unknown/,
      unchecked({
        ...plate,
        shape: {
          kind: 'loft',
          bottom: { kind: 'circle', diameter: 5 },
          top: { kind: 'point', diameter: 1 },
          height: 5,
        },
      }),
    ],
  ];
  for (const [name, sentence, ...features] of misspelt)
    it(`with an unknown key is refused and the key named: ${name}`, () => refuses(sentence, ...features));
});
