import type { Profile, SolidFeature } from '../../../kernel/specification';
import { impossible, mm, type Assume } from '../../geometry/refusal';
import type { Surface } from '../family';
import { countOf, surfaceFor, type FeatureContext } from './holes';
import { readNotch } from './notches';
import { positionsOf } from './positions';
import type { Taker } from './taker';

/** A slot with round ends, along X of its face unless the face is longer across. */
export function readSlot(taker: Taker, context: FeatureContext): SolidFeature {
  const pair = taker.group(2);
  const width = taker.size('width', 'diameter') ?? pair?.[1]?.mm ?? taker.missing('width');
  const length = taker.size('length') ?? pair?.[0]?.mm ?? taker.missing('length');
  if (length <= width) impossible(`A slot of ${mm(length)} length is not longer than its width of ${mm(width)}.`);
  return cutInto(taker, context, { kind: 'slot', length, width }, [length, width], 'slot');
}

/** A pocket or window with straight sides. */
export function readPocket(taker: Taker, context: FeatureContext): SolidFeature {
  const notch = readNotch(taker, context);
  if (notch) return notch;
  const isSquare = taker.trait('square');
  taker.trait('rectangular');
  const pair = taker.group(2);
  const side = taker.size('square', 'side') ?? (isSquare ? taker.size('unnamed') : undefined);
  const length = pair?.[0]?.mm ?? side ?? taker.size('length') ?? taker.missing('length');
  const width = pair?.[1]?.mm ?? side ?? taker.size('width') ?? taker.missing('width');
  const radius = taker.size('radius');
  const corners = radius === undefined ? {} : { cornerRadius: radius };
  return cutInto(taker, context, { kind: 'rectangle', size: [length, width], ...corners }, [length, width], 'pocket');
}

function cutInto(
  taker: Taker,
  { body, layout, assume }: FeatureContext,
  profile: Profile,
  [length, width]: readonly [number, number],
  noun: string,
): SolidFeature {
  const surface = surfaceFor(taker, body);
  const depth = depthOf(taker, surface, assume);
  const turned = (taker.angle() ?? 0) % 180;
  const points = positionsOf({ taker, surface, count: countOf(taker.thing), assume, widest: length });
  const through = depth >= surface.depth;
  const text = `${noun} of ${mm(length)} by ${mm(width)}`;
  for (const [x, y] of points)
    layout.place(surface, {
      points: cornersOf(length, width, turned).map(([dx, dy]) => [x + dx, y + dy] as const),
      radius: 0,
      depth: through ? Infinity : depth,
      text,
    });
  const below = through ? depth + 1 : depth;
  const [dx, dy, dz] = inward(surface, below);
  const [x, y, z] = surface.center;
  return {
    operation: 'cut',
    name: text,
    shape: { kind: 'extrude', profile, height: below + 1 },
    at: [x + dx, y + dy, z + dz],
    ...(turned === 0 ? {} : { turn: turned }),
    direction: surface.direction,
    pattern: { kind: 'points', points: points.map(([right, up]): [number, number, number] => [right, up, 0]) },
  };
}

function cornersOf(length: number, width: number, degrees: number): [number, number][] {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const corners: [number, number][] = [
    [-length / 2, -width / 2],
    [length / 2, -width / 2],
    [length / 2, width / 2],
    [-length / 2, width / 2],
  ];
  return corners.map(([x, y]) => [x * cos - y * sin, x * sin + y * cos]);
}

function depthOf(taker: Taker, surface: Surface, assume: Assume): number {
  const depth = taker.size('depth');
  const through =
    taker.trait('through') ||
    taker.places((place) => (place.kind === 'at' && place.relation === 'through' ? true : undefined)).length > 0;
  if (depth === undefined && !through) assume(`The ${taker.thing.noun} goes through.`);
  if (depth !== undefined && depth > surface.depth)
    impossible(`A ${taker.thing.noun} of ${mm(depth)} depth is deeper than the ${mm(surface.depth)} of material.`);
  return depth ?? surface.depth;
}

/** The way into the material from a surface. */
function inward({ direction }: Surface, by: number): [number, number, number] {
  const sign = direction.startsWith('-') ? 1 : -1;
  const axis = direction.replace('-', '');
  return [axis === 'x' ? sign * by : 0, axis === 'y' ? sign * by : 0, axis === 'z' ? sign * by : 0];
}
