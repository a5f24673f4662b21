import { checkLengths, type Family } from '../family';
import { impossible, mm } from '../refusal';
import { beam } from './beam';
import { outline } from './outline';

export interface IBeamSizes {
  readonly height: number;
  readonly flangeWidth: number;
  readonly webThickness: number;
  /** As thick as the web when it isn't given. */
  readonly flangeThickness?: number;
  /** Of the four corners between web and flanges. */
  readonly rootRadius?: number;
  readonly length: number;
  /** What it is called: an H-profile is an I-profile with wide flanges. */
  readonly called?: 'I-beam' | 'H-beam';
}

/** Parallel flanges, as in EN 10365. */
export const iBeam: Family<IBeamSizes> = (
  { height, flangeWidth, webThickness, flangeThickness, rootRadius, length, called = 'I-beam' },
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
  if (flangeThickness === undefined) assume(`The flanges are as thick as the web, ${mm(webThickness)}.`);
  if (2 * flange >= height) impossible(`Two flanges of ${mm(flange)} leave no web in a height of ${mm(height)}.`);
  if (webThickness >= flangeWidth)
    impossible(`A web of ${mm(webThickness)} is as thick as the flanges of ${mm(flangeWidth)} are wide.`);
  const [x, w, top] = [flangeWidth / 2, webThickness / 2, height - flange];
  const root = rootRadius === undefined ? {} : { radius: rootRadius };
  const section = outline([
    { x: -x, y: 0 },
    { x, y: 0 },
    { x, y: flange },
    { x: w, y: flange, ...root },
    { x: w, y: top, ...root },
    { x, y: top },
    { x, y: height },
    { x: -x, y: height },
    { x: -x, y: top },
    { x: -w, y: top, ...root },
    { x: -w, y: flange, ...root },
    { x: -x, y: flange },
  ]);
  return beam({
    name: called,
    section,
    height,
    width: flangeWidth,
    length,
    details: [`Flanges of ${mm(flange)}`, `Web of ${mm(webThickness)}`],
  });
};
