import type { Profile } from '../../../kernel/specification';
import { checkLengths, impossible, type Family } from '../family';
import { mm } from '../refusal';
import { beam } from './beam';
import { outline } from './outline';

export interface HollowSectionSizes {
  readonly height: number;
  /** As wide as high when it isn't given. */
  readonly width?: number;
  readonly wall: number;
  /** Of the outer corners. The inner ones keep the wall's thickness. */
  readonly cornerRadius?: number;
  readonly length: number;
}

/** A square or rectangular tube. Its corners are sharp when no radius is given. */
export const hollowSection: Family<HollowSectionSizes> = ({ height, width: givenWidth, wall, cornerRadius = 0, length }, assume) => {
  checkLengths({ height, width: givenWidth, 'wall thickness': wall, length, 'corner radius': cornerRadius || undefined });
  const width = givenWidth ?? height;
  if (2 * wall >= Math.min(height, width)) impossible(`Walls of ${mm(wall)} leave no hollow in a section of ${mm(height)} by ${mm(width)}.`);
  if (2 * cornerRadius > Math.min(height, width)) impossible(`A corner radius of ${mm(cornerRadius)} does not fit on a side of ${mm(Math.min(height, width))}.`);
  if (cornerRadius === 0) assume('The corners of the section are sharp.');
  const section = outline([-1, 1].flatMap((side) => [{ x: side * width / 2, y: side < 0 ? height : 0 }, { x: side * width / 2, y: side < 0 ? 0 : height }]).map((corner) => ({ ...corner, radius: cornerRadius })));
  const innerRadius = cornerRadius - wall;
  const hollow: Profile = { kind: 'rectangle', size: [width - 2 * wall, height - 2 * wall], ...(innerRadius > 0 ? { cornerRadius: innerRadius } : {}) };
  return beam({ name: height === width ? 'Square tube' : 'Rectangular tube', section, hollow, height, width, length, details: [`Walls of ${mm(wall)}`] });
};
