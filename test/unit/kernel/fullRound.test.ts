import type { Feature } from '../../../src/kernel/specification';
import { close, useKernel, within } from '../../support/kernelParts';

const body = (name: string, size: [number, number, number], more: object = {}): Feature => ({
  operation: 'new',
  name,
  shape: { kind: 'box', size },
  ...more,
});
const rib = (size: [number, number, number], more: object = {}): Feature => ({
  ...(body('rib', size, more) as Extract<Feature, { shape: unknown }>),
  operation: 'add',
});
const round = (more: object = {}): Feature => ({ operation: 'fullRound', name: 'round', face: 'top', ...more });
const halfDisc = (width: number): number => (Math.PI * (width / 2) ** 2) / 2;

describe('A full round', function () {
  const { build, refuses } = useKernel.call(this);
  const plate = body('plate', [60, 40, 5]);

  it('makes the top of a rib a half cylinder of half its width', async () => {
    const facts = await build(plate, rib([50, 6, 20], { at: [0, 0, 5] }), round());
    close(facts.volume, 60 * 40 * 5 + 50 * (6 * 17 + halfDisc(6)));
    within(facts, [-30, -20, 0], [30, 20, 25]);
  });

  it('is made on every side of a part', async () => {
    for (const [face, size] of [
      ['bottom', [50, 6, 20]],
      ['right', [20, 50, 6]],
      ['left', [20, 6, 50]],
      ['front', [6, 20, 50]],
      ['back', [50, 20, 6]],
    ] as const)
      close((await build(body('bar', [...size]), round({ face }))).volume, 50 * (6 * 17 + halfDisc(6)));
  });

  it('runs between two walls, however the rib lies', async () => {
    const walls = { pattern: { kind: 'grid', count: [2, 1], spacing: [50, 1] }, at: [0, 0, 5] };
    const between = [plate, rib([10, 40, 30], { ...walls, name: 'walls' }), rib([40, 4, 20], { at: [0, 0, 5] })];
    const facts = await build(...between, round({ of: 'rib' }));
    close(facts.volume, 60 * 40 * 5 + 2 * 10 * 40 * 30 + 40 * (4 * 18 + halfDisc(4)));
    const turned = await build(plate, rib([30, 6, 20], { at: [0, 0, 5], turn: 30 }), round());
    close(turned.volume, 60 * 40 * 5 + 30 * (6 * 17 + halfDisc(6)));
  });

  it('is made on all faces of the same height', async () => {
    const ribs = rib([50, 6, 20], { at: [0, 0, 5], pattern: { kind: 'grid', count: [1, 2], spacing: [1, 20] } });
    close((await build(plate, ribs, round())).volume, 60 * 40 * 5 + 2 * 50 * (6 * 17 + halfDisc(6)));
  });

  it('may take all of a rib that is half as high as wide', async () => {
    const facts = await build(plate, rib([50, 6, 3], { at: [0, 0, 5] }), round());
    close(facts.volume, 60 * 40 * 5 + 50 * halfDisc(6));
  });

  it('runs along the axis that is told', async () => {
    const facts = await build(body('bar', [20, 20, 30]), round({ along: 'x' }));
    close(facts.volume, 20 * (20 * 20 + halfDisc(20)));
    close((await build(body('bar', [50, 6, 60]), round({ along: 'y' }))).volume, 6 * (50 * 35 + halfDisc(50)));
  });

  const refused: readonly (readonly [why: string, sentence: RegExp, ...features: Feature[]])[] = [
    [
      'of a square face',
      /is 20 mm wide both ways: “along” has to say which it runs/,
      body('bar', [20, 20, 30]),
      round(),
    ],
    [
      'of a rib that is too low',
      /the sides have to go down from its face for 3 mm, half of the face’s width/,
      plate,
      rib([50, 6, 2], { at: [0, 0, 5] }),
      round(),
    ],
    [
      'over a cross hole',
      /the part has to be solid under its face for 3 mm/,
      body('bar', [50, 6, 20]),
      {
        operation: 'cut',
        name: 'hole',
        at: [0, -3, 17.5],
        direction: '-y',
        shape: { kind: 'hole', diameter: 3, depth: 'through' },
      },
      round(),
    ],
    [
      'of a face with a hole',
      /its face has holes, which have to be cut after it/,
      body('bar', [50, 6, 20]),
      { operation: 'cut', name: 'hole', at: [0, 0, 20], shape: { kind: 'hole', diameter: 3, depth: 'through' } },
      round(),
    ],
    [
      'of a disc',
      /the sides of its face have to be flat/,
      { operation: 'new', name: 'disc', shape: { kind: 'cylinder', diameter: 20, height: 30 } },
      round(),
    ],
    [
      'of a dome',
      /the part has no such flat face at its top/,
      { operation: 'new', name: 'ball', shape: { kind: 'sphere', diameter: 20 } },
      round(),
    ],
    [
      'of a tapered rib',
      /what is beside its face has to be at right angles to it/,
      body('bar', [50, 6, 20]),
      { operation: 'draft', name: 'draft', degrees: 2, from: 'bottom' },
      round(),
    ],
    [
      'of a face that is not as wide everywhere',
      /its face is not as wide everywhere/,
      body('bar', [50, 6, 20]),
      rib([10, 20, 20]),
      round(),
    ],
    ['of a feature that there isn’t', /There is no feature “fin” yet/, body('bar', [50, 6, 20]), round({ of: 'fin' })],
  ];
  for (const [why, sentence, ...features] of refused)
    it(`${why} is refused with a reason`, () => refuses(sentence, ...features));
});
