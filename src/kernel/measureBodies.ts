import type { OpenCascadeInstance, TopoDS_Shape } from 'replicad-opencascadejs';
import { MeasuredBodies, measureEdge, measureFace, type BodyFigures, type FaceFigures } from './bodyFigures';
import { isClosed } from './enclosed';
import { boxOfTriangles, exactBox } from './exactBox';
import { each, hashLimit } from './explore';
import { areaOf, sumOf, type Mass } from './massProperties';
import { faceKinds, ofModel, type Box, type ExactFacts, type ModelMesh, type Range, type Vector } from './stepModel';
import type { Body, Tessellation } from './tessellate';

/** Nobody misses a face without triangles that is smaller than this fraction of the model's area. */
const negligible = 1e-9;

interface MeasuredBody extends Pick<Body, 'shape' | 'solid' | 'isMesh'> {
  readonly figures: BodyFigures;
  /** With its centre where the body stands. */
  readonly volume: Mass;
}

/**
 * Measures the model as a whole, and each of its faces and edges in the order of the triangles. Bodies that the file
 * hides don't count towards the whole.
 */
export function measureBodies(
  oc: OpenCascadeInstance,
  whole: TopoDS_Shape,
  bodies: readonly Body[],
  { mesh, faceHashes, edgeHashes }: Tessellation,
): Omit<ExactFacts, 'remarks' | 'truncated'> {
  const isMeasured = ofModel(mesh.parts);
  const isOfWhole = bodies.map((_, at) => isMeasured(mesh.parts[at] ?? {}));
  const known = new MeasuredBodies(oc);
  try {
    // Surfaces are measured where they stand: the centre of a model without a solid is that of its faces.
    const found = bodies.map(({ shape, solid, isMesh }): MeasuredBody => {
      const own = solid && !isMesh ? known.of(shape) : MeasuredBodies.inPlace(oc, shape, isMesh);
      return { shape, solid, isMesh, ...own };
    });
    const counted = found.filter((_, at) => isOfWhole[at]);
    const { areas, uncovered, ...faces } = measureFaces(oc, found, mesh, faceHashes);
    const countedAreas = areas.filter((_, at) => isOfWhole[at]);
    const area = sumOf(countedAreas.flat());
    const solids = counted.filter(({ solid }) => solid);
    const box = boxOf(oc, counted.length === found.length ? whole : undefined, counted);
    const volume = solids.length > 0 ? sumOf(solids.map((body) => body.volume)) : enclosed(oc, counted, mesh, box);
    return {
      ...(volume && { volume: Math.abs(volume.amount) }),
      area: area.amount,
      box,
      centre: (solids.length > 0 ? volume : undefined)?.centre ?? area.centre,
      solids: solids.length,
      faces: countedAreas.flat().length,
      looseFaces: counted.reduce((sum, { solid }, at) => sum + (solid ? 0 : (countedAreas[at]?.length ?? 0)), 0),
      uncovered: uncovered.filter(({ amount }) => amount > area.amount * negligible).length,
      edges: edgesOf(mesh, edgeHashes, isMeasured),
      valid: found.every(({ figures, isMesh }) => isMesh || figures.valid),
      meshes: counted.filter(({ isMesh }) => isMesh).length,
      ...faces,
      ...measureEdges(oc, found, mesh, edgeHashes),
    };
  } finally {
    known.dispose();
  }
}

/**
 * The exact box, or for triangles without surfaces that of the triangles.
 * @param whole all bodies in one shape, if all of them are counted
 */
function boxOf(oc: OpenCascadeInstance, whole: TopoDS_Shape | undefined, bodies: readonly MeasuredBody[]): Box {
  if (whole && !bodies.some(({ isMesh }) => isMesh)) return exactBox(oc, whole);
  const boxes = bodies.map(({ shape, isMesh }) => (isMesh ? boxOfTriangles(oc, shape) : exactBox(oc, shape)));
  const corner = (side: 'min' | 'max', outmost: (...values: number[]) => number): Vector => {
    const along = (axis: 0 | 1 | 2): number => outmost(...boxes.map((box) => box[side][axis]));
    return [along(0), along(1), along(2)];
  };
  return { min: corner('min', Math.min), max: corner('max', Math.max) };
}

/** The volume that the faces of a model without a solid enclose; undefined where they leave a gap. */
function enclosed(
  oc: OpenCascadeInstance,
  bodies: readonly MeasuredBody[],
  mesh: ModelMesh,
  box: Box,
): Mass | undefined {
  const shapes = bodies.map(({ shape }) => shape);
  return isClosed(oc, shapes, mesh, box) ? sumOf(bodies.map(({ volume }) => volume)) : undefined;
}

/** The edges of the measured parts; an edge that several share counts once. */
function edgesOf({ parts }: ModelMesh, hashes: Int32Array, isMeasured: ReturnType<typeof ofModel>): number {
  const found = new Set<number>();
  for (const part of parts) {
    if (!isMeasured(part)) continue;
    const [first, count] = part.edges;
    for (const hash of hashes.subarray(first, first + count)) found.add(hash);
  }
  return found.size;
}

function measureFaces(
  oc: OpenCascadeInstance,
  bodies: readonly MeasuredBody[],
  { parts }: ModelMesh,
  hashes: Int32Array,
) {
  const measured = {
    /** For each body, the areas of its faces. */
    areas: [] as Mass[][],
    uncovered: [] as Mass[],
    faceKinds: new Uint8Array(hashes.length),
    faceAreas: new Float64Array(hashes.length),
    faceRadii: new Float64Array(hashes.length).fill(NaN),
  };
  bodies.forEach(({ shape, figures, isMesh }, which) => {
    const take = placesOf(hashes, parts[which]?.faces);
    let number = 0;
    for (const found of each(oc, shape, 'TopAbs_FACE')) {
      const area = (figures.areas[number] ??= areaOf(oc, found, isMesh));
      const at = take(oc.ReplicadShapeHasher.HashCode(found, hashLimit));
      if (at === undefined) measured.uncovered.push(area);
      else {
        const { kind, radius } = (figures.faces[number] ??= isMesh ? ofTriangles : measureFace(oc, found));
        measured.faceKinds[at] = kind;
        measured.faceAreas[at] = area.amount;
        measured.faceRadii[at] = radius;
      }
      number++;
    }
    measured.areas.push(figures.areas);
  });
  return measured;
}

const ofTriangles: FaceFigures = { kind: faceKinds.indexOf('triangles'), radius: NaN };

function measureEdges(
  oc: OpenCascadeInstance,
  bodies: readonly MeasuredBody[],
  { parts }: ModelMesh,
  hashes: Int32Array,
) {
  const measured = {
    edgeKinds: new Uint8Array(hashes.length),
    edgeLengths: new Float64Array(hashes.length),
    edgeRadii: new Float64Array(hashes.length).fill(NaN),
  };
  bodies.forEach(({ shape, figures }, which) => {
    const take = placesOf(hashes, parts[which]?.edges);
    let number = 0;
    for (const found of each(oc, shape, 'TopAbs_EDGE')) {
      const at = take(oc.ReplicadShapeHasher.HashCode(found, hashLimit));
      if (at !== undefined) {
        const { kind, length, radius } = (figures.edges[number] ??= measureEdge(oc, found));
        measured.edgeKinds[at] = kind;
        measured.edgeLengths[at] = length;
        measured.edgeRadii[at] = radius;
      }
      number++;
    }
  });
  return measured;
}

/**
 * Finds faces and edges again by their hashes, since the extractors leave out what has no triangles and give each edge
 * once. Each index is handed out only once.
 */
export function placesOf(hashes: Int32Array, [first, count]: Range = [0, 0]): (hash: number) => number | undefined {
  const open = new Map<number, number[]>();
  for (let at = first + count - 1; at >= first; at--) {
    const hash = hashes[at] ?? 0;
    const places = open.get(hash);
    if (places) places.push(at);
    else open.set(hash, [at]);
  }
  return (hash) => open.get(hash)?.pop();
}
