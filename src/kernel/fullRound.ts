import type { TopoDS_Face, TopoDS_Shape } from 'replicad-opencascadejs';
import { combineShapes, commonOf } from './booleans';
import { isWall } from './draft';
import { bodyEdges, extremeFaces, isParallel, outward, planeOf, sameLength, type BodyEdge } from './edges';
import { KernelFailure } from './failure';
import type { MadeFaces } from './madeFaces';
import { boundingBox } from './measure';
import type { Modeller } from './modeller';
import { place, prism } from './place';
import { makeShape } from './shapes';
import type { CheckedFeature, Point } from './specification';
import { cross, dot, plus, scaled } from './vectors';

type FullRound = Extract<CheckedFeature, { operation: 'fullRound' }>;

const axes = { x: [1, 0, 0], y: [0, 1, 0], z: [0, 0, 1] } as const;

/** How far beside a side it is looked for material that is in the way, in mm, and what share of that place may be. */
const besideBy = 0.01;
const negligible = 1e-3;

/**
 * Replaces flat faces by half cylinders between their two parallel sides. OpenCascade has no such fillet, so what is
 * under the face is cut away as deep as the round reaches, and the round is put there instead.
 * @throws KernelFailure when the face has no such sides, or when the round has no room
 */
export function fullRound(modeller: Modeller, body: TopoDS_Shape, feature: FullRound, made: MadeFaces): TopoDS_Shape {
  const refuse: Refuse = (why) => {
    throw new KernelFailure('geometry_validation_failed', `The ${feature.name} can’t be made: ${why}.`);
  };
  const edges = bodyEdges(modeller, body, true);
  const faces = chosenFaces(modeller, body, feature, edges, made);
  if (faces.length === 0) refuse(`the part has no such flat face at its ${feature.face}`);
  const pieces = faces.map((face) => roundOf(modeller, body, { face, edges, feature, refuse }));
  const rest = combineShapes(
    modeller,
    'cut',
    body,
    pieces.map(({ cut }) => cut),
  );
  const result = combineShapes(
    modeller,
    'add',
    rest,
    pieces.map(({ round }) => round),
  );
  const expected = pieces.reduce(
    (sum, { cut, round }) => sum - modeller.volume(cut) + modeller.volume(round),
    modeller.volume(body),
  );
  if (Math.abs(modeller.volume(result) - expected) > 1e-6 * expected) refuse('the round doesn’t fit at this face');
  return result;
}

type Refuse = (why: string) => never;

function chosenFaces(
  modeller: Modeller,
  body: TopoDS_Shape,
  { face: side, of }: FullRound,
  edges: readonly BodyEdge[],
  made: MadeFaces,
): TopoDS_Face[] {
  if (of === undefined) return extremeFaces(modeller, body, side);
  const facing = modeller.faces(body).flatMap((face) => {
    const plane = planeOf(modeller, face);
    const isFacing = plane && dot(plane.normal, outward[side]) > 1 - 1e-8;
    const isMade = (): boolean =>
      edges.some(({ faces, beside }) =>
        ([0, 1] as const).some((index) => faces[index].IsSame(face) && made.isBy(of, beside[index])),
      );
    return isFacing && isMade() ? [{ face, offset: plane.offset }] : [];
  });
  const farthest = Math.max(...facing.map(({ offset }) => offset));
  return facing.filter(({ offset }) => offset > farthest - sameLength).map(({ face }) => face);
}

/** What is cut away under a face, and the round that comes there. */
function roundOf(
  modeller: Modeller,
  body: TopoDS_Shape,
  {
    face,
    edges,
    feature,
    refuse,
  }: {
    readonly face: TopoDS_Face;
    readonly edges: readonly BodyEdge[];
    readonly feature: FullRound;
    readonly refuse: Refuse;
  },
): { readonly cut: TopoDS_Shape; readonly round: TopoDS_Shape } {
  const up = outward[feature.face];
  const around = edges.filter(({ faces }) => faces.some((one) => one.IsSame(face)));
  if (modeller.parts(face, 'WIRE').length > 1) refuse('its face has holes, which have to be cut after it');
  const beside = around.map((edge) => {
    const other = edge.faces.find((one) => !one.IsSame(face)) ?? face;
    return { ...edge, other, wall: planeOf(modeller, other) };
  });
  if (
    beside.length !== modeller.parts(face, 'EDGE').length ||
    !beside.every(({ other }) => isWall(modeller, other, up))
  )
    refuse('what is beside its face has to be at right angles to it');
  const outer = beside.filter(({ bend }) => bend > 0);
  if (outer.some(({ wall }) => !wall)) refuse('the sides of its face have to be flat');
  const { run, width, middle } = sidesOf(outer, up, feature.along, refuse);
  const radius = width / 2;
  const across = cross(run, up);
  const { min, max } = boxAlong(modeller, face, [across, run, up]);
  if (Math.max(max[0] - middle, middle - min[0]) > radius + sameLength) refuse('its face is not as wide everywhere');
  const cut = prism(modeller, face, scaled(up, -radius));
  const isSolid = modeller.volume(commonOf(modeller, body, [cut])) > modeller.volume(cut) * (1 - 1e-6);
  const deep = `${Number(radius.toPrecision(6))} mm, half of the face’s width`;
  if (!isSolid) refuse(`the part has to be solid under its face for ${deep}`);
  for (const { edge, wall } of outer) {
    const strip = prism(modeller, prism(modeller, edge, scaled(wall?.normal ?? up, besideBy)), scaled(up, -radius));
    if (modeller.volume(commonOf(modeller, body, [strip])) > negligible * Math.abs(modeller.volume(strip)))
      refuse(`the sides have to go down from its face for ${deep}`);
  }
  const half = makeShape(
    modeller,
    {
      kind: 'extrude',
      height: max[1] - min[1],
      profile: {
        kind: 'path',
        start: [-radius, -radius],
        segments: [{ to: [radius, -radius] }, { to: [-radius, -radius], via: [0, 0] }],
      },
    },
    { below: 0, above: 0 },
  );
  const origin = plus(plus(scaled(up, max[2]), across, middle), run, max[1]);
  const cylinder = place(modeller, half, { x: across, y: up, z: scaled(run, -1), origin });
  return { cut, round: commonOf(modeller, cylinder, [cut]) };
}

interface Sides {
  /** The way that they run. */
  readonly run: Point;
  /** How far they are apart, in mm. */
  readonly width: number;
  /** Where the middle between them is, from the origin in the direction across. */
  readonly middle: number;
}

/** The two parallel sides with the least width between them. */
function sidesOf(
  outer: readonly (BodyEdge & { readonly wall: ReturnType<typeof planeOf> })[],
  up: Point,
  along: FullRound['along'],
  refuse: Refuse,
): Sides {
  const pairs = outer.flatMap((one, index) =>
    outer.slice(index + 1).flatMap((other) => {
      if (!one.wall || !other.wall || !one.direction || dot(one.wall.normal, other.wall.normal) > -1 + 1e-8) return [];
      if (along !== undefined && !isParallel(one.direction, axes[along])) return [];
      return [{ one, run: one.direction, width: one.wall.offset + other.wall.offset }];
    }),
  );
  const [least, ...others] = pairs.filter(({ width }) => width > 0).sort((a, b) => a.width - b.width);
  if (!least) return refuse('its face has no two parallel straight sides to be round between');
  const isEven = others.some(
    ({ run, width }) => Math.abs(width - least.width) < sameLength && !isParallel(run, least.run),
  );
  if (isEven)
    return refuse(
      `its face is ${Number(least.width.toPrecision(6))} mm wide both ways: “along” has to say which it runs`,
    );
  const normal = least.one.wall?.normal ?? least.run;
  const across = cross(least.run, up);
  const offset = (least.one.wall?.offset ?? 0) - least.width / 2;
  return { run: least.run, width: least.width, middle: dot(across, normal) > 0 ? offset : -offset };
}

/** The box of a face along three axes at right angles, exact however they lie in the part. */
function boxAlong(
  modeller: Modeller,
  face: TopoDS_Face,
  [a, b, c]: readonly [Point, Point, Point],
): ReturnType<typeof boundingBox> {
  const own = place(modeller, face, {
    x: [a[0], b[0], c[0]],
    y: [a[1], b[1], c[1]],
    z: [a[2], b[2], c[2]],
    origin: [0, 0, 0],
  });
  return boundingBox(modeller.oc, own);
}
