import type { Profile } from '../../../kernel/specification';
import { impossible, mm, plain, Refusal } from '../../geometry/refusal';
import { capital } from './blocks';
import type { BodyShape } from './body';
import { circumradiusOf, takeSides } from './regular';
import type { Taker } from './taker';

/** The base or the top of a pyramid. */
interface End {
  readonly profile: Profile;
  readonly size: readonly [x: number, y: number];
  /** From its middle to its sides, those along X first, and to its corners. */
  readonly reach: number | undefined;
  readonly corner: number;
}

/** A pyramid that stands on its base, its tip or its top above the middle. */
export function readPyramid(taker: Taker): BodyShape {
  const sides = takeSides(taker);
  taker.trait('regular', 'square', 'rectangular', 'equilateral', 'tapered');
  const isSharp = taker.trait('sharp');
  const isCut = taker.trait('truncated') || taker.thing.noun.includes('frustum');
  const bottom = endOf(taker, sides, 'bottom') ?? taker.missing(sides === undefined ? 'base' : 'base side');
  const top = endOf(taker, sides, 'top');
  if (isSharp && (isCut || top !== undefined)) impossible('A pyramid that comes to a point has no second end.');
  if (isCut && top === undefined) taker.missing('top side');
  const height = heightOf(taker, bottom, top);
  if (top && !(top.corner < bottom.corner)) impossible('The top of a pyramid is smaller than its base.');
  const noun = capital(taker.thing.noun);
  const size = [...bottom.size, height] as const;
  return {
    name: `${noun} ${size.map(plain).join('x')}`,
    text: `${noun} with a base of ${mm(size[0])} by ${mm(size[1])}, ${mm(height)} high`,
    solids: [
      {
        operation: 'add',
        shape: { kind: 'loft', bottom: bottom.profile, top: top?.profile ?? { kind: 'point' }, height },
      },
    ],
    size,
    surfaces: [],
    round: false,
    corners: false,
  };
}

function endOf(taker: Taker, sides: number | undefined, which: 'bottom' | 'top'): End | undefined {
  if (sides !== undefined && sides !== 4) {
    const radius = circumradiusOf(taker, sides, which);
    if (radius === undefined) return undefined;
    const half = Math.PI / sides;
    const [x, y] = [2 * radius, 2 * radius];
    return {
      profile: { kind: 'regularPolygon', sides, circumradius: radius },
      size: [x, y],
      reach: radius * Math.cos(half),
      corner: radius,
    };
  }
  const [x, y] = rectangleOf(taker, which) ?? [];
  if (x === undefined || y === undefined) return undefined;
  return {
    profile: { kind: 'rectangle', size: [x, y] },
    size: [x, y],
    reach: x === y ? x / 2 : undefined,
    corner: Math.hypot(x, y) / 2,
  };
}

function rectangleOf(taker: Taker, which: 'bottom' | 'top'): readonly [number, number] | undefined {
  const pair = taker.qualifiedGroup(which) ?? (which === 'bottom' ? taker.group(2) : undefined);
  if (pair) return [pair[0]?.mm ?? NaN, pair[1]?.mm ?? NaN];
  const [length, width] = [taker.size(`${which} length`), taker.size(`${which} width`)];
  const side = taker.size(`${which} side`, `${which} square`, `${which} unnamed`);
  if (side !== undefined) return [side, side];
  if (length !== undefined || width !== undefined) return [length ?? width ?? NaN, width ?? length ?? NaN];
  if (which === 'top') return undefined;
  const own = taker.size('side', 'square');
  if (own !== undefined) return [own, own];
  const [x, y] = [taker.size('length'), taker.size('width', 'depth')];
  return x === undefined || y === undefined ? undefined : [x, y];
}

/** Its height, or what follows from the slant height of a face or the length of an edge that goes up. */
function heightOf(taker: Taker, bottom: End, top: End | undefined): number {
  const height = taker.along('z') ?? taker.size('height', 'overall height', 'thickness', 'length', 'depth');
  if (height !== undefined) return height;
  const slant = taker.size('slant');
  const reach = slant === undefined ? undefined : (bottom.reach ?? taker.missing('height')) - (top?.reach ?? 0);
  if (slant === undefined || reach === undefined) return taker.size('unnamed') ?? taker.missing('height');
  if (!(slant > reach)) throw new Refusal('geometry_validation_failed', `A slant height of ${mm(slant)} is too short.`);
  return Math.sqrt(slant ** 2 - reach ** 2);
}

/** A body of four equal triangles, on one of them. */
export function readTetrahedron(taker: Taker): BodyShape {
  taker.trait('regular', 'equilateral');
  const high = taker.size('height');
  const side = taker.size('side', 'square', 'unnamed') ?? (high === undefined ? taker.missing('edge') : high / ratio);
  if (high !== undefined && Math.abs(high - side * ratio) > 0.01)
    impossible(`A regular tetrahedron with edges of ${mm(side)} is ${mm(side * ratio)} high.`);
  const height = side * ratio;
  return {
    name: `Tetrahedron ${plain(side)}`,
    text: `Tetrahedron with edges of ${mm(side)}`,
    solids: [
      {
        operation: 'add',
        shape: { kind: 'loft', bottom: { kind: 'regularPolygon', sides: 3, side }, top: { kind: 'point' }, height },
      },
    ],
    size: [side, (side * Math.sqrt(3)) / 2, height],
    surfaces: [],
    round: false,
    corners: false,
  };
}

const ratio = Math.sqrt(2 / 3);

/** A body of eight equal triangles, on its tip. */
export function readOctahedron(taker: Taker): BodyShape {
  taker.trait('regular');
  const side = taker.size('side', 'square', 'unnamed') ?? taker.missing('edge');
  const height = side / Math.SQRT2;
  const half = {
    kind: 'loft',
    bottom: { kind: 'rectangle', size: [side, side] },
    top: { kind: 'point' },
    height,
  } as const;
  return {
    name: `Octahedron ${plain(side)}`,
    text: `Octahedron with edges of ${mm(side)}`,
    solids: [
      { operation: 'add', shape: { ...half, bottom: half.top, top: { kind: 'rectangle', size: [side, side] } } },
      { operation: 'add', shape: { ...half, bottom: { kind: 'rectangle', size: [side, side] } }, at: [0, 0, height] },
    ],
    size: [side, side, 2 * height],
    surfaces: [],
    round: false,
    corners: false,
  };
}
