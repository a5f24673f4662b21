import { ofModel, type ModelMesh } from '../../kernel/stepModel';
import type { FromPage } from '../messages';
import type { Pick } from './pick';
import type { KeptState } from './state';

/** That the model is to be saved: what is seen of it, where that isn't just all of it, and the face that is picked. */
export function saveRequest(mesh: ModelMesh | undefined, state: KeptState, picks: readonly Pick[]): FromPage {
  if (!mesh) return { type: 'saveAs' };
  const hidden = new Set(state.hiddenParts(mesh));
  const isOfModel = ofModel(mesh.parts);
  const isUsual = mesh.parts.every((part, at) => isOfModel(part) !== hidden.has(at));
  const visible = [...mesh.parts.keys()].filter((at) => !hidden.has(at));
  const [only] = picks.length === 1 ? picks : [];
  return {
    type: 'saveAs',
    ...(!isUsual && { visible }),
    ...(only?.kind === 'face' && !only.fitted && { face: only.index }),
  };
}
