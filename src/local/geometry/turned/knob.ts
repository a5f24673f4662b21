import type { Feature } from '../../../kernel/specification';
import { checkCount, checkLengths, type Family } from '../family';
import { threadedHole } from '../hardware/screwHole';
import { type Assume, impossible, mm, plain } from '../refusal';
import { beyond, cylinder } from '../solids';
import { dShape, scallopHalfAngle, scalloped } from './roundOutlines';

export interface KnobSizes {
  readonly diameter: number;
  readonly height: number;
  /** Notches around it, for the fingers. */
  readonly scallops?: number;
  readonly scallopDiameter?: number;
  /** A knurl is simplified to many small scallops. */
  readonly knurled?: boolean;
  /** Of a round hole from below, or of a D-shaped one. */
  readonly bore?: number;
  /** Of a D-shaped hole: from its flat to the other side. */
  readonly acrossFlat?: number;
  /** Nominal diameter of a threaded hole from below. */
  readonly thread?: number;
  readonly boreDepth?: number;
  /** The hole goes from the bottom to the top. */
  readonly through?: boolean;
  /** Nominal diameter of a set screw, whose threaded hole goes from the outside to the bore on the +X side. */
  readonly setScrew?: number;
  /** A wider disc at the bottom. */
  readonly skirt?: { readonly diameter: number; readonly height: number };
  /** Of the outer edge at the top. */
  readonly topRadius?: number;
}

const largestCount = 200;

/** Stands on Z = 0; its hole opens below. */
export const knob: Family<KnobSizes> = (sizes, assume) => {
  const { diameter, height, topRadius, skirt } = sizes;
  checkLengths({
    diameter,
    height,
    'scallop diameter': sizes.scallopDiameter,
    bore: sizes.bore,
    'size across the flat': sizes.acrossFlat,
    'depth of the hole': sizes.boreDepth,
    'top radius': topRadius,
    'skirt diameter': skirt?.diameter,
    'skirt height': skirt?.height,
  });
  const grip = gripOf(sizes, assume);
  const features: Feature[] = [
    {
      operation: 'new',
      name: 'knob',
      shape: grip
        ? { kind: 'extrude', profile: scalloped(diameter, grip.count, grip.scallop), height }
        : { kind: 'cylinder', diameter, height },
    },
  ];
  if (topRadius !== undefined) {
    if (topRadius >= Math.min(height, diameter / 2 - (grip?.scallop ?? 0) / 2))
      impossible(`A top radius of ${mm(topRadius)} does not fit on a knob of ${mm(diameter)} by ${mm(height)}.`);
    features.push({ operation: 'fillet', name: 'top radius', radius: topRadius, edges: { on: ['top'] } });
  }
  if (skirt) features.push(skirtOf(skirt, sizes, assume));
  const hole = holeOf(sizes, diameter - (grip?.scallop ?? 0), assume);
  if (hole) features.push(hole.feature);
  const screw = screwOf(sizes, hole, assume);
  if (screw) features.push(screw);
  const name = `Knob ⌀${plain(diameter)}x${plain(height)}`;
  return {
    name,
    parts: [{ name, features }],
    text: `Knob of ${mm(diameter)} diameter and ${mm(height)} height`,
    features: [
      ...(grip ? [`${grip.count} scallops`] : []),
      ...(topRadius === undefined ? [] : [`Top radius of ${mm(topRadius)}`]),
      ...(skirt ? [`Skirt of ${mm(skirt.diameter)}`] : []),
      ...(hole ? [hole.said] : []),
      ...(screw ? [`Set screw hole M${plain(sizes.setScrew ?? 0)}`] : []),
    ],
  };
};

function gripOf(
  { diameter, scallops, scallopDiameter, knurled = false }: KnobSizes,
  assume: Assume,
): { count: number; scallop: number } | undefined {
  if (scallops === undefined && scallopDiameter === undefined && !knurled) return undefined;
  const count =
    scallops ?? (knurled ? Math.min(largestCount, Math.max(12, 4 * Math.round((Math.PI * diameter) / 2.5 / 4))) : 12);
  checkCount('scallops', count, 3, largestCount);
  const scallop = scallopDiameter ?? (Math.PI * diameter) / count / 2;
  if (scallop / 2 >= diameter / 2 || scallopHalfAngle(diameter, scallop) >= Math.PI / count)
    impossible(`${count} scallops of ${mm(scallop)} do not fit around a knob of ${mm(diameter)}.`);
  if (knurled) assume('The knurl is simplified to scallops along the knob.');
  if (scallops === undefined || scallopDiameter === undefined)
    assume(`The knob has ${count} scallops of ${mm(scallop)} diameter, whose middles lie on its outside.`);
  return { count, scallop };
}

/** Part of the height, so that the knob is as high as is stated. */
function skirtOf(skirt: NonNullable<KnobSizes['skirt']>, { diameter, height }: KnobSizes, assume: Assume): Feature {
  if (skirt.diameter <= diameter || skirt.height >= height)
    impossible(
      `A skirt of ${mm(skirt.diameter)} by ${mm(skirt.height)} is not wider and lower than a knob of ${mm(diameter)} by ${mm(height)}.`,
    );
  assume(`The skirt is at the bottom, in the height of ${mm(height)}.`);
  return cylinder('add', 'skirt', skirt.diameter, skirt.height);
}

interface Hole {
  readonly feature: Feature;
  readonly said: string;
  readonly diameter: number;
  readonly depth: number;
}

function holeOf(sizes: KnobSizes, room: number, assume: Assume): Hole | undefined {
  const { height, bore, acrossFlat, thread, through = false } = sizes;
  if (bore === undefined && thread === undefined)
    return acrossFlat === undefined ? undefined : impossible('A D-shaped hole needs a diameter.');
  if (bore !== undefined && thread !== undefined) impossible('A knob has a bore or a thread, not both.');
  const diameter = bore ?? threadedHole(thread ?? 0, assume);
  const stated = through ? height : sizes.boreDepth;
  const depth = stated ?? Math.max(height * 0.6, Math.min(height - 3, 2 * diameter));
  if (stated === undefined) assume(`The hole is ${mm(depth)} deep, from below.`);
  if (!through && depth >= height) impossible(`A hole ${mm(depth)} deep goes through a knob of ${mm(height)}.`);
  if (through && (sizes.boreDepth ?? height) !== height)
    impossible(`A hole through a knob of ${mm(height)} is not ${mm(sizes.boreDepth ?? height)} deep.`);
  if (diameter >= room) impossible(`A hole of ${mm(diameter)} leaves nothing of a knob of ${mm(sizes.diameter)}.`);
  if (acrossFlat !== undefined && (acrossFlat >= diameter || acrossFlat <= diameter / 2))
    impossible(`A D-shaped hole of ${mm(diameter)} can’t be ${mm(acrossFlat)} across its flat.`);
  const at: [number, number, number] = [0, 0, -beyond];
  const long = depth + (through ? 2 : 1) * beyond;
  const shape =
    acrossFlat === undefined
      ? { kind: 'cylinder' as const, diameter, height: long }
      : { kind: 'extrude' as const, profile: dShape(diameter, acrossFlat), height: long };
  const said =
    thread === undefined
      ? `${acrossFlat === undefined ? 'Bore' : 'D-shaped bore'} of ${mm(diameter)}`
      : `M${plain(thread)} thread`;
  return { feature: { operation: 'cut', name: 'hole', shape, at }, said, diameter, depth };
}

/** Halfway up the bore, where it presses on the flat of a D-shaped shaft. */
function screwOf(sizes: KnobSizes, hole: Hole | undefined, assume: Assume): Feature | undefined {
  const { setScrew, diameter, skirt } = sizes;
  if (setScrew === undefined) return undefined;
  if (!hole || sizes.thread !== undefined) return impossible('A set screw needs the bore of a shaft to hold.');
  const drill = threadedHole(setScrew, assume);
  if (drill >= Math.min(hole.depth, hole.diameter))
    impossible(
      `A set screw M${plain(setScrew)} does not fit on a bore of ${mm(hole.diameter)}, ${mm(hole.depth)} deep.`,
    );
  assume(`The set screw is ${mm(hole.depth / 2)} above the bottom.`);
  return {
    operation: 'cut',
    name: 'set screw hole',
    shape: { kind: 'cylinder', diameter: drill, height: Math.max(diameter, skirt?.diameter ?? 0) / 2 + beyond },
    at: [0, 0, hole.depth / 2],
    direction: 'x',
  };
}
