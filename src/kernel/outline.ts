import { KernelFailure } from './failure';
import { gearOutline } from './gear';
import { pathSegments } from './arcs';
import { apart, moved, onCircle, origin, type Outline, type Point2, type Segment } from './plane';
import type { CheckedProfile } from './specification';

/**
 * The outline of a profile in its place, without its holes.
 * @throws KernelFailure when its sizes contradict each other
 */
export function outlineOf(profile: CheckedProfile): Outline {
  return moved(unplaced(profile), profile);
}

/** The outlines of a profile's holes, in the profile's place. @throws KernelFailure as above */
export function holesOf(profile: CheckedProfile): readonly Outline[] {
  return (profile.holes ?? []).map((hole) => moved(outlineOf(hole), profile));
}

function unplaced(profile: CheckedProfile): Outline {
  switch (profile.kind) {
    case 'rectangle':
      return rectangle(...profile.size, profile.cornerRadius ?? 0);
    case 'circle':
      return { circle: profile.diameter, centre: origin };
    case 'ellipse': {
      const [x, y] = profile.size;
      return x === y ? { circle: x, centre: origin } : { ellipse: profile.size, centre: origin, turn: 0 };
    }
    case 'slot':
      if (!(profile.length > profile.width))
        refuse(`A slot ${profile.length} mm long can’t be ${profile.width} mm wide: it has to be longer than wide.`);
      return rectangle(profile.length, profile.width, profile.width / 2);
    case 'regularPolygon': {
      // An edge's middle is at −90°, so that this side, and the opposite one of an even number, is parallel to X.
      const radius = circumradius(profile);
      return polygon(
        Array.from({ length: profile.sides }, (_, index) =>
          onCircle(radius, -Math.PI / 2 + ((2 * index + 1) * Math.PI) / profile.sides),
        ),
      );
    }
    case 'polygon':
      return polygon(profile.points);
    case 'path':
      return { start: profile.start, segments: closed(profile.start, pathSegments(profile.start, profile.segments)) };
    case 'gear':
      return gearOutline(profile);
  }
}

/** @throws KernelFailure unless exactly one size is given, and one that this polygon can have */
function circumradius(profile: Extract<CheckedProfile, { kind: 'regularPolygon' }>): number {
  const { sides, side, acrossFlats, acrossCorners, inradius, circumradius } = profile;
  const given = Object.entries({ side, acrossFlats, acrossCorners, inradius, circumradius }).flatMap(([key, size]) =>
    size === undefined ? [] : [{ key, size }],
  );
  const [one, other] = given;
  if (!one || other)
    refuse(
      `A regular polygon needs exactly one of side, acrossFlats, acrossCorners, inradius and circumradius, not ${given.map(({ key }) => key).join(' and ') || 'none'}.`,
    );
  const { key, size } = one;
  if (sides % 2 !== 0 && (key === 'acrossFlats' || key === 'acrossCorners'))
    refuse(
      `A polygon with ${sides} sides has no opposite ${key === 'acrossFlats' ? 'flats' : 'corners'}: its side, inradius or circumradius says its size.`,
    );
  const half = Math.PI / sides;
  switch (key) {
    case 'side':
      return size / (2 * Math.sin(half));
    case 'acrossFlats':
      return size / (2 * Math.cos(half));
    case 'acrossCorners':
      return size / 2;
    case 'inradius':
      return size / Math.cos(half);
    default:
      return size;
  }
}

/** Counterclockwise from the lower right corner. */
function rectangle(width: number, height: number, radius: number): Outline {
  const [x, y] = [width / 2, height / 2];
  if (radius === 0)
    return polygon([
      [-x, -y],
      [x, -y],
      [x, y],
      [-x, y],
    ]);
  if (2 * radius > Math.min(width, height) * (1 + 1e-9))
    refuse(
      `Corners with a radius of ${radius} mm don’t fit a rectangle of ${width} by ${height} mm: the largest radius is ${Math.min(x, y)} mm.`,
    );
  const [right, top] = [x - radius, y - radius].map((straight) => (straight > samePoint ? straight : 0)) as [
    number,
    number,
  ];
  if (right === 0 && top === 0) return { circle: width, centre: origin };
  if (top === 0) return slot([right, -y], [right, y], [x, 0]);
  if (right === 0) return slot([x, top], [-x, top], [0, y]);
  const corner = (centre: Point2, degrees: number): Segment => {
    const at = (angle: number): Point2 => add(centre, onCircle(radius, ((degrees + angle) * Math.PI) / 180));
    return { to: at(90), via: at(45) };
  };
  const start: Point2 = [x, -top];
  return {
    start,
    segments: closed(start, [
      { to: [x, top] },
      corner([right, top], 0),
      { to: [-right, y] },
      corner([-right, top], 90),
      { to: [-x, -top] },
      corner([-right, -top], 180),
      { to: [right, -y] },
      corner([right, -top], 270),
    ]),
  };
}

/** A half circle over three points, and another one turned by 180°, with lines between them. */
function slot(start: Point2, end: Point2, apex: Point2): Outline {
  const opposite = ([px, py]: Point2): Point2 => [-px, -py];
  return {
    start,
    segments: [
      { to: end, via: apex },
      { to: opposite(start) },
      { to: opposite(end), via: opposite(apex) },
      { to: start },
    ],
  };
}

function polygon(points: readonly Point2[]): Outline {
  const [start = [0, 0], ...others] = points;
  return {
    start,
    segments: closed(
      start,
      others.map((to) => ({ to })),
    ),
  };
}

/** Points closer than this, in mm, are the same. */
const samePoint = 1e-6;

/** The outline closed at its start, without segments of no length. */
function closed(start: Point2, segments: readonly Segment[]): Segment[] {
  const kept: Segment[] = [];
  let at = start;
  for (const segment of [...segments, { to: start }]) {
    if ('via' in segment || apart(at, segment.to) > samePoint) kept.push(segment);
    at = segment.to;
  }
  return kept;
}

function add([ax, ay]: Point2, [bx, by]: Point2): Point2 {
  return [ax + bx, ay + by];
}

function refuse(sentence: string): never {
  throw new KernelFailure('geometry_validation_failed', sentence);
}
