import type { Facts, Formatter } from '../facts';
import type { ModelMesh } from '../../../kernel/stepModel';
import type { Pick } from '../pick';
import type { ShownModel } from '../variant';
import { FaceList } from './faceList';
import { KeptMeasurements } from './kept';
import type { Leader } from './leaders';

/** What stays of measuring, and the list of faces to measure by keyboard. */
export class Measuring {
  readonly #kept: KeptMeasurements;
  readonly #faces: FaceList;

  constructor(onLeaders: (leaders: readonly Leader[]) => void, onPick: (face: number, isFurther: boolean) => void) {
    this.#kept = new KeptMeasurements(onLeaders);
    this.#faces = new FaceList(onPick);
  }

  get elements(): readonly HTMLElement[] {
    return [this.#kept.element, this.#faces.element];
  }

  keep(picks: readonly Pick[], shown: ShownModel | undefined): void {
    if (shown) this.#kept.keep(picks, shown.mesh, shown.facts);
  }

  /** Another model is shown, or none. */
  forget(): void {
    this.#kept.forget();
  }

  write(facts: Facts | undefined, mesh: ModelMesh | undefined, format: Formatter): void {
    this.#kept.write(format);
    this.#faces.show(facts, mesh, format);
  }

  /** For the facts that are copied. */
  lines(format: Formatter): string[] {
    return this.#kept.lines(format);
  }
}
