import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { sentence, type Sentence } from '../base/sentence';
import type { MeshBody } from '../kernel/formats/body';
import { readStep } from '../kernel/readStep';
import { ofModel, type Fineness, type ModelMesh, type ModelPart } from '../kernel/stepModel';
import type { Body } from '../kernel/tessellate';
import { parseMesh } from '../models/parse';
import type { MeshFormat } from '../models/parse/formats';
import type { LoadDecoders } from '../models/parse/glb';
import type { Mended } from '../models/parse/mended';
import { refuse } from './failure';
import { meshBodiesOf } from './meshParts';
import type { FinenessChoice, PartsChoice } from './request';

/** By a part of the model's diagonal. The middle one is that of the files that are made here. */
const steps: Readonly<Record<Extract<FinenessChoice, string>, Fineness>> = {
  coarse: { relative: 2e-3, angular: 0.5 },
  normal: { relative: 5e-4, angular: 0.1 },
  fine: { relative: 1e-4, angular: 0.05 },
};
/** Where the distance is said, it decides; a circle still has a dozen chords. */
const angularOfNumber = 0.5;
/** The finest that can be asked for, in mm: finer than any machine makes. */
const finest = 1e-4;

export function finenessOf(choice: FinenessChoice): Fineness {
  if (typeof choice === 'string') return steps[choice];
  if (!(choice.mm >= finest)) refuse(sentence('The fineness must be at least {0} mm.', finest));
  return { mm: choice.mm, angular: angularOfNumber };
}

/** The chosen parts of a model as they are to be written. */
export interface Chosen {
  readonly bodies: readonly MeshBody[];
  /** Of STEP: the shapes of the same parts. */
  readonly shapes?: readonly Body[];
  readonly deflection?: number;
  /** Of STEP: OpenCascade's hash of each face, by its number in a preview. */
  readonly faceHashes?: Int32Array;
  readonly notes: readonly Sentence[];
  /** How many parts the model has. */
  readonly ofParts: number;
}

/** What a STEP file's reader says of it that isn't about what is left out on purpose. */
const incomplete: ReadonlySet<string> = new Set([
  'missing',
  'bad_numbers',
  'misfit',
  'broken',
  'deep',
  'unread',
  'lost_faces',
  'unplaced',
  'at_origin',
  'external',
  'wires',
  'other_solids',
]);
const incompleteMeshes: ReadonlySet<Mended['what']> = new Set([
  'left_out',
  'colours_left_out',
  'lines',
  'scenes',
  'lattices',
  'unknown_colours',
  'double_colours',
  'painting',
]);

/**
 * Reads a STEP file, and gives its chosen parts to `work` while their shapes are there.
 * @throws KernelFailure, ExportFailure, what `work` throws
 */
export function readStepSource<T>(
  oc: OpenCascadeInstance,
  bytes: Uint8Array,
  fineness: Fineness,
  parts: PartsChoice | 'every',
  work: (chosen: Omit<Chosen, 'notes' | 'ofParts'>) => T,
): Pick<Chosen, 'notes' | 'ofParts'> & { readonly result: T } {
  let done: (Pick<Chosen, 'notes' | 'ofParts'> & { readonly result: T }) | undefined;
  const facts = readStep(
    oc,
    bytes,
    () => undefined,
    fineness,
    ({ bodies, tessellation: { mesh, faceHashes }, deflection }) => {
      const { chosen, ...rest } = choose(mesh, parts);
      const result = work({
        bodies: meshBodiesOf(
          mesh,
          chosen.map((at) => at.part),
        ),
        shapes: chosen.flatMap(({ at }) => bodies[at] ?? []),
        deflection,
        faceHashes,
      });
      done = { result, ...rest };
    },
  );
  if (!done) throw new Error('The kernel gave no shapes.');
  const isIncomplete = facts.truncated || facts.remarks.some(({ what }) => incomplete.has(what));
  return {
    result: done.result,
    ofParts: done.ofParts,
    notes: [
      ...done.notes,
      ...(isIncomplete ? [readInPart] : []),
      ...(facts.uncovered > 0
        ? [sentence('Faces without triangles: {0}. The surface has holes there.', facts.uncovered)]
        : []),
      ...(facts.valid ? [] : [sentence('A solid of this file is not valid, so what is made of it may not be either.')]),
    ],
  };
}

const readInPart = sentence('Not all of the file could be read: its preview tells what is missing.');

/** @throws ParseFailure, ExportFailure */
export async function readMeshSource(
  format: MeshFormat,
  bytes: Uint8Array<ArrayBuffer>,
  loadDecoders: LoadDecoders,
  parts: PartsChoice,
): Promise<Chosen> {
  const { mesh, facts } = await parseMesh(format, bytes, loadDecoders);
  const { chosen, notes, ofParts } = choose(mesh, parts);
  const mended = new Set(facts.mended.map(({ what }) => what));
  return {
    bodies: meshBodiesOf(
      mesh,
      chosen.map(({ part }) => part),
    ),
    ofParts,
    notes: [
      ...notes,
      ...(mended.has('textures') ? [sentence('Pictures on surfaces (textures) are not kept.')] : []),
      ...([...mended].some((what) => incompleteMeshes.has(what)) ? [readInPart] : []),
    ],
  };
}

interface ChosenPart {
  readonly at: number;
  readonly part: ModelPart;
}

/**
 * @param choice `every` for those that the file hides, too
 * @throws ExportFailure when there is none
 */
function choose(
  { parts }: ModelMesh,
  choice: PartsChoice | 'every',
): Pick<Chosen, 'notes' | 'ofParts'> & { readonly chosen: readonly ChosenPart[] } {
  const isOfModel = ofModel(parts);
  const all = parts.map((part, at) => ({ at, part })).filter(({ part }) => part.indices[1] > 0);
  const chosen =
    typeof choice === 'object'
      ? all.filter(({ at }) => choice.includes(at))
      : all.filter(({ part }) => choice === 'every' || isOfModel(part));
  if (chosen.length === 0) refuse(sentence('There is no part to be saved: show at least one.'));
  const ofParts = all.filter(({ part }) => isOfModel(part)).length;
  const left = typeof choice === 'string' ? all.length - chosen.length : 0;
  const notes =
    left > 0 ? [sentence('What the file itself hides, or holds for a slicer only, is left out: {0} parts.', left)] : [];
  return { chosen, notes, ofParts };
}
