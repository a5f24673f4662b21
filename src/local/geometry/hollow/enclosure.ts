import type { Feature, Part } from '../../../kernel/specification';
import { colors } from '../colors';
import { checkLengths, type Family } from '../family';
import { type Assume, impossible, mm, plain } from '../refusal';
import { beyond } from '../solids';
import { bosses, type Bosses, type BossSizes } from './bosses';
import { chooseLid, lidPart, type ChosenLid, type LidSizes } from './lid';
import { cutOut, vents, type CutOutSizes, type VentSizes, type Wall } from './openings';
import { roundedBlock } from './roundedBlock';
import { sideFrame, type Side } from './sides';

export interface EnclosureSizes {
  readonly length: number;
  readonly width: number;
  /** With the lid on, if there is one and nothing else is stated. */
  readonly height: number;
  /** Whether the height is that of the body, without the lid. */
  readonly withoutLid?: boolean;
  /** Whether the sizes are those of the outside, or of the space inside. */
  readonly measured?: 'outside' | 'inside';
  readonly wall?: number;
  /** As thick as the walls when it isn't given. */
  readonly floor?: number;
  /** Of the upright edges outside. */
  readonly cornerRadius?: number;
  readonly lid?: LidSizes;
  readonly bosses?: BossSizes;
  readonly vents?: readonly VentSizes[];
  readonly cutOuts?: readonly CutOutSizes[];
  readonly called?: 'Enclosure' | 'Tray' | 'Box';
}

interface Body {
  readonly length: number;
  readonly width: number;
  /** Without the lid. */
  readonly height: number;
  readonly radius: number;
  readonly wall: number;
  readonly floor: number;
  readonly lid: ChosenLid | undefined;
}

/** A box that is open at the top, or closed by a lid. Stands centred on Z = 0. */
export const enclosure: Family<EnclosureSizes> = (sizes, assume) => {
  const { called = 'Enclosure' } = sizes;
  const body = bodyOf(sizes, assume);
  const inner = {
    length: body.length - 2 * body.wall,
    width: body.width - 2 * body.wall,
    radius: body.radius - body.wall,
  };
  const { wall, floor, lid } = body;
  const lip = lid ? lid.clearance + lid.lipThickness : 0;
  const pillars =
    sizes.bosses &&
    bosses(
      sizes.bosses,
      {
        innerLength: inner.length,
        innerWidth: inner.width,
        innerRadius: inner.radius,
        wall,
        lip,
        floor,
        top: body.height,
      },
      assume,
    );
  const openings = openingsOf(sizes, body, assume);
  const name = `${called} ${plain(body.length)}x${plain(body.width)}x${plain(body.height + (lid?.thickness ?? 0))}`;
  const features: Feature[] = [
    roundedBlock('new', called.toLowerCase(), { ...body, z: 0 }),
    roundedBlock('cut', 'space inside', { ...inner, height: body.height - floor + beyond, z: floor }),
    ...(pillars?.features ?? []),
    ...openings.body,
  ];
  return {
    name,
    parts: lid
      ? [{ name: 'Body', color: colors.body, features }, closing(lid, body, inner, pillars, openings.lid)]
      : [{ name, features }],
    text: `${called} of ${mm(body.length)} by ${mm(body.width)} by ${mm(body.height + (lid?.thickness ?? 0))} outside with walls of ${mm(wall)}${lid ? ' and a lid' : ', open at the top'}`,
    features: [
      `Walls of ${mm(wall)}`,
      ...(body.radius > 0 ? [`Corner radius of ${mm(body.radius)}`] : []),
      ...(lid ? [lid.lipDepth === 0 ? 'Flat lid' : 'Lid with a lip'] : ['Open top']),
      ...(pillars ? [pillars.said] : []),
      ...(sizes.vents ?? []).map(
        ({ side, count, rows = 1 }) => `${count * rows} vent ${count * rows === 1 ? 'slot' : 'slots'} on the ${side}`,
      ),
      ...(sizes.cutOuts ?? []).map(({ side }) => `Cut-out on the ${side}`),
    ],
  };
};

function bodyOf(
  {
    length,
    width,
    height,
    measured = 'outside',
    wall: givenWall,
    floor: givenFloor,
    cornerRadius: radius = 0,
    lid: lidSizes,
    withoutLid = false,
  }: EnclosureSizes,
  assume: Assume,
): Body {
  checkLengths({
    length,
    width,
    height,
    'wall thickness': givenWall,
    'floor thickness': givenFloor,
    'corner radius': radius === 0 ? undefined : radius,
  });
  const wall = givenWall ?? 2;
  if (givenWall === undefined) assume(`The walls are ${mm(wall)} thick.`);
  const floor = givenFloor ?? wall;
  const lid = lidSizes && chooseLid(lidSizes, wall, assume);
  if (measured === 'outside')
    assume(
      lid && !withoutLid
        ? `The sizes are those of the outside with the lid on: ${mm(length)} by ${mm(width)} by ${mm(height)}.`
        : `The sizes are those of the outside${lid ? ' without the lid' : ''}: ${mm(length)} by ${mm(width)} by ${mm(height)}.`,
    );
  const more = measured === 'inside';
  const body: Body = {
    length: length + (more ? 2 * wall : 0),
    width: width + (more ? 2 * wall : 0),
    height: height + (more ? floor : withoutLid ? 0 : -(lid?.thickness ?? 0)),
    radius,
    wall,
    floor,
    lid,
  };
  if (2 * wall >= Math.min(body.length, body.width))
    impossible(`Walls of ${mm(wall)} leave no space inside ${mm(body.length)} by ${mm(body.width)}.`);
  if (floor + (lid?.lipDepth ?? 0) >= body.height)
    impossible(
      `A floor of ${mm(floor)}${lid ? ` and a lid of ${mm(lid.thickness)} with a lip of ${mm(lid.lipDepth)}` : ''} leave no space in a height of ${mm(height)}.`,
    );
  if (2 * radius >= Math.min(body.length, body.width))
    impossible(`A corner radius of ${mm(radius)} does not fit on ${mm(body.length)} by ${mm(body.width)}.`);
  return body;
}

/** Openings in the top go into the lid, all others into the body. */
function openingsOf(
  { vents: slots = [], cutOuts = [] }: EnclosureSizes,
  { length, width, height, radius, wall, floor, lid }: Body,
  assume: Assume,
): { body: Feature[]; lid: Feature[] } {
  const wallOf = (side: Side): Wall => {
    if (side === 'top' && !lid) impossible('The top of the enclosure is open, so that nothing can be cut there.');
    const flat = side === 'top' || side === 'bottom';
    const lipRoom = lid ? wall + lid.clearance + lid.lipThickness : wall;
    return {
      frame: sideFrame(side, { length, width, height: side === 'top' ? height + (lid?.thickness ?? 0) : height }),
      thickness: side === 'top' ? (lid?.thickness ?? wall) : side === 'bottom' ? floor : wall,
      edge: flat
        ? { across: lipRoom, up: lipRoom }
        : { across: Math.max(radius, wall), up: Math.max(floor, lid?.lipDepth ?? 0) },
    };
  };
  const made = [
    ...slots.map((sizes) => ({ side: sizes.side, feature: vents(sizes, wallOf(sizes.side), assume) })),
    ...cutOuts.map((sizes) => ({ side: sizes.side, feature: cutOut(sizes, wallOf(sizes.side), assume) })),
  ];
  return {
    body: made.filter(({ side }) => side !== 'top').map(({ feature }) => feature),
    lid: made.filter(({ side }) => side === 'top').map(({ feature }) => feature),
  };
}

function closing(
  lid: ChosenLid,
  { length, width, radius, height }: Body,
  inner: { length: number; width: number; radius: number },
  pillars: Bosses | undefined,
  openings: readonly Feature[],
): Part {
  const part = lidPart(lid, { outer: { length, width, radius }, inner, z: height }, pillars);
  return { ...part, features: [...part.features, ...openings] };
}
