import {
  AlwaysStencilFunc,
  BackSide,
  Box3,
  BufferGeometry,
  Color,
  DecrementWrapStencilOp,
  DoubleSide,
  FrontSide,
  Group,
  IncrementWrapStencilOp,
  Mesh,
  MeshBasicMaterial,
  NotEqualStencilFunc,
  Plane,
  PlaneGeometry,
  ReplaceStencilOp,
  ShaderMaterial,
  Vector3,
  type Side,
  type StencilOp,
} from 'three';
import type { ModelScene, ScenePart } from './modelScene';
import type { Theme } from './theme';

export type Axis = 0 | 1 | 2;

/** Where a model is cut. */
export interface Cut {
  readonly axis: Axis;
  /** From 0 to 1 along the axis of the visible model. */
  readonly at: number;
  readonly flipped: boolean;
}

/** Above so many parts under the plane, all have one colour: each of their own takes three drawings. */
const mostOfOwnColour = 300;

/** Under an angle of its own for parts beside each other, as in a drawing of an assembly. */
const hatchings = [
  [1, 1],
  [1, -1],
  [2, 1],
  [1, -2],
] as const;

type SectionTheme = Pick<Theme, 'part' | 'section' | 'edges'>;

/**
 * The plane that a model is cut by, and the faces of the cut. Where a solid is open, the graphics card counts more of
 * its back than of its front (the stencil buffer), and there the plane is painted, so it hides what is behind it.
 */
export class Section {
  readonly group = new Group();
  readonly plane = new Plane(new Vector3(0, 0, -1), 0);
  #cut: Cut | undefined;
  #model: ModelScene | undefined;
  /** By the first of their parts. */
  readonly #faces = new Map<ScenePart, CutFace>();

  get isOn(): boolean {
    return this.#cut !== undefined;
  }

  /** What clips the model: nothing, or the plane. */
  get planes(): readonly Plane[] {
    return this.#cut ? [this.plane] : [];
  }

  /** @param cut undefined takes the section away */
  set(cut: Cut | undefined): void {
    this.#cut = cut;
  }

  /** Puts the plane where it is wanted in the visible model, and paints the solids that it goes through. */
  place(model: ModelScene | undefined, theme: SectionTheme): void {
    if (model !== this.#model) this.forget();
    this.#model = model;
    this.group.clear();
    if (!this.#cut || !model) return;
    const { axis, at, flipped } = this.#cut;
    const { min, max } = model.visibleBox();
    const place = min.getComponent(axis) + at * (max.getComponent(axis) - min.getComponent(axis));
    // The side that is cut away is the one from which the isometric view looks.
    const sign = (axis === 1) === flipped ? -1 : 1;
    this.plane.normal.set(0, 0, 0).setComponent(axis, sign);
    this.plane.constant = -sign * place;
    if (model.style === 'wireframe') return;
    const cut = model.parts.filter(
      (part) => part.mesh.visible && model.isSolid(part) && isThrough(movedBox(part), axis, place),
    );
    const groups = cut.length > mostOfOwnColour ? [cut] : cut.map((part) => [part]);
    groups.forEach((parts, number) => {
      const face = this.#faceOf(parts, number);
      // Before all that isn't clipped: what is behind the cut is then hidden by its depth.
      face?.put(axis, place, 2 * (number - groups.length), theme);
      if (face) this.group.add(face.group);
    });
  }

  /** The model is gone. */
  forget(): void {
    for (const face of this.#faces.values()) face.dispose();
    this.#faces.clear();
    this.group.clear();
    this.#model = undefined;
  }

  /** Made once: geometries share the model's buffers, which are sent again after one of them has been disposed of. */
  #faceOf(parts: readonly ScenePart[], number: number): CutFace | undefined {
    const [first] = parts;
    if (!first) return undefined;
    const known = this.#faces.get(first);
    if (known?.parts.length === parts.length) return known;
    known?.dispose();
    const made = new CutFace(parts, this.plane, number);
    this.#faces.set(first, made);
    return made;
  }
}

/** The face that the plane makes in one part, or in many together. */
class CutFace {
  readonly group = new Group();
  readonly parts: readonly ScenePart[];
  readonly #counters: readonly Mesh<BufferGeometry, MeshBasicMaterial>[];
  readonly #face: Mesh<PlaneGeometry, ShaderMaterial>;

  constructor(parts: readonly ScenePart[], plane: Plane, number: number) {
    this.parts = parts;
    this.#counters = parts.flatMap((part) => {
      const geometry = wholeOf(part);
      return [
        new Mesh(geometry, counter(BackSide, IncrementWrapStencilOp, plane)),
        new Mesh(geometry, counter(FrontSide, DecrementWrapStencilOp, plane)),
      ];
    });
    this.#face = new Mesh(new PlaneGeometry(1, 1), hatched(number));
    const { uniforms } = this.#face.material;
    this.#face.onBeforeRender = (renderer) => {
      uniforms['pixels'] = { value: renderer.getPixelRatio() };
    };
    this.group.add(...this.#counters, this.#face);
    for (const drawn of [...this.#counters, this.#face]) drawn.frustumCulled = false;
  }

  /** @param order what is drawn first has the lowest; the face takes this one and the next */
  put(axis: Axis, place: number, order: number, theme: SectionTheme): void {
    const box = new Box3();
    this.parts.forEach((part, at) => {
      box.union(movedBox(part));
      for (const counted of this.#counters.slice(2 * at, 2 * at + 2)) {
        counted.position.copy(part.mesh.position);
        counted.renderOrder = order;
      }
    });
    const colour = this.#colour(theme);
    const isBright = colour.r + colour.g + colour.b > 1.2;
    Object.assign(this.#face.material.uniforms, {
      colour: { value: colour },
      line: { value: isBright ? theme.edges.onBright : theme.edges.onDark },
    });
    this.#face.scale.setScalar(box.getSize(new Vector3()).length() * 1.1);
    this.#face.quaternion.setFromUnitVectors(new Vector3(0, 0, 1), new Vector3().setComponent(axis, 1));
    this.#face.position.copy(box.getCenter(new Vector3())).setComponent(axis, place);
    this.#face.renderOrder = order + 1;
  }

  dispose(): void {
    for (const { geometry, material } of [...this.#counters, this.#face]) {
      geometry.dispose();
      material.dispose();
    }
  }

  #colour({ part, section }: SectionTheme): Color {
    const [only, ...more] = this.parts;
    if (!only || more.length > 0) return section;
    return only.part.colour === -1 ? part : new Color(only.part.colour);
  }
}

function movedBox({ box, mesh }: ScenePart): Box3 {
  return box.clone().translate(mesh.position);
}

function isThrough({ min, max }: Box3, axis: Axis, place: number): boolean {
  return min.getComponent(axis) < place && max.getComponent(axis) > place;
}

/** All triangles of a part, though fewer of them may be drawn in motion. */
function wholeOf({ mesh, whole }: ScenePart): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', mesh.geometry.getAttribute('position'));
  geometry.setIndex(whole);
  return geometry;
}

function counter(side: Side, op: StencilOp, plane: Plane): MeshBasicMaterial {
  return new MeshBasicMaterial({
    side,
    clippingPlanes: [plane],
    colorWrite: false,
    depthWrite: false,
    depthTest: false,
    stencilWrite: true,
    stencilFunc: AlwaysStencilFunc,
    stencilFail: op,
    stencilZFail: op,
    stencilZPass: op,
  });
}

/** A colour with lines across it, of one distance on the screen however near the model is. */
function hatched(number: number): ShaderMaterial {
  const [x, y] = hatchings[number % hatchings.length] ?? [1, 1];
  return new ShaderMaterial({
    uniforms: {
      colour: { value: new Color() },
      line: { value: new Color() },
      across: { value: new Vector3(x, y, 0).normalize() },
      pixels: { value: 1 },
    },
    vertexShader: 'void main() { gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); }',
    fragmentShader: `
uniform vec3 colour;
uniform vec3 line;
uniform vec3 across;
uniform float pixels;
void main() {
  float along = mod(dot(gl_FragCoord.xy, across.xy) / pixels, 9.0);
  float near = smoothstep(0.0, 0.6, along) * (1.0 - smoothstep(1.2, 1.8, along));
  gl_FragColor = vec4(mix(colour, line, 0.55 * near), 1.0);
}`,
    side: DoubleSide,
    stencilWrite: true,
    stencilRef: 0,
    stencilFunc: NotEqualStencilFunc,
    stencilFail: ReplaceStencilOp,
    stencilZFail: ReplaceStencilOp,
    stencilZPass: ReplaceStencilOp,
  });
}
