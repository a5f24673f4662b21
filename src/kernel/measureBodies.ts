import type { OpenCascadeInstance, TopoDS_Shape } from 'replicad-opencascadejs';
import { edgeKinds, faceKinds, type Box, type ExactFacts, type Range, type Vector } from './stepModel';
import type { Body, Tessellation } from './tessellate';

/** Measures the exact model: as a whole, and each of its faces and edges in the order of the triangles. */
export function measureBodies(
  oc: OpenCascadeInstance,
  whole: TopoDS_Shape,
  bodies: readonly Body[],
  { mesh, faceHashes, edgeHashes }: Tessellation,
  truncated: boolean,
): ExactFacts {
  const faces = measureFaces(oc, bodies, mesh, faceHashes);
  const edges = measureEdges(oc, bodies, mesh, edgeHashes);
  const volume = new oc.GProp_GProps();
  const partVolumes = Float64Array.from(bodies, ({ shape }) => {
    const own = new oc.GProp_GProps();
    oc.BRepGProp.VolumeProperties(shape, own, false, false, false);
    volume.Add(own, 1);
    const mass = own.Mass();
    own.delete();
    return mass;
  });
  const solids = bodies.filter(({ solid }) => solid).length;
  const weighed = solids > 0 ? volume : faces.properties;
  const checker = new oc.BRepCheck_Analyzer(whole, true, false, false);
  const facts: ExactFacts = {
    volume: volume.Mass(),
    area: faces.properties.Mass(),
    box: boxOf(oc, whole),
    centre: point(weighed.CentreOfMass()),
    solids,
    faces: faces.count,
    edges: new Set(edgeHashes).size,
    valid: checker.IsValid(),
    truncated,
    partVolumes,
    faceKinds: faces.faceKinds,
    faceAreas: faces.faceAreas,
    faceRadii: faces.faceRadii,
    ...edges,
  };
  for (const made of [volume, faces.properties, checker]) made.delete();
  return facts;
}

function measureFaces(
  oc: OpenCascadeInstance,
  bodies: readonly Body[],
  { parts }: Tessellation['mesh'],
  hashes: Int32Array,
) {
  const measured = {
    count: 0,
    properties: new oc.GProp_GProps(),
    faceKinds: new Uint8Array(hashes.length),
    faceAreas: new Float64Array(hashes.length),
    faceRadii: new Float64Array(hashes.length).fill(NaN),
  };
  bodies.forEach(({ shape }, which) => {
    const take = placesOf(hashes, parts[which]?.faces);
    for (const found of each(oc, shape, 'TopAbs_FACE')) {
      measured.count++;
      const own = new oc.GProp_GProps();
      oc.BRepGProp.SurfaceProperties(found, own, false, false);
      measured.properties.Add(own, 1);
      const at = take(oc.ReplicadShapeHasher.HashCode(found, hashLimit));
      if (at !== undefined) {
        const { kind, radius } = surfaceOf(oc, found);
        measured.faceKinds[at] = faceKinds.indexOf(kind);
        measured.faceAreas[at] = own.Mass();
        measured.faceRadii[at] = radius;
      }
      own.delete();
    }
  });
  return measured;
}

function surfaceOf(oc: OpenCascadeInstance, found: TopoDS_Shape): { kind: (typeof faceKinds)[number]; radius: number } {
  const face = oc.TopoDS.Face(found);
  const surface = new oc.BRepAdaptor_Surface(face, false);
  const kind = faceKindOf[surface.GetType()] ?? 'free-form surface';
  const round = kind === 'cylinder' ? surface.Cylinder() : kind === 'sphere' ? surface.Sphere() : undefined;
  const radius = round?.Radius() ?? NaN;
  round?.delete();
  surface.delete();
  face.delete();
  return { kind, radius };
}

function measureEdges(
  oc: OpenCascadeInstance,
  bodies: readonly Body[],
  { parts }: Tessellation['mesh'],
  hashes: Int32Array,
) {
  const measured = {
    edgeKinds: new Uint8Array(hashes.length),
    edgeLengths: new Float64Array(hashes.length),
    edgeRadii: new Float64Array(hashes.length).fill(NaN),
  };
  bodies.forEach(({ shape }, which) => {
    const take = placesOf(hashes, parts[which]?.edges);
    for (const found of each(oc, shape, 'TopAbs_EDGE')) {
      const at = take(oc.ReplicadShapeHasher.HashCode(found, hashLimit));
      if (at === undefined) continue;
      const edge = oc.TopoDS.Edge(found);
      if (!oc.BRep_Tool.Degenerated(edge)) {
        const curve = new oc.BRepAdaptor_Curve(edge);
        const own = new oc.GProp_GProps();
        oc.BRepGProp.LinearProperties(found, own, false, false);
        const kind = edgeKindOf[curve.GetType()] ?? 'curve';
        measured.edgeKinds[at] = edgeKinds.indexOf(kind);
        measured.edgeLengths[at] = own.Mass();
        if (kind === 'circle') {
          const circle = curve.Circle();
          measured.edgeRadii[at] = circle.Radius();
          circle.delete();
        }
        for (const made of [own, curve]) made.delete();
      }
      edge.delete();
    }
  });
  return measured;
}

/**
 * The extractors leave out what has no triangles and give each edge once, so a body's faces and edges are found again
 * by their hashes. Each place is given once.
 */
function placesOf(hashes: Int32Array, [first, count]: Range = [0, 0]): (hash: number) => number | undefined {
  const open = new Map<number, number[]>();
  for (let at = first + count - 1; at >= first; at--) {
    const hash = hashes[at] ?? 0;
    const places = open.get(hash);
    if (places) places.push(at);
    else open.set(hash, [at]);
  }
  return (hash) => open.get(hash)?.pop();
}

/** What the extractors hash with. */
export const hashLimit = 2 ** 31 - 1;

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

/** The sub-shapes of a kind, as often as they occur; each is deleted when the next one is asked for. */
export function* each(
  oc: OpenCascadeInstance,
  shape: TopoDS_Shape,
  kind: 'TopAbs_SOLID' | 'TopAbs_FACE' | 'TopAbs_EDGE',
  avoid: 'TopAbs_SHAPE' | 'TopAbs_SOLID' = 'TopAbs_SHAPE',
): Generator<TopoDS_Shape> {
  const explorer = new oc.TopExp_Explorer(shape, oc.TopAbs_ShapeEnum[kind], oc.TopAbs_ShapeEnum[avoid]);
  try {
    while (explorer.More()) {
      const current = explorer.Current();
      yield current;
      current.delete();
      explorer.Next();
    }
  } finally {
    explorer.delete();
  }
}

function boxOf(oc: OpenCascadeInstance, shape: TopoDS_Shape): Box {
  const box = new oc.Bnd_Box();
  oc.BRepBndLib.AddOptimal(shape, box, false, false);
  const found: Box = { min: point(box.CornerMin()), max: point(box.CornerMax()) };
  box.delete();
  return found;
}

function point(at: { X(): number; Y(): number; Z(): number; delete(): void }): Vector {
  const coordinates = [at.X(), at.Y(), at.Z()] as const;
  at.delete();
  return coordinates;
}
