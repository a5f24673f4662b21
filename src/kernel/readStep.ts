import type { OpenCascadeInstance, STEPControl_Reader } from 'replicad-opencascadejs';
import { foreignKind } from '../formats/foreign';
import { headBytes } from '../formats/step/frame';
import { problemOfFaults } from '../formats/step/faults';
import { stepSource } from '../formats/step/text';
import { reasonForNothing } from '../formats/step/unshown';
import { textEncoding } from '../formats/textEncoding';
import { KernelFailure } from './failure';
import { measureBodies } from './measureBodies';
import { boxBy } from './exactBox';
import { bodiesOf, type StepBodies } from './stepBodies';
import { textForKernel } from './stepEdits';
import { diagonalOf, type ExactFacts, type Fineness, type Remark, type StepProgress } from './stepModel';
import { StepOperators } from './stepOperators';
import { readStepStructure, type StepStructure } from './stepStructure';
import { StepText } from './stepText';
import { StepTransfers } from './stepTransfers';
import { isEndless, withoutEndless } from './stepUnbounded';
import { deflectionOf, tessellate, type Body, type Tessellation } from './tessellate';

/** A file with more bytes is shown with a coarse mesh first. */
const coarseFrom = 300_000;
const coarse: Fineness = { relative: 0.01, angular: 0.8 };
/** Arcs of at most 14°: round things look round. */
export const fine: Fineness = { relative: 0.001, angular: 0.25 };

/** What a file was read as: shapes of the kernel, which are deleted when it has been read. */
export interface ReadShapes {
  readonly bodies: readonly Body[];
  readonly tessellation: Tessellation;
  /** How far its triangles may be from the surfaces, in mm. */
  readonly deflection: number;
}

/**
 * Reads a STEP file and covers it with triangles.
 * @param tell is given the stages and the meshes as they come
 * @param examine is given the shapes while they are there
 * @throws KernelFailure with what is wrong with the file as its code: `empty_file`, `foreign_file`, `unreadable_file`,
 * `truncated_file`, `external_references`, `tessellation_only`, `other_solids_only`, `wires_only`, `no_surfaces`, or
 * what else it is
 */
export function readStep(
  oc: OpenCascadeInstance,
  bytes: Uint8Array,
  tell: (progress: StepProgress) => void,
  fineness: Fineness = fine,
  examine?: (shapes: ReadShapes) => void,
): ExactFacts {
  const { text, isAsWritten, exponents, smallWords } = stepSource(bytes);
  if (text.trim() === '') throw new KernelFailure('empty_file', 'The file is empty.');
  if (!text.slice(0, headBytes).includes('ISO-10303-21')) {
    const other = foreignKind(bytes);
    if (other) throw new KernelFailure(other.code, other.message);
    throw new KernelFailure('foreign_file', 'This is not a STEP file: it does not begin with ISO-10303-21.');
  }
  tell({ kind: 'stage', stage: 'reading' });
  const file = new StepText(text);
  const operators = new StepOperators(file);
  const structure = readStepStructure(text, file, operators);
  const edited = textForKernel(text, file, operators, structure.moved) ?? (isAsWritten ? undefined : text);
  const reader = new oc.STEPControl_Reader();
  const owned: { delete(): void }[] = [reader];
  const own = <T extends { delete(): void }>(object: T): T => (owned.push(object), object);
  try {
    const status = readFile(
      oc,
      reader,
      edited === undefined ? bytes.subarray(textEncoding(bytes).start) : Buffer.from(edited, 'latin1'),
    );
    tell({ kind: 'stage', stage: 'translating' });
    if (status !== oc.IFSelect_ReturnStatus.IFSelect_RetDone) throw unreadable(structure);
    reader.TransferRoots(own(new oc.Message_ProgressRange()));
    const transferred = own(reader.OneShape());
    const all = bodiesOf(oc, transferred, own(new StepTransfers(oc, reader)), structure, owned);
    const isTooLarge = isEndless(sizeOf(oc, all, structure) ?? 0);
    const found = isTooLarge ? withoutEndless(oc, all, owned) : all;
    const { whole, bodies } = found;
    const size = sizeOf(oc, found, structure);
    if (size === undefined) throw isTooLarge ? unreadable(structure) : nothingIn(structure, text);
    tell({ kind: 'stage', stage: 'meshing' });
    if (bytes.length > coarseFrom)
      tell({ kind: 'mesh', coarse: true, mesh: tessellate(oc, whole, bodies, size, coarse).mesh });
    const tessellation = tessellate(oc, whole, bodies, size, fineness);
    if (tessellation.mesh.indices.length === 0) throw unreadable(structure);
    tell({ kind: 'mesh', coarse: false, mesh: tessellation.mesh });
    tell({ kind: 'stage', stage: 'measuring' });
    examine?.({ bodies, tessellation, deflection: deflectionOf(size, fineness) });
    return {
      ...measureBodies(oc, whole, bodies, tessellation),
      truncated: structure.isTruncated,
      remarks: [
        { what: 'exponents', count: exponents } as const,
        { what: 'small_letters', count: smallWords } as const,
        ...remarksOf(structure, found),
      ].filter(({ count }) => count > 0),
    };
  } catch (error) {
    throw causeOf(error, structure);
  } finally {
    for (const object of owned.reverse()) object.delete();
  }
}

/** Remarks about the file beside its figures. */
function remarksOf(
  structure: StepStructure,
  { bodies, unread, unplaced, atOrigin, lostFaces, solidFaces, alternates }: StepBodies,
): Remark[] {
  const meshes = bodies.filter(({ isMesh }) => isMesh).length;
  return [
    ...[...structure.faults].map(([what, count]) => ({ what, count })),
    { what: 'more', count: structure.hasMore ? 1 : 0 },
    { what: 'deep', count: structure.isCut ? 1 : 0 },
    { what: 'unit', count: structure.unitless },
    { what: 'guessed', count: structure.guessed },
    { what: 'unread', count: unread },
    { what: 'lost_faces', count: lostFaces },
    { what: 'solid_faces', count: solidFaces },
    { what: 'unplaced', count: unplaced },
    { what: 'at_origin', count: atOrigin },
    { what: 'external', count: structure.references.length },
    { what: 'hidden', count: bodies.filter(({ role }) => role === 'hidden').length },
    { what: 'triangles_only', count: meshes },
    { what: 'alternates', count: alternates },
    ...[...structure.unshown].map(([what, count]) => ({ what, count })),
  ];
}

function readFile(oc: OpenCascadeInstance, reader: STEPControl_Reader, bytes: Uint8Array): unknown {
  oc.FS.writeFile('/preview.step', bytes);
  try {
    return reader.ReadFile('/preview.step');
  } finally {
    oc.FS.unlink('/preview.step');
  }
}

/**
 * The rough length of the diagonal in mm: it only decides how fine the triangles are. Undefined where there are no
 * surfaces.
 */
function sizeOf(
  oc: OpenCascadeInstance,
  { whole, bodies }: StepBodies,
  { isTessellated }: StepStructure,
): number | undefined {
  if (bodies.length === 0) return undefined;
  const box = boxBy(oc, (found) => oc.BRepBndLib.Add(whole, found, isTessellated));
  return box && (diagonalOf(box) || 1);
}

function unreadable({ isTruncated }: StepStructure): KernelFailure {
  return isTruncated
    ? new KernelFailure('truncated_file', 'The file ends before its end mark: it was not written or loaded completely.')
    : new KernelFailure('unreadable_file', 'This STEP file can’t be read: its content is damaged.');
}

function nothingIn(structure: StepStructure, text: string): KernelFailure {
  const { references, isTessellated: hasTriangles, unshown } = structure;
  const { code, detail } = reasonForNothing(text, { hasReferences: references.length > 0, hasTriangles, unshown });
  return code === 'no_surfaces' && structure.isTruncated
    ? unreadable(structure)
    : new KernelFailure(code, detail || `There is nothing to be seen in this STEP file: ${code}.`);
}

/** What is wrong with a file's end or records, where that explains why it can't be read. */
function causeOf(error: unknown, structure: StepStructure): unknown {
  const code = error instanceof KernelFailure ? error.code : 'kernel_error';
  const problem = problemOfFaults(structure.faults, code);
  // The record that a file ends in is damaged, too.
  if (problem && structure.isTruncated) return unreadable(structure);
  return problem ? new KernelFailure(problem.code, problem.detail, error) : error;
}
