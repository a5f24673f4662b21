import type { TopoDS_Face, TopoDS_Shape } from 'replicad-opencascadejs';
import { bodyEdges } from './edges';
import { KernelFailure } from './failure';
import { mirrored } from './mirror';
import type { Modeller } from './modeller';
import type { CheckedPart, Point } from './specification';

interface MadeFace {
  readonly name: string;
  readonly face: TopoDS_Face;
  readonly box: InstanceType<Modeller['oc']['Bnd_Box']>;
}

/** Points closer to a face than this, in mm, lie on it. */
const onFace = 1e-5;

/**
 * Which surfaces of a body each of its features made. A feature with shapes made the surfaces that lie on one of them;
 * a fillet, chamfer, shell or draft made those that were not there before it.
 */
export class MadeFaces {
  readonly #modeller: Modeller;
  readonly #isAsked: boolean;
  #faces: MadeFace[] = [];
  readonly #names = new Set<string>();

  /** Records nothing when no feature asks for it. */
  constructor(modeller: Modeller, features: CheckedPart['features']) {
    this.#modeller = modeller;
    this.#isAsked = features.some(
      (feature) =>
        ('edges' in feature && (feature.edges.of !== undefined || feature.edges.between !== undefined)) ||
        ('of' in feature && feature.of !== undefined),
    );
  }

  /** Records the copies of a feature's shape. */
  byShapes(name: string, shapes: readonly TopoDS_Shape[]): void {
    this.#names.add(name);
    if (!this.#isAsked) return;
    for (const shape of shapes) for (const face of this.#modeller.faces(shape)) this.#add(name, face);
  }

  /** Records what a feature without a shape has changed. */
  byChange(name: string, body: TopoDS_Shape): void {
    this.#names.add(name);
    if (!this.#isAsked) return;
    const added = bodyEdges(this.#modeller, body, true).flatMap(({ faces, beside }) =>
      ([0, 1] as const).filter((side) => !this.#isOnAny(beside[side])).map((side) => faces[side]),
    );
    for (const [index, face] of added.entries())
      if (!added.slice(0, index).some((earlier) => earlier.IsSame(face))) this.#add(name, face);
  }

  /** Records that everything was mirrored at a plane, too. */
  byMirror(name: string, plane: 'xy' | 'xz' | 'yz'): void {
    this.#names.add(name);
    for (const { name: maker, face } of [...this.#faces])
      for (const image of this.#modeller.faces(mirrored(this.#modeller, face, plane))) this.#add(maker, image);
  }

  /**
   * Whether a point on the body lies on a surface that the feature made.
   * @throws KernelFailure for an unknown name
   */
  isBy(name: string, point: Point): boolean {
    if (!this.#names.has(name))
      throw new KernelFailure(
        'geometry_validation_failed',
        `There is no feature “${name}” yet whose edges could be meant, only ${[...this.#names].map((known) => `“${known}”`).join(', ')}.`,
      );
    return this.#faces.some((each) => each.name === name && this.#isOn(each, point));
  }

  #add(name: string, face: TopoDS_Face): void {
    const { oc } = this.#modeller;
    const box = this.#modeller.own(new oc.Bnd_Box());
    oc.BRepBndLib.Add(face, box, false);
    box.Enlarge(2 * onFace);
    this.#faces.push({ name, face, box });
  }

  #isOnAny(point: Point): boolean {
    return this.#faces.some((each) => this.#isOn(each, point));
  }

  #isOn({ face, box }: MadeFace, [x, y, z]: Point): boolean {
    const { oc } = this.#modeller;
    const place = this.#modeller.own(new oc.gp_Pnt(x, y, z));
    if (box.IsOut(place)) return false;
    const vertex = this.#modeller.own(this.#modeller.own(new oc.BRepBuilderAPI_MakeVertex(place)).Vertex());
    return this.#modeller.own(new oc.BRepExtrema_DistShapeShape(vertex, face)).Value() < onFace;
  }
}
