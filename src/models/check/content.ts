import { ParseFailure, type ParseProblem } from '../../formats/failure';
import { isBuiltSolid, isOperand } from '../../formats/step/builtSolids';
import { entitiesOf } from '../../formats/step/scan';
import { readParts } from '../parse';
import type { LoadDecoders } from '../parse/glb';

/** Why a file that is complete can't be shown, or is damaged after all. */
export interface ContentProblem {
  readonly code: ParseProblem;
  readonly detail: string;
}

/** Formats whose content can be checked, as the service names them. */
export type CheckedFormat = 'STEP' | 'STL' | 'GLB' | '3MF';

/**
 * Reads a file as the preview does and drops the result: so nothing passes here that the preview refuses. A STEP file
 * is judged by its text only, since the kernel would be too much for a check.
 */
export async function contentProblem(
  format: CheckedFormat,
  bytes: Uint8Array<ArrayBuffer>,
  loadDecoders: LoadDecoders,
): Promise<ContentProblem | undefined> {
  try {
    if (format === 'STEP') checkStep(bytes);
    else await readParts(format === 'STL' ? 'stl' : format === 'GLB' ? 'glb' : '3mf', bytes, loadDecoders);
    return undefined;
  } catch (error) {
    if (error instanceof ParseFailure) return { code: error.code, detail: error.message };
    throw error;
  }
}

/** Types that make up the shape of a STEP file: solids, shells, faces, surfaces, and triangles. */
const shapes = /SOLID(?!_ANGLE)|BREP|SHELL|FACE|SURFACE|TESSELLATED|TRIANGULATED|GEOMETRIC_SET|MAPPED_ITEM/;
/** Types that only describe how a surface looks, or contain one. */
const others = /STYLE|COLOUR|SIDE|RENDERING|REPRESENTATION/;

/** @throws ParseFailure */
function checkStep(bytes: Uint8Array): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let refersToOthers = false;
  for (const { type, start, end } of entitiesOf(text)) {
    // A complex entity has its types in its parameters.
    const types = type === '' ? text.slice(start, end) : type;
    if (shapes.test(types) && !others.test(types) && !isBuiltSolid(type) && !isOperand(type)) return;
    if (type === 'DOCUMENT_FILE') refersToOthers = true;
  }
  throw new ParseFailure(refersToOthers ? 'external_references' : 'no_surfaces');
}
