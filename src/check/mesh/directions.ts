import type { Vector } from '../../kernel/stepModel';
import { dot, cross } from '../../kernel/vectors';

/** As many directions of planes are kept. */
const most = 100;

/** The directions of a model's axes and of its larger planes: what is nearly parallel to one is meant to be. */
export class Directions {
  readonly #known: { readonly direction: Vector; area: number }[] = [
    { direction: [1, 0, 0], area: Infinity },
    { direction: [0, 1, 0], area: Infinity },
    { direction: [0, 0, 1], area: Infinity },
  ];

  add(direction: Vector, area: number): void {
    if (this.#known.length >= most || this.#near(direction, 2e-4)) return;
    this.#known.push({ direction, area });
  }

  /** @param within the sine of the angle */
  snapped(direction: Vector, within: number): Vector {
    const known = this.#near(direction, within);
    if (!known) return direction;
    return dot(known, direction) < 0 ? [-known[0] + 0, -known[1] + 0, -known[2] + 0] : known;
  }

  #near(direction: Vector, within: number): Vector | undefined {
    return this.#known.find((one) => Math.hypot(...cross(one.direction, direction)) < within)?.direction;
  }
}
