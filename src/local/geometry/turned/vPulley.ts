import type { Feature } from '../../../kernel/specification';
import { checkCount, checkLengths, type Family } from '../family';
import { type Assume, impossible, mm, plain } from '../refusal';
import { beyond, cylinder } from '../solids';
import { hub, type HubSizes } from './hub';
import { beltSection, sectionFor, widthFor, type BeltSection } from './vGrooves';

export interface VPulleySizes extends HubSizes {
  readonly outerDiameter: number;
  readonly width?: number;
  /** Of a classical V-belt: Z, A, B or C. */
  readonly section?: string;
  readonly grooves?: number;
  readonly grooveDepth?: number;
  /** At the outside. */
  readonly grooveWidth?: number;
  /** The full angle in degrees. */
  readonly grooveAngle?: number;
}

interface Groove {
  readonly depth: number;
  readonly width: number;
  readonly angle: number;
  readonly spacing: number;
}

/** A pulley for V-belts. Its axis is Z. */
export const vPulley: Family<VPulleySizes> = (sizes, assume) => {
  const { outerDiameter, grooves = 1 } = sizes;
  checkLengths({
    diameter: outerDiameter,
    width: sizes.width,
    'groove depth': sizes.grooveDepth,
    'groove width': sizes.grooveWidth,
  });
  checkCount('grooves', grooves, 1, 12);
  const section =
    sizes.section === undefined
      ? undefined
      : (beltSection(sizes.section) ??
        impossible(`There is no V-belt section ${sizes.section} in the table, only Z, A, B and C.`));
  const width =
    sizes.width ??
    (section ? widthFor(section, grooves) : impossible('A V-belt pulley needs a width or a belt section.'));
  if (sizes.width === undefined) assume(`The pulley is ${mm(width)} wide (ISO 4183).`);
  const groove = grooveOf(sizes, section, width, grooves, assume);
  const bottomWidth = groove.width - 2 * groove.depth * Math.tan((groove.angle / 2) * (Math.PI / 180));
  if (bottomWidth < -1e-6)
    impossible(
      `A groove of ${plain(groove.angle)}° that is ${mm(groove.width)} wide can’t be ${mm(groove.depth)} deep.`,
    );
  if ((grooves - 1) * groove.spacing + groove.width > width || (grooves > 1 && groove.width > groove.spacing))
    impossible(
      `${grooves === 1 ? 'A groove' : `${grooves} grooves`} of ${mm(groove.width)} ${grooves === 1 ? 'does' : 'do'} not fit on a width of ${mm(width)}.`,
    );
  if (groove.depth >= outerDiameter / 2)
    impossible(`A groove ${mm(groove.depth)} deep leaves nothing of a pulley of ${mm(outerDiameter)}.`);
  const { features, said } = hub(sizes, { width, solidDiameter: outerDiameter - 2 * groove.depth }, assume);
  const name = `V-belt pulley ⌀${plain(outerDiameter)}x${plain(width)}`;
  const middles = Array.from(
    { length: grooves },
    (_, index) => width / 2 + (index - (grooves - 1) / 2) * groove.spacing,
  );
  return {
    name,
    parts: [
      {
        name,
        features: [
          cylinder('new', 'pulley', outerDiameter, width),
          ...middles.map((z) => grooveCut(groove, bottomWidth, outerDiameter / 2, z)),
          ...features,
        ],
      },
    ],
    text: `V-belt pulley of ${mm(outerDiameter)} diameter and ${mm(width)} width`,
    features: [
      `${grooves === 1 ? 'Groove' : `${grooves} grooves`} of ${mm(groove.width)} by ${mm(groove.depth)}, ${plain(groove.angle)}°`,
      ...said,
    ],
  };
};

/**
 * What isn't given follows the belt section that is named, or the largest one that fits on the width, or else the
 * width.
 */
function grooveOf(
  { grooveDepth, grooveWidth, grooveAngle, outerDiameter }: VPulleySizes,
  named: BeltSection | undefined,
  width: number,
  grooves: number,
  assume: Assume,
): Groove {
  const angle = grooveAngle ?? 38;
  if (!(angle >= 10 && angle <= 120)) impossible(`A groove can’t have an angle of ${plain(angle)}°.`);
  const section = named ?? sectionFor(width, grooves);
  const bySection = section && outerDiameter / 2 > 1.5 * (section.above + section.below) ? section : named;
  const depth =
    grooveDepth ?? (bySection ? bySection.above + bySection.below : Math.min(width / grooves / 2, outerDiameter / 8));
  const slope = Math.tan((angle / 2) * (Math.PI / 180));
  const top =
    grooveWidth ??
    (bySection && grooveDepth === undefined
      ? bySection.pitchWidth + 2 * bySection.above * slope
      : Math.min((0.8 * width) / grooves, width / grooves / 4 + 2 * depth * slope));
  const spacing = bySection && widthFor(bySection, grooves) <= width ? bySection.spacing : width / grooves;
  if (grooveDepth === undefined || grooveWidth === undefined || grooveAngle === undefined) {
    const why =
      bySection && grooveDepth === undefined && grooveWidth === undefined
        ? `, for a V-belt of section ${bySection.name} (ISO 4183)`
        : '';
    assume(`The groove is ${mm(top)} wide outside, ${mm(depth)} deep, with an angle of ${plain(angle)}°${why}.`);
  }
  return { depth, width: top, angle, spacing };
}

/** A ring whose section is the groove, open to the outside. */
function grooveCut({ depth, width, angle }: Groove, bottomWidth: number, radius: number, z: number): Feature {
  const [bottom, outside] = [
    Math.max(0, bottomWidth / 2),
    width / 2 + beyond * Math.tan((angle / 2) * (Math.PI / 180)),
  ];
  const points: [number, number][] = [
    [radius - depth, z - bottom],
    [radius + beyond, z - outside],
    [radius + beyond, z + outside],
    ...(bottom > 1e-6 ? [[radius - depth, z + bottom] satisfies [number, number]] : []),
  ];
  return { operation: 'cut', name: 'groove', shape: { kind: 'revolve', profile: { kind: 'polygon', points } } };
}
