import type { ModelMesh } from '../../kernel/stepModel';
import type { ToPage } from '../messages';
import type { Facts } from './facts';

/** A model that is shown, and what is known of it. */
export interface ShownModel {
  readonly mesh: ModelMesh;
  readonly facts: Facts;
}

type VariantModel = Pick<Extract<ToPage, { type: 'variant' }>, 'mesh' | 'facts'>;

/** The part with other sizes than those of its file, with what the file holds as its ghost. */
export class Variant {
  readonly #show: (model: ShownModel, ghost: ModelMesh | undefined) => void;
  #file: ShownModel | undefined;

  constructor(show: (model: ShownModel, ghost: ModelMesh | undefined) => void) {
    this.#show = show;
  }

  /** @param current what is shown now: what the file holds, or another variant of it */
  show({ mesh, facts }: VariantModel, current: ShownModel): void {
    this.#file ??= current;
    this.#show({ mesh, facts: { exact: true, facts, isVariant: true } }, this.#file.mesh);
  }

  /** Shows what the file holds once more. */
  leave(): void {
    if (this.#file) this.#show(this.#file, undefined);
  }

  /** What the file holds is shown. */
  forget(): void {
    this.#file = undefined;
  }
}
