import { draw, drawCircle, drawRoundedRectangle, isShape3D, makeBox, makeCylinder, type Drawing, type Shape3D } from 'replicad';
import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { measure } from './measure';
import type { CheckedFeature, Point } from './specification';

type Shape = CheckedFeature['shape'];
type Axis = 'x' | 'y' | 'z';
type Vector = [number, number, number];

/** mm by which a hole's tool starts outside the face that it opens, so that no skin is left. */
const clearance = 1;

const directions: Readonly<Record<Axis, Vector>> = { x: [1, 0, 0], y: [0, 1, 0], z: [0, 0, 1] };

/** Makes one shape at the origin. @param body what a through hole has to get through */
export function makeShape(oc: OpenCascadeInstance, shape: Shape, body: Shape3D | undefined): Shape3D {
  switch (shape.kind) {
    case 'box': {
      const [x, y, z] = shape.size;
      return makeBox([-x / 2, -y / 2, 0], [x / 2, y / 2, z]);
    }
    case 'cylinder':
      return makeCylinder(shape.diameter / 2, shape.height, [0, 0, 0], directions[shape.axis]);
    case 'extrude': {
      const solid = outline(shape.profile).sketchOnPlane('XY').extrude(shape.height);
      if (!isShape3D(solid)) throw new Error('the profile is not one closed outline');
      return solid;
    }
    case 'hole': {
      const depth = shape.depth === 'through' ? longest(oc, body) + clearance : shape.depth;
      return makeCylinder(shape.diameter / 2, depth + clearance, along(shape.axis, -depth), directions[shape.axis]);
    }
  }
}

/** Where the copies of a feature go: one place, or those of its pattern. */
export function placements({ at, pattern }: CheckedFeature): readonly Point[] {
  if (!pattern) return [at];
  return offsets(pattern).map(([x, y, z]) => [at[0] + x, at[1] + y, at[2] + z]);
}

function offsets(pattern: NonNullable<CheckedFeature['pattern']>): readonly Point[] {
  switch (pattern.kind) {
    case 'points':
      return pattern.points;
    case 'grid': {
      const [columns, rows] = pattern.count;
      const [dx, dy] = pattern.spacing;
      return Array.from({ length: columns * rows }, (_, index) => [((index % columns) - (columns - 1) / 2) * dx, (Math.floor(index / columns) - (rows - 1) / 2) * dy, 0] as const);
    }
    case 'boltCircle':
      return Array.from({ length: pattern.count }, (_, index) => {
        const angle = (2 * Math.PI * index) / pattern.count;
        return [(pattern.diameter / 2) * Math.cos(angle), (pattern.diameter / 2) * Math.sin(angle), 0] as const;
      });
  }
}

function outline(profile: Extract<Shape, { kind: 'extrude' }>['profile']): Drawing {
  switch (profile.kind) {
    case 'rectangle':
      return drawRoundedRectangle(...profile.size, profile.cornerRadius ?? 0);
    case 'circle':
      return drawCircle(profile.diameter / 2);
    case 'polygon': {
      const [first, ...others] = profile.points;
      return others.reduce((pen, corner) => pen.lineTo(corner), draw(first)).close();
    }
  }
}

/** A length in mm that nothing in the body exceeds. */
function longest(oc: OpenCascadeInstance, body: Shape3D | undefined): number {
  if (!body) return 0;
  const { min, max } = measure(oc, body).boundingBox;
  return Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
}

function along(axis: Axis, distance: number): Vector {
  const [x, y, z] = directions[axis];
  return [x * distance, y * distance, z * distance];
}
