import { dxfDocument, firstEntity, handles, layer, type Pair } from './dxfDocument';
import { isClosed, onCurve, pointsOf, type Curve, type Point2 } from './curve';

/** A corner of a closed line, and the tangent of a quarter of the arc to the next one: 0 for a straight line. */
interface Corner {
  readonly at: Point2;
  readonly bulge: number;
}

/** What is drawn for a loop: a circle, or lines and arcs in one closed line. */
type Contour =
  | { readonly kind: 'circle'; readonly centre: Point2; readonly radius: number }
  | { readonly kind: 'closed'; readonly corners: readonly Corner[] };

/**
 * A drawing for laser and waterjet: DXF of AutoCAD 2000 in mm, each loop closed in itself, arcs as arcs. Other curves
 * are chords within `chordTolerance`.
 */
export function writeDxf(loops: readonly (readonly Curve[])[]): Uint8Array {
  const contours = loops.map(contourOf);
  return new TextEncoder().encode(dxfDocument(contours.map(entity)));
}

function contourOf(loop: readonly Curve[]): Contour {
  const [only] = loop;
  if (loop.length === 1 && only?.kind === 'arc' && isClosed(only))
    return { kind: 'circle', centre: only.centre, radius: only.radius };
  return { kind: 'closed', corners: loop.flatMap(cornersOf) };
}

/** The corners of a curve without its last one, where the next curve begins. */
function cornersOf(curve: Curve): Corner[] {
  if (curve.kind === 'line') return [{ at: curve.from, bulge: 0 }];
  if (curve.kind === 'arc') {
    // A bulge grows beyond all bounds towards a full circle, so halves are drawn.
    const pieces = Math.max(1, Math.ceil(Math.abs(curve.sweep) / Math.PI - 1e-9));
    const sweep = curve.sweep / pieces;
    return Array.from({ length: pieces }, (_, at) => ({
      at: onCurve(curve, curve.start + at * sweep),
      bulge: Math.tan(sweep / 4),
    }));
  }
  return pointsOf(curve)
    .slice(0, -1)
    .map((at) => ({ at, bulge: 0 }));
}

function entity(contour: Contour, at: number): Pair[] {
  const handle = (firstEntity + at).toString(16).toUpperCase();
  const common = (kind: string): Pair[] => [
    [0, kind],
    [5, handle],
    [330, handles.modelSpace],
    [100, 'AcDbEntity'],
    [8, layer],
  ];
  if (contour.kind === 'circle') {
    const [x, y] = contour.centre;
    return [...common('CIRCLE'), [100, 'AcDbCircle'], [10, x], [20, y], [30, 0], [40, contour.radius]];
  }
  const corners = contour.corners.flatMap(({ at: [x, y], bulge }): Pair[] => [
    [10, x],
    [20, y],
    ...(bulge === 0 ? [] : [[42, bulge] as const]),
  ]);
  return [...common('LWPOLYLINE'), [100, 'AcDbPolyline'], [90, contour.corners.length], [70, 1], [43, 0], ...corners];
}

/** The area within the first loop of a DXF as `writeDxf` makes them, less that of the others, in mm². */
export function areaInDxf(bytes: Uint8Array): number {
  const lines = new TextDecoder().decode(bytes).split('\r\n');
  const areas: number[] = [];
  let kind = '';
  let corners: { x: number; y: number; bulge: number }[] = [];
  const finish = (): void => {
    if (kind === 'LWPOLYLINE') areas.push(areaOfCorners(corners));
    corners = [];
  };
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const [code, value = ''] = [Number(lines[at]), lines[at + 1]];
    if (code === 0) {
      finish();
      kind = value;
    } else if (kind === 'CIRCLE' && code === 40) areas.push(Math.PI * Number(value) ** 2);
    else if (kind !== 'LWPOLYLINE') continue;
    else if (code === 10) corners.push({ x: Number(value), y: 0, bulge: 0 });
    else if (code === 20) corners.splice(-1, 1, { ...(corners.at(-1) ?? noCorner), y: Number(value) });
    else if (code === 42) corners.splice(-1, 1, { ...(corners.at(-1) ?? noCorner), bulge: Number(value) });
  }
  const sorted = areas.map(Math.abs).sort((a, b) => b - a);
  return sorted.reduce((left, area, index) => (index === 0 ? area : left - area), 0);
}

const noCorner = { x: 0, y: 0, bulge: 0 };

function areaOfCorners(corners: readonly { readonly x: number; readonly y: number; readonly bulge: number }[]): number {
  let area = 0;
  corners.forEach(({ x, y, bulge }, at) => {
    const next = corners[(at + 1) % corners.length] ?? noCorner;
    area += (x * next.y - next.x * y) / 2;
    if (bulge === 0) return;
    const angle = 4 * Math.atan(bulge);
    const radius = Math.hypot(next.x - x, next.y - y) / 2 / Math.sin(angle / 2);
    area += (radius ** 2 * (angle - Math.sin(angle))) / 2;
  });
  return area;
}
