import type { OpenCascadeInstance } from 'replicad-opencascadejs';
import { buildShapes } from '../kernel/build';
import { KernelFailure } from '../kernel/failure';
import { Modeller } from '../kernel/modeller';
import { readPart } from '../local/prompt';
import { withSizes, type SizeChange } from '../local/prompt/promptSizes';
import type { MeasuredPart } from './apart';
import { surfacesOfSolids } from './exactFaces';

/** Parts that are built for one check, at most: each takes from a tenth of a second to a second. */
const mostBuilds = 150;

/** The parts that a prompt describes with other values of its sizes. */
export class PromptParts {
  readonly #oc: OpenCascadeInstance;
  readonly #prompt: string;
  #builds = 0;

  constructor(oc: OpenCascadeInstance, prompt: string) {
    this.#oc = oc;
    this.#prompt = prompt;
  }

  /**
   * @param use is given the part as long as it is there
   * @returns undefined where the prompt isn't read with them, the part can't be built, or enough were built
   */
  make<T>(changes: readonly SizeChange[], use: (part: MeasuredPart, modeller: Modeller) => T): T | undefined {
    if (this.#builds >= mostBuilds) return undefined;
    const prompt = changes.length === 0 ? this.#prompt : withSizes(this.#prompt, changes);
    const reading = prompt === undefined ? undefined : readPart(prompt);
    if (!reading?.ok) return undefined;
    this.#builds++;
    const modeller = new Modeller(this.#oc);
    try {
      const shapes = buildShapes(modeller, reading.specification);
      return use({ shapes, surfaces: surfacesOfSolids(this.#oc, shapes) }, modeller);
    } catch (error) {
      if (error instanceof KernelFailure) return undefined;
      throw error;
    } finally {
      modeller.dispose();
    }
  }
}
