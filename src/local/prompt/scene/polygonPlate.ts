import { mm, plain } from '../../geometry/refusal';
import type { BodyShape } from './body';
import type { Outline } from './prismOutlines';
import type { Surface } from './surface';

/** A plate with straight sides in any outline, on whose faces features keep within that. Heights in mm. */
export function polygonPlate(
  { text, profile, size: [x, y] }: Outline,
  height: number,
  origin?: readonly [number, number],
): BodyShape {
  const points = profile.kind === 'polygon' ? profile.points : [];
  const surfaces = (['z', '-z'] as const).map((direction): Surface => {
    const isTop = direction === 'z';
    return {
      name: isTop ? 'top' : 'bottom',
      center: [0, 0, isTop ? height : 0],
      direction,
      outline: { kind: 'rectangle', size: [x, y] },
      within: points.map(([right, up]): [number, number] => [right, isTop ? up : -up]),
      depth: height,
      ...(origin && isTop ? { origin } : {}),
      text: isTop ? 'the top face' : 'the bottom face',
    };
  });
  return {
    name: `${text.split(' of ')[0] ?? text} ${[x, y, height].map(plain).join('x')}`,
    text: `${text}, ${mm(height)} high`,
    solids: [{ operation: 'add', shape: { kind: 'extrude', profile, height } }],
    size: [x, y, height],
    surfaces,
    round: false,
    corners: true,
  };
}
