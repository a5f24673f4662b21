import type { Shape } from '../../../kernel/specification';
import { impossible, mm, plain } from '../../geometry/refusal';
import type { BodyShape, PlacedBody } from './body';
import type { Taker } from './taker';

/**
 * A ring of round section, solid or a pipe. Two of its sizes make it: outside, inside, the circle on which the middle
 * of the section runs ("major"), and the section ("minor", "tube").
 */
export function readTorus(taker: Taker): BodyShape {
  taker.trait('round', 'closed', 'regular');
  const isHollow = taker.trait('hollow');
  const ofTube = taker.diameter('short');
  const stated = taker.size('section') ?? ofTube ?? taker.size('thickness');
  const circle = taker.diameter('long') ?? taker.size('pitch circle');
  const outer =
    taker.diameter('outer') ?? taker.diameter('overall') ?? (circle === undefined ? taker.diameter() : undefined);
  const inner = taker.diameter('inner');
  // "3.5 mm cross section"
  const isSized = circle !== undefined || outer !== undefined || inner !== undefined;
  const section = stated ?? (isSized ? taker.size('unnamed') : undefined);
  const [ring, tube] = solve(taker, { section, circle, outer, inner });
  if (!(tube > 0 && tube < ring))
    impossible(`A section of ${mm(tube)} on a circle of ${mm(ring)} would run into itself.`);
  const inside = taker.size('inner section');
  const wall = taker.size('wall') ?? (inside === undefined ? undefined : (tube - inside) / 2);
  if (isHollow && wall === undefined) taker.missing('wall thickness');
  if (wall !== undefined && !(wall > 0 && 2 * wall < tube))
    impossible(`A wall of ${mm(wall)} does not fit in ${mm(tube)}.`);
  return {
    name: `Torus ⌀${plain(ring)}x⌀${plain(tube)}`,
    text: `Ring of ${mm(tube)} section on a circle of ${mm(ring)}${wall === undefined ? '' : `, a pipe with a wall of ${mm(wall)}`}`,
    solids: [
      wall === undefined
        ? { operation: 'add', shape: { kind: 'torus', diameter: ring, tubeDiameter: tube }, at: [0, 0, tube / 2] }
        : { operation: 'add', shape: pipe(ring, tube, wall) },
    ],
    size: [ring + tube, ring + tube, tube],
    surfaces: [],
    round: true,
    corners: false,
  };
}

function pipe(ring: number, tube: number, wall: number): Shape {
  const holes = [{ kind: 'circle' as const, diameter: tube - 2 * wall }];
  const profile = { kind: 'circle' as const, diameter: tube, at: [ring / 2, tube / 2] as [number, number], holes };
  return { kind: 'revolve', degrees: 360, profile };
}

interface Given {
  readonly section: number | undefined;
  readonly circle: number | undefined;
  readonly outer: number | undefined;
  readonly inner: number | undefined;
}

/** The circle and the section of a ring. More sizes than two have to agree. */
function solve(taker: Taker, { section, circle, outer, inner }: Given): [ring: number, tube: number] {
  const tube =
    section ??
    (outer !== undefined && inner !== undefined
      ? (outer - inner) / 2
      : outer !== undefined && circle !== undefined
        ? outer - circle
        : inner !== undefined && circle !== undefined
          ? circle - inner
          : undefined);
  if (tube === undefined) return taker.missing('tube diameter');
  const ring = circle ?? (outer === undefined ? (inner === undefined ? undefined : inner + tube) : outer - tube);
  if (ring === undefined) return taker.missing('diameter');
  for (const [said, follows, name] of [
    [outer, ring + tube, 'outside'],
    [inner, ring - tube, 'inside'],
  ] as const)
    if (said !== undefined && Math.abs(said - follows) > 1e-6)
      impossible(`A section of ${mm(tube)} on a circle of ${mm(ring)} makes ${mm(follows)} ${name}, not ${mm(said)}.`);
  return [ring, tube];
}

/** A torus that lies flat: what is narrower than its middle circle would stand over its hole. */
export function isRingAround({ size: [width] }: BodyShape, { solids: [solid] }: PlacedBody): boolean {
  return solid?.shape.kind === 'torus' && width < solid.shape.diameter;
}
