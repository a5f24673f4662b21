import { edgeKinds, faceKinds, type ModelMesh, type Vector } from '../../../kernel/stepModel';
import type { Facts, Formatter } from '../facts';
import type { Pick } from '../pick';
import { figureOf } from './figures';

/** What a pick would be measured by: in words, and where its point is when that isn't the place that was pointed at. */
export function hintOf(
  picked: Pick,
  mesh: ModelMesh,
  known: Facts | undefined,
  format: Formatter,
): { readonly text: string; readonly at: Vector | undefined } {
  const facts = known?.exact ? known.facts : undefined;
  const at = picked.point.toArray();
  if (picked.snap) return { text: format.text(`snap_${picked.snap}`), at };
  if (picked.kind === 'cut') return { text: format.text('cutFace'), at: undefined };
  if (picked.kind === 'triangle') return { text: format.text('triangle'), at: undefined };
  if (picked.kind === 'edge') {
    const figure = facts && figureOf(picked, mesh, facts);
    if (figure?.kind === 'point' && edgeKinds[facts?.edgeKinds[picked.index] ?? -1] === 'circle')
      return { text: sized(format.text('hint_centre'), facts?.edgeRadii[picked.index], format), at: figure.at };
    return { text: format.text('edge'), at };
  }
  const kind = facts?.faceKinds[picked.index] ?? -1;
  const name = facts ? format.text(`kind_${kind}`) : format.text('face');
  const isTurned = ['cylinder', 'cone'].includes(faceKinds[kind] ?? '');
  return {
    text: sized(isTurned ? format.text('hint_axis', name) : name, facts?.faceRadii[picked.index], format),
    at: undefined,
  };
}

function sized(text: string, radius: number | undefined, format: Formatter): string {
  return radius !== undefined && Number.isFinite(radius) ? `${text}, ⌀ ${format.length(2 * radius)}` : text;
}
