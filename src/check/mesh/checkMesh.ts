import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { ofModel, type ModelMesh } from '../../kernel/stepModel';
import { joinParts } from '../../models/parse/meshBuilder';
import { readParts } from '../../models/parse';
import type { MeshFormat } from '../../models/parse/formats';
import type { LoadDecoders } from '../../models/parse/glb';
import { readPart } from '../../local/prompt';
import { claimsOf } from '../claims';
import { judged } from '../judged';
import { measuresOf } from '../measures';
import type { Checked, FittedFace } from '../verdict';
import type { WholeReading } from '../whole';
import { fittedTo, type FittedSurfaces } from './meshFaces';
import { surfaceOf } from './triangles';
import { compareMesh } from './wholeMesh';
import { TooMuchWork, Work } from './work';

/**
 * Steps that a model may take: some for each triangle, and as many as a hundred thousand round strips need. A second or
 * two, whatever is in the file.
 */
const stepsOfTriangle = 60;
const stepsBeside = 60_000_000;
/** More triangles aren't looked at: no prompt describes what needs them. */
const mostTriangles = 2_000_000;
/** Triangles that are told of for the faces of all lines together. */
const mostShown = 400_000;

/**
 * Compares what a prompt states with what is in a mesh file, by surfaces that are fitted to its triangles.
 * @param kernel is asked for only where the reader understands the whole prompt
 * @throws ParseFailure when the file can't be read
 */
export async function checkMesh(
  prompt: string,
  format: MeshFormat,
  bytes: Uint8Array<ArrayBuffer>,
  loadDecoders: LoadDecoders,
  kernel: () => Promise<OpenCascadeInstance>,
): Promise<Checked> {
  const { parts } = await readParts(format, bytes, loadDecoders);
  const claims = claimsOf(prompt);
  const fitted = fittedIn(joinParts(parts));
  if (!fitted) return judged(claims, nothing, { kind: 'unread' });
  const { surfaces, isPartly, volume } = fitted;
  const measures = { ...measuresOf(surfaces), isPartly };
  let whole: WholeReading = { kind: 'unread' };
  if (!surfaces.isCutShort && readPart(prompt).ok) whole = compareMesh(await kernel(), prompt, { surfaces, volume });
  const checked = judged(claims, measures, whole);
  return { ...checked, fitted: shownFaces(checked, fitted) };
}

interface Fitted extends FittedSurfaces {
  readonly volume: number | undefined;
}

/** Undefined where that would take too much work. */
export function fittedIn(mesh: Pick<ModelMesh, 'positions' | 'indices' | 'parts'>): Fitted | undefined {
  const isMeasured = ofModel(mesh.parts);
  const parts = mesh.parts.filter(isMeasured);
  const numbers = numbersOf(parts.map(({ indices }) => indices));
  if (numbers.length > mostTriangles) return undefined;
  const work = new Work(stepsBeside + stepsOfTriangle * numbers.length);
  try {
    const surface = surfaceOf(mesh.positions, mesh.indices, numbers, work);
    return { ...fittedTo(surface, parts.length, work), volume: surface.open === 0 ? surface.volume : undefined };
  } catch (error) {
    if (error instanceof TooMuchWork) return undefined;
    throw error;
  }
}

function numbersOf(ranges: readonly (readonly [number, number])[]): Uint32Array {
  const all = new Uint32Array(ranges.reduce((sum, [, count]) => sum + count / 3, 0));
  let at = 0;
  for (const [first, count] of ranges)
    for (let number = first / 3; number < (first + count) / 3; number++) all[at++] = number;
  return all;
}

/** What is known of a model that is too much work. */
const nothing = { measures: [], rounds: [], solids: 0, approximate: true, isCutShort: true, isPartly: true } as const;

/** The faces that verdicts point at. */
function shownFaces({ verdicts }: Checked, { surfaces, triangles }: Fitted): FittedFace[] {
  const wanted = new Set(verdicts.flatMap(({ faces }) => faces));
  let left = mostShown;
  return surfaces.faces.flatMap(({ index, kind, area, radius }): FittedFace[] => {
    const own = triangles[index];
    if (!wanted.has(index) || !own || own.length > left) return [];
    left -= own.length;
    return [{ index, kind, area, radius, triangles: own }];
  });
}
