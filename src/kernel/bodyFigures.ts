import type { OpenCascadeInstance, TopLoc_Location, TopoDS_Shape } from 'replicad-opencascadejs';
import { hashLimit } from './explore';
import { volumeOf, type Mass } from './massProperties';
import { edgeKinds, faceKinds, type Vector } from './stepModel';

export interface FaceFigures {
  /** Index into `faceKinds`. */
  readonly kind: number;
  /** mm, or NaN. */
  readonly radius: number;
}

export interface EdgeFigures {
  /** Index into `edgeKinds`. */
  readonly kind: number;
  /** mm. */
  readonly length: number;
  /** mm, or NaN. */
  readonly radius: number;
}

/** The measured figures of a body, the same wherever it stands: a body that occurs a hundred times is measured once. */
export interface BodyFigures {
  /** Where the body was modelled, before it is moved to where it stands. */
  readonly volume: Mass;
  readonly valid: boolean;
  /** In the explorer's order, filled as they are asked for. */
  readonly areas: Mass[];
  readonly faces: FaceFigures[];
  readonly edges: EdgeFigures[];
}

/** Measures bodies, and recognises a measured one in another place. */
export class MeasuredBodies {
  readonly #oc: OpenCascadeInstance;
  readonly #known = new Map<number, { readonly unmoved: TopoDS_Shape; readonly figures: BodyFigures }[]>();

  constructor(oc: OpenCascadeInstance) {
    this.#oc = oc;
  }

  /** The figures of a body, and its volume where it stands. */
  of(body: TopoDS_Shape): { readonly figures: BodyFigures; readonly volume: Mass } {
    const location = body.Location();
    try {
      return this.#of(body, location);
    } finally {
      location.delete();
    }
  }

  /** The figures of a body that stands in one place only. */
  static inPlace(oc: OpenCascadeInstance, body: TopoDS_Shape, isMesh = false): { figures: BodyFigures; volume: Mass } {
    const figures = measured(oc, body, isMesh);
    return { figures, volume: figures.volume };
  }

  dispose(): void {
    for (const same of this.#known.values()) for (const { unmoved } of same) unmoved.delete();
    this.#known.clear();
  }

  #of(body: TopoDS_Shape, location: TopLoc_Location): { figures: BodyFigures; volume: Mass } {
    const oc = this.#oc;
    const moved = location.Transformation();
    const origin = new oc.TopLoc_Location();
    try {
      // What is mirrored or scaled isn't the same body.
      if (moved.IsNegative() || moved.ScaleFactor() !== 1) return MeasuredBodies.inPlace(oc, body);
      const unmoved = body.Located(origin, false);
      const hash = oc.ReplicadShapeHasher.HashCode(unmoved, hashLimit);
      const same = this.#known.get(hash) ?? [];
      this.#known.set(hash, same);
      let found = same.find((known) => known.unmoved.IsSame(unmoved));
      if (found) unmoved.delete();
      else same.push((found = { unmoved, figures: measured(oc, unmoved) }));
      const [x, y, z] = found.figures.volume.centre;
      const { theX, theY, theZ } = moved.Transforms(x, y, z);
      const centre: Vector = [theX, theY, theZ];
      return { figures: found.figures, volume: { amount: found.figures.volume.amount, centre } };
    } finally {
      moved.delete();
      origin.delete();
    }
  }
}

function measured(oc: OpenCascadeInstance, body: TopoDS_Shape, isMesh = false): BodyFigures {
  const checker = new oc.BRepCheck_Analyzer(body, true, false, false);
  const valid = checker.IsValid();
  checker.delete();
  return { volume: volumeOf(oc, body, { isMesh }), valid, areas: [], faces: [], edges: [] };
}

export function measureFace(oc: OpenCascadeInstance, found: TopoDS_Shape): FaceFigures {
  const face = oc.TopoDS.Face(found);
  const surface = new oc.BRepAdaptor_Surface(face, false);
  const kind = faceKindOf[surface.GetType()] ?? 'free-form surface';
  const round = kind === 'cylinder' ? surface.Cylinder() : kind === 'sphere' ? surface.Sphere() : undefined;
  const radius = round?.Radius() ?? NaN;
  round?.delete();
  surface.delete();
  face.delete();
  return { kind: faceKinds.indexOf(kind), radius };
}

export function measureEdge(oc: OpenCascadeInstance, found: TopoDS_Shape): EdgeFigures {
  const edge = oc.TopoDS.Edge(found);
  try {
    // Where a surface comes together in a point, an edge has no curve.
    if (oc.BRep_Tool.Degenerated(edge)) return { kind: 0, length: 0, radius: NaN };
    const curve = new oc.BRepAdaptor_Curve(edge);
    const own = new oc.GProp_GProps();
    oc.BRepGProp.LinearProperties(found, own, false, false);
    const kind = edgeKindOf[curve.GetType()] ?? 'curve';
    const circle = kind === 'circle' ? curve.Circle() : undefined;
    const figures = { kind: edgeKinds.indexOf(kind), length: own.Mass(), radius: circle?.Radius() ?? NaN };
    circle?.delete();
    own.delete();
    curve.delete();
    return figures;
  } finally {
    edge.delete();
  }
}

const faceKindOf: Readonly<Record<string, (typeof faceKinds)[number]>> = {
  GeomAbs_Plane: 'plane',
  GeomAbs_Cylinder: 'cylinder',
  GeomAbs_Cone: 'cone',
  GeomAbs_Sphere: 'sphere',
  GeomAbs_Torus: 'torus',
  GeomAbs_SurfaceOfRevolution: 'surface of revolution',
  GeomAbs_SurfaceOfExtrusion: 'extruded surface',
};

const edgeKindOf: Readonly<Record<string, (typeof edgeKinds)[number]>> = {
  GeomAbs_Line: 'line',
  GeomAbs_Circle: 'circle',
  GeomAbs_Ellipse: 'ellipse',
};
