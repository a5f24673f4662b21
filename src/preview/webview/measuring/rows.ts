import { edgeKinds, faceKinds, type ExactFacts, type ModelMesh, type Vector } from '../../../kernel/stepModel';
import type { Facts, Formatter, Row } from '../facts';
import type { Pick } from '../pick';
import { edgePoints, figureOf, sampleOf, turnedOf, type Turned } from './figures';
import { lengthOf } from './fit';
import { plus } from '../../../kernel/vectors';
import { measured, type Measurement } from './pairs';
import { thicknessAt } from './thickness';

/** What is measured between two picks that were pointed at. */
export function measurementOf(
  picks: readonly Pick[],
  mesh: ModelMesh,
  known: Facts | undefined,
): Measurement | undefined {
  const [one, other] = picks;
  if (!one || !other || picks.length > 2) return undefined;
  const facts = known?.exact ? known.facts : undefined;
  const figures = [figureOf(one, mesh, facts), figureOf(other, mesh, facts)] as const;
  // Nobody has pointed at a place of what was chosen in a list.
  const isOpen = picks.some(
    ({ isListed }, at) => isListed && figures[at]?.kind === 'point' && !isBall(picks[at], facts),
  );
  return isOpen ? undefined : measured(...figures);
}

const isBall = (picked: Pick | undefined, facts: ExactFacts | undefined): boolean =>
  faceKinds[facts?.faceKinds[picked?.index ?? -1] ?? -1] === 'sphere';

/** What is measured, in one line: in the unit that is chosen, and in the other one. */
export function pairText({ name, length, angle }: Measurement, format: Formatter): string {
  return [
    ...(length !== undefined && name ? [`${format.text(name)} ${format.lengths(length)}`] : []),
    ...(angle === undefined ? [] : [`${format.text('angle')} ${format.number(angle, 3)}°`]),
  ].join(', ');
}

export function pairRows({ name, length, angle, from, to }: Measurement, format: Formatter): Row[] {
  const rows: Row[] = [];
  if (length !== undefined && name)
    rows.push({ key: 'distance', label: format.text(name), value: format.lengths(length) });
  if (angle !== undefined)
    rows.push({ key: 'angle', label: format.text('angle'), value: `${format.number(angle, 3)}°` });
  if (length === undefined) return rows;
  return [
    ...rows,
    ...plus(to, from, -1).map((value, axis): Row => {
      const letter = 'XYZ'.charAt(axis);
      return { key: `delta${letter}`, label: `Δ${letter}`, value: format.length(Math.abs(value)) };
    }),
  ];
}

/** What kind of face or edge was picked, and how large it is, beyond its area or length. */
export function shapeRows(picked: Pick, mesh: ModelMesh, known: Facts | undefined, format: Formatter): Row[] {
  const facts = known?.exact ? known.facts : undefined;
  const row = (key: string, value: string, label = key): Row => ({ key, label: format.text(label), value });
  if (picked.snap) return [row('snapped', format.text(`snap_${picked.snap}`))];
  if (!facts) return thicknessRows(picked, mesh, undefined, format);
  if (picked.kind === 'edge' && picked.points && edgeKinds[facts.edgeKinds[picked.index] ?? -1] === 'circle') {
    const figure = figureOf(picked, mesh, facts);
    const points = edgePoints(mesh, picked.points);
    const isWhole = lengthOf(plus(points[0] ?? [0, 0, 0], points.at(-1) ?? [0, 0, 0], -1)) < 1e-6;
    const diameter = 2 * (facts.edgeRadii[picked.index] ?? NaN);
    return [
      ...(isWhole ? [row('diameter', format.length(diameter))] : []),
      ...(figure.kind === 'point' ? [row('centreOf', format.point(figure.at))] : []),
    ];
  }
  if (picked.kind !== 'face' || !picked.triangles) return [];
  const kind = faceKinds[facts.faceKinds[picked.index] ?? -1];
  const turned = kind === 'cylinder' || kind === 'cone' ? turnedOf(sampleOf(mesh, picked.triangles)) : undefined;
  const radius = facts.faceRadii[picked.index] ?? NaN;
  return [
    ...(kind === 'cylinder' && Number.isFinite(radius) ? [row('diameter', format.length(2 * radius))] : []),
    ...(turned ? turnedRows(turned, format) : []),
    ...thicknessRows(picked, mesh, turned, format),
  ];
}

function turnedRows({ at, direction, length, slope, hollow }: Turned, format: Formatter): Row[] {
  const row = (key: string, value: string, label = key): Row => ({ key, label: format.text(label), value });
  return [
    row('turnedLength', format.length(length), hollow ? 'depth' : 'length'),
    ...(slope === undefined ? [] : [row('coneAngle', `${format.number(2 * slope, 3)}°`)]),
    row('axisAt', format.point(at)),
    row('axisAlong', axisText(direction, format)),
  ];
}

/** "X", "Y" or "Z" where it is one of these, else its parts. */
function axisText(direction: Vector, format: Formatter): string {
  const axis = direction.findIndex((part) => Math.abs(part) > 1 - 1e-9);
  return axis >= 0 ? 'XYZ'.charAt(axis) : direction.map((part) => format.number(part, 4)).join('; ');
}

function thicknessRows(picked: Pick, mesh: ModelMesh, turned: Turned | undefined, format: Formatter): Row[] {
  const thickness = thicknessAt(picked, mesh, turned);
  return thickness === undefined
    ? []
    : [{ key: 'thickness', label: format.text('thickness'), value: format.length(thickness) }];
}

/** The faces that are the same as one, itself included: of its kind, its radius and its area. */
export function facesLike(index: number, known: Facts | undefined): number[] {
  if (!known?.exact) return [];
  const { faceKinds: kinds, faceAreas: areas, faceRadii: radii } = known.facts;
  const isNear = (one = NaN, other = NaN): boolean =>
    (Number.isNaN(one) && Number.isNaN(other)) || Math.abs(one - other) <= 1e-6 * Math.abs(one);
  return [...kinds].flatMap((kind, other) =>
    kind === kinds[index] && isNear(areas[index], areas[other]) && isNear(radii[index], radii[other]) ? [other] : [],
  );
}
