import { roundedBlock } from '../../geometry/hollow/roundedBlock';
import { impossible, mm, plain } from '../../geometry/refusal';
import { blockSurfaces } from '../scene/surfaces';
import { builtOf, type Kind } from './kind';

const shapes = ['square', 'rectangular', 'box'];

/** A tube with four sides, upright. Its wall is as thick in the corners as elsewhere. */
export const hollowSection: Kind = {
  kind: 'hollow section',
  nouns: [
    ...shapes.flatMap((shape) =>
      ['tube', 'tubing', 'pipe', 'section', 'hollow section', 'profile'].map((noun) => `${shape} ${noun}`),
    ),
    ...['hollow section', 'rhs', 'shs', 'hollow square tube', 'hollow rectangular tube', 'hollow square section'],
  ],
  also: ['tube', 'section'],
  traits: {
    outside: ['outside', 'outer', 'external', 'cross section', 'outer size', 'open at both ends', 'open ends'],
    plain: ['sharp corners', 'square corners', 'sharp edges', 'sharp corners inside and out'],
  },
  sizes: {
    'corner radius': ['corner radius', 'outer corner radius', 'outside corner radius', 'rounded corners'],
    wall: ['thick wall', 'wall thickness', 'wall', 'walls', 'thickness'],
  },
  read(whole) {
    const isSharp = whole.trait('plain');
    whole.trait('outside', 'hollow', 'square', 'rectangular');
    const [first, second, third, fourth] = whole.group() ?? [];
    let wall = whole.size('wall', 'thickness');
    const side = whole.size('side', 'square');
    let length = fourth ?? whole.size('length', 'extrusion');
    const width = first ?? side ?? whole.size('width') ?? whole.size('unnamed');
    const depth = second ?? side ?? whole.size('height', 'depth') ?? width;
    if (third !== undefined && (wall === undefined || fourth !== undefined) && length !== undefined) wall = third;
    else length ??= third;
    length ??= whole.size('height', 'depth') ?? whole.size('unnamed');
    const example = 'a 40x40x2 mm square tube, 200 mm long';
    if (width === undefined || depth === undefined) return whole.missing('outer size', example);
    if (wall === undefined) return whole.missing('wall thickness', example);
    if (length === undefined || wall > length) return whole.missing('length', example);
    const radius = whole.size('corner radius') ?? 0;
    if (isSharp && radius > 0) impossible(`Corners with a radius of ${mm(radius)} are not sharp.`);
    if (2 * wall >= Math.min(width, depth))
      impossible(`A wall of ${mm(wall)} leaves nothing open in a tube of ${mm(width)} by ${mm(depth)}.`);
    if (2 * radius > Math.min(width, depth))
      impossible(`A corner radius of ${mm(radius)} does not fit on a tube of ${mm(width)} by ${mm(depth)}.`);
    const inside = { length: width - 2 * wall, width: depth - 2 * wall, radius: radius - wall };
    return {
      name: `Tube ${[width, depth, wall, length].map(plain).join('x')}`,
      text: `Tube of ${mm(width)} by ${mm(depth)} outside, with a wall of ${mm(wall)} and ${mm(length)} long`,
      solids: [],
      built: builtOf([
        roundedBlock('new', 'tube', { length: width, width: depth, height: length, radius, z: 0 }),
        roundedBlock('cut', 'inside', { ...inside, height: length + 2, z: -1 }),
      ]),
      surfaces: blockSurfaces(width, depth, length).filter(({ name }) => name !== 'top' && name !== 'bottom'),
      size: [width, depth, length],
      round: false,
      corners: radius === 0,
    };
  },
};
