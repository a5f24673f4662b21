import { impossible, mm, plain, type Assume } from '../../geometry/refusal';
import { coneSurfaces, surfaceOf } from './surfaces';
import { capital } from './blocks';
import type { BodyShape, PlacedBody } from './body';
import { axial } from './rounds';
import type { Taker } from './taker';

interface Ends {
  readonly wide: number;
  readonly narrow: number;
  readonly height: number;
}

/** "Cone with a base radius of 22 mm, 40 mm high", "diameter 64 below and 28 above", "from 40 mm to 25 mm". */
export function readCone(taker: Taker, assume: Assume): BodyShape {
  const isTube = taker.thing.kind === 'cone tube' || taker.trait('hollow');
  const { wide, narrow, height } = endsOf(taker, isTube, assume);
  const wall = isTube ? (taker.size('wall', 'thickness') ?? taker.missing('wall thickness')) : taker.size('wall');
  const noun = capital(taker.thing.noun);
  const shape: BodyShape = {
    name: `${noun} ⌀${plain(wide)}${narrow > 0 ? `x⌀${plain(narrow)}` : ''}x${plain(height)}`,
    text: `${noun} of ${mm(wide)} below and ${mm(narrow)} above, ${mm(height)} high`,
    solids: [{ operation: 'add', shape: { kind: 'cone', bottomDiameter: wide, topDiameter: narrow, height } }],
    size: [Math.max(wide, narrow), Math.max(wide, narrow), height],
    surfaces: coneSurfaces(wide, narrow, height).filter(
      ({ outline }) => outline.kind === 'circle' && outline.diameter > 0,
    ),
    round: true,
    corners: false,
  };
  return wall === undefined ? shape : walled(shape, { wide, narrow, height }, wall);
}

function endsOf(taker: Taker, isTube: boolean, assume: Assume): Ends {
  const { noun } = taker.thing;
  taker.trait('conical', 'round', 'tapered');
  const isSharp = taker.trait('sharp');
  const cutAt = taker.size('bottom slice');
  const isCut = taker.trait('truncated') || isTube || /frustum|truncated|tapered|sleeve/.test(noun);
  const top = taker.diameter('top') ?? taker.size('top unnamed', 'top width');
  const bottom =
    taker.diameter('bottom') ??
    taker.size('bottom unnamed', 'bottom width') ??
    taker.diameter() ??
    taker.diameter('outer') ??
    taker.missing('base diameter');
  const height =
    axial(taker) ??
    taker.size('unnamed') ??
    (top === undefined ? undefined : cutAt) ??
    byAngle(taker, bottom - (top ?? 0)) ??
    taker.missing('height');
  if (cutAt !== undefined && top === undefined) return cutOff({ bottom, height, cutAt }, assume);
  if (cutAt !== undefined && cutAt !== height)
    impossible(`A cone of ${mm(bottom)} and ${mm(top ?? 0)} is ${mm(height)} high and can’t be cut at ${mm(cutAt)}.`);
  if (isSharp && (isCut || top !== undefined)) impossible('A cone that comes to a point has no second end.');
  if (isCut && top === undefined) return taker.missing('top diameter');
  const narrow = top ?? 0;
  if (bottom === narrow) impossible(`A cone of ${mm(bottom)} at both ends is a cylinder.`);
  return { wide: bottom, narrow, height };
}

/** "a tip of 60°": the angle between its sides. @param difference of the diameters of its ends, in mm */
function byAngle(taker: Taker, difference: number): number | undefined {
  const degrees = taker.angle();
  if (degrees === undefined) return undefined;
  if (!(degrees > 0 && degrees < 180 && difference > 0)) impossible(`A cone of ${degrees}° can’t be made.`);
  return difference / 2 / Math.tan((degrees * Math.PI) / 360);
}

/** "60 mm high, truncated at 40 mm": the height is that of the whole cone. */
function cutOff({ bottom, height, cutAt }: { bottom: number; height: number; cutAt: number }, assume: Assume): Ends {
  if (!(cutAt > 0 && cutAt < height)) impossible(`A cone ${mm(height)} high can’t be cut at ${mm(cutAt)}.`);
  assume(`The whole cone would be ${mm(height)} high; what is above ${mm(cutAt)} is cut off.`);
  return { wide: bottom, narrow: bottom * (1 - cutAt / height), height: cutAt };
}

/** The wall is measured square to the axis, so both ends are rings of it. */
function walled(shape: BodyShape, { wide, narrow, height }: Ends, wall: number): BodyShape {
  if (2 * wall >= Math.min(wide, narrow))
    impossible(`A wall of ${mm(wall)} does not fit in ${mm(Math.min(wide, narrow))}.`);
  return {
    ...shape,
    text: `${shape.text}, with a wall of ${mm(wall)}`,
    solids: [
      {
        operation: 'add',
        shape: {
          kind: 'revolve',
          degrees: 360,
          profile: {
            kind: 'polygon',
            points: [
              [wide / 2 - wall, 0],
              [wide / 2, 0],
              [narrow / 2, height],
              [narrow / 2 - wall, height],
            ],
          },
        },
      },
    ],
    surfaces: [],
  };
}

/** A cone as wide at its foot as the end of what was told of before it. */
export function isTipOf({ solids: [solid, ...more], round }: BodyShape, base: PlacedBody): boolean {
  const end = surfaceOf(base.surfaces, 'top')?.outline;
  if (solid?.shape.kind !== 'cone' || more.length > 0 || !round || end?.kind !== 'circle') return false;
  return Math.abs(solid.shape.bottomDiameter - end.diameter) < 1e-6;
}
