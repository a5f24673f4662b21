import { checkLengths, type Family } from '../family';
import { impossible, mm } from '../refusal';
import { beam } from './beam';
import { outline } from './outline';

export interface ZProfileSizes {
  readonly height: number;
  /** Of one flange, with the web. */
  readonly flangeWidth: number;
  readonly webThickness: number;
  /** As thick as the web when it isn't given. */
  readonly flangeThickness?: number;
  readonly length: number;
}

/** The web is in the middle; the lower flange points to +Y, the upper one to −Y. */
export const zProfile: Family<ZProfileSizes> = (
  { height, flangeWidth, webThickness, flangeThickness, length },
  assume,
) => {
  checkLengths({
    height,
    'flange width': flangeWidth,
    'web thickness': webThickness,
    'flange thickness': flangeThickness,
    length,
  });
  const flange = flangeThickness ?? webThickness;
  if (flangeThickness === undefined) assume(`The flanges are as thick as the web, ${mm(webThickness)}.`);
  if (2 * flange >= height) impossible(`Two flanges of ${mm(flange)} leave no web in a height of ${mm(height)}.`);
  if (webThickness >= flangeWidth)
    impossible(`A web of ${mm(webThickness)} is as thick as the flanges of ${mm(flangeWidth)} are wide.`);
  const w = webThickness / 2;
  const x = flangeWidth - w;
  const section = outline([
    { x: -w, y: 0 },
    { x, y: 0 },
    { x, y: flange },
    { x: w, y: flange },
    { x: w, y: height },
    { x: -x, y: height },
    { x: -x, y: height - flange },
    { x: -w, y: height - flange },
  ]);
  return beam({
    name: 'Z-profile',
    section,
    height,
    width: 2 * x,
    length,
    details: [`Flanges of ${mm(flange)}`, `Web of ${mm(webThickness)}`],
  });
};
