import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  type Color,
} from 'three';
import type { ModelMesh } from '../../kernel/stepModel';

/** What a model looked like before it was changed: faint surfaces with their edges, through which all else is seen. */
export class Ghost {
  readonly group = new Group();
  readonly #surface = new MeshBasicMaterial({ transparent: true, opacity: 0.18, depthWrite: false, side: DoubleSide });
  readonly #edges = new LineBasicMaterial({ transparent: true, opacity: 0.7 });
  #geometries: readonly BufferGeometry[] = [];

  show({ positions, indices, linePositions }: ModelMesh): void {
    this.clear();
    const surface = new BufferGeometry();
    surface.setAttribute('position', new BufferAttribute(positions, 3));
    surface.setIndex(new BufferAttribute(indices, 1));
    const edges = new BufferGeometry();
    edges.setAttribute('position', new BufferAttribute(linePositions, 3));
    this.#geometries = [surface, edges];
    this.group.add(new Mesh(surface, this.#surface), new LineSegments(edges, this.#edges));
  }

  setColour(colour: Color): void {
    this.#surface.color.copy(colour);
    this.#edges.color.copy(colour);
  }

  clear(): void {
    this.group.clear();
    for (const geometry of this.#geometries) geometry.dispose();
    this.#geometries = [];
  }

  dispose(): void {
    this.clear();
    this.#surface.dispose();
    this.#edges.dispose();
  }
}
