import type { Shape } from '../../../kernel/specification';
import { impossible, mm, plain, Refusal } from '../../geometry/refusal';
import { capital } from './blocks';
import type { BodyShape, Solid } from './body';
import { axial } from './rounds';
import type { Surface } from './surface';
import { coneSurfaces } from './surfaces';
import type { Taker } from './taker';

/** A ball, solid or hollow, with pieces sliced off above or below where that is said. */
export function readSphere(taker: Taker, parts: readonly Taker[] = []): BodyShape {
  taker.trait('round', 'closed');
  const diameter = outerOf(taker);
  const wall = wallOf(taker, diameter);
  const flats = flatsOf(parts);
  const [top, bottom] = [taker.size('top slice') ?? flats.top ?? 0, taker.size('bottom slice') ?? flats.bottom ?? 0];
  if (top + bottom > 0) return slicedBall(taker, diameter, top, bottom, wall);
  const at = [0, 0, diameter / 2] as const;
  const inside: Solid[] =
    wall === undefined ? [] : [{ operation: 'cut', shape: { kind: 'sphere', diameter: diameter - 2 * wall }, at }];
  return ball(
    `${capital(taker.thing.noun)} ⌀${plain(diameter)}`,
    `${capital(taker.thing.noun)} of ${mm(diameter)} diameter${wall === undefined ? '' : ` with a wall of ${mm(wall)}`}`,
    [{ operation: 'add', shape: { kind: 'sphere', diameter }, at }, ...inside],
    [diameter, diameter, diameter],
  );
}

/** "with flats on the top and the bottom, each 5 mm deep": how much is sliced off. */
function flatsOf(parts: readonly Taker[]): { top?: number; bottom?: number } {
  let found: { top?: number; bottom?: number } = {};
  for (const flat of parts.filter(({ thing }) => thing.kind === 'flat')) {
    const sides = flat
      .places((place) => (place.kind === 'at' && place.target.kind === 'spot' ? place.target.name : undefined))
      .filter((name) => name === 'top' || name === 'bottom');
    const { count = 1, plural, noun, span } = flat.thing;
    const isOpposite = flat.trait('opposite') || count === 2;
    const on = sides.length > 0 ? sides : isOpposite ? (['top', 'bottom'] as const) : (['bottom'] as const);
    if (on.length !== (plural && count === 1 ? 2 : count))
      throw new Refusal('not_understood', `The prompt does not say where on the ball the ${noun} is.`, span);
    const depth = flat.size('depth', 'unnamed') ?? flat.missing('depth');
    for (const side of on) found = { ...found, [side]: depth };
  }
  return found;
}

function outerOf(taker: Taker): number {
  return taker.diameter('outer') ?? taker.diameter() ?? taker.size('unnamed') ?? taker.missing('diameter');
}

function wallOf(taker: Taker, diameter: number): number | undefined {
  const isHollow = taker.trait('hollow') || taker.thing.noun.includes('shell');
  const inner = taker.diameter('inner');
  const wall = taker.size('wall', 'thickness') ?? (inner === undefined ? undefined : (diameter - inner) / 2);
  if (isHollow && wall === undefined) return taker.missing('wall');
  if (wall === undefined) return undefined;
  if (inner !== undefined && Math.abs(diameter - 2 * wall - inner) > 1e-6)
    impossible(`${mm(diameter)} outside and ${mm(inner)} inside make a wall of ${mm((diameter - inner) / 2)}.`);
  if (!(wall > 0 && 2 * wall < diameter)) impossible(`A wall of ${mm(wall)} does not fit in ${mm(diameter)}.`);
  return wall;
}

function ball(
  name: string,
  text: string,
  solids: readonly Solid[],
  size: BodyShape['size'],
  surfaces: readonly Surface[] = [],
): BodyShape {
  return { name, text, solids, size, surfaces, round: true, corners: false };
}

function slicedBall(taker: Taker, diameter: number, top: number, bottom: number, wall: number | undefined): BodyShape {
  if (wall !== undefined)
    throw new Refusal('unsupported_feature', 'A hollow ball with a piece sliced off is not made.');
  const height = diameter - top - bottom;
  if (!(height > 0)) impossible(`${mm(top + bottom)} sliced off a ball of ${mm(diameter)} leave nothing.`);
  return ball(
    `${capital(taker.thing.noun)} ${plain(diameter)} sliced`,
    `${capital(taker.thing.noun)} of ${mm(diameter)} diameter, of which ${mm(top + bottom)} are sliced off`,
    [{ operation: 'add', shape: zone(diameter / 2, bottom, height) }],
    [diameter, diameter, height],
  );
}

/** What two planes leave of a ball, standing on Z = 0. @param from how far the lower plane is above its lowest point */
export function zone(radius: number, from: number, height: number): Shape {
  const at = (z: number): [number, number] => [Math.sqrt(Math.max(0, radius ** 2 - (z + from - radius) ** 2)), z];
  const [low, middle, high] = [at(0), at(height / 2), at(height)];
  const start: [number, number] = [0, 0];
  return {
    kind: 'revolve',
    degrees: 360,
    profile: {
      kind: 'path',
      start,
      segments: [
        ...(low[0] > 0 ? [{ to: low }] : []),
        { to: high, via: middle },
        ...(high[0] > 0 ? [{ to: [0, height] as [number, number] }] : []),
        { to: start },
      ],
    },
  };
}

/** A half ball that lies on its flat side: solid, or a bowl with a wall. */
export function readHalfSphere(taker: Taker): BodyShape {
  taker.trait('round', 'half', 'halved', 'flat side down');
  const high = /dome|cap|segment/.test(taker.thing.noun) ? axial(taker) : undefined;
  if (high !== undefined) return readCap(taker, high);
  const diameter = taker.diameter('bottom') ?? outerOf(taker);
  const wall = wallOf(taker, diameter);
  const radius = diameter / 2;
  const inner = wall === undefined ? undefined : radius - wall;
  const arc = (r: number): [number, number] => [r * Math.SQRT1_2, r * Math.SQRT1_2];
  if (wall !== undefined) taker.trait('open', 'hollow');
  return ball(
    `Hemisphere ${plain(diameter)}`,
    `Hemisphere of ${mm(diameter)} diameter${wall === undefined ? '' : ` with a wall of ${mm(wall)}`}`,
    [
      {
        operation: 'add',
        shape: {
          kind: 'revolve',
          degrees: 360,
          profile: {
            kind: 'path',
            start: [inner ?? 0, 0],
            segments: [
              { to: [radius, 0] },
              { to: [0, radius], via: arc(radius) },
              ...(inner === undefined
                ? []
                : [{ to: [0, inner] as [number, number] }, { to: [inner, 0] as [number, number], via: arc(inner) }]),
              ...(inner === undefined ? [{ to: [0, 0] as [number, number] }] : []),
            ],
          },
        },
      },
    ],
    [diameter, diameter, radius],
    wall === undefined && taker.thing.places.length === 0 ? flatSide(diameter, radius) : [],
  );
}

/** What a half ball lies on. */
function flatSide(diameter: number, depth: number): Surface[] {
  return coneSurfaces(diameter, 0, depth).filter(({ name }) => name === 'bottom');
}

/** A piece of a ball by the diameter of its flat side and its height. */
function readCap(taker: Taker, height: number): BodyShape {
  const base = taker.diameter('bottom') ?? taker.diameter() ?? taker.size('unnamed') ?? taker.missing('base diameter');
  if (height > base / 2 + 1e-6)
    throw new Refusal('not_understood', `A dome of ${mm(base)} at its base is at most ${mm(base / 2)} high.`);
  const radius = (base ** 2 / 4 + height ** 2) / (2 * height);
  return ball(
    `Spherical cap ${plain(base)}x${plain(height)}`,
    `Spherical cap of ${mm(base)} at its base, ${mm(height)} high`,
    [{ operation: 'add', shape: zone(radius, 2 * radius - height, height) }],
    [base, base, height],
  );
}

/** A cylinder between two half balls, or with one on top. Its length is over all. */
export function readCapsule(taker: Taker): BodyShape {
  const isOne = taker.trait('hemispherical end');
  taker.trait('round', 'hemispherical ends');
  const diameter =
    taker.diameter() ?? taker.diameter('outer') ?? taker.size('width', 'unnamed') ?? taker.missing('diameter');
  const straight = taker.size('inner length');
  const overall =
    taker.size('overall length', 'overall height') ??
    (straight === undefined ? undefined : straight + (isOne ? diameter / 2 : diameter));
  const length =
    overall ?? (taker.thing.kind === 'capsule' ? axial(taker) : undefined) ?? taker.missing('overall length');
  if (!(length > (isOne ? diameter / 2 : diameter)))
    impossible(`A capsule of ${mm(diameter)} diameter is longer than ${mm(length)}.`);
  const [radius, arc] = [diameter / 2, (diameter / 2) * Math.SQRT1_2];
  return ball(
    `Capsule ${plain(diameter)}x${plain(length)}`,
    `${isOne ? `${capital(taker.thing.noun)} with a hemispherical end` : 'Capsule'} of ${mm(diameter)} diameter, ${mm(length)} long over all`,
    [
      {
        operation: 'add',
        shape: {
          kind: 'revolve',
          degrees: 360,
          profile: {
            kind: 'path',
            start: [0, 0],
            segments: [
              isOne ? { to: [radius, 0] } : { to: [radius, radius], via: [arc, radius - arc] },
              { to: [radius, length - radius] },
              { to: [0, length], via: [arc, length - radius + arc] },
              { to: [0, 0] },
            ],
          },
        },
      },
    ],
    [diameter, diameter, length],
  );
}
