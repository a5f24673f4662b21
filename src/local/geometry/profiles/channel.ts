import { checkLengths, type Family } from '../family';
import { impossible, mm } from '../refusal';
import { beam } from './beam';
import { outline } from './outline';

export interface ChannelSizes {
  /** The length of the web, over both flanges. */
  readonly height: number;
  /** Over all, with the web. */
  readonly flangeWidth: number;
  readonly webThickness: number;
  /** As thick as the web when it isn't given. */
  readonly flangeThickness?: number;
  readonly rootRadius?: number;
  readonly length: number;
  /** Whether the web lies on the ground and the flanges stand on it. */
  readonly opensUp?: boolean;
}

/** A U-profile. By default the web stands upright at one side, and the flanges point to +Y. */
export const channel: Family<ChannelSizes> = (
  { height, flangeWidth, webThickness, flangeThickness, rootRadius, length, opensUp = false },
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
  const x = flangeWidth / 2;
  const root = rootRadius === undefined ? {} : { radius: rootRadius };
  const corners = [
    { x: -x, y: 0 },
    { x, y: 0 },
    { x, y: flange },
    { x: -x + webThickness, y: flange, ...root },
    { x: -x + webThickness, y: height - flange, ...root },
    { x, y: height - flange },
    { x, y: height },
    { x: -x, y: height },
  ];
  const section = outline(
    opensUp ? corners.map((corner) => ({ ...corner, x: corner.y - height / 2, y: corner.x + x })).reverse() : corners,
  );
  const over = opensUp ? { height: flangeWidth, width: height } : { height, width: flangeWidth };
  return beam({
    name: 'U-profile',
    section,
    ...over,
    length,
    details: [`Flanges of ${mm(flange)}`, `Web of ${mm(webThickness)}`],
  });
};
