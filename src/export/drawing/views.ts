import type { OpenCascadeInstance, TopoDS_Shape } from 'replicad-opencascadejs';
import { sentence } from '../../base/sentence';
import { compoundOf, each } from '../../kernel/explore';
import { Modeller } from '../../kernel/modeller';
import type { Vector } from '../../kernel/stepModel';
import type { Body } from '../../kernel/tessellate';
import { refuse } from '../failure';
import { curveOf, endsOf, pointsOf, type Curve, type Plane } from './curve';

/** From where a model is looked at: towards the viewer, and to the right of the picture. */
export const views = {
  front: { z: [0, -1, 0], x: [1, 0, 0] },
  back: { z: [0, 1, 0], x: [-1, 0, 0] },
  left: { z: [-1, 0, 0], x: [0, -1, 0] },
  right: { z: [1, 0, 0], x: [0, 1, 0] },
  top: { z: [0, 0, 1], x: [1, 0, 0] },
  bottom: { z: [0, 0, -1], x: [1, 0, 0] },
  isometric: { z: [1, -1, 1], x: [1, 1, 0] },
} as const satisfies Readonly<Record<string, { readonly z: Vector; readonly x: Vector }>>;
export type View = keyof typeof views;

export const englishViews: Readonly<Record<View, string>> = {
  front: 'Front',
  back: 'Back',
  left: 'Left',
  right: 'Right',
  top: 'Top',
  bottom: 'Bottom',
  isometric: 'Isometric',
};

export interface Projection {
  readonly view: View;
  /** Edges and outlines that are seen, and those behind the model. */
  readonly visible: readonly Curve[];
  readonly hidden: readonly Curve[];
}

/** The kernel's projection compares all faces with all others. */
const mostFaces = 5000;

/**
 * What is seen of the bodies from each side, in mm.
 * @throws ExportFailure for too many faces, and for bodies of triangles
 */
export function projectionsOf(oc: OpenCascadeInstance, bodies: readonly Body[]): readonly Projection[] {
  const faces = bodies.reduce((sum, { faceHashes }) => sum + faceHashes.length, 0);
  if (faces > mostFaces)
    refuse(
      sentence(
        'A drawing of {0} faces would take too long. Choose fewer parts, of at most {1} faces.',
        faces,
        mostFaces,
      ),
    );
  if (bodies.some(({ isMesh }) => isMesh))
    refuse(sentence('Parts of this file hold triangles and no exact surfaces, so there are no edges to be drawn.'));
  const modeller = new Modeller(oc);
  try {
    const whole = modeller.own(
      compoundOf(
        oc,
        bodies.map(({ shape }) => shape),
      ),
    );
    return (Object.keys(views) as View[]).map((view) => projection(modeller, whole, view));
  } finally {
    modeller.dispose();
  }
}

function projection(modeller: Modeller, whole: TopoDS_Shape, view: View): Projection {
  const { oc } = modeller;
  const { z, x }: { readonly z: Vector; readonly x: Vector } = views[view];
  const axes = modeller.own(
    new oc.gp_Ax2(
      modeller.own(new oc.gp_Pnt(0, 0, 0)),
      modeller.own(new oc.gp_Dir(...z)),
      modeller.own(new oc.gp_Dir(...x)),
    ),
  );
  const projector = new oc.HLRBRep_Algo();
  projector.Add(whole, 0);
  projector.Projector(modeller.own(new oc.HLRAlgo_Projector(axes)));
  projector.Update();
  projector.Hide();
  const shapes = modeller.own(new oc.HLRBRep_HLRToShape(projector));
  const curves = (...compounds: readonly TopoDS_Shape[]): Curve[] =>
    compounds.flatMap((compound) => {
      modeller.own(compound);
      return compound.IsNull() ? [] : curvesIn(oc, compound);
    });
  // Where surfaces go over into each other smoothly nothing is drawn behind the model.
  const visible = curves(shapes.VCompound(), shapes.OutLineVCompound(), shapes.Rg1LineVCompound());
  const hidden = curves(shapes.HCompound(), shapes.OutLineHCompound());
  projector.delete();
  const drawn = new Set(visible.map(keyOf));
  return { view, visible, hidden: hidden.filter((curve) => !drawn.has(keyOf(curve))) };
}

/** The projection lies in the plane of X and Y. */
const paper: Plane = { origin: [0, 0, 0], x: [1, 0, 0], y: [0, 1, 0] };

function curvesIn(oc: OpenCascadeInstance, compound: TopoDS_Shape): Curve[] {
  // The projection gives its curves on the paper only.
  oc.BRepLib.BuildCurves3d(compound);
  const curves: Curve[] = [];
  for (const edge of each(oc, compound, 'TopAbs_EDGE')) {
    const curve = curveOf(oc, edge, paper);
    if (curve && lengthOf(curve) > shortest) curves.push(curve);
  }
  return curves;
}

/** mm: what is shorter is a leftover of the projection. */
const shortest = 1e-5;

function lengthOf(curve: Curve): number {
  const points = pointsOf(curve);
  return points.slice(1).reduce((sum, [x, y], at) => {
    const [fromX, fromY] = points[at] ?? [x, y];
    return sum + Math.hypot(x - fromX, y - fromY);
  }, 0);
}

/** What is behind a line that is seen, from end to end, need not be drawn. */
function keyOf(curve: Curve): string {
  const points = pointsOf(curve);
  const middle = points[Math.floor(points.length / 2)] ?? [0, 0];
  const ends = endsOf(curve).map((point) => point.map(rounded).join());
  return [...ends.sort(), curve.kind === 'line' ? '' : middle.map(rounded).join()].join(' ');
}

function rounded(value: number): number {
  return Math.round(value * 1000);
}
