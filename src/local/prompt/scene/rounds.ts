import { impossible, mm, plain, Refusal } from '../../geometry/refusal';
import { ends } from '../families/plainBody';
import { cylinderSurfaces } from '../surfaces';
import { capital } from './blocks';
import type { BodyShape } from './body';
import type { Taker } from './taker';

/** Takes the height of a body along its axis, whichever of its names it has. */
function axial(taker: Taker, ...more: readonly ('width' | 'depth')[]): number | undefined {
  return (
    taker.along('z') ??
    taker.size('height', 'length', 'thickness', 'overall length', 'overall height', ...more) ??
    taker.size('depth')
  );
}

interface Round {
  readonly outer: number;
  readonly height: number;
}

/** "Ø36 x 40", "36 mm in diameter and 40 mm tall", "48 mm tall and 14 mm wide". */
function roundSizes(taker: Taker): Round {
  taker.trait('round', 'regular');
  const pair = taker.group(2);
  const outer =
    taker.diameter() ?? taker.diameter('outer') ?? taker.diameter('bottom') ?? pair?.[0]?.mm ?? taker.size('width');
  if (pair && outer !== pair[0]?.mm) throw new Refusal('not_understood', `The ${taker.thing.noun} has two diameters.`);
  const height = axial(taker) ?? pair?.[1]?.mm;
  const rest = (outer === undefined) === (height === undefined) ? undefined : taker.size('unnamed');
  const found = { outer: outer ?? rest, height: height ?? (outer === undefined ? undefined : rest) };
  if (found.outer === undefined) return taker.missing('diameter');
  if (found.height === undefined) return taker.missing(heightWord(taker.thing.noun));
  return { outer: found.outer, height: found.height };
}

function heightWord(noun: string): string {
  return /disc|plate|ring|washer/.test(noun)
    ? 'thickness'
    : /rod|bar|pipe|tube|pin|shaft/.test(noun)
      ? 'length'
      : 'height';
}

export function readCylinder(taker: Taker): BodyShape {
  const { outer, height } = roundSizes(taker);
  return cylinderOf(capital(taker.thing.noun), outer, height);
}

function cylinderOf(noun: string, diameter: number, height: number): BodyShape {
  return {
    name: `${noun} ${plain(diameter)}x${plain(height)}`,
    text: `${noun} of ${mm(diameter)} diameter and ${mm(height)} height`,
    solids: [{ operation: 'add', shape: { kind: 'cylinder', diameter, height } }],
    size: [diameter, diameter, height],
    surfaces: cylinderSurfaces(diameter, height),
    round: true,
    corners: false,
  };
}

/** "OD 42, ID 29, 88 long", "40 mm outer diameter with a 3 mm wall". @param bored a hole of its own makes it one */
export function readTube(taker: Taker, bored: boolean): BodyShape {
  const noun = capital(taker.thing.noun);
  taker.trait('hollow', 'round');
  const inner = taker.diameter('inner');
  const wall = taker.size('wall') ?? taker.size('wall' as const);
  const thickness = wall ?? (inner === undefined && !bored ? taker.size('thickness') : undefined);
  let outer = taker.diameter('outer') ?? taker.diameter();
  const height = axial(taker, 'width') ?? taker.size('unnamed');
  if (outer === undefined && inner !== undefined && thickness !== undefined) outer = inner + 2 * thickness;
  if (outer === undefined) return taker.missing('outer diameter');
  if (height === undefined) return taker.missing(heightWord(taker.thing.noun));
  const bore = inner ?? (thickness === undefined ? undefined : outer - 2 * thickness);
  if (bore === undefined) {
    if (!bored) return taker.missing('bore or wall');
    return cylinderOf(noun, outer, height);
  }
  if (inner !== undefined && thickness !== undefined && Math.abs(outer - inner - 2 * thickness) > 1e-6)
    impossible(
      `${mm(outer)} outside and ${mm(inner)} inside make a wall of ${mm((outer - inner) / 2)}, not ${mm(thickness)}.`,
    );
  if (!(bore > 0 && bore < outer)) impossible(`A bore of ${mm(bore)} does not fit in ${mm(outer)}.`);
  return {
    ...cylinderOf(noun, outer, height),
    name: `${noun} ${plain(outer)}x${plain(bore)}x${plain(height)}`,
    text: `${noun} of ${mm(outer)} outside and ${mm(bore)} inside, ${mm(height)} long`,
    solids: [
      {
        operation: 'add',
        shape: {
          kind: 'revolve',
          degrees: 360,
          profile: {
            kind: 'polygon',
            points: [
              [bore / 2, 0],
              [outer / 2, 0],
              [outer / 2, height],
              [bore / 2, height],
            ],
          },
        },
      },
    ],
    surfaces: cylinderSurfaces(outer, height, bore),
  };
}

/** "Cone with a base radius of 22 mm, 40 mm high", "diameter 64 below and 28 above". */
export function readCone(taker: Taker): BodyShape {
  taker.trait('truncated', 'conical', 'round');
  const isCut = /frustum|truncated/.test(taker.thing.noun);
  const top = taker.diameter('top');
  const bottom = taker.diameter('bottom') ?? taker.diameter() ?? taker.diameter('outer');
  const height = axial(taker);
  if (bottom === undefined) return taker.missing('base diameter');
  if (height === undefined) return taker.missing('height');
  if (isCut && top === undefined) return taker.missing('top diameter');
  const [wide, narrow] = [bottom, top ?? 0];
  if (wide === narrow) impossible(`A cone of ${mm(wide)} at both ends is a cylinder.`);
  const noun = capital(taker.thing.noun);
  return {
    name: `${noun} ${plain(wide)}x${plain(narrow)}x${plain(height)}`,
    text: `${noun} of ${mm(wide)} below and ${mm(narrow)} above, ${mm(height)} high`,
    solids: [{ operation: 'add', shape: { kind: 'cone', bottomDiameter: wide, topDiameter: narrow, height } }],
    size: [Math.max(wide, narrow), Math.max(wide, narrow), height],
    surfaces: ends(wide, narrow, height).filter(({ outline }) => outline.kind === 'circle' && outline.diameter > 0),
    round: true,
    corners: false,
  };
}

export function readSphere(taker: Taker): BodyShape {
  taker.trait('round');
  const diameter = taker.diameter() ?? taker.diameter('outer') ?? taker.size('unnamed') ?? taker.missing('diameter');
  const wall = taker.size('wall', 'thickness');
  const isHollow = taker.trait('hollow');
  if (isHollow && wall === undefined) return taker.missing('wall');
  const noun = capital(taker.thing.noun);
  const at = [0, 0, diameter / 2] as const;
  if (wall !== undefined && 2 * wall >= diameter) impossible(`A wall of ${mm(wall)} does not fit in ${mm(diameter)}.`);
  return {
    name: `${noun} ${plain(diameter)}`,
    text: `${noun} of ${mm(diameter)} diameter${wall === undefined ? '' : ` with a wall of ${mm(wall)}`}`,
    solids: [
      { operation: 'add', shape: { kind: 'sphere', diameter }, at },
      ...(wall === undefined
        ? []
        : [{ operation: 'cut' as const, shape: { kind: 'sphere' as const, diameter: diameter - 2 * wall }, at }]),
    ],
    size: [diameter, diameter, diameter],
    surfaces: [],
    round: true,
    corners: false,
  };
}

/** A half ball that lies on its flat side. */
export function readHalfSphere(taker: Taker): BodyShape {
  taker.trait('round', 'half');
  const diameter = taker.diameter() ?? taker.size('unnamed') ?? taker.missing('diameter');
  return {
    name: `Hemisphere ${plain(diameter)}`,
    text: `Hemisphere of ${mm(diameter)} diameter`,
    solids: [
      {
        operation: 'add',
        shape: {
          kind: 'revolve',
          degrees: 360,
          profile: {
            kind: 'path',
            start: [0, 0],
            segments: [
              { to: [diameter / 2, 0] },
              { to: [0, diameter / 2], via: [(diameter / 2) * Math.SQRT1_2, (diameter / 2) * Math.SQRT1_2] },
            ],
          },
        },
      },
    ],
    size: [diameter, diameter, diameter / 2],
    surfaces: [],
    round: true,
    corners: false,
  };
}
