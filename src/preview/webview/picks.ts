import type { FittedFace, ToPage } from '../messages';
import type { Hint } from './hover';
import { Measuring } from './measuring';
import { hintOf } from './measuring/hint';
import { measurementOf } from './measuring/rows';
import { promptWords } from './measuring/words';
import type { ModelTexts } from './modelTexts';
import type { Pick } from './pick';
import { fittedPicks, listedFaces } from './picking';
import { Selection } from './selection';
import type { Viewer } from './viewer';

/** More places than these make no sentence. */
const mostInWords = 8;

/** What is measured in one model means nothing in another. */
const otherModel: ReadonlySet<ToPage['type']> = new Set(['stage', 'file', 'variant', 'failure']);

/** What is picked and measured in the model that is shown, in the picture and in words. */
export class Picks {
  readonly selection = new Selection((picks) => this.#show(picks));
  readonly measuring = new Measuring(
    (leaders) => this.#viewer()?.lead(leaders),
    (face, isFurther) => this.selection.pick(this.#listed([face])[0], isFurther),
  );
  readonly #texts: () => ModelTexts;
  readonly #viewer: () => Viewer | undefined;

  constructor(texts: () => ModelTexts, viewer: () => Viewer | undefined) {
    this.#texts = texts;
    this.#viewer = viewer;
  }

  /**
   * Picks faces by their numbers.
   * @param fitted what the numbers are of, where the model has no faces of its own
   */
  choose(faces: readonly number[], fitted?: readonly FittedFace[]): void {
    const { mesh } = this.#texts();
    this.selection.choose(mesh && fitted ? fittedPicks(mesh, faces, fitted) : this.#listed(faces));
  }

  /** Keeps what is measured between the two that are picked. */
  keep(): void {
    this.measuring.keep(this.selection.picks, this.#texts().shown);
  }

  /** What is picked, in the words of a prompt that goes on with it; undefined when nothing is. */
  words(): string | undefined {
    const { mesh, facts } = this.#texts();
    const { picks } = this.selection;
    if (!mesh || picks.length === 0) return undefined;
    const words = promptWords(picks.slice(0, mostInWords), mesh, facts);
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}: `;
  }

  /** A message that brings another model takes the measurements of this one away. */
  heed(type: ToPage['type']): void {
    if (otherModel.has(type)) this.measuring.forget();
  }

  /** What a click would take here, beside the pointer. */
  hint(picked: Pick): Hint | undefined {
    const { mesh, facts, format } = this.#texts();
    const viewer = this.#viewer();
    if (!mesh || !viewer) return undefined;
    const { text, at } = hintOf(picked, mesh, facts, format);
    return { text, at: at && viewer.toPage(at, picked.part) };
  }

  #show(picks: readonly Pick[]): void {
    const { mesh, facts } = this.#texts();
    this.#viewer()?.mark(picks, mesh && measurementOf(picks, mesh, facts));
    this.#texts().writePicks(picks);
  }

  #listed(faces: readonly number[]): Pick[] {
    const { mesh } = this.#texts();
    return mesh ? listedFaces(mesh, faces) : [];
  }
}
