import { edgeKinds, faceKinds, type ExactFacts, type ModelMesh, type Vector } from '../../../kernel/stepModel';
import type { Facts } from '../facts';
import type { Pick } from '../pick';
import { edgePoints, figureOf, sampleOf, turnedOf } from './figures';
import { measurementOf } from './rows';

/** A round face that covers less of its cylinder is the rounding of an edge. */
const wholeFrom = 0.6;

/**
 * What is picked, in the English of a prompt: "the 8 mm hole at (20, 30)". Lengths are in mm and places in the model's
 * own coordinates, whatever units the page shows.
 */
export function promptWords(picks: readonly Pick[], mesh: ModelMesh, known: Facts | undefined): string {
  const facts = known?.exact ? known.facts : undefined;
  const things = picks.map((picked) => wordsOf(picked, mesh, facts));
  const named = [things.slice(0, -1).join(', '), things.at(-1)].filter(Boolean).join(' and ');
  const measurement = measurementOf(picks, mesh, known);
  const apart = measurement?.length === undefined ? '' : `, ${number(measurement.length)} mm apart`;
  const angle = measurement?.angle === undefined ? '' : `, ${number(measurement.angle)}° to each other`;
  return named + apart + angle;
}

function wordsOf(picked: Pick, mesh: ModelMesh, facts: ExactFacts | undefined): string {
  const at = picked.point.toArray();
  if (picked.snap || !facts || picked.fitted || picked.kind === 'cut' || picked.kind === 'triangle')
    return `the point at ${place(at)}`;
  return picked.kind === 'edge' ? edgeWords(picked, mesh, facts) : faceWords(picked, mesh, facts);
}

function edgeWords(picked: Pick, mesh: ModelMesh, facts: ExactFacts): string {
  const kind = edgeKinds[facts.edgeKinds[picked.index] ?? -1];
  const figure = figureOf(picked, mesh, facts);
  if (kind === 'circle' && figure.kind === 'point')
    return `the circular edge of ${number(2 * (facts.edgeRadii[picked.index] ?? NaN))} mm diameter at ${place(figure.at)}`;
  const points = picked.points ? edgePoints(mesh, picked.points) : [];
  const [first, last] = [points[0], points.at(-1)];
  return first && last
    ? `the edge from ${place(first)} to ${place(last)}`
    : `the edge at ${place(picked.point.toArray())}`;
}

function faceWords(picked: Pick, mesh: ModelMesh, facts: ExactFacts): string {
  const at = picked.point.toArray();
  const kind = faceKinds[facts.faceKinds[picked.index] ?? -1];
  const figure = figureOf(picked, mesh, facts);
  if (figure.kind === 'plane') {
    const axis = axisOf(figure.direction);
    return axis < 0
      ? `the flat face at ${place(figure.at)}`
      : `the flat face at ${letter(axis)} = ${number(figure.at[axis] ?? 0)} mm`;
  }
  const radius = facts.faceRadii[picked.index] ?? NaN;
  const turned =
    picked.triangles && (kind === 'cylinder' || kind === 'cone')
      ? turnedOf(sampleOf(mesh, picked.triangles))
      : undefined;
  if (!turned)
    return kind === 'sphere' && figure.kind === 'point'
      ? `the spherical face of ${number(radius)} mm radius at ${place(figure.at)}`
      : `the face at ${place(at)}`;
  if (kind === 'cone') return `the conical face at ${along(turned.at, turned.direction)}`;
  const share = (facts.faceAreas[picked.index] ?? 0) / (2 * Math.PI * radius * turned.length);
  if (share < wholeFrom) return `the ${number(radius)} mm radius at ${along(turned.at, turned.direction)}`;
  return `the ${number(2 * radius)} mm ${turned.hollow ? 'hole' : 'cylinder'} at ${along(turned.at, turned.direction)}`;
}

/** Where an axis is: two coordinates where it runs along the third, which is named where it isn't Z. */
function along(at: Vector, direction: Vector): string {
  const axis = axisOf(direction);
  if (axis < 0) return place(at);
  const others = at.filter((_, other) => other !== axis);
  return axis === 2 ? place(others) : `${place(others)} in ${['YZ', 'XZ'][axis] ?? ''}, along ${letter(axis)}`;
}

const axisOf = (direction: Vector): number => direction.findIndex((part) => Math.abs(part) > 1 - 1e-9);
const letter = (axis: number): string => 'XYZ'.charAt(axis);
const place = (at: readonly number[]): string => `(${at.map(number).join(', ')})`;

/** As a prompt writes it, whatever the language of the page; what is smaller is blur. */
function number(value: number): string {
  return String(Number(value.toFixed(3)) || 0);
}
