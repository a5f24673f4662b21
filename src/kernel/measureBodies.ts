import type { GProp_GProps, OpenCascadeInstance, TopoDS_Compound, TopoDS_Shape } from 'replicad-opencascadejs';
import {
  edgeKinds,
  faceKinds,
  ofModel,
  type Box,
  type ExactFacts,
  type ModelMesh,
  type Range,
  type Vector,
} from './stepModel';
import type { Body, Tessellation } from './tessellate';

/**
 * Measures the model: as a whole, and each of its faces and edges in the order of the triangles. What the file hides is
 * no part of the whole.
 */
export function measureBodies(
  oc: OpenCascadeInstance,
  whole: TopoDS_Shape,
  bodies: readonly Body[],
  { mesh, faceHashes, edgeHashes }: Tessellation,
): Omit<ExactFacts, 'remarks' | 'truncated'> {
  const isMeasured = ofModel(mesh.parts);
  const measured = new Set(bodies.filter((_, at) => isMeasured(mesh.parts[at] ?? {})));
  const faces = measureFaces(oc, bodies, measured, mesh, faceHashes);
  const edges = measureEdges(oc, bodies, mesh, edgeHashes);
  const volume = new oc.GProp_GProps();
  const partVolumes = Float64Array.from(bodies, (body) => {
    const own = new oc.GProp_GProps();
    oc.BRepGProp.VolumeProperties(body.shape, own, false, false, body.isMesh);
    if (measured.has(body) && body.solid) volume.Add(own, 1);
    const mass = own.Mass();
    own.delete();
    return mass;
  });
  addSurfaces(oc, [...measured], volume);
  const solids = [...measured].filter(({ solid }) => solid).length;
  const weighed = solids > 0 ? volume : faces.properties;
  const exact = [...measured].filter(({ isMesh }) => !isMesh);
  const facts: Omit<ExactFacts, 'remarks' | 'truncated'> = {
    volume: volume.Mass(),
    area: faces.properties.Mass(),
    box: boxOf(oc, whole, bodies, measured),
    centre: point(weighed.CentreOfMass()),
    solids,
    faces: faces.count,
    edges: edgesOf(mesh, edgeHashes, isMeasured),
    valid: exact.length === bodies.length ? isValid(oc, whole) : exact.every(({ shape }) => isValid(oc, shape)),
    meshes: measured.size - exact.length,
    partVolumes,
    faceKinds: faces.faceKinds,
    faceAreas: faces.faceAreas,
    faceRadii: faces.faceRadii,
    ...edges,
  };
  for (const made of [volume, faces.properties]) made.delete();
  return facts;
}

/** What open surfaces enclose depends on from where one looks, so all of them are looked at together. */
function addSurfaces(oc: OpenCascadeInstance, bodies: readonly Body[], volume: GProp_GProps): void {
  for (const isMesh of [false, true]) {
    const surfaces = bodies.filter((body) => !body.solid && body.isMesh === isMesh);
    if (surfaces.length === 0) continue;
    const together = compoundOf(
      oc,
      surfaces.map(({ shape }) => shape),
    );
    const own = new oc.GProp_GProps();
    oc.BRepGProp.VolumeProperties(together, own, false, false, isMesh);
    volume.Add(own, 1);
    for (const made of [own, together]) made.delete();
  }
}

/** Of the parts that are measured; an edge of several is one. */
function edgesOf({ parts }: ModelMesh, hashes: Int32Array, isMeasured: ReturnType<typeof ofModel>): number {
  const found = new Set<number>();
  for (const part of parts) {
    if (!isMeasured(part)) continue;
    const [first, count] = part.edges;
    for (const hash of hashes.subarray(first, first + count)) found.add(hash);
  }
  return found.size;
}

function isValid(oc: OpenCascadeInstance, shape: TopoDS_Shape): boolean {
  const checker = new oc.BRepCheck_Analyzer(shape, true, false, false);
  const valid = checker.IsValid();
  checker.delete();
  return valid;
}

function measureFaces(
  oc: OpenCascadeInstance,
  bodies: readonly Body[],
  ofWhole: ReadonlySet<Body>,
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
  bodies.forEach((body, which) => {
    const { shape, isMesh } = body;
    const isOfWhole = ofWhole.has(body);
    const take = placesOf(hashes, parts[which]?.faces);
    for (const found of each(oc, shape, 'TopAbs_FACE')) {
      const own = new oc.GProp_GProps();
      oc.BRepGProp.SurfaceProperties(found, own, false, isMesh);
      if (isOfWhole) {
        measured.count++;
        measured.properties.Add(own, 1);
      }
      const at = take(hashOf(oc, found));
      if (at !== undefined) {
        const { kind, radius } = isMesh ? ofTriangles : surfaceOf(oc, found);
        measured.faceKinds[at] = faceKinds.indexOf(kind);
        measured.faceAreas[at] = own.Mass();
        measured.faceRadii[at] = radius;
      }
      own.delete();
    }
  });
  return measured;
}

const ofTriangles: ReturnType<typeof surfaceOf> = { kind: 'triangles', radius: NaN };

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
      const at = take(hashOf(oc, found));
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
const hashLimit = 2 ** 31 - 1;

/** OpenCascade's hash of a shape where it is. */
export function hashOf(oc: OpenCascadeInstance, shape: TopoDS_Shape): number {
  return oc.ReplicadShapeHasher.HashCode(shape, hashLimit);
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

/** To be deleted. */
export function compoundOf(oc: OpenCascadeInstance, shapes: readonly TopoDS_Shape[]): TopoDS_Compound {
  const compound = new oc.TopoDS_Compound();
  const builder = new oc.TopoDS_Builder();
  builder.MakeCompound(compound);
  for (const shape of shapes) builder.Add(compound, shape);
  builder.delete();
  return compound;
}

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

/** Exact where there are surfaces. */
function boxOf(
  oc: OpenCascadeInstance,
  whole: TopoDS_Shape,
  bodies: readonly Body[],
  measured: ReadonlySet<Body>,
): Box {
  const box = new oc.Bnd_Box();
  if (measured.size === bodies.length && ![...measured].some(({ isMesh }) => isMesh))
    oc.BRepBndLib.AddOptimal(whole, box, false, false);
  else for (const { shape, isMesh } of measured) oc.BRepBndLib.AddOptimal(shape, box, isMesh, false);
  const found: Box = { min: point(box.CornerMin()), max: point(box.CornerMax()) };
  box.delete();
  return found;
}

function point(at: { X(): number; Y(): number; Z(): number; delete(): void }): Vector {
  const coordinates = [at.X(), at.Y(), at.Z()] as const;
  at.delete();
  return coordinates;
}
