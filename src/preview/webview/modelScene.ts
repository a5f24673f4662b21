import {
  Box3,
  BufferAttribute,
  BufferGeometry,
  Color,
  DoubleSide,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshLambertMaterial,
  Sphere,
  Vector3,
  type Plane,
} from 'three';
import { ofModel, uncoloured, type ModelMesh, type ModelPart } from '../../kernel/stepModel';
import { coarseIndices, trianglesInMotion } from './coarse';
import { lineColours, lineSides } from './lineSides';
import { groupBounds } from './raycast';
import type { Theme } from './theme';

export const styles = ['shaded', 'wireframe', 'transparent'] as const;
export type Style = (typeof styles)[number];

/** The part of the theme that the model is drawn by. */
export type ModelTheme = Pick<Theme, 'part' | 'edges' | 'section' | 'shades' | 'wireShades'>;

/** A part in the scene: one draw call for its triangles, one for its lines. */
export interface ScenePart {
  readonly part: ModelPart;
  readonly mesh: Mesh<BufferGeometry, MeshLambertMaterial>;
  readonly lines: LineSegments<BufferGeometry, LineBasicMaterial> | undefined;
  readonly box: Box3;
  /** The indices of all its triangles. */
  readonly whole: BufferAttribute;
}

/** Patterns lie on the picture, so they are as wide on each surface. */
const patternCode: Readonly<Record<NonNullable<ModelPart['pattern']>, string>> = {
  stripes: 'if (mod(gl_FragCoord.x + gl_FragCoord.y, 12.0) < 4.0) outgoingLight *= 0.45;\n',
  dots: 'if (length(mod(gl_FragCoord.xy, 10.0) - 5.0) < 2.2) outgoingLight = mix(outgoingLight, vec3(1.0), 0.75);\n',
};

interface PartMaterial {
  readonly colour: number;
  /** The opacity in the file. */
  readonly opacity: number;
  readonly material: MeshLambertMaterial;
}

/** A model's objects for three.js. All parts share the vertices; each has its own stretch of the triangles. */
export class ModelScene {
  readonly group = new Group();
  readonly parts: readonly ScenePart[];
  readonly data: ModelMesh;
  readonly box = new Box3();
  /** Whether it is a mesh that closes everywhere. */
  isClosed = false;
  readonly #materials = new Map<string, PartMaterial>();
  readonly #lineMaterial = new LineBasicMaterial({ vertexColors: true });
  readonly #lineColour: BufferAttribute;
  readonly #lineSides: Uint8Array;
  readonly #planes: readonly Plane[];
  readonly #bounds: Float32Array[] = [];
  #isCoarse = false;
  #coarse: readonly (BufferAttribute | null)[] | undefined;
  #style: Style = 'shaded';
  #theme: ModelTheme | undefined;
  /** Unlit, black and white, as `Shades` has them. */
  readonly #shades = { value: new Vector3(0, 0, 1) };
  readonly #sectionColour = { value: new Color() };

  constructor(data: ModelMesh, planes: readonly Plane[]) {
    this.data = data;
    this.#planes = planes;
    const position = new BufferAttribute(data.positions, 3);
    const normal = new BufferAttribute(data.normals, 3);
    const colours = vertexColours(data);
    const colour = colours && new BufferAttribute(colours, 3, true);
    const linePosition = new BufferAttribute(data.linePositions, 3);
    this.#lineSides = lineSides(data);
    this.#lineColour = new BufferAttribute(new Uint8Array(data.linePositions.length), 3, true);
    this.#lineMaterial.clippingPlanes = [...planes];
    this.parts = data.parts.map((part) => {
      const box = boxOf(data, part);
      this.box.union(box);
      const sphere = box.getBoundingSphere(new Sphere());
      const geometry = new BufferGeometry();
      geometry.setAttribute('position', position);
      geometry.setAttribute('normal', normal);
      if (colour) geometry.setAttribute('color', colour);
      const [first, count] = part.indices;
      const whole = new BufferAttribute(data.indices.subarray(first, first + count), 1);
      geometry.setIndex(whole);
      geometry.boundingBox = box;
      geometry.boundingSphere = sphere;
      const mesh = new Mesh(
        geometry,
        this.#material(
          colour ? -2 : part.colour,
          part.opacity ?? 1,
          part.solid || data.faceStarts.length === 0,
          part.pattern,
        ),
      );
      const lines = part.points[1] > 0 ? new LineSegments(new BufferGeometry(), this.#lineMaterial) : undefined;
      if (lines) {
        // A range of the shared points: the lines of all parts are one buffer.
        lines.geometry.setAttribute('position', linePosition);
        lines.geometry.setAttribute('color', this.#lineColour);
        lines.geometry.setDrawRange(...part.points);
        lines.geometry.boundingSphere = sphere;
        lines.geometry.boundingBox = box;
        mesh.add(lines);
      }
      this.group.add(mesh);
      return { part, mesh, lines, box, whole };
    });
  }

  setStyle(style: Style): void {
    for (const { material, opacity: own } of this.#materials.values()) {
      const opacity = style === 'transparent' ? Math.min(own, 0.35) : own;
      material.wireframe = style === 'wireframe';
      material.transparent = opacity < 1;
      material.opacity = opacity;
      // Whatever is behind something transparent can be seen.
      material.depthWrite = opacity === 1;
      material.needsUpdate = true;
    }
    for (const { lines } of this.parts) if (lines) lines.visible = style !== 'wireframe';
    this.#style = style;
    this.#setShades();
  }

  setTheme(theme: ModelTheme): void {
    const { part, edges, section } = theme;
    for (const { colour, material } of this.#materials.values())
      material.color.set(colour === -1 ? part : colour === -2 ? 0xffffff : colour);
    this.#lineColour.set(lineColours(this.#lineSides, edges));
    this.#lineColour.needsUpdate = true;
    this.#sectionColour.value.copy(section);
    this.#theme = theme;
    this.#setShades();
  }

  /** Moves the parts away from the middle: 0 not at all, 1 by as much as they lie apart. */
  explode(amount: number): void {
    const middle = this.box.getCenter(new Vector3());
    for (const { mesh, box } of this.parts)
      mesh.position.copy(box.getCenter(new Vector3())).sub(middle).multiplyScalar(amount);
    this.group.updateMatrixWorld(true);
  }

  /** Draws fewer triangles of a large model, or all of them again. What has too few to matter stays as it is. */
  setCoarse(isCoarse: boolean): void {
    const total = this.data.indices.length / 3;
    if (this.#isCoarse === isCoarse || total <= trianglesInMotion) return;
    this.#isCoarse = isCoarse;
    this.#coarse ??= this.parts.map(({ mesh: { geometry }, box }) => {
      const own = geometry.index?.array as Uint32Array;
      const share = (own.length / 3) * (trianglesInMotion / total);
      const fewer = coarseIndices(this.data.positions, own, box, share);
      return fewer === own ? geometry.index : new BufferAttribute(fewer, 1);
    });
    this.parts.forEach(({ mesh: { geometry }, whole }, at) =>
      geometry.setIndex(isCoarse ? (this.#coarse?.[at] ?? whole) : whole),
    );
  }

  get style(): Style {
    return this.#style;
  }

  /** Whether a part has an inside: bodies of meshes have one once the facts say that they close. */
  isSolid({ part }: ScenePart): boolean {
    return part.solid || this.isClosed;
  }

  /** The boxes of a part's groups of triangles, made when they are first asked for. */
  boundsOf(number: number): Float32Array {
    const known = this.#bounds[number];
    if (known) return known;
    const [first, count] = this.data.parts[number]?.indices ?? [0, 0];
    const { positions, indices } = this.data;
    return (this.#bounds[number] = groupBounds({ positions, indices: indices.subarray(first, first + count) }));
  }

  /** Shows all parts of the model, and nothing that a slicer adds to it. */
  showModel(): void {
    const isOfModel = ofModel(this.data.parts);
    for (const { part, mesh } of this.parts) mesh.visible = isOfModel(part);
  }

  /** Where the visible parts are now. */
  visibleBox(): Box3 {
    const found = new Box3();
    for (const { mesh, box } of this.parts) if (mesh.visible) found.union(box.clone().translate(mesh.position));
    return found.isEmpty() ? this.box.clone() : found;
  }

  dispose(): void {
    for (const { mesh, lines } of this.parts) {
      mesh.geometry.dispose();
      lines?.geometry.dispose();
    }
    for (const { material } of this.#materials.values()) material.dispose();
    this.#lineMaterial.dispose();
    this.group.clear();
  }

  #setShades(): void {
    if (!this.#theme) return;
    const { unlit, black, white } = this.#style === 'wireframe' ? this.#theme.wireShades : this.#theme.shades;
    this.#shades.value.set(unlit, black, white);
  }

  /**
   * @param colour -1 stands for the theme's, -2 for the vertices' own;
   * @param opacity 0 to 1;
   * @param solid only a solid has an inside to be painted
   * @param pattern is drawn over it
   */
  #material(colour: number, opacity: number, solid: boolean, pattern?: ModelPart['pattern']): MeshLambertMaterial {
    const key = `${colour} ${opacity} ${solid} ${pattern}`;
    const known = this.#materials.get(key);
    if (known) return known.material;
    const material = new MeshLambertMaterial({
      side: DoubleSide,
      vertexColors: colour === -2,
      polygonOffset: true,
      polygonOffsetFactor: 1,
      polygonOffsetUnits: 1,
      clippingPlanes: [...this.#planes],
    });
    material.onBeforeCompile = (shader) => {
      Object.assign(shader.uniforms, { shades: this.#shades, sectionColour: this.#sectionColour });
      // Dark colours are brightened and white is dimmed; strong colours stay. Where a section opens a solid, one sees
      // its inside: painted in one flat colour, it looks like the cut itself.
      const paint = '#if NUM_CLIPPING_PLANES > 0\nif (!gl_FrontFacing) outgoingLight = sectionColour;\n#endif\n';
      shader.fragmentShader = `uniform vec3 shades;\nuniform vec3 sectionColour;\n${shader.fragmentShader}`
        .replace(
          '#include <color_fragment>',
          `#include <color_fragment>
float darkness = 1.0 - max(diffuseColor.r, max(diffuseColor.g, diffuseColor.b));
diffuseColor.rgb = shades.z * diffuseColor.rgb + (shades.y - shades.x) * darkness;`,
        )
        .replace(
          '#include <opaque_fragment>',
          `outgoingLight = shades.x * darkness + outgoingLight;\n${solid ? paint : ''}${pattern ? patternCode[pattern] : ''}#include <opaque_fragment>`,
        );
    };
    // One program for all colours: the graphics card takes long to compile each.
    material.customProgramCacheKey = () => `${solid} ${pattern}`;
    this.#materials.set(key, { colour, opacity, material });
    return material;
  }
}

/**
 * The colours of faces as colours of their vertices, which no two faces share; undefined when each part has one colour.
 */
function vertexColours({
  positions,
  indices,
  faceStarts,
  faceColours,
  parts,
  vertexColours: own,
}: ModelMesh): Uint8Array | undefined {
  if (own) return own;
  if (!faceColours.some((colour) => colour !== -1)) return undefined;
  const bytes = new Uint8Array(positions.length);
  for (const part of parts) {
    const [first, count] = part.faces;
    for (let face = first; face < first + count; face++) {
      const found = faceColours[face] ?? -1;
      const colour = found !== -1 ? found : part.colour !== -1 ? part.colour : uncoloured;
      for (let at = faceStarts[face] ?? 0; at < (faceStarts[face + 1] ?? 0); at++) {
        bytes.set([colour >> 16, (colour >> 8) & 255, colour & 255], (indices[at] ?? 0) * 3);
      }
    }
  }
  return bytes;
}

function boxOf({ positions, indices }: ModelMesh, { indices: [first, count] }: ModelPart): Box3 {
  const { min, max } = new Box3();
  for (let at = first; at < first + count; at++) {
    const vertex = (indices[at] ?? 0) * 3;
    const [x = 0, y = 0, z = 0] = [positions[vertex], positions[vertex + 1], positions[vertex + 2]];
    if (x < min.x) min.x = x;
    if (y < min.y) min.y = y;
    if (z < min.z) min.z = z;
    if (x > max.x) max.x = x;
    if (y > max.y) max.y = y;
    if (z > max.z) max.z = z;
  }
  return new Box3(min, max);
}
