import { impossible, mm, plain, type Assume } from '../../geometry/refusal';
import { capital } from './blocks';
import type { BodyShape } from './body';
import { polygonOutline } from './prismOutlines';
import type { Surface } from './surface';
import type { Taker } from './taker';

/** The upright sides that its length is in: on them it is as high as it is there. */
function slopedSides([length, width, top]: readonly [number, number, number], left: number, right: number): Surface[] {
  const [end, middle] = [length / 2, top / 2];
  const within: readonly (readonly [number, number])[] = [
    [-end, -middle],
    [end, -middle],
    [end, right - middle],
    [-end, left - middle],
  ];
  const shared = { outline: { kind: 'rectangle', size: [length, top] }, depth: width, isOnlyNamed: true } as const;
  const mirrored = within.map(([x, y]) => [-x, y] as const).toReversed();
  return [
    { ...shared, name: 'front', center: [0, -width / 2, middle], direction: '-y', within, text: 'the front face' },
    {
      ...shared,
      name: 'back',
      center: [0, width / 2, middle],
      direction: 'y',
      within: mirrored,
      text: 'the back face',
    },
  ];
}

/** A block that is lower at one end: to nothing, or to a second height. Its length goes along X. */
export function readWedge(taker: Taker, assume: Assume): BodyShape {
  const isSharp = taker.trait('tapered', 'sharp', 'right angled');
  const group = taker.group(3) ?? taker.group(2) ?? [];
  const length = group[0]?.mm ?? taker.size('length', 'bottom unnamed', 'bottom length') ?? taker.missing('length');
  const width = group[1]?.mm ?? taker.size('width', 'depth') ?? taker.missing('width');
  const high = taker.size('bottom height', 'bottom thickness', 'bottom unnamed');
  const low = taker.size('top height', 'top thickness', 'top unnamed') ?? 0;
  const degrees = high === undefined ? taker.angle() : undefined;
  const rise = degrees === undefined ? undefined : length * Math.tan((degrees * Math.PI) / 180);
  const height =
    high ?? group[2]?.mm ?? taker.size('height', 'thickness', 'unnamed') ?? rise ?? taker.missing('height');
  if (rise !== undefined && Math.abs(rise - height) > 0.01)
    impossible(`A wedge of ${mm(length)} by ${mm(height)} does not rise at ${plain(degrees ?? 0)}°.`);
  if (isSharp && low > 0 && high === undefined) taker.missing('height of the other end');
  if (low === height) impossible(`A wedge of ${mm(height)} at both ends is a block.`);
  if (high === undefined && low === 0)
    assume(`The ${taker.thing.noun} rises from nothing at one end to its full height at the other.`);
  const top = Math.max(height, low);
  const { profile } = polygonOutline('', [
    [0, 0],
    [length, 0],
    ...[[length, low] as [number, number], [0, height] as [number, number]].filter(([, up]) => up > 0),
  ]);
  const noun = capital(taker.thing.noun);
  return {
    name: `${noun} ${[length, width, top].map(plain).join('x')}`,
    text: `${noun} of ${mm(length)} by ${mm(width)}, from ${mm(low)} to ${mm(height)} high`,
    solids: [
      {
        operation: 'add',
        shape: { kind: 'extrude', profile, height: width },
        at: [0, width / 2, top / 2],
        direction: '-y',
      },
    ],
    size: [length, width, top],
    surfaces: slopedSides([length, width, top], height, low),
    round: false,
    corners: false,
  };
}
