import { checkLengths, type Family } from '../family';
import { impossible, mm } from '../refusal';
import { beam } from './beam';
import { outline } from './outline';

export interface TeeSizes {
  /** Over all, with the flange. */
  readonly height: number;
  readonly flangeWidth: number;
  readonly webThickness: number;
  /** As thick as the web when it isn't given. */
  readonly flangeThickness?: number;
  readonly rootRadius?: number;
  readonly length: number;
}

/** The flange is at the top. */
export const teeProfile: Family<TeeSizes> = (
  { height, flangeWidth, webThickness, flangeThickness, rootRadius, length },
  assume,
) => {
  checkLengths({
    height,
    'flange width': flangeWidth,
    'web thickness': webThickness,
    'flange thickness': flangeThickness,
    'root radius': rootRadius,
    length,
  });
  const flange = flangeThickness ?? webThickness;
  if (flangeThickness === undefined) assume(`The flange is as thick as the web, ${mm(webThickness)}.`);
  if (flange >= height) impossible(`A flange of ${mm(flange)} leaves no web in a height of ${mm(height)}.`);
  if (webThickness >= flangeWidth)
    impossible(`A web of ${mm(webThickness)} is as thick as the flange of ${mm(flangeWidth)} is wide.`);
  const [x, w, under] = [flangeWidth / 2, webThickness / 2, height - flange];
  const root = rootRadius === undefined ? {} : { radius: rootRadius };
  const section = outline([
    { x: -w, y: 0 },
    { x: w, y: 0 },
    { x: w, y: under, ...root },
    { x, y: under },
    { x, y: height },
    { x: -x, y: height },
    { x: -x, y: under },
    { x: -w, y: under, ...root },
  ]);
  return beam({
    name: 'T-profile',
    section,
    height,
    width: flangeWidth,
    length,
    details: [`Flange of ${mm(flange)}`, `Web of ${mm(webThickness)}`],
  });
};
