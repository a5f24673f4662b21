import {
  BufferGeometry,
  CanvasTexture,
  Group,
  LineBasicMaterial,
  LineSegments,
  Sprite,
  SpriteMaterial,
  Vector3,
  type Color,
} from 'three';
import type { Vector } from '../../../kernel/stepModel';
import type { ModelScene } from '../modelScene';

/** The line of a measurement in the picture, with its number. */
export interface Leader {
  readonly from: Vector;
  readonly to: Vector;
  /** The parts at its ends, which an exploded view moves. */
  readonly parts: readonly [number, number];
  readonly label: string;
}

/** How large a number is beside the picture. */
const labelSize = 0.05;

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
      this.group.add(line, numberAt(start.add(end).multiplyScalar(0.5), label, color, background));
    }
  }

  clear(): void {
    for (const drawn of this.group.children as (LineSegments | Sprite)[]) {
      drawn.geometry.dispose();
      const material = drawn.material as LineBasicMaterial | SpriteMaterial;
      if ('map' in material) material.map?.dispose();
      material.dispose();
    }
    this.group.clear();
  }
}

/** A number in a circle, of one size however far away it is. */
function numberAt(at: Vector3, text: string, color: Color, background: Color): Sprite {
  const canvas = document.createElement('canvas');
  const size = (canvas.width = canvas.height = 64);
  const context = canvas.getContext('2d');
  if (context) {
    context.beginPath();
    context.arc(size / 2, size / 2, size / 2 - 3, 0, 2 * Math.PI);
    context.fillStyle = `#${background.getHexString()}`;
    context.fill();
    context.lineWidth = 4;
    context.strokeStyle = context.fillStyle = `#${color.getHexString()}`;
    context.stroke();
    context.font = 'bold 34px sans-serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(text, size / 2, size / 2 + 2);
  }
  const map = new CanvasTexture(canvas);
  const label = new Sprite(new SpriteMaterial({ map, depthTest: false, sizeAttenuation: false }));
  label.position.copy(at);
  label.scale.setScalar(labelSize);
  label.renderOrder = 4;
  return label;
}
