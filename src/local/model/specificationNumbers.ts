import { regularOutline, starOutline } from './regularOutlines';
import type { Feature, PartSpecification } from '../../kernel/specification';

/** What a number of a specification is. Those of places aren't sizes: the text seldom has them as they are. */
export type Role = 'size' | 'extent' | 'coordinate' | 'angle' | 'count' | 'place';

export interface SpecificationNumber {
  readonly feature: string;
  readonly operation: Feature['operation'];
  /** Such as `cornerRadius`. */
  readonly key: string;
  readonly value: number;
  readonly role: Role;
  /** Other sizes of the same thing: that one of them is given is enough. */
  readonly also?: readonly number[];
}

/** By the key that holds it. A test holds this against the schema. */
export const roles: Readonly<Record<string, Role>> = {
  diameter: 'size',
  tubeDiameter: 'size',
  bottomDiameter: 'size',
  topDiameter: 'size',
  cornerRadius: 'size',
  radius: 'size',
  bendRadius: 'size',
  distance: 'size',
  thickness: 'size',
  depth: 'size',
  width: 'size',
  side: 'size',
  acrossFlats: 'size',
  acrossCorners: 'size',
  inradius: 'size',
  circumradius: 'size',
  module: 'size',
  pitch: 'size',
  circle: 'place',
  size: 'extent',
  height: 'extent',
  length: 'extent',
  spacing: 'extent',
  points: 'coordinate',
  start: 'coordinate',
  to: 'coordinate',
  via: 'place',
  center: 'place',
  degrees: 'angle',
  pressureAngle: 'angle',
  count: 'count',
  sides: 'count',
  teeth: 'count',
  turns: 'count',
  at: 'place',
  turn: 'place',
  startDegrees: 'place',
};

/** All numbers of a specification, each with what it is. */
export function numbersIn({ parts }: PartSpecification): readonly SpecificationNumber[] {
  return parts.flatMap(({ features }) => features.flatMap((feature) => numbersOfFeature(feature)));
}

function numbersOfFeature(feature: Feature): readonly SpecificationNumber[] {
  const { name, operation } = feature;
  const found: SpecificationNumber[] = [];
  const visit = (value: unknown, key: string, isPlace: boolean): void => {
    const regular = regularOutline(value);
    if (regular) {
      const { sides, sizes } = regular;
      found.push({ feature: name, operation, key: 'sides', value: sides, role: 'count' });
      found.push({ feature: name, operation, key: 'side', value: sizes[0] ?? 0, role: 'size', also: sizes });
      return;
    }
    const star = starOutline(value);
    if (star) {
      found.push({ feature: name, operation, key: 'points', value: star.points, role: 'count' });
      for (const radius of star.radii)
        found.push({ feature: name, operation, key: 'radius', value: radius, role: 'size', also: [2 * radius] });
      return;
    }
    if (typeof value === 'number')
      found.push({ feature: name, operation, key, value, role: isPlace ? 'place' : (roles[key] ?? 'place') });
    else if (Array.isArray(value)) for (const item of value) visit(item, key, isPlace);
    else if (typeof value === 'object' && value !== null)
      for (const [inner, content] of Object.entries(value))
        visit(
          content,
          inner,
          isPlace ||
            placing.has(inner) ||
            (outlining.has(inner) && isDrawnByArcs(value)) ||
            (key === 'pattern' && inner === 'points'),
        );
  };
  for (const [key, value] of Object.entries(feature)) visit(value, key, placing.has(key));
  return found;
}

/** Whatever they hold tells where something is. */
const placing: ReadonlySet<string> = new Set(['at', 'rotate', 'edges']);

const outlining: ReadonlySet<string> = new Set(['start', 'segments']);

/** Where an arc begins and ends is worked out, so the text doesn't have it. */
function isDrawnByArcs(outline: object): boolean {
  const segments: unknown = 'segments' in outline ? outline.segments : undefined;
  return (
    Array.isArray(segments) &&
    segments.some(
      (segment: unknown) => typeof segment === 'object' && segment !== null && Object.keys(segment).length > 1,
    )
  );
}
