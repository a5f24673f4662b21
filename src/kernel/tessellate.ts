import type { OpenCascadeInstance, TopoDS_Shape } from 'replicad-opencascadejs';
import { cross, unit, type Point } from './matrix';
import type { Fineness, ModelMesh, ModelPart } from './stepModel';

/** A solid of the model, or faces that are in no solid. */
export interface Body {
  readonly shape: TopoDS_Shape;
  readonly solid: boolean;
  /** Its faces have triangles and no surfaces. */
  readonly isMesh: boolean;
  readonly name: string;
  readonly colour: number;
  readonly opacity?: number;
  readonly role?: 'hidden';
  /** OpenCascade's hash of each face, in the explorer's order. */
  readonly faceHashes: readonly number[];
  /** Colours of faces that have one of their own, by the hash of the face: 0xRRGGBB. */
  readonly faceColours: ReadonlyMap<number, number>;
}

export interface Tessellation {
  readonly mesh: ModelMesh;
  /**
   * OpenCascade's hash of each face and edge, in the mesh's order. A face that can't be covered with triangles isn't
   * among them.
   */
  readonly faceHashes: Int32Array;
  readonly edgeHashes: Int32Array;
}

/** mm: the kernel refuses to come closer to a surface than it tells two points apart. */
const leastDeflection = 2e-7;

/** How far triangles may be from the surfaces, in mm. */
export function deflectionOf(diagonal: number, fineness: Fineness): number {
  return Math.max('mm' in fineness ? fineness.mm : diagonal * fineness.relative, leastDeflection);
}

/**
 * Covers the bodies with triangles. The kernel's own extractors give whole arrays; a call for each vertex would cost
 * more than the triangles. The faces' extractor makes the triangles anew at each call, so it is called once for the
 * whole, and its faces are then dealt out to the bodies. The edges' extractor uses the triangles that are there.
 * @param diagonal of the model, in mm
 */
export function tessellate(
  oc: OpenCascadeInstance,
  whole: TopoDS_Shape,
  bodies: readonly Body[],
  diagonal: number,
  fineness: Fineness,
): Tessellation {
  const { angular } = fineness;
  const deflection = deflectionOf(diagonal, fineness);
  const faces = extractFaces(oc, whole, deflection, angular);
  const take = placesOf(faces.groups);
  const lines = bodies.map(({ shape }) => extractEdges(oc, shape, deflection, angular));
  const edgeCount = lines.reduce((sum, { groups }) => sum + groups.length / 3, 0);

  const indices = new Uint32Array(faces.triangles.length);
  const faceHashes: number[] = [];
  const faceStarts: number[] = [];
  const faceColours: number[] = [];
  const linePositions = new Float32Array(lines.reduce((sum, { points }) => sum + points.length, 0));
  const edgeStarts = new Uint32Array(edgeCount + 1);
  const edgeHashes = new Int32Array(edgeCount);
  let [index, point, edge] = [0, 0, 0];
  const parts = bodies.map((body, at): ModelPart => {
    const { solid, name, colour, opacity, role, faceHashes: ofBody, faceColours: colours } = body;
    const [firstIndex, firstFace] = [index, faceHashes.length];
    for (const hash of ofBody) {
      const group = take(hash);
      if (group === undefined) continue;
      const [first = 0, count = 0] = faces.groups.subarray(group, group + 2);
      faceStarts.push(index);
      faceHashes.push(hash);
      faceColours.push(colours.get(hash) ?? -1);
      indices.set(faces.triangles.subarray(first, first + count), index);
      index += count;
    }
    if (body.isMesh) addNormals(faces.vertices, faces.normals, indices.subarray(firstIndex, index));
    const { points, groups } = lines[at] ?? { points: new Float32Array(), groups: new Int32Array() };
    const [firstPoint, firstEdge] = [point, edge];
    linePositions.set(points, point * 3);
    for (let group = 0; group < groups.length; group += 3, edge++) {
      edgeStarts[edge] = firstPoint + (groups[group] ?? 0);
      edgeHashes[edge] = groups[group + 2] ?? 0;
    }
    point += points.length / 3;
    return {
      solid,
      name,
      colour,
      ...(opacity !== undefined && { opacity }),
      ...(role && { role }),
      indices: [firstIndex, index - firstIndex],
      faces: [firstFace, faceHashes.length - firstFace],
      points: [firstPoint, point - firstPoint],
      edges: [firstEdge, edge - firstEdge],
    };
  });
  edgeStarts[edge] = point;
  const mesh: ModelMesh = {
    positions: faces.vertices,
    normals: faces.normals,
    indices,
    faceStarts: Uint32Array.from([...faceStarts, index]),
    faceColours: Int32Array.from(faceColours),
    linePositions,
    edgeStarts,
    parts,
  };
  return { mesh, faceHashes: Int32Array.from(faceHashes), edgeHashes };
}

/** The kernel has normals of surfaces only. That of a vertex is the mean of its triangles', weighed by their area. */
function addNormals(positions: Float32Array, normals: Float32Array, indices: Uint32Array): void {
  const corner = (at: number): Point => {
    const first = (indices[at] ?? 0) * 3;
    return [positions[first] ?? 0, positions[first + 1] ?? 0, positions[first + 2] ?? 0];
  };
  for (const vertex of indices) normals.fill(0, vertex * 3, vertex * 3 + 3);
  for (let at = 0; at < indices.length; at += 3) {
    const [a, b, c] = [corner(at), corner(at + 1), corner(at + 2)];
    const normal = cross(between(a, b), between(a, c));
    for (const vertex of indices.subarray(at, at + 3))
      normal.forEach((value, axis) => (normals[vertex * 3 + axis] = (normals[vertex * 3 + axis] ?? 0) + value));
  }
  for (const vertex of indices) {
    const [x = 0, y = 0, z = 0] = normals.subarray(vertex * 3, vertex * 3 + 3);
    normals.set(unit([x, y, z]) ?? [0, 0, 1], vertex * 3);
  }
}

function between([ax, ay, az]: Point, [bx, by, bz]: Point): Point {
  return [bx - ax, by - ay, bz - az];
}

/** Finds groups of three numbers by the third one, a hash. A face can occur twice, so each group is handed out once. */
function placesOf(groups: Int32Array): (hash: number) => number | undefined {
  const open = new Map<number, number[]>();
  for (let group = groups.length - 3; group >= 0; group -= 3) {
    const hash = groups[group + 2] ?? 0;
    const places = open.get(hash);
    if (places) places.push(group);
    else open.set(hash, [group]);
  }
  return (hash) => open.get(hash)?.pop();
}

/** The groups are the first index, the number of indices, and the hash of each face. */
function extractFaces(
  oc: OpenCascadeInstance,
  shape: TopoDS_Shape,
  deflection: number,
  angular: number,
): { vertices: Float32Array; normals: Float32Array; triangles: Uint32Array; groups: Int32Array } {
  const mesh = oc.ReplicadMeshExtractor.extract(shape, deflection, angular, false);
  // The heap may have grown, so its buffer is taken anew.
  const heap = oc.wasmMemory.buffer;
  const found = {
    vertices: new Float32Array(heap, mesh.getVerticesPtr(), mesh.getVerticesSize()).slice(),
    normals: new Float32Array(heap, mesh.getNormalsPtr(), mesh.getNormalsSize()).slice(),
    triangles: new Uint32Array(heap, mesh.getTrianglesPtr(), mesh.getTrianglesSize()).slice(),
    groups: new Int32Array(heap, mesh.getFaceGroupsPtr(), mesh.getFaceGroupsSize()).slice(),
  };
  mesh.delete();
  return found;
}

/** The groups are the first point, the number of points, and the hash of each edge. */
function extractEdges(
  oc: OpenCascadeInstance,
  shape: TopoDS_Shape,
  deflection: number,
  angular: number,
): { points: Float32Array; groups: Int32Array } {
  const edges = oc.ReplicadEdgeMeshExtractor.extract(shape, deflection, angular);
  const heap = oc.wasmMemory.buffer;
  const found = {
    points: new Float32Array(heap, edges.getLinesPtr(), edges.getLinesSize()).slice(),
    groups: new Int32Array(heap, edges.getEdgeGroupsPtr(), edges.getEdgeGroupsSize()).slice(),
  };
  edges.delete();
  return found;
}
