import { uncoloured, type ModelMesh } from '../../kernel/stepModel';
import { element } from '../../pages/frame/webview/dom';

/** The most colours of a swatch, which has no room for more. */
const most = 4;
/** How many corners of a large mesh are looked at. */
const lookedAt = 20_000;

/** A small square of the colours that a part is seen in; empty for one that has none. */
export function swatchOf(mesh: ModelMesh, part: number): HTMLElement {
  const colours = coloursOf(mesh, part).map(css);
  const swatch = element('span', { class: 'swatch' });
  const [only] = colours;
  if (colours.length === 1 && only !== undefined) swatch.style.background = only;
  else if (colours.length > 1) {
    const width = 100 / colours.length;
    const stripes = colours.map((colour, at) => `${colour} ${at * width}% ${(at + 1) * width}%`);
    swatch.style.background = `linear-gradient(135deg, ${stripes.join(', ')})`;
  }
  return swatch;
}

/** The colours of most of a part, as 0xRRGGBB: those of its faces or its vertices where they have any, else its own. */
export function coloursOf(
  { parts, faceStarts, faceColours, indices, vertexColours }: ModelMesh,
  which: number,
): number[] {
  const part = parts[which];
  if (!part) return [];
  const counts = new Map<number, number>();
  const count = (colour: number, weight: number): void => {
    if (colour >= 0 && weight > 0) counts.set(colour, (counts.get(colour) ?? 0) + weight);
  };
  const [firstFace, faces] = part.faces;
  const hasOwn = faceColours.subarray(firstFace, firstFace + faces).some((colour) => colour !== -1);
  for (let face = firstFace; face < firstFace + faces; face++) {
    const own = faceColours[face] ?? -1;
    const seen = own !== -1 ? own : part.colour !== -1 || !hasOwn ? part.colour : uncoloured;
    count(seen, (faceStarts[face + 1] ?? 0) - (faceStarts[face] ?? 0));
  }
  const [first, length] = part.indices;
  const step = Math.max(1, Math.floor(length / lookedAt));
  for (let at = first; vertexColours && at < first + length; at += step) {
    const vertex = (indices[at] ?? 0) * 3;
    const [red = 0, green = 0, blue = 0] = vertexColours.subarray(vertex, vertex + 3);
    count((red << 16) | (green << 8) | blue, 1);
  }
  if (counts.size === 0) count(part.colour, 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([colour]) => colour);
}

function css(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}
