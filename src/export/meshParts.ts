import type { MeshBody } from '../kernel/formats/body';
import { uncoloured, type ModelMesh, type ModelPart } from '../kernel/stepModel';

/** The chosen parts of a model, each with triangles of its own. */
export function meshBodiesOf(model: ModelMesh, parts: readonly ModelPart[]): MeshBody[] {
  return parts.map((part) => meshBodyOf(model, part));
}

function meshBodyOf(model: ModelMesh, part: ModelPart): MeshBody {
  const [first, count] = part.indices;
  const all = model.indices.subarray(first, first + count);
  const { triangles, corners } = renumbered(all, model.positions.length / 3);
  const { colour, opacity } = part;
  const vertexColors = coloursOf(model, part, triangles, corners);
  return {
    name: part.name,
    ...(colour !== -1 && { color: hexOf(colour) }),
    ...(opacity !== undefined && { opacity }),
    mesh: { positions: picked(model.positions, corners), normals: picked(model.normals, corners), triangles },
    ...(vertexColors && { vertexColors }),
  };
}

/** Such as `#8a9ba8`. @param colour 0xRRGGBB */
export function hexOf(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}

/** The triangles with numbers of their own corners only, and which corners of the whole those are. */
function renumbered(
  all: Uint32Array,
  total: number,
): { readonly triangles: Uint32Array; readonly corners: Uint32Array } {
  const numbers = new Uint32Array(total);
  const corners: number[] = [];
  const triangles = new Uint32Array(all.length);
  for (let at = 0; at < all.length; at++) {
    const corner = all[at] ?? 0;
    if (numbers[corner] === 0) numbers[corner] = corners.push(corner);
    triangles[at] = (numbers[corner] ?? 1) - 1;
  }
  return { triangles, corners: Uint32Array.from(corners) };
}

function picked(values: Float32Array, corners: Uint32Array): Float32Array {
  const found = new Float32Array(3 * corners.length);
  for (let at = 0; at < corners.length; at++)
    for (let axis = 0; axis < 3; axis++) found[3 * at + axis] = values[3 * (corners[at] ?? 0) + axis] ?? 0;
  return found;
}

/** The colours of corners, three bytes each; undefined where all have that of the part. */
function coloursOf(
  model: ModelMesh,
  part: ModelPart,
  triangles: Uint32Array,
  corners: Uint32Array,
): Uint8Array | undefined {
  const own = part.colour === -1 ? uncoloured : part.colour;
  const colours = new Uint8Array(3 * corners.length);
  let others = 0;
  const paint = (at: number, colour: number): void => {
    colours.set([colour >> 16, (colour >> 8) & 255, colour & 255], 3 * at);
    if (colour !== own) others++;
  };
  const { vertexColours } = model;
  if (vertexColours)
    corners.forEach((corner, at) => {
      const [red = 0, green = 0, blue = 0] = vertexColours.subarray(3 * corner, 3 * corner + 3);
      paint(at, (red << 16) | (green << 8) | blue);
    });
  else {
    // No two faces share a corner.
    const [firstFace, faceCount] = part.faces;
    for (let face = firstFace; face < firstFace + faceCount; face++) {
      const colour = model.faceColours[face] ?? -1;
      const [start, end] = [model.faceStarts[face] ?? 0, model.faceStarts[face + 1] ?? 0];
      for (let at = start - part.indices[0]; at < end - part.indices[0]; at++)
        paint(triangles[at] ?? 0, colour === -1 ? own : colour);
    }
  }
  return others === 0 ? undefined : colours;
}
