import type { Profile, Shape } from '../../../kernel/specification';
import { plain, Refusal } from '../../geometry/refusal';
import type { BodyShape, Solid, Vector } from './body';
import type { Taker } from './taker';

/** Takes how much of a round body there is, in degrees: "half a sleeve", "a quarter of a disc". */
export function takeSector(taker: Taker): number | undefined {
  const [half, quarter] = [taker.trait('half') || taker.thing.kind === 'half circle', taker.trait('quarter')];
  if (half || quarter) taker.trait('lengthwise', 'half kept');
  if (half && quarter) throw new Refusal('not_understood', `The ${taker.thing.noun} is said to be half and a quarter.`);
  if (half) return 180;
  if (quarter) return 90;
  if (!taker.trait('sector')) return undefined;
  const degrees = taker.angle() ?? taker.missing('angle');
  if (!(degrees > 0 && degrees < 360)) throw new Refusal('not_understood', `A sector of ${plain(degrees)}° is none.`);
  return degrees;
}

/** What is left of a round body when it is turned less than once around its axis, the extents in the middle. */
export function sectorOf(body: BodyShape, degrees: number): BodyShape {
  const radius = body.size[0] / 2;
  const turned = body.solids.map((solid) => turnedSolid(solid, degrees));
  if (!body.round || turned.includes(undefined))
    throw new Refusal('unsupported_feature', `A part of a ${body.name.split(' ')[0] ?? ''} is not made yet.`);
  const seen = [0, 90, 180, 270, degrees].filter((angle) => angle <= degrees).map((angle) => (angle * Math.PI) / 180);
  const xs = [0, ...seen.map((angle) => radius * Math.cos(angle))];
  const ys = [0, ...seen.map((angle) => radius * Math.sin(angle))];
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const move: Vector = [-(x0 + x1) / 2, -(y0 + y1) / 2, 0];
  return {
    name: `${plain(degrees)}° of ${body.name}`,
    text: `${plain(degrees)}° of ${body.text}`,
    solids: turned.flatMap((solid) =>
      solid ? [{ ...solid, at: [move[0], move[1], solid.at?.[2] ?? 0] as const }] : [],
    ),
    size: [x1 - x0, y1 - y0, body.size[2]],
    surfaces: [],
    round: false,
    corners: false,
  };
}

function turnedSolid(solid: Solid, degrees: number): Solid | undefined {
  const profile = profileOf(solid.shape, solid.at?.[2] ?? 0);
  return profile && { operation: solid.operation, shape: { kind: 'revolve', degrees, profile } };
}

/** What is turned about the axis to make a round shape that stands at a height. */
function profileOf(shape: Shape, z: number): Profile | undefined {
  switch (shape.kind) {
    case 'cylinder':
      return between(shape.diameter / 2, shape.diameter / 2, z, shape.height);
    case 'cone':
      return between(shape.bottomDiameter / 2, shape.topDiameter / 2, z, shape.height);
    case 'sphere': {
      const radius = shape.diameter / 2;
      return {
        kind: 'path',
        start: [0, z - radius],
        segments: [{ to: [0, z + radius], via: [radius, z] }, { to: [0, z - radius] }],
      };
    }
    case 'torus':
      return { kind: 'circle', diameter: shape.tubeDiameter, at: [shape.diameter / 2, z] };
    case 'revolve':
      return z === 0 ? shape.profile : undefined;
    default:
      return undefined;
  }
}

function between(bottom: number, top: number, z: number, height: number): Profile {
  const outside: [number, number][] = [
    [bottom, z],
    [top, z + height],
  ];
  return { kind: 'polygon', points: [[0, z], ...outside.filter(([x]) => x > 0), [0, z + height]] };
}
