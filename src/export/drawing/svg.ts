import { boxOf, endsOf, isClosed, onCurve, type Curve, type Point2 } from './curve';
import type { Projection, View } from './views';

/** Around each view, in mm, and at least as a part of the largest view. */
const margin = { mm: 5, part: 0.15 };
/** Heights of the names, and widths of lines, as parts of the margin. */
const [textPart, linePart, thinPart] = [0.35, 0.025, 0.0125];

interface Drawn extends Projection {
  readonly min: Point2;
  readonly width: number;
  readonly height: number;
}

/** Where a view stands: its column and row. What is seen from the right stands on the right (third angle). */
const cells: Readonly<Record<View, readonly [column: number, row: number]>> = {
  top: [1, 0],
  isometric: [2, 0],
  left: [0, 1],
  front: [1, 1],
  right: [2, 1],
  back: [3, 1],
  bottom: [1, 2],
};

/**
 * The views on one sheet, in mm at 1:1: what is seen as lines, what is behind as dashes.
 * @param names of the views, in the user's language
 */
export function writeSvg(
  title: string,
  projections: readonly Projection[],
  names: Readonly<Record<View, string>>,
): Uint8Array {
  const drawn = projections.map((projection): Drawn => {
    const { min, max } = boxOf([...projection.visible, ...projection.hidden]);
    return { ...projection, min, width: max[0] - min[0], height: max[1] - min[1] };
  });
  const largest = Math.max(...drawn.flatMap(({ width, height }) => [width, height]));
  const around = Math.max(margin.mm, margin.part * largest);
  const widths = [0, 1, 2, 3].map((column) => most(drawn, ({ view }) => cells[view][0] === column, 'width'));
  const heights = [0, 1, 2].map((row) => most(drawn, ({ view }) => cells[view][1] === row, 'height'));
  const start = (sizes: readonly number[], at: number): number =>
    sizes.slice(0, at).reduce((sum, size) => sum + size + 2 * around, around);
  const total = (sizes: readonly number[]): number => start(sizes, sizes.length) - around;
  const groups = drawn.map((one) => {
    const [column, row] = cells[one.view];
    const x = start(widths, column) + ((widths[column] ?? 0) - one.width) / 2;
    const y = start(heights, row) + ((heights[row] ?? 0) - one.height) / 2;
    return group(one, names[one.view], [x, y], around);
  });
  const [width, height] = [total(widths), total(heights)].map(number);
  const style =
    `path{fill:none;stroke:#000;stroke-linecap:round;stroke-linejoin:round;stroke-width:${number(linePart * around)}}` +
    `.hidden{stroke-width:${number(thinPart * around)};stroke-dasharray:${number(0.1 * around)} ${number(0.06 * around)}}` +
    `text{font-family:sans-serif;font-size:${number(textPart * around)}px;text-anchor:middle}`;
  return new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8"?>\n` +
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">\n` +
      `<title>${escaped(title)}</title>\n<style>${style}</style>\n` +
      `<rect width="100%" height="100%" fill="#fff"/>\n${groups.join('\n')}\n</svg>\n`,
  );
}

function most(drawn: readonly Drawn[], isIn: (one: Drawn) => boolean, size: 'width' | 'height'): number {
  return Math.max(0, ...drawn.filter(isIn).map((one) => one[size]));
}

/** A view, whose upper left corner comes to a place. SVG counts downwards. */
function group({ view, visible, hidden, min, width, height }: Drawn, name: string, at: Point2, around: number): string {
  const place = ([x, y]: Point2): string => `${number(at[0] + x - min[0])} ${number(at[1] + height - (y - min[1]))}`;
  const paths = (curves: readonly Curve[], kind: string): string =>
    curves.length === 0 ? '' : `\n<path class="${kind}" d="${curves.map((curve) => pathOf(curve, place)).join('')}"/>`;
  const text = `${number(at[0] + width / 2)}" y="${number(at[1] + height + textPart * 1.6 * around)}`;
  return `<g id="${view}">${paths(hidden, 'hidden')}${paths(visible, 'visible')}\n<text x="${text}">${escaped(name)}</text></g>`;
}

function pathOf(curve: Curve, place: (point: Point2) => string): string {
  const [from, to] = endsOf(curve);
  if (curve.kind === 'line') return `M${place(from)}L${place(to)}`;
  if (curve.kind === 'points') return `M${curve.points.map(place).join('L')}`;
  const radii = curve.kind === 'arc' ? ([curve.radius, curve.radius] as const) : curve.radii;
  // Downwards everything turns the other way.
  const turn = curve.kind === 'arc' ? 0 : (-curve.turn * 180) / Math.PI;
  const arc = (sweep: number, end: Point2): string =>
    `A${number(radii[0])} ${number(radii[1])} ${number(turn)} ${Math.abs(sweep) > Math.PI ? 1 : 0} ${sweep > 0 ? 0 : 1} ${place(end)}`;
  if (!isClosed(curve)) return `M${place(from)}${arc(curve.sweep, to)}`;
  // An arc that comes back to its beginning would be nothing.
  const half = curve.sweep / 2;
  return `M${place(from)}${arc(half, onCurve(curve, curve.start + half))}${arc(half, from)}Z`;
}

function number(value: number): string {
  return String(Number(value.toFixed(4)));
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex -- XML forbids these
  const possible = text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return possible.replace(/[&<>]/g, (character) => entities[character] ?? '');
}
