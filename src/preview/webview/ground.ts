import { Color, Group, GridHelper, AxesHelper, Vector3, type Box3, type Sprite } from 'three';
import { disposeOf, labelAt } from './labels';

/** The colours of `AxesHelper`, bright and dark enough for letters on any background. */
const axes = [
  ['X', 0xe0493f],
  ['Y', 0x2f9e3a],
  ['Z', 0x3d7fe0],
] as const;

/** The grid under a model, and its axes with their letters. */
export class Ground {
  readonly group = new Group();

  /** A square of the grid is a round number of mm. */
  show({ min, max }: Box3, color: Color): void {
    this.clear();
    const size = Math.max(max.x - min.x, max.y - min.y, (max.z - min.z) / 2, 1e-6);
    const power = 10 ** Math.floor(Math.log10(size / 4));
    const step = power * (size / 4 / power >= 5 ? 5 : size / 4 / power >= 2 ? 2 : 1);
    const divisions = 2 * Math.ceil((size * 0.9) / step);
    const grid = new GridHelper(divisions * step, divisions, color, color);
    grid.rotation.x = Math.PI / 2;
    grid.position.set(
      Math.round((min.x + max.x) / 2 / step) * step,
      Math.round((min.y + max.y) / 2 / step) * step,
      min.z - size * 0.002,
    );
    const length = size * 0.6;
    const letters = axes.map(([letter, colour], axis) =>
      labelAt(new Vector3().setComponent(axis, length * 1.06), letter, new Color(colour)),
    );
    this.group.add(grid, new AxesHelper(length), ...letters);
  }

  clear(): void {
    for (const drawn of this.group.children as (GridHelper | AxesHelper | Sprite)[]) {
      if ('dispose' in drawn) drawn.dispose();
      else disposeOf(drawn);
    }
    this.group.clear();
  }
}
