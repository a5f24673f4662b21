import { checkLengths, type Family } from '../family';
import { impossible, mm } from '../refusal';
import { beam } from './beam';
import { outline } from './outline';

export interface AngleSizes {
  /** Outside, of the upright leg. */
  readonly height: number;
  /** Outside, of the flat leg; as long as the other when it isn't given. */
  readonly width?: number;
  readonly thickness: number;
  readonly rootRadius?: number;
  readonly length: number;
}

/** An L-profile: a leg on the ground along Y, and an upright one at its −Y end. */
export const angleProfile: Family<AngleSizes> = (
  { height, width: givenWidth, thickness, rootRadius, length },
  assume,
) => {
  checkLengths({ height, width: givenWidth, thickness, 'root radius': rootRadius, length });
  const width = givenWidth ?? height;
  if (givenWidth === undefined) assume(`Both legs are ${mm(height)} long.`);
  if (thickness >= Math.min(height, width))
    impossible(`A thickness of ${mm(thickness)} leaves nothing of the legs of ${mm(height)} and ${mm(width)}.`);
  const [x, inner] = [width / 2, -width / 2 + thickness];
  const root = rootRadius === undefined ? {} : { radius: rootRadius };
  const section = outline([
    { x: -x, y: 0 },
    { x, y: 0 },
    { x, y: thickness },
    { x: inner, y: thickness, ...root },
    { x: inner, y: height },
    { x: -x, y: height },
  ]);
  return beam({ name: 'L-profile', section, height, width, length, details: [`Legs of ${mm(thickness)}`] });
};
