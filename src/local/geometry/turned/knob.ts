import type { Feature } from '../../../kernel/specification';
import { checkCount, checkLengths, type Family } from '../family';
import { threadedHole } from '../hardware/screwHole';
import { type Assume, impossible, mm, plain } from '../refusal';
import { beyond } from '../solids';
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
  /** Of the outer edge at the top. */
  readonly topRadius?: number;
}

const largestCount = 200;

/** Stands on Z = 0; its hole opens below. */
export const knob: Family<KnobSizes> = (sizes, assume) => {
  const { diameter, height, topRadius } = sizes;
  checkLengths({
    diameter,
    height,
    'scallop diameter': sizes.scallopDiameter,
    bore: sizes.bore,
    'size across the flat': sizes.acrossFlat,
    'depth of the hole': sizes.boreDepth,
    'top radius': topRadius,
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
  const hole = holeOf(sizes, diameter - (grip?.scallop ?? 0), assume);
  if (hole) features.push(hole.feature);
  const name = `Knob ⌀${plain(diameter)}x${plain(height)}`;
  return {
    name,
    parts: [{ name, features }],
    text: `Knob of ${mm(diameter)} diameter and ${mm(height)} height`,
    features: [
      ...(grip ? [`${grip.count} scallops`] : []),
      ...(topRadius === undefined ? [] : [`Top radius of ${mm(topRadius)}`]),
      ...(hole ? [hole.said] : []),
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

function holeOf(sizes: KnobSizes, room: number, assume: Assume): { feature: Feature; said: string } | undefined {
  const { height, bore, acrossFlat, thread } = sizes;
  if (bore === undefined && thread === undefined)
    return acrossFlat === undefined ? undefined : impossible('A D-shaped hole needs a diameter.');
  if (bore !== undefined && thread !== undefined) impossible('A knob has a bore or a thread, not both.');
  const diameter = bore ?? threadedHole(thread ?? 0, assume);
  const depth = sizes.boreDepth ?? Math.max(height * 0.6, Math.min(height - 3, 2 * diameter));
  if (sizes.boreDepth === undefined) assume(`The hole is ${mm(depth)} deep, from below.`);
  if (depth >= height) impossible(`A hole ${mm(depth)} deep goes through a knob of ${mm(height)}.`);
  if (diameter >= room) impossible(`A hole of ${mm(diameter)} leaves nothing of a knob of ${mm(sizes.diameter)}.`);
  if (acrossFlat !== undefined && (acrossFlat >= diameter || acrossFlat <= diameter / 2))
    impossible(`A D-shaped hole of ${mm(diameter)} can’t be ${mm(acrossFlat)} across its flat.`);
  const at: [number, number, number] = [0, 0, -beyond];
  const shape =
    acrossFlat === undefined
      ? { kind: 'cylinder' as const, diameter, height: depth + beyond }
      : { kind: 'extrude' as const, profile: dShape(diameter, acrossFlat), height: depth + beyond };
  const said =
    thread === undefined
      ? `${acrossFlat === undefined ? 'Bore' : 'D-shaped bore'} of ${mm(diameter)}`
      : `M${plain(thread)} thread`;
  return { feature: { operation: 'cut', name: 'hole', shape, at }, said };
}
