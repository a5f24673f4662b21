import type { TopoDS_Edge, TopoDS_Face } from 'replicad-opencascadejs';
import type { BodyEdge } from './edges';
import type { Modeller } from './modeller';

/** mm; nearer edges touch. */
const touching = 1e-7;

/**
 * Whether there is room on the faces for fillets or chamfers: what an edge loses must not reach another edge of the
 * same face, nor what that loses.
 * @param size radius or distance, in mm
 * @param reach how far from the edge the face is taken away, for a size of 1
 * @returns the size that would reach, when this one does; undefined when there is room
 */
export function mostThatFits(
  modeller: Modeller,
  edges: readonly BodyEdge[],
  size: number,
  reach: (edge: BodyEdge) => number,
): number | undefined {
  let most: number | undefined;
  const limit = (value: number): void => {
    if (value < size * (1 - 1e-9)) most = Math.min(most ?? Infinity, value);
  };
  const boxes = new Boxes(modeller);
  for (const each of edges) {
    if (each.circle && each.planes.some(({ outer }) => outer) && each.circle.angle > Math.PI)
      limit(each.circle.radius / reach(each));
    for (const face of each.faces) {
      for (const other of boxes.edgesOf(face)) {
        if (other.edge.IsSame(each.edge)) continue;
        const changed = edges.find(({ edge }) => edge.IsSame(other.edge));
        const reached = reach(each) + (changed ? reach(changed) : 0);
        if (boxes.apart(boxes.of(each.edge), other.box) > size * reached) continue;
        const apart = distance(modeller, each.edge, other.edge);
        if (apart > touching) limit(apart / reached);
      }
    }
  }
  return most;
}

type Box = InstanceType<Modeller['oc']['Bnd_Box']>;

interface BoxedEdge {
  readonly edge: TopoDS_Edge;
  readonly box: Box;
}

/** The edges of faces in their boxes, each made once. */
class Boxes {
  readonly #modeller: Modeller;
  readonly #faces: { readonly face: TopoDS_Face; readonly edges: readonly BoxedEdge[] }[] = [];

  constructor(modeller: Modeller) {
    this.#modeller = modeller;
  }

  edgesOf(face: TopoDS_Face): readonly BoxedEdge[] {
    const known = this.#faces.find((each) => each.face.IsSame(face));
    if (known) return known.edges;
    const { oc } = this.#modeller;
    const edges = this.#modeller.parts(face, 'EDGE').map((shape) => {
      const edge = this.#modeller.own(oc.TopoDS.Edge(shape));
      return { edge, box: this.of(edge) };
    });
    this.#faces.push({ face, edges });
    return edges;
  }

  of(edge: TopoDS_Edge): Box {
    const box = this.#modeller.own(new this.#modeller.oc.Bnd_Box());
    this.#modeller.oc.BRepBndLib.Add(edge, box, false);
    return box;
  }

  apart(one: Box, other: Box): number {
    return one.Distance(other);
  }
}

function distance(modeller: Modeller, one: TopoDS_Edge, other: TopoDS_Edge): number {
  return modeller.own(new modeller.oc.BRepExtrema_DistShapeShape(one, other)).Value();
}
