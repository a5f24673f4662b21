import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  Points,
  PointsMaterial,
  Vector3,
  type Color,
  type Plane,
} from 'three';
import type { ModelScene } from './modelScene';
import type { Measurement } from './measuring/pairs';
import type { Pick } from './pick';

/** Highlights what was picked, with a line between two points. */
export class Marks {
  readonly group = new Group();

  clear(): void {
    for (const mark of this.group.children as (Mesh | LineSegments | Points)[]) {
      mark.geometry.dispose();
      (mark.material as MeshBasicMaterial).dispose();
    }
    this.group.clear();
  }

  /**
   * Adds the marks; `clear` comes first.
   * @param planes that cut the model: what they cut away isn't marked, and what is behind the cut is hidden
   * @param measurement what is measured between two picks: the line is where that is
   */
  show(
    picks: readonly Pick[],
    model: ModelScene,
    color: Color,
    planes: readonly Plane[],
    measurement?: Measurement,
  ): void {
    const movedBy = (part: number): Vector3 => model.parts[part]?.mesh.position ?? new Vector3();
    const { indices } = model.data;
    for (const { part, triangles, points, fitted } of picks) {
      const corners = fitted ? cornersOf(indices, fitted.triangles) : triangles && indices.subarray(...triangles);
      if (corners) this.group.add(faceOf(model, corners, color, planes, movedBy(part)));
      if (points) this.group.add(edgeOf(model, points, color, planes, movedBy(part)));
    }
    const pointed = picks.filter(({ isListed }) => !isListed);
    const ends = measurement && [measurement.from, measurement.to];
    if (pointed.length > 0)
      this.#addPoints(
        pointed.map(({ part, point }, at) => new Vector3(...(ends?.[at] ?? point.toArray())).add(movedBy(part))),
        color,
      );
  }

  #addPoints(points: readonly Vector3[], color: Color): void {
    const geometry = new BufferGeometry().setFromPoints([...points]);
    const dots = new Points(geometry, new PointsMaterial({ color, size: 7, sizeAttenuation: false, depthTest: false }));
    dots.renderOrder = 3;
    this.group.add(dots);
    if (points.length === 2) {
      const line = new LineSegments(geometry.clone(), new LineBasicMaterial({ color, depthTest: false }));
      line.renderOrder = 3;
      this.group.add(line);
    }
  }
}

function cornersOf(indices: Uint32Array, triangles: Uint32Array): Uint32Array {
  const corners = new Uint32Array(triangles.length * 3);
  triangles.forEach((triangle, at) => corners.set(indices.subarray(3 * triangle, 3 * triangle + 3), 3 * at));
  return corners;
}

function faceOf(
  model: ModelScene,
  vertices: Uint32Array,
  color: Color,
  planes: readonly Plane[],
  moved: Vector3,
): Mesh {
  // The corners of these triangles only: all of the model's would be sent to the graphics card once more.
  const { positions } = model.data;
  const corners = new Float32Array(vertices.length * 3);
  vertices.forEach((vertex, at) => {
    corners.set(positions.subarray(vertex * 3, vertex * 3 + 3), at * 3);
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(corners, 3));
  const face = new Mesh(
    geometry,
    new MeshBasicMaterial({
      color,
      side: DoubleSide,
      transparent: true,
      opacity: 0.55,
      polygonOffset: true,
      polygonOffsetFactor: -1,
      polygonOffsetUnits: -1,
      clippingPlanes: [...planes],
    }),
  );
  face.position.copy(moved);
  face.frustumCulled = false;
  return face;
}

function edgeOf(
  model: ModelScene,
  points: readonly [number, number],
  color: Color,
  planes: readonly Plane[],
  moved: Vector3,
): LineSegments {
  const geometry = new BufferGeometry();
  geometry.setAttribute(
    'position',
    new BufferAttribute(model.data.linePositions.subarray(points[0] * 3, points[1] * 3), 3),
  );
  const edge = new LineSegments(
    geometry,
    new LineBasicMaterial({ color, depthTest: planes.length > 0, clippingPlanes: [...planes] }),
  );
  edge.position.copy(moved);
  edge.renderOrder = 2;
  return edge;
}
