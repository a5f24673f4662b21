import type { OpenCascadeInstance, TopoDS_Shape } from 'replicad-opencascadejs';
import type { Fineness, ModelMesh, ModelPart } from './stepModel';

/** A solid of the model, or all of its faces that are in no solid. */
export interface Body {
  readonly shape: TopoDS_Shape;
  readonly solid: boolean;
  readonly name: string;
  readonly colour: number;
  /** Of faces with a colour of their own, by their hash: 0xRRGGBB. */
  readonly faceColours: ReadonlyMap<number, number>;
}

export interface Tessellation {
  readonly mesh: ModelMesh;
  /** OpenCascade's hash of each face and edge, in the mesh's order. A face that can't be covered with triangles isn't among them. */
  readonly faceHashes: Int32Array;
  readonly edgeHashes: Int32Array;
}

/**
 * Covers the bodies with triangles. The kernel's own extractors give whole arrays; a call for each vertex would cost more than the triangles.
 * @param diagonal of the model, in mm
 */
export function tessellate(oc: OpenCascadeInstance, whole: TopoDS_Shape, bodies: readonly Body[], diagonal: number, { relative, angular }: Fineness): Tessellation {
  const deflection = diagonal * relative;
  oc.ReplicadMeshExtractor.mesh(whole, deflection, angular);
  const pieces = bodies.map(({ shape }) => extract(oc, shape, deflection, angular));
  const total = (pick: (piece: Piece) => ArrayLike<number>): number => pieces.reduce((sum, piece) => sum + pick(piece).length, 0);
  const positions = new Float32Array(total((piece) => piece.vertices));
  const normals = new Float32Array(positions.length);
  const indices = new Uint32Array(total((piece) => piece.triangles));
  const linePositions = new Float32Array(total((piece) => piece.lines));
  const faceStarts = new Uint32Array(total((piece) => piece.faceGroups) / 3 + 1);
  const edgeStarts = new Uint32Array(total((piece) => piece.edgeGroups) / 3 + 1);
  const edgeHashes = new Int32Array(edgeStarts.length - 1);
  const faceHashes = new Int32Array(faceStarts.length - 1);
  const faceColours = new Int32Array(faceStarts.length - 1).fill(-1);
  const parts: ModelPart[] = [];
  const at = { position: 0, index: 0, line: 0, face: 0, edge: 0 };
  pieces.forEach(({ vertices, normals: pieceNormals, triangles, faceGroups, lines, edgeGroups }, which) => {
    const body = bodies[which];
    if (!body) return;
    const { solid, name, colour, faceColours: colours } = body;
    parts.push({
      solid,
      name,
      colour,
      indices: [at.index, triangles.length],
      faces: [at.face, faceGroups.length / 3],
      points: [at.line / 3, lines.length / 3],
      edges: [at.edge, edgeGroups.length / 3],
    });
    positions.set(vertices, at.position);
    normals.set(pieceNormals, at.position);
    linePositions.set(lines, at.line);
    const vertexOffset = at.position / 3;
    for (let index = 0; index < triangles.length; index++) indices[at.index + index] = (triangles[index] ?? 0) + vertexOffset;
    for (let group = 0; group < faceGroups.length; group += 3, at.face++) {
      faceStarts[at.face] = at.index + (faceGroups[group] ?? 0);
      const hash = faceGroups[group + 2] ?? 0;
      faceHashes[at.face] = hash;
      faceColours[at.face] = colours.get(hash) ?? -1;
    }
    for (let group = 0; group < edgeGroups.length; group += 3, at.edge++) {
      edgeStarts[at.edge] = at.line / 3 + (edgeGroups[group] ?? 0);
      edgeHashes[at.edge] = edgeGroups[group + 2] ?? 0;
    }
    at.position += vertices.length;
    at.index += triangles.length;
    at.line += lines.length;
  });
  faceStarts[at.face] = at.index;
  edgeStarts[at.edge] = at.line / 3;
  return { mesh: { positions, normals, indices, faceStarts, faceColours, linePositions, edgeStarts, parts }, faceHashes, edgeHashes };
}

interface Piece {
  readonly vertices: Float32Array;
  readonly normals: Float32Array;
  readonly triangles: Uint32Array;
  /** First index, number of indices, hash of each face. */
  readonly faceGroups: Int32Array;
  readonly lines: Float32Array;
  /** First point, number of points, hash of each edge. */
  readonly edgeGroups: Int32Array;
}

/** Copies a body's triangles and lines out of the WebAssembly heap. The shape has been meshed already; this takes what is there. */
function extract(oc: OpenCascadeInstance, shape: TopoDS_Shape, deflection: number, angular: number): Piece {
  const mesh = oc.ReplicadMeshExtractor.extract(shape, deflection, angular, false);
  const edges = oc.ReplicadEdgeMeshExtractor.extract(shape, deflection, angular);
  // The heap may have grown, so its buffer is taken anew.
  const heap = oc.wasmMemory.buffer;
  try {
    return {
      vertices: new Float32Array(heap, mesh.getVerticesPtr(), mesh.getVerticesSize()).slice(),
      normals: new Float32Array(heap, mesh.getNormalsPtr(), mesh.getNormalsSize()).slice(),
      triangles: new Uint32Array(heap, mesh.getTrianglesPtr(), mesh.getTrianglesSize()).slice(),
      faceGroups: new Int32Array(heap, mesh.getFaceGroupsPtr(), mesh.getFaceGroupsSize()).slice(),
      lines: new Float32Array(heap, edges.getLinesPtr(), edges.getLinesSize()).slice(),
      edgeGroups: new Int32Array(heap, edges.getEdgeGroupsPtr(), edges.getEdgeGroupsSize()).slice(),
    };
  } finally {
    mesh.delete();
    edges.delete();
  }
}
