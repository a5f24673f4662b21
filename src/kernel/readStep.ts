import type { OpenCascadeInstance, STEPControl_Reader, TopoDS_Shape } from 'replicad-opencascadejs';
import { KernelFailure } from './failure';
import { each, hashLimit, measureBodies } from './measureBodies';
import type { ExactFacts, Fineness, StepProgress } from './stepModel';
import { readStepStructure, type StepStructure } from './stepStructure';
import { tessellate, type Body } from './tessellate';

/** A file of more bytes is shown coarsely first. */
const coarseFrom = 300_000;
const coarse: Fineness = { relative: 0.01, angular: 0.8 };
/** Arcs of at most 14°: round things look round. */
export const fine: Fineness = { relative: 0.001, angular: 0.25 };

/**
 * Reads a STEP file and covers it with triangles.
 * @param tell is given the stages and the meshes as they come
 * @throws KernelFailure with what is wrong with the file as its code: `empty_file`, `foreign_file`, `unreadable_file`,
 * `truncated_file`, `external_references`, `tessellation_only`, `several_sections`, `no_surfaces`
 */
export function readStep(
  oc: OpenCascadeInstance,
  bytes: Uint8Array,
  tell: (progress: StepProgress) => void,
  fineness = fine,
): ExactFacts {
  const own = withoutMark(bytes);
  const text = Buffer.from(own.buffer, own.byteOffset, own.byteLength).toString('latin1');
  if (text.trim() === '') throw new KernelFailure('empty_file', 'The file is empty.');
  if (!text.slice(0, 4096).includes('ISO-10303-21'))
    throw new KernelFailure('foreign_file', 'This is not a STEP file: it does not begin with ISO-10303-21.');
  tell({ kind: 'stage', stage: 'reading' });
  const reader = new oc.STEPControl_Reader();
  const owned: { delete(): void }[] = [reader];
  const structure = readStepStructure(text);
  try {
    const status = readFile(oc, reader, own);
    tell({ kind: 'stage', stage: 'translating' });
    if (status !== oc.IFSelect_ReturnStatus.IFSelect_RetDone) throw unreadable(structure);
    const progress = new oc.Message_ProgressRange();
    owned.push(progress);
    reader.TransferRoots(progress);
    const shape = reader.OneShape();
    owned.push(shape);
    if (shape.IsNull()) throw nothingIn(structure);
    const bodies = bodiesOf(oc, shape, reader, structure, owned);
    if (bodies.length === 0) throw nothingIn(structure);

    const size = diagonal(oc, shape);
    if (size === undefined) throw nothingIn(structure);
    tell({ kind: 'stage', stage: 'meshing' });
    if (bytes.length > coarseFrom)
      tell({ kind: 'mesh', coarse: true, mesh: tessellate(oc, shape, bodies, size, coarse).mesh });
    const tessellation = tessellate(oc, shape, bodies, size, fineness);
    tell({ kind: 'mesh', coarse: false, mesh: tessellation.mesh });
    tell({ kind: 'stage', stage: 'measuring' });
    return measureBodies(oc, shape, bodies, tessellation, structure.truncated);
  } catch (error) {
    // The kernel throws at several places where there are triangles and no surfaces.
    throw structure.isTessellated && !(error instanceof KernelFailure) ? nothingIn(structure) : error;
  } finally {
    for (const object of owned.reverse()) object.delete();
  }
}

/** Some programs write the byte order mark of UTF-8, which the kernel takes for a part of the first word. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function readFile(oc: OpenCascadeInstance, reader: STEPControl_Reader, bytes: Uint8Array): unknown {
  oc.FS.writeFile('/preview.step', bytes);
  try {
    return reader.ReadFile('/preview.step');
  } finally {
    oc.FS.unlink('/preview.step');
  }
}

/** The solids, and what is in none of them as one body more. */
function bodiesOf(
  oc: OpenCascadeInstance,
  shape: TopoDS_Shape,
  reader: STEPControl_Reader,
  structure: StepStructure,
  owned: { delete(): void }[],
): Body[] {
  const unmoved = new oc.TopLoc_Location();
  owned.push(unmoved);
  const hashOf = (found: TopoDS_Shape): number => {
    const located = found.Located(unmoved, false);
    const hash = oc.ReplicadShapeHasher.HashCode(located, hashLimit);
    located.delete();
    return hash;
  };
  const named = new Map<number, { name: string; colour: number }>();
  transferred(oc, reader, structure.bodies, (result, body) => {
    for (const solid of each(oc, result, 'TopAbs_SOLID')) named.set(hashOf(solid), body);
  });
  const coloured = new Map<number, number>();
  transferred(oc, reader, structure.colouredFaces, (result, { colour }) => void coloured.set(hashOf(result), colour));
  const facesOf = (body: TopoDS_Shape): Pick<Body, 'faceHashes' | 'faceColours'> => {
    const faceHashes: number[] = [];
    const faceColours = new Map<number, number>();
    for (const face of each(oc, body, 'TopAbs_FACE')) {
      const hash = oc.ReplicadShapeHasher.HashCode(face, hashLimit);
      const colour = coloured.size > 0 ? coloured.get(hashOf(face)) : undefined;
      faceHashes.push(hash);
      if (colour !== undefined) faceColours.set(hash, colour);
    }
    return { faceHashes, faceColours };
  };

  const bodies: Body[] = [];
  for (const found of each(oc, shape, 'TopAbs_SOLID')) {
    const solid = oc.TopoDS.Solid(found);
    owned.push(solid);
    const { name = '', colour = -1 } = named.get(hashOf(found)) ?? {};
    const faces = facesOf(solid);
    bodies.push({
      shape: solid,
      solid: true,
      name,
      colour: colour === -1 ? sharedColour(faces.faceColours) : colour,
      ...faces,
    });
  }
  const surfaces = looseFaces(oc, shape);
  if (surfaces) {
    owned.push(surfaces);
    bodies.push({ shape: surfaces, solid: false, name: '', colour: -1, ...facesOf(surfaces) });
  }
  return bodies;
}

/** The colour of a body of which only the faces have one, all of them the same; else -1. */
function sharedColour(faceColours: ReadonlyMap<number, number>): number {
  const [colour = -1, ...others] = new Set(faceColours.values());
  return others.length === 0 ? colour : -1;
}

/** A compound of the faces that are in no solid; undefined when there are none. */
function looseFaces(oc: OpenCascadeInstance, shape: TopoDS_Shape): TopoDS_Shape | undefined {
  const compound = new oc.TopoDS_Compound();
  const builder = new oc.TopoDS_Builder();
  builder.MakeCompound(compound);
  for (const face of each(oc, shape, 'TopAbs_FACE', 'TopAbs_SOLID')) builder.Add(compound, face);
  builder.delete();
  if (compound.NbChildren() > 0) return compound;
  compound.delete();
  return undefined;
}

/**
 * What entities have become. Nothing is translated again: the reader remembers the results of the whole model's
 * translation.
 */
function transferred<T extends { readonly place: number }>(
  oc: OpenCascadeInstance,
  reader: STEPControl_Reader,
  entities: readonly T[],
  use: (result: TopoDS_Shape, entity: T) => void,
): void {
  const model = reader.StepModel();
  const progress = new oc.Message_ProgressRange();
  const count = model.NbEntities();
  for (const entity of entities) {
    if (entity.place > count) continue;
    const start = model.Entity(entity.place);
    reader.ClearShapes();
    if (reader.TransferEntity(start, progress) && reader.NbShapes() > 0) {
      const result = reader.Shape(1);
      if (!result.IsNull()) use(result, entity);
      result.delete();
    }
    start.delete();
  }
  progress.delete();
  model.delete();
}

/**
 * mm, roughly: it only says how fine the triangles have to be. Undefined where there are no exact surfaces, be there
 * triangles or not.
 */
function diagonal(oc: OpenCascadeInstance, shape: TopoDS_Shape): number | undefined {
  const box = new oc.Bnd_Box();
  oc.BRepBndLib.Add(shape, box, false);
  // The kernel throws for the extent of nothing.
  const size = box.IsVoid() ? undefined : Math.sqrt(box.SquareExtent());
  box.delete();
  return size === 0 ? 1 : size;
}

function unreadable({ truncated, dataSections }: StepStructure): KernelFailure {
  if (dataSections > 1)
    return new KernelFailure('several_sections', `This STEP file has ${dataSections} data sections, not one.`);
  return truncated
    ? new KernelFailure('truncated_file', 'The file ends before its end mark: it was not written or loaded completely.')
    : new KernelFailure('unreadable_file', 'This STEP file can’t be read: its content is damaged.');
}

function nothingIn(structure: StepStructure): KernelFailure {
  if (structure.references.length > 0) {
    return new KernelFailure(
      'external_references',
      `This file holds no geometry of its own: it refers to other files (${structure.references.join(', ')}).`,
    );
  }
  if (structure.isTessellated)
    return new KernelFailure('tessellation_only', 'This STEP file holds a tessellation and no exact surfaces.');
  return structure.truncated
    ? unreadable(structure)
    : new KernelFailure('no_surfaces', 'There is no surface in this STEP file.');
}
