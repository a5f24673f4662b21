import type { EdgeSelector, Face, Profile, SolidFeature } from '../../../kernel/specification';
import type { PlacedBody } from './body';

/** Corners as round as half of the width leave no flat between them: the plate becomes a slot. */
export function fullyRound(
  edges: EdgeSelector,
  radius: number,
  { size: [x, y, z], solids, at }: PlacedBody,
): Omit<SolidFeature, 'name'> | undefined {
  const [solid, ...more] = solids;
  const end = edges.on?.length === 1 ? ends[edges.on[0] ?? 'top'] : undefined;
  const isOne = end && Object.keys(edges).length === 2 && solid?.shape.kind === 'box' && more.length === 0;
  if (edges.parallelTo === 'z' && isOne && Math.abs(2 * radius - (end.axis === 0 ? y : x)) < 1e-6)
    return {
      operation: 'cut',
      shape: { kind: 'extrude', profile: roundEnd([x, y], radius, end), height: z },
      at: [...at],
    };
  if (edges.parallelTo !== 'z' || Object.keys(edges).length > 1) return undefined;
  if (Math.abs(2 * radius - Math.min(x, y)) > 1e-6 || solid?.shape.kind !== 'box' || more.length > 0) return undefined;
  const outline: Profile =
    x === y
      ? { kind: 'circle', diameter: x }
      : { kind: 'slot', length: Math.max(x, y), width: Math.min(x, y), turn: x > y ? 0 : 90 };
  const profile: Profile = { kind: 'rectangle', size: [x + 2, y + 2], holes: [outline] };
  return { operation: 'cut', shape: { kind: 'extrude', profile, height: z }, at: [...at] };
}

interface End {
  readonly axis: 0 | 1;
  readonly sign: 1 | -1;
}

const ends: Readonly<Partial<Record<Face, End>>> = {
  left: { axis: 0, sign: -1 },
  right: { axis: 0, sign: 1 },
  front: { axis: 1, sign: -1 },
  back: { axis: 1, sign: 1 },
};

/** What is cut away at one end of a plate so that it becomes a half circle. */
function roundEnd(size: readonly [number, number], radius: number, { axis, sign }: End): Profile {
  const middle = sign * (size[axis] / 2 - radius);
  const point = (along: number, across: number): [number, number] => {
    const out = middle + sign * along;
    return axis === 0 ? [out, across] : [across, out];
  };
  const beyond = radius + 1;
  return {
    kind: 'path',
    start: point(0, radius),
    segments: [
      { to: point(0, -radius), via: point(radius, 0) },
      { to: point(0, -beyond) },
      { to: point(beyond, -beyond) },
      { to: point(beyond, beyond) },
      { to: point(0, beyond) },
      { to: point(0, radius) },
    ],
  };
}

/** The upper edge of a cylinder as round as half of its diameter: its end becomes half a sphere. */
export function domed(
  { on, of, farthest }: EdgeSelector,
  radius: number,
  { size: [diameter, , height], solids, at }: PlacedBody,
): Omit<SolidFeature, 'name'> | undefined {
  const [solid, ...more] = solids;
  const isTop = on?.length === 1 && on[0] === 'top' && of === undefined && farthest === undefined;
  if (!isTop || Math.abs(2 * radius - diameter) > 1e-6 || solid?.shape.kind !== 'cylinder' || more.length > 0)
    return undefined;
  if (height <= radius) return undefined;
  const middle = height - radius;
  const profile: Profile = {
    kind: 'path',
    start: [radius, middle],
    segments: [
      { to: [radius, height] },
      { to: [0, height] },
      { to: [radius, middle], via: [radius * Math.SQRT1_2, middle + radius * Math.SQRT1_2] },
    ],
  };
  return { operation: 'cut', shape: { kind: 'revolve', profile }, at: [...at] };
}
