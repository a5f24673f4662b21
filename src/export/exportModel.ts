import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { sentence, type Sentence } from '../base/sentence';
import type { MeshBody } from '../kernel/formats/body';
import { fine } from '../kernel/readStep';
import type { Body } from '../kernel/tessellate';
import type { LoadDecoders } from '../models/parse/glb';
import { dxfOf, svgOf } from './drawing/drawing';
import { englishViews } from './drawing/views';
import { refuse } from './failure';
import type { Exported, ExportedFile, ModelRequest } from './request';
import { finenessOf, readMeshSource, readStepSource } from './source';
import { checkMeshFile, checkStepFile, checkTriangles } from './verify';
import { writeMeshes, writeShapes, type MeshTarget } from './write';

export interface ExportTools {
  readonly kernel: () => Promise<OpenCascadeInstance>;
  readonly loadDecoders: LoadDecoders;
}

/** With more triangles than this a file can't be held several times, as checking it needs. */
const mostTriangles = 8_000_000;

/**
 * Writes a model in another format, in memory, and reads back what was written.
 * @throws ExportFailure; KernelFailure and ParseFailure for what can't be read
 */
export async function exportModel(request: ModelRequest, tools: ExportTools): Promise<Exported> {
  const { from, to } = request;
  if (from !== 'step') {
    if (to === 'STEP')
      refuse(
        sentence(
          'This file holds triangles, and STEP holds exact surfaces, which can’t be won back from triangles. Save it as STL, 3MF or GLB.',
        ),
      );
    if (to === 'DXF' || to === 'SVG')
      refuse(sentence('This file holds triangles, and drawings are made of exact edges. Save it as STL, 3MF or GLB.'));
    const bytes = Uint8Array.from(request.bytes);
    const { bodies, notes, ofParts } = await readMeshSource(from, bytes, tools.loadDecoders, request.parts ?? 'all');
    return meshFiles(request, bodies, false, { notes, ofParts });
  }
  const oc = await tools.kernel();
  if (to === 'DXF' || to === 'SVG') return drawings(oc, request);
  return to === 'STEP' ? stepFiles(oc, request) : meshFilesOfStep(oc, request);
}

async function meshFilesOfStep(oc: OpenCascadeInstance, request: ModelRequest): Promise<Exported> {
  const fineness = finenessOf(request.fineness ?? 'normal');
  const { result, ...rest } = readStepSource(oc, request.bytes, fineness, request.parts ?? 'all', (chosen) => {
    const { bodies, shapes = [], deflection = 0 } = chosen;
    checkTriangles(oc, bodies, shapes, deflection);
    return { bodies, deflection };
  });
  return meshFiles(request, result.bodies, true, { ...rest, deflection: result.deflection });
}

function stepFiles(oc: OpenCascadeInstance, request: ModelRequest): Exported {
  const { name, unit = 'mm', parts = 'all' } = request;
  const { result, ...rest } = readStepSource(oc, request.bytes, finenessOf('coarse'), parts, ({ shapes = [] }) => ({
    parts: shapes.length,
    files: grouped(shapes, parts).map((group): ExportedFile => {
      const bytes = writeShapes(oc, group, unit);
      checkStepFile(oc, bytes, group);
      return { name: nameOf(group, parts, name), bytes, triangles: undefined };
    }),
  }));
  return { ...result, ...rest };
}

/** As the preview covers the model, so that its faces have the same numbers. */
function drawings(oc: OpenCascadeInstance, request: ModelRequest): Exported {
  const { to, name, parts = 'all', face, viewNames = englishViews } = request;
  const isPicked = to === 'DXF' && face !== undefined;
  const choice = isPicked ? 'every' : parts;
  const { result, ...rest } = readStepSource(oc, request.bytes, fine, choice, (chosen) => {
    const { bodies, shapes = [], deflection = 0, faceHashes } = chosen;
    const picked = isPicked ? (faceHashes?.[face] ?? NaN) : undefined;
    const meshes = grouped(bodies, parts);
    const groups = isPicked ? [shapes] : grouped(shapes, parts);
    const files = groups.map((group, at): ExportedFile => {
      const title = nameOf(group, isPicked ? 'all' : parts, name);
      const bytes =
        to === 'DXF' ? dxfOf(oc, group, picked) : svgOf(oc, group, meshes[at] ?? [], deflection, title, viewNames);
      return { name: title, bytes, triangles: undefined };
    });
    // An outline is that of one face.
    return { parts: to === 'DXF' ? files.length : shapes.length, files };
  });
  return { ...result, ...rest };
}

async function meshFiles(
  request: ModelRequest,
  bodies: readonly MeshBody[],
  isOfKernel: boolean,
  rest: Pick<Exported, 'notes' | 'ofParts' | 'deflection'>,
): Promise<Exported> {
  const { to, name, unit = 'mm', parts = 'all' } = request;
  if (to !== 'STL' && to !== 'GLB' && to !== '3MF') throw new Error('Not a format of triangles.');
  const total = bodies.reduce((sum, { mesh }) => sum + mesh.triangles.length / 3, 0);
  if (total > mostTriangles)
    refuse(sentence('These are {0} triangles, more than can be saved. Choose a coarser fineness.', total));
  const files: ExportedFile[] = [];
  const notes = new Map<string, Sentence>(rest.notes.map((note) => [note.english, note]));
  for (const group of grouped(bodies, parts)) {
    const target: MeshTarget = { to, name: nameOf(group, parts, name), unit, isOfKernel };
    const bytes = writeMeshes(group, target);
    const checked = await checkMeshFile(bytes, group, target);
    for (const note of checked.notes) notes.set(note.english, note);
    files.push({ name: target.name, bytes, triangles: checked.triangles });
  }
  return { ...rest, files, parts: bodies.length, notes: [...notes.values()] };
}

function grouped<T>(bodies: readonly T[], parts: ModelRequest['parts']): readonly (readonly T[])[] {
  return parts === 'each' ? bodies.map((body) => [body]) : [bodies];
}

function nameOf(group: readonly (MeshBody | Body)[], parts: ModelRequest['parts'], name: string): string {
  return parts === 'each' ? (group[0]?.name ?? '') : name;
}
