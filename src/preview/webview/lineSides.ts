import type { ModelMesh, ModelPart } from '../../kernel/stepModel';
import { coloursOf } from './swatch';
import type { Edges } from './theme';

/** Below this brightness (0 to 1) a part looks dark. */
const darkBelow = 0.3;
/** The brightness of what has no colour: the theme's colour is bright. */
const uncoloured = 1;

/** For each point of the lines, 1 where they are on something dark. */
export function lineSides(mesh: ModelMesh): Uint8Array {
  const sides = new Uint8Array(mesh.linePositions.length / 3);
  let known: ((place: string) => number | undefined) | undefined;
  mesh.parts.forEach((part, at) => {
    const [first, count] = part.points;
    const colours = coloursOf(mesh, at).map((colour) => Number(brightness(colour) < darkBelow));
    if (new Set(colours).size < 2) {
      sides.fill(colours[0] ?? 0, first, first + count);
      return;
    }
    // A part can have dark and bright faces. The colour at the ends of a line tells what the line is on.
    known ??= brightnessAt(mesh);
    for (let point = first; point < first + count; point++)
      sides[point] = Number((known(place(mesh.linePositions, point)) ?? uncoloured) < darkBelow);
  });
  return sides;
}

/** Three bytes for each point. */
export function lineColours(sides: Uint8Array, { onBright, onDark }: Edges): Uint8Array {
  const [bright, dark] = [onBright, onDark].map((colour) => colour.toArray().map((channel) => channel * 255));
  const bytes = new Uint8Array(sides.length * 3);
  sides.forEach((side, at) => bytes.set((side === 1 ? dark : bright) ?? [], at * 3));
  return bytes;
}

/** The mean brightness of everything that meets at a place. */
function brightnessAt(mesh: ModelMesh): (place: string) => number | undefined {
  const sums = new Map<string, { sum: number; count: number }>();
  const add = (vertex: number, value: number): void => {
    const key = place(mesh.positions, vertex);
    const found = sums.get(key);
    if (found) {
      found.sum += value;
      found.count++;
    } else sums.set(key, { sum: value, count: 1 });
  };
  for (const part of mesh.parts) addPart(mesh, part, add);
  return (key) => {
    const found = sums.get(key);
    return found && found.sum / found.count;
  };
}

function addPart(mesh: ModelMesh, part: ModelPart, add: (vertex: number, value: number) => void): void {
  const { indices, faceStarts, faceColours, vertexColours } = mesh;
  const [first, count] = part.indices;
  let [face] = part.faces;
  for (let at = first; at < first + count; at++) {
    const vertex = indices[at] ?? 0;
    while (faceStarts.length > 0 && at >= (faceStarts[face + 1] ?? Infinity)) face++;
    const ofFace = faceColours[face] ?? -1;
    const colour = ofFace === -1 ? part.colour : ofFace;
    if (vertexColours) {
      const [red = 0, green = 0, blue = 0] = vertexColours.subarray(vertex * 3, vertex * 3 + 3);
      add(vertex, brightness((red << 16) | (green << 8) | blue));
    } else add(vertex, colour === -1 ? uncoloured : brightness(colour));
  }
}

/** From 0 to 1, to the eye (ITU-R BT.601). @param colour 0xRRGGBB */
function brightness(colour: number): number {
  return (0.299 * (colour >> 16) + 0.587 * ((colour >> 8) & 255) + 0.114 * (colour & 255)) / 255;
}

function place(positions: Float32Array, vertex: number): string {
  return `${positions[vertex * 3] ?? 0},${positions[vertex * 3 + 1] ?? 0},${positions[vertex * 3 + 2] ?? 0}`;
}
