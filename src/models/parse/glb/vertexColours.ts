import type { Accessors, Numbers } from './accessors';
import { indexIn, textIn, type Json } from './json';
import { shown } from './materials';

/** What is the matter with the colours of a primitive: they aren't in the scale that they should be, or unreadable. */
export type ColourProblem = 'colours' | 'colours_left_out';

interface Colours {
  /** Three bytes for each vertex. */
  readonly colours: Uint8Array | undefined;
  readonly problem: ColourProblem | undefined;
}

/** Kinds of numbers that colours are of (glTF 2.0 §3.7.2.1); the whole numbers have to be marked as parts of one. */
const [byte, twoBytes, float] = [5121, 5123, 5126];

/** Red, green and blue, with or without opacity. */
const widths: ReadonlyMap<string, number> = new Map([
  ['VEC3', 3],
  ['VEC4', 4],
]);

/** Those of vertices times that of the material (glTF 2.0 §3.9.2), which are linear; a screen's are not. */
export function coloursOf(
  attributes: Json,
  accessors: Accessors,
  count: number,
  [red = 1, green = 1, blue = 1]: readonly number[],
): Colours {
  const index = indexIn(attributes, 'COLOR_0');
  if (index === undefined) return { colours: undefined, problem: undefined };
  const described = accessors.described(index);
  const kind = Number(described['componentType']);
  const width = widths.get(textIn(described, 'type'));
  if (width === undefined || accessors.countOf(index) !== count || ![byte, twoBytes, float].includes(kind))
    return { colours: undefined, problem: 'colours_left_out' };
  const { values } = accessors.read(index, { ...described, normalized: true });
  const isOfBytes = kind === float && isUpTo255(values);
  const most = isOfBytes ? 255 : 1;
  const bytes = new Uint8Array(count * 3);
  for (let at = 0; at < count; at++) {
    const [r = most, g = most, b = most] = values.subarray(at * width, at * width + 3);
    const colour = shown([(r / most) * red, (g / most) * green, (b / most) * blue]);
    bytes.set([colour >> 16, (colour >> 8) & 255, colour & 255], at * 3);
  }
  const isUnmarked = kind !== float && described['normalized'] !== true;
  return { colours: bytes, problem: isOfBytes || isUnmarked ? 'colours' : undefined };
}

/** Some programs write the bytes of colours as floating numbers: whole ones, of which some are larger than white. */
function isUpTo255(values: Numbers): boolean {
  let most = 0;
  for (const value of values) {
    if (!Number.isInteger(value) || value < 0 || value > 255) return false;
    most = Math.max(most, value);
  }
  return most > 1;
}
