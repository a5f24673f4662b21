import { ParseFailure, type ParseProblem } from '../../formats/failure';
import { isBuiltSolid, isOperand } from '../../formats/step/builtSolids';
import { problemOfFaults, StepFaults } from '../../formats/step/faults';
import { entitiesOf } from '../../formats/step/scan';
import { stepSource } from '../../formats/step/text';
import { reasonForNothing, unshownOf, type Unshown } from '../../formats/step/unshown';
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

/** @throws ParseFailure with what the preview would say of its text: that it holds nothing to be seen, or is damaged */
function checkStep(bytes: Uint8Array): void {
  const { text } = stepSource(bytes);
  const met = new StepFaults();
  const unshown = new Map<Unshown, number>();
  let [hasShapes, hasReferences] = [false, false];
  for (const entity of entitiesOf(text, met)) {
    met.look(text, entity);
    const { type, start, end } = entity;
    // A complex entity has its types in its parameters.
    const types = type === '' ? text.slice(start, end) : type;
    if (shapes.test(types) && !others.test(types) && !isBuiltSolid(type) && !isOperand(type)) hasShapes = true;
    if (type === 'DOCUMENT_FILE') hasReferences = true;
    const kind = unshownOf(type);
    if (kind) unshown.set(kind, 1);
  }
  const nothing = hasShapes ? undefined : reasonForNothing(text, { hasReferences, hasTriangles: false, unshown });
  const problem = problemOfFaults(met.found(text), nothing?.code) ?? nothing;
  if (problem) throw new ParseFailure(problem.code, problem.detail);
}
