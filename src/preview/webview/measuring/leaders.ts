import { BufferGeometry, Group, LineBasicMaterial, LineSegments, Vector3, type Color, type Sprite } from 'three';
import type { Vector } from '../../../kernel/stepModel';
import { disposeOf, labelAt } from '../labels';
import type { ModelScene } from '../modelScene';

/** The line of a measurement in the picture, with its number. */
export interface Leader {
  readonly from: Vector;
  readonly to: Vector;
  /** The parts at its ends, which an exploded view moves. */
  readonly parts: readonly [number, number];
  readonly label: string;
}

/** Draws the lines of the measurements that stay. */
export class Leaders {
  readonly group = new Group();

  show(leaders: readonly Leader[], model: ModelScene | undefined, color: Color, background: Color): void {
    this.clear();
    if (!model) return;
    for (const { from, to, parts, label } of leaders) {
      const [start, end] = [new Vector3(...from), new Vector3(...to)].map((point, at) =>
        point.add(model.parts[parts[at] ?? 0]?.mesh.position ?? new Vector3()),
      ) as [Vector3, Vector3];
      const geometry = new BufferGeometry().setFromPoints([start, end]);
      const line = new LineSegments(geometry, new LineBasicMaterial({ color, depthTest: false }));
      line.renderOrder = 3;
      this.group.add(line, labelAt(start.add(end).multiplyScalar(0.5), label, color, background));
    }
  }

  clear(): void {
    for (const drawn of this.group.children as (LineSegments | Sprite)[]) disposeOf(drawn);
    this.group.clear();
  }
}
