import type { Feature, Part, Pattern, Profile, Shape, SolidFeature } from '../../kernel/specification';

/** From where to where something reaches along an axis, in mm. */
export interface Reach {
  readonly from: number;
  readonly to: number;
}

/** Along X, Y and Z. */
export type Span = readonly [x: Reach, y: Reach, z: Reach];

type Vector = readonly [x: number, y: number, z: number];

/** Where each copy of a feature is; undefined for what has no shape, or one that isn't worked out here. */
export function spansOf(feature: Feature): readonly Span[] | undefined {
  if (!('shape' in feature)) return undefined;
  const own = ofShape(feature.shape);
  if (!own) return undefined;
  const turned = corners(own).map((corner) => aboutZ(corner, feature.turn ?? 0));
  return offsetsOf(feature.pattern).map(({ by, turn }) =>
    around(turned.map((corner) => placed(plus(aboutZ(corner, turn), by), feature))),
  );
}

/** All that a part's features reach to that make material. */
export function bodyOf({ features }: Part): Span | undefined {
  const spans = features.flatMap((feature) =>
    feature.operation === 'new' || feature.operation === 'add' ? (spansOf(feature) ?? []) : [],
  );
  return spans.length === 0 ? undefined : around(spans.flatMap(corners));
}

export function around(points: readonly Vector[]): Span {
  const along = (axis: 0 | 1 | 2): Reach => ({
    from: Math.min(...points.map((point) => point[axis])),
    to: Math.max(...points.map((point) => point[axis])),
  });
  return [along(0), along(1), along(2)];
}

export function corners([x, y, z]: Span): readonly Vector[] {
  return [x.from, x.to].flatMap((a) => [y.from, y.to].flatMap((b) => [z.from, z.to].map((c) => [a, b, c] as const)));
}

/** Further than any part reaches. */
const endless = 1e6;

function ofShape(shape: Shape): Span | undefined {
  const about = (diameter: number, z: Reach): Span => [middled(diameter), middled(diameter), z];
  switch (shape.kind) {
    case 'box':
      return [middled(shape.size[0]), middled(shape.size[1]), { from: 0, to: shape.size[2] }];
    case 'cylinder':
      return about(shape.diameter, { from: 0, to: shape.height });
    case 'cone':
      return about(Math.max(shape.bottomDiameter, shape.topDiameter), { from: 0, to: shape.height });
    case 'sphere':
      return about(shape.diameter, middled(shape.diameter));
    case 'torus':
      return about(shape.diameter + shape.tubeDiameter, middled(shape.tubeDiameter));
    case 'extrude':
      return [...ofProfile(shape.profile), { from: 0, to: shape.height }];
    case 'revolve': {
      const [radius, height] = ofProfile(shape.profile);
      return about(2 * Math.max(Math.abs(radius.from), Math.abs(radius.to)), height);
    }
    case 'loft': {
      const ends = [shape.bottom, shape.top].map((end) => (end.kind === 'point' ? tipAt(end.at) : ofProfile(end)));
      const flat = around(ends.flatMap(([x, y]) => corners([x, y, { from: 0, to: 0 }])));
      return [flat[0], flat[1], { from: 0, to: shape.height }];
    }
    case 'hole':
      return about(shape.diameter, { from: shape.depth === 'through' ? -endless : -shape.depth, to: 0 });
    default:
      // Sweeps and texts.
      return undefined;
  }
}

const middled = (size: number): Reach => ({ from: -size / 2, to: size / 2 });

function tipAt([x, y]: readonly [number, number] = [0, 0]): readonly [Reach, Reach] {
  return [
    { from: x, to: x },
    { from: y, to: y },
  ];
}

function ofProfile(profile: Profile): readonly [Reach, Reach] {
  const points = outlineOf(profile).map(([x, y]) => {
    const [turnedX, turnedY] = aboutZ([x, y, 0], profile.turn ?? 0);
    return [turnedX + (profile.at?.[0] ?? 0), turnedY + (profile.at?.[1] ?? 0), 0] as const;
  });
  const [x, y] = around(points);
  return [x, y];
}

/** Corners that an outline reaches to. */
function outlineOf(profile: Profile): readonly (readonly [number, number])[] {
  const box = (width: number, height: number): readonly (readonly [number, number])[] =>
    corners([middled(width), middled(height), { from: 0, to: 0 }]).map(([x, y]) => [x, y]);
  switch (profile.kind) {
    case 'rectangle':
    case 'ellipse':
      return box(...profile.size);
    case 'circle':
      return box(profile.diameter, profile.diameter);
    case 'slot':
      return box(profile.length, profile.width);
    case 'gear':
      return box(profile.module * (profile.teeth + 2), profile.module * (profile.teeth + 2));
    case 'polygon':
      return profile.points;
    case 'path':
      return [profile.start, ...profile.segments.flatMap(({ to, via }) => (via ? [to, via] : [to]))];
    case 'regularPolygon': {
      const { sides, side = 0, acrossFlats = 0, acrossCorners = 0, inradius = 0, circumradius = 0 } = profile;
      const half = Math.PI / sides;
      const radius = Math.max(
        side / 2 / Math.sin(half),
        acrossFlats / 2 / Math.cos(half),
        acrossCorners / 2,
        inradius / Math.cos(half),
        circumradius,
      );
      return Array.from({ length: sides }, (_, at) => {
        const angle = -Math.PI / 2 + half * (2 * at + 1);
        return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
      });
    }
  }
}

/** Where the copies of a pattern go, and how far each is turned, in degrees. */
function offsetsOf(pattern: Pattern | undefined): readonly { readonly by: Vector; readonly turn: number }[] {
  if (!pattern) return [{ by: [0, 0, 0], turn: 0 }];
  if (pattern.kind === 'points') return pattern.points.map((by) => ({ by, turn: 0 }));
  if (pattern.kind === 'grid') {
    const [columns, rows] = pattern.count;
    const at = (index: number, count: number, spacing: number): number => (index - (count - 1) / 2) * spacing;
    return Array.from({ length: columns * rows }, (_, index) => ({
      by: [
        at(index % columns, columns, pattern.spacing[0]),
        at(Math.floor(index / columns), rows, pattern.spacing[1]),
        0,
      ],
      turn: 0,
    }));
  }
  const { count, diameter, startDegrees = 0, turned = false } = pattern;
  return Array.from({ length: count }, (_, index) => {
    const degrees = startDegrees + (360 * index) / count;
    return { by: aboutZ([diameter / 2, 0, 0], degrees), turn: turned ? degrees : 0 };
  });
}

/** Into its direction, turned, and moved. */
function placed([x, y, z]: Vector, { direction = 'z', rotate, at = [0, 0, 0] }: SolidFeature): Vector {
  const directed: Readonly<Record<typeof direction, Vector>> = {
    z: [x, y, z],
    '-z': [x, -y, -z],
    x: [z, x, y],
    '-x': [-z, -x, y],
    y: [-x, z, y],
    '-y': [x, -z, y],
  };
  return plus(rotate ? about(directed[direction], rotate.axis, rotate.degrees) : directed[direction], at);
}

function about([x, y, z]: Vector, axis: 'x' | 'y' | 'z', degrees: number): Vector {
  if (axis === 'z') return aboutZ([x, y, z], degrees);
  if (axis === 'x') {
    const [turnedY, turnedZ] = aboutZ([y, z, 0], degrees);
    return [x, turnedY, turnedZ];
  }
  const [turnedZ, turnedX] = aboutZ([z, x, 0], degrees);
  return [turnedX, y, turnedZ];
}

function aboutZ([x, y, z]: Vector, degrees: number): Vector {
  if (degrees === 0) return [x, y, z];
  const angle = (degrees * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  return [x * cosine - y * sine, x * sine + y * cosine, z];
}

const plus = ([x, y, z]: Vector, by: Vector): Vector => [x + by[0], y + by[1], z + by[2]];
