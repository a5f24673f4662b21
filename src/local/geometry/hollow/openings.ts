import type { Feature, Profile } from '../../../kernel/specification';
import { checkCount, checkLengths } from '../family';
import { type Assume, impossible, mm } from '../refusal';
import { beyond } from '../solids';
import type { Side, SideFrame } from './sides';

/** Slots side by side, in one or more rows. */
export interface VentSizes {
  readonly side: Side;
  /** In a row. */
  readonly count: number;
  readonly rows?: number;
  readonly length?: number;
  readonly width?: number;
  /** Between the middles of neighbouring slots. */
  readonly spacing?: number;
  /** Slots have round ends by default. */
  readonly squareEnds?: boolean;
  /** They lie one above the other; by default they stand side by side. */
  readonly lying?: boolean;
}

/** A round or rectangular opening. */
export interface CutOutSizes {
  readonly side: Side;
  readonly diameter?: number;
  /** To the right, and up. */
  readonly size?: readonly [number, number];
  readonly cornerRadius?: number;
  /** From the middle of the side to the right, and up. */
  readonly offset?: readonly [number, number];
  /** Instead: from edges of the side to the middle of the opening. */
  readonly from?: Readonly<Partial<Record<'left' | 'right' | 'bottom' | 'top', number>>>;
  /** How many there are, side by side. */
  readonly count?: number;
  /** Between their middles; they are spaced evenly from side to side when it isn't given. */
  readonly spacing?: number;
}

export interface Wall {
  readonly frame: SideFrame;
  readonly thickness: number;
  /** The least distance from the side's edges to an opening: as thick as the other walls and the floor. */
  readonly edge: { readonly across: number; readonly up: number };
}

/** How far the cut of an opening reaches into the hollow behind the wall, in mm. */
const behind = 0.5;

export function vents(
  {
    side,
    count,
    rows = 1,
    length: givenLength,
    width: givenWidth,
    spacing: givenSpacing,
    squareEnds = false,
    lying = false,
  }: VentSizes,
  { frame, thickness, edge }: Wall,
  assume: Assume,
): Feature {
  checkCount('vent slots', count, 1, 200);
  checkCount('rows of vent slots', rows, 1, 20);
  if (count * rows > 500) impossible(`${count * rows} vent slots are more than can be made, at most 500.`);
  checkLengths({ 'slot length': givenLength, 'slot width': givenWidth, 'slot spacing': givenSpacing });
  const room = [frame.across - 2 * edge.across, frame.up - 2 * edge.up] as const;
  const [roomAcross, roomUp] = lying ? [room[1], room[0]] : room;
  const width = givenWidth ?? Math.min(2, roomAcross / (2 * count));
  const spacing = givenSpacing ?? 2 * width;
  const length = givenLength ?? roomUp / rows / 2;
  if (givenLength === undefined || givenWidth === undefined || givenSpacing === undefined)
    assume(`The vent slots are ${mm(length)} by ${mm(width)}, ${mm(spacing)} from middle to middle.`);
  assume(
    `The vent slots ${lying ? 'lie' : 'stand upright'}${squareEnds ? '' : ' with round ends'}, ${lying ? 'one above the other' : 'side by side'} in the middle of the ${side}.`,
  );
  if (length <= width) impossible(`A slot is longer than wide, not ${mm(length)} by ${mm(width)}.`);
  if (count > 1 && spacing <= width)
    impossible(`Slots of ${mm(width)} run into each other at a spacing of ${mm(spacing)}.`);
  const rowSpacing = length + spacing;
  if ((count - 1) * spacing + width >= roomAcross || (rows - 1) * rowSpacing + length >= roomUp) {
    impossible(
      `${count * rows} vent slots of ${mm(length)} by ${mm(width)} do not fit on the ${side}, where ${mm(room[0])} by ${mm(room[1])} are free.`,
    );
  }
  const counts: [number, number] = lying ? [rows, count] : [count, rows];
  const spacings: [number, number] = lying ? [rowSpacing, spacing] : [spacing, rowSpacing];
  const at = frame.place(0, 0, thickness + behind);
  return {
    operation: 'cut',
    name: 'vent slots',
    at,
    direction: frame.direction,
    shape: {
      kind: 'extrude',
      profile: squareEnds
        ? { kind: 'rectangle', size: lying ? [length, width] : [width, length] }
        : lying
          ? { kind: 'slot', length, width }
          : uprightSlot(length, width),
      height: thickness + behind + beyond,
    },
    ...(count * rows > 1 ? { pattern: { kind: 'grid' as const, count: counts, spacing: spacings } } : {}),
  };
}

function uprightSlot(length: number, width: number): Profile {
  const [r, s] = [width / 2, (length - width) / 2];
  return {
    kind: 'path',
    start: [-r, -s],
    segments: [{ to: [r, -s], via: [0, -s - r] }, { to: [r, s] }, { to: [-r, s], via: [0, s + r] }, { to: [-r, -s] }],
  };
}

export function cutOut(
  { side, diameter, size, cornerRadius, offset, from, count = 1, spacing: givenSpacing }: CutOutSizes,
  { frame, thickness, edge }: Wall,
  assume: Assume,
): Feature {
  checkLengths({
    diameter,
    'width of the cut-out': size?.[0],
    'height of the cut-out': size?.[1],
    'corner radius': cornerRadius,
    'cut-out spacing': givenSpacing,
  });
  checkCount('cut-outs', count, 1, 50);
  const [across, high] =
    size ?? (diameter === undefined ? impossible('A cut-out needs a diameter or a size.') : [diameter, diameter]);
  if (cornerRadius !== undefined && 2 * cornerRadius >= Math.min(across, high))
    impossible(`A corner radius of ${mm(cornerRadius)} does not fit on a cut-out of ${mm(across)} by ${mm(high)}.`);
  const [right, up] = offset ?? offsetOf(from ?? {}, frame);
  const spacing = givenSpacing ?? frame.across / (count + 1);
  const reach = Math.abs(right) + ((count - 1) * spacing + across) / 2;
  if (reach > frame.across / 2 - edge.across || Math.abs(up) + high / 2 > frame.up / 2 - edge.up) {
    impossible(
      `${count === 1 ? 'A cut-out' : `${count} cut-outs`} of ${diameter === undefined ? `${mm(across)} by ${mm(high)}` : mm(diameter)} ${count === 1 ? 'does' : 'do'} not fit on the ${side}, where ${mm(frame.across - 2 * edge.across)} by ${mm(frame.up - 2 * edge.up)} are free.`,
    );
  }
  if (count > 1 && spacing <= across)
    impossible(`${count} cut-outs of ${mm(across)} run into each other on the ${side}.`);
  if (count > 1 && givenSpacing === undefined)
    assume(`The ${count} cut-outs on the ${side} are spaced evenly, ${mm(spacing)} apart.`);
  if (count === 1 && right === 0 && up === 0 && !from) assume(`The cut-out is in the middle of the ${side}.`);
  const profile: Profile = size
    ? { kind: 'rectangle', size: [across, high], ...(cornerRadius === undefined ? {} : { cornerRadius }) }
    : { kind: 'circle', diameter: across };
  return {
    operation: 'cut',
    name: 'cut-out',
    at: frame.place(right, up, thickness + behind),
    direction: frame.direction,
    shape: { kind: 'extrude', profile, height: thickness + behind + beyond },
    ...(count > 1 ? { pattern: { kind: 'grid' as const, count: [count, 1], spacing: [spacing, spacing] } } : {}),
  };
}

/** To the right, and up from the middle of a side. */
function offsetOf({ left, right, bottom, top }: NonNullable<CutOutSizes['from']>, frame: SideFrame): [number, number] {
  if ((left !== undefined && right !== undefined) || (bottom !== undefined && top !== undefined))
    impossible('A cut-out is placed from one of two opposite edges.');
  const along = (low: number | undefined, high: number | undefined, size: number): number =>
    low === undefined ? (high === undefined ? 0 : size / 2 - high) : low - size / 2;
  return [along(left, right, frame.across), along(bottom, top, frame.up)];
}
