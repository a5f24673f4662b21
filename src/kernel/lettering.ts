import fontFile from '@fontsource/b612/files/b612-latin-400-normal.woff';
import { parse, type Font, type PathCommand } from 'opentype.js';
import { KernelFailure } from './failure';
import { apart, type Point2, type Segment } from './plane';

/** A closed line of lines and parabolas. Outer ones run counterclockwise, those of holes clockwise. */
export interface Contour {
  readonly start: Point2;
  readonly segments: readonly Segment[];
}

/** One connected area of a letter, such as the dot of an i, with its holes. */
export interface LetterArea {
  readonly outer: Contour;
  readonly holes: readonly Contour[];
}

export interface Lettering {
  readonly content: string;
  /** Of its capital letters, in mm. */
  readonly height: number;
  readonly align: 'left' | 'center' | 'right';
}

/** Points closer than this, in mm, are the same. */
const samePoint = 1e-6;

let known: Font | undefined;

/** Read when the first text is made. */
function font(): Font {
  known ??= parse(fontFile.slice().buffer);
  return known;
}

/**
 * The areas of a text's letters. The middle of its capital letters' height is at Y = 0; X = 0 is at its left or right
 * end, or in the middle between them. It begins and ends with what is seen of its first and last letter.
 * @throws KernelFailure for characters that the font doesn't have, or when there is none that is seen
 */
export function letterAreas({ content, height, align }: Lettering): readonly LetterArea[] {
  const { contours, left, right } = contoursOf(content);
  const scale = height / capitals().height;
  const x = align === 'left' ? left : align === 'right' ? right : (left + right) / 2;
  const y = capitals().height / 2;
  const place = (point: Point2): Point2 => [(point[0] - x) * scale, (point[1] - y) * scale];
  return areasOf(contours.map((contour) => cleaned(placed(contour, place))));
}

/** Of a capital letter, in the font's units. */
function capitals(): { readonly height: number } {
  return { height: font().charToGlyph('H').getBoundingBox().y2 };
}

function contoursOf(content: string): { contours: Contour[]; left: number; right: number } {
  const contours: Contour[] = [];
  let [at, left, right] = [0, Infinity, -Infinity];
  for (const character of content.normalize('NFC')) {
    if (font().charToGlyphIndex(character) <= 0) refuse(`the font has no ${named(character)}`);
    const glyph = font().charToGlyph(character);
    const { commands } = glyph.path as { readonly commands: readonly PathCommand[] };
    if (commands.length > 0) {
      const { x1, x2 } = glyph.getBoundingBox();
      left = Math.min(left, at + x1);
      right = Math.max(right, at + x2);
      const from = at;
      contours.push(...read(commands).map((contour) => placed(contour, ([x, y]) => [x + from, y])));
    }
    at += glyph.advanceWidth ?? 0;
  }
  if (contours.length === 0) refuse('it has no letter that could be seen');
  return { contours, left, right };
}

function read(commands: readonly PathCommand[]): Contour[] {
  const found: { start: Point2; segments: Segment[] }[] = [];
  for (const command of commands) {
    if (command.type === 'M') found.push({ start: [command.x, command.y], segments: [] });
    else if (command.type === 'L') found.at(-1)?.segments.push({ to: [command.x, command.y] });
    else if (command.type === 'Q')
      found.at(-1)?.segments.push({ to: [command.x, command.y], control: [command.x1, command.y1] });
    else if (command.type === 'C') throw new Error('the font has cubic curves, which are not read');
  }
  return found;
}

function placed({ start, segments }: Contour, place: (point: Point2) => Point2): Contour {
  return {
    start: place(start),
    segments: segments.map((segment) => {
      const control = controlOf(segment);
      return { to: place(segment.to), ...(control && { control: place(control) }) };
    }),
  };
}

/** Closed by a line where it isn't, and without segments of no length. */
function cleaned({ start, segments }: Contour): Contour {
  let at = start;
  const kept: Segment[] = [];
  for (const segment of [...segments, { to: start }]) {
    if (apart(at, segment.to) <= samePoint) continue;
    kept.push(segment);
    at = segment.to;
  }
  return { start, segments: kept };
}

/** Fonts run around what is black in one sense, and around what is white in it in the other. */
function areasOf(contours: readonly Contour[]): LetterArea[] {
  const each = contours.map((contour) => ({ contour, polygon: flattened(contour), area: signedArea(contour) }));
  const largest = each.reduce((most, one) => (Math.abs(one.area) > Math.abs(most) ? one.area : most), 0);
  const outers = each
    .filter(({ area }) => area * largest > 0)
    .map((outer) => ({ ...outer, holes: [] as Contour[] }))
    .sort((one, other) => Math.abs(one.area) - Math.abs(other.area));
  for (const hole of each.filter(({ area }) => area * largest < 0)) {
    const around = outers.find(({ polygon }) => isInside(hole.contour.start, polygon));
    if (!around) throw new Error('a hole of a letter lies in none');
    around.holes.push(hole.area > 0 ? reversed(hole.contour) : hole.contour);
  }
  return outers.map(({ contour, area, holes }) => ({ outer: area < 0 ? reversed(contour) : contour, holes }));
}

function reversed({ start, segments }: Contour): Contour {
  const points = [start, ...segments.map(({ to }) => to)];
  return {
    start: points.at(-1) ?? start,
    segments: segments.toReversed().map((segment, index) => {
      const control = controlOf(segment);
      return { to: points[segments.length - 1 - index] ?? start, ...(control && { control }) };
    }),
  };
}

function controlOf(segment: Segment): Point2 | undefined {
  return 'control' in segment ? segment.control : undefined;
}

/** In mm²: above 0 when it runs counterclockwise. Exact, with what parabolas have beyond their chords. */
function signedArea({ start, segments }: Contour): number {
  let from = start;
  let area = 0;
  for (const segment of segments) {
    const control = controlOf(segment);
    area += cross(from, segment.to) / 2;
    if (control) area += (cross(from, control) + cross(control, segment.to) + cross(segment.to, from)) / 3;
    from = segment.to;
  }
  return area;
}

function cross([ax, ay]: Point2, [bx, by]: Point2): number {
  return ax * by - ay * bx;
}

/** Near enough to tell which hole is in which letter. */
function flattened({ start, segments }: Contour): Point2[] {
  const points = [start];
  for (const segment of segments) {
    const control = controlOf(segment);
    const from = points.at(-1) ?? start;
    const { to } = segment;
    if (control) points.push([(from[0] + 2 * control[0] + to[0]) / 4, (from[1] + 2 * control[1] + to[1]) / 4]);
    points.push(to);
  }
  return points;
}

function isInside([x, y]: Point2, polygon: readonly Point2[]): boolean {
  let inside = false;
  for (const [index, [ax, ay]] of polygon.entries()) {
    const [bx, by] = polygon[(index + 1) % polygon.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
  }
  return inside;
}

/** A character that may not be seen as such, too. */
function named(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) ? `“${character}” (${code})` : code;
}

function refuse(why: string): never {
  throw new KernelFailure('geometry_validation_failed', `The text can’t be made: ${why}.`);
}
