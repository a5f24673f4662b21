import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { sentence, type Sentence } from '../base/sentence';
import { plainName } from '../formats/plainName';
import { exactBox } from '../kernel/exactBox';
import { each } from '../kernel/explore';
import { areaOf, volumeOf } from '../kernel/massProperties';
import type { MeshBody } from '../kernel/formats/body';
import { unitsMm } from '../kernel/formats/stl';
import { readStep } from '../kernel/readStep';
import { diagonalOf, type Box, type ModelPart } from '../kernel/stepModel';
import type { Body } from '../kernel/tessellate';
import { parseMesh } from '../models/parse';
import { boxOfTriangles, sumsOf } from '../models/parse/sums';
import { refuse } from './failure';
import { hexOf } from './meshParts';
import type { MeshTarget } from './write';

/** How far single precision and joining corners may move a place, as a fraction of the largest coordinate. */
const samePlace = 4e-6;
/** And so a volume: that of a plate whose sides move so far. */
const sameVolume = 1e-4;
/** mm: by which the kernel's boxes are off. */
const sameBox = 1e-4;

/**
 * Whether triangles are as near to the exact parts as they are said to be.
 * @throws ExportFailure when they aren't
 */
export function checkTriangles(
  oc: OpenCascadeInstance,
  bodies: readonly MeshBody[],
  shapes: readonly Body[],
  deflection: number,
): void {
  // The kernel keeps to the distance on most surfaces only.
  const length = 2 * deflection;
  shapes.forEach((body, at) => {
    const { shape, solid, isMesh, name } = body;
    const mesh = bodies[at]?.mesh;
    if (!mesh || !solid || isMesh || !isValid(oc, body)) return;
    const exact = volumeOf(oc, shape).amount;
    const { volume } = sumsOf(mesh.positions, mesh.triangles);
    const box = boxOfTriangles(mesh.positions, mesh.triangles);
    const most = length * curvedArea(oc, body) + sameVolume * Math.abs(exact);
    if (!(Math.abs(volume - exact) <= most) || !isNear(box, exactBox(oc, shape), length + sameBox))
      refuse(
        sentence(
          'The triangles of “{0}” come out wrong, so they are not saved: {1} mm³ instead of {2} mm³. Choose another fineness.',
          name,
          rounded(volume),
          rounded(exact),
        ),
      );
  });
}

function isValid(oc: OpenCascadeInstance, { shape }: Body): boolean {
  const analyzer = new oc.BRepCheck_Analyzer(shape, true, false, false);
  const valid = analyzer.IsValid();
  analyzer.delete();
  return valid;
}

function curvedArea(oc: OpenCascadeInstance, { shape }: Body): number {
  let area = 0;
  for (const found of each(oc, shape, 'TopAbs_FACE')) {
    const face = oc.TopoDS.Face(found);
    const surface = new oc.BRepAdaptor_Surface(face, false);
    if (surface.GetType() !== oc.GeomAbs_SurfaceType.GeomAbs_Plane) area += areaOf(oc, found).amount;
    surface.delete();
    face.delete();
  }
  return area;
}

/**
 * Reads a file of triangles back, as whoever opens it does.
 * @returns what the user should know of it
 * @throws ExportFailure when it doesn't hold the same
 */
export async function checkMeshFile(
  bytes: Uint8Array,
  bodies: readonly MeshBody[],
  { to, unit }: MeshTarget,
): Promise<{ readonly triangles: number; readonly notes: readonly Sentence[] }> {
  const format = to === 'STL' ? 'stl' : to === 'GLB' ? 'glb' : '3mf';
  const { mesh, facts } = await parseMesh(format, Uint8Array.from(bytes));
  const scale = to === 'STL' ? unitsMm[unit] : 1;
  const expected = to === 'STL' ? [bodies] : bodies.map((body) => [body]);
  if (mesh.parts.length !== expected.length)
    differs(to, sentence('{0} parts instead of {1}', mesh.parts.length, expected.length));
  expected.forEach((group, at) => {
    const part = mesh.parts[at];
    if (!part) return;
    const [first, count] = part.indices;
    const own = mesh.indices.subarray(first, first + count);
    const found = { sums: sumsOf(mesh.positions, own), box: boxOfTriangles(mesh.positions, own) };
    const sums = group.map((body) => sumsOf(body.mesh.positions, body.mesh.triangles));
    const box = joined(group.map((body) => boxOfTriangles(body.mesh.positions, body.mesh.triangles)));
    const far = samePlace * Math.max(...box.min.map(Math.abs), ...box.max.map(Math.abs));
    const total = (of: 'volume' | 'area'): number => sums.reduce((sum, one) => sum + one[of], 0);
    const volume = found.sums.volume * scale ** 3;
    const most = sameVolume * Math.abs(total('volume')) + far * total('area');
    if (!(Math.abs(volume - total('volume')) <= most))
      differs(to, sentence('{0} mm³ instead of {1} mm³', rounded(volume), rounded(total('volume'))));
    const scaled = { min: times(found.box.min, scale), max: times(found.box.max, scale) };
    if (!isNear(scaled, box, far + 1e-9)) differs(to, sentence('it lies elsewhere'));
    if (to !== 'STL') checkLook(to, part, group[0]);
  });
  return { triangles: mesh.indices.length / 3, notes: facts.closed ? [] : [openNote] };
}

const openNote = sentence('The surface is not closed everywhere, so it encloses no volume for a printer.');

function checkLook(to: string, part: ModelPart, body: MeshBody | undefined): void {
  const name = plainName(body?.name ?? '');
  if (part.name !== name) differs(to, sentence('a part is called “{0}” instead of “{1}”', part.name, name));
  const { color } = body ?? {};
  const [found, expected] = [part.colour === -1 ? '' : hexOf(part.colour), color];
  // With colours of corners, GLB's material is white.
  if (expected !== undefined && !body?.vertexColors && found.toLowerCase() !== expected.toLowerCase())
    differs(to, sentence('a part is {0} instead of {1}', found, expected));
}

/**
 * Reads a STEP file back.
 * @throws ExportFailure when it doesn't hold the same parts
 */
export function checkStepFile(oc: OpenCascadeInstance, bytes: Uint8Array, shapes: readonly Body[]): void {
  let found: readonly Body[] = [];
  let problem: Sentence | undefined;
  readStep(
    oc,
    bytes,
    () => undefined,
    { relative: 1e-2, angular: 1 },
    (read) => {
      found = read.bodies;
      problem = difference(oc, found, shapes);
    },
  );
  if (problem) differs('STEP', problem);
}

function difference(oc: OpenCascadeInstance, found: readonly Body[], shapes: readonly Body[]): Sentence | undefined {
  if (found.length !== shapes.length) return sentence('{0} parts instead of {1}', found.length, shapes.length);
  const faces = (bodies: readonly Body[]): number => bodies.reduce((sum, body) => sum + body.faceHashes.length, 0);
  if (faces(found) !== faces(shapes)) return sentence('{0} faces instead of {1}', faces(found), faces(shapes));
  for (const [at, body] of shapes.entries()) {
    const other = found[at];
    if (!other) continue;
    if (other.name !== body.name) return sentence('a part is called “{0}” instead of “{1}”', other.name, body.name);
    if (other.colour !== body.colour)
      return sentence(
        'a part is {0} instead of {1}',
        hexOf(Math.max(0, other.colour)),
        hexOf(Math.max(0, body.colour)),
      );
    const [box, expected] = [exactBox(oc, other.shape), exactBox(oc, body.shape)];
    if (!isNear(box, expected, sameBox + 1e-6 * diagonalOf(expected))) return sentence('it lies elsewhere');
    if (!body.solid) continue;
    const [volume, exact] = [volumeOf(oc, other.shape).amount, volumeOf(oc, body.shape).amount];
    if (!(Math.abs(volume - exact) <= sameVolume * Math.abs(exact)))
      return sentence('{0} mm³ instead of {1} mm³', rounded(volume), rounded(exact));
  }
  return undefined;
}

function differs(to: string, how: Sentence): never {
  refuse(sentence('The {0} file would not hold the model as it is, so it is not saved: {1}.', to, how));
}

function isNear(one: Box, other: Box, within: number): boolean {
  return (['min', 'max'] as const).every((end) =>
    one[end].every((value, axis) => Math.abs(value - (other[end][axis] ?? NaN)) <= within),
  );
}

function joined(boxes: readonly Box[]): Box {
  const corner = (end: 'min' | 'max', outmost: (...values: number[]) => number): Box['min'] => {
    const along = (axis: 0 | 1 | 2): number => outmost(...boxes.map((box) => box[end][axis]));
    return [along(0), along(1), along(2)];
  };
  return { min: corner('min', Math.min), max: corner('max', Math.max) };
}

function times([x, y, z]: Box['min'], scale: number): Box['min'] {
  return [x * scale, y * scale, z * scale];
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
