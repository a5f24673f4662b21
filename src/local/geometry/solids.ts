import type { Part, Point, Shape, SolidFeature } from '../../kernel/specification';

/** How far a cut reaches beyond the face that it opens, in mm, so that no skin is left. */
export const beyond = 1;

/** Whether a shape starts a body or is added to it. */
type Adding = 'new' | 'add';

export function cylinder(operation: Adding, name: string, diameter: number, height: number, z = 0): SolidFeature {
  return { operation, name, shape: { kind: 'cylinder', diameter, height }, at: [0, 0, z] };
}

export function hexagon(operation: Adding, name: string, acrossFlats: number, height: number, z = 0): SolidFeature {
  return { operation, name, shape: regularPrism(6, acrossFlats, height), at: [0, 0, z] };
}

/**
 * A prism whose width is from a side to the opposite one, or with an odd number of sides to the opposite corner: the
 * sum of the radii of the circles inside and outside.
 */
export function regularPrism(sides: number, width: number, height: number): Shape {
  const size = sides % 2 === 0 ? { acrossFlats: width } : { inradius: width / (1 + 1 / Math.cos(Math.PI / sides)) };
  return { kind: 'extrude', profile: { kind: 'regularPolygon', sides, ...size }, height };
}

/**
 * A round cut along Z that opens a face at `open`, and goes on to `depth` below it or, when it goes through, out of the
 * face there.
 */
export function roundCut(name: string, diameter: number, open: number, depth: number, through: boolean): SolidFeature {
  const height = depth + (through ? 2 * beyond : beyond);
  return {
    operation: 'cut',
    name,
    shape: { kind: 'cylinder', diameter, height },
    at: [0, 0, open - depth - (through ? beyond : 0)],
  };
}

/** A bore along the whole of a part that stands on Z = 0. */
export function bore(diameter: number, height: number, name = 'bore'): SolidFeature {
  return roundCut(name, diameter, height, height, true);
}

/** A part of an assembly at another place. Its features must not mirror, since a mirror's plane stays at the origin. */
export function moved(part: Part, [dx, dy, dz]: Point): Part {
  return {
    ...part,
    features: part.features.map((feature) => ('shape' in feature ? movedFeature(feature, [dx, dy, dz]) : feature)),
  };
}

function movedFeature(feature: SolidFeature, [dx, dy, dz]: Point): SolidFeature {
  const [x, y, z] = feature.at ?? [0, 0, 0];
  return { ...feature, at: [x + dx, y + dy, z + dz] };
}
