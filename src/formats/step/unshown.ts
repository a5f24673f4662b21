import type { ParseProblem } from '../failure';
import { isBuiltSolid } from './builtSolids';

/** What a STEP file may hold that the kernel doesn't show. */
export type Unshown = 'pmi' | 'textures' | 'wires' | 'other_solids';

/** @param type of an entity */
export function unshownOf(type: string): Unshown | undefined {
  if (type.startsWith('PLUS_MINUS')) return undefined;
  if (/(?:^|_)TOLERANCE(?:_ZONE)?$|^DIMENSIONAL_(?:SIZE|LOCATION)|^DRAUGHTING_CALLOUT/.test(type)) return 'pmi';
  if (type.includes('ANNOTATION_') && type.endsWith('OCCURRENCE')) return 'pmi';
  if (/TEXTURE|TILE_STYLE|HATCHING/.test(type)) return 'textures';
  if (/^GEOMETRIC_CURVE_SET$|_WIREFRAME_MODEL$/.test(type)) return 'wires';
  return isBuiltSolid(type) ? 'other_solids' : undefined;
}

/** Why there is nothing to be seen in a STEP file, which has its end. */
export function reasonForNothing(
  text: string,
  file: {
    readonly hasReferences: boolean;
    readonly hasTriangles: boolean;
    readonly unshown: ReadonlyMap<Unshown, number>;
  },
): { readonly code: ParseProblem; readonly detail: string } {
  // Models of buildings are in the same notation.
  if (/FILE_SCHEMA\s*\(\s*\(\s*'IFC/.test(text.slice(0, 4096))) return { code: 'other_format', detail: 'IFC' };
  const code = file.hasReferences
    ? 'external_references'
    : file.hasTriangles
      ? 'tessellation_only'
      : file.unshown.has('other_solids')
        ? 'other_solids_only'
        : file.unshown.has('wires')
          ? 'wires_only'
          : 'no_surfaces';
  return { code, detail: '' };
}
