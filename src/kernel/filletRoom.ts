import type { TopoDS_Edge, TopoDS_Face } from 'replicad-opencascadejs';
import type { BodyEdge } from './edges';
import type { Modeller } from './modeller';

/** Edges closer than this, in mm, touch. */
const touching = 1e-7;

/**
 * The largest size for which fillets or chamfers would have room on their faces: what is cut away along an edge must
 * reach neither another edge of the face nor what is cut away along that one.
 * @param size radius or distance, in mm
 * @param reach how far from the edge the face is cut away, for a size of 1
 * @returns undefined when `size` has room
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

/** The edges of each face with their boxes, made once. */
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
