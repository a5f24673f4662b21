import { AxesHelper, GridHelper, Group, type Box3, type Color } from 'three';

/** The grid under a model, and its axes. */
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
    this.group.add(grid, new AxesHelper(size * 0.6));
  }

  clear(): void {
    for (const helper of this.group.children as (GridHelper | AxesHelper)[]) helper.dispose();
    this.group.clear();
  }
}
