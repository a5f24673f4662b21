import type { OpenCascadeInstance, TopoDS_Face, TopoDS_Shape } from 'replicad-opencascadejs';

interface Deletable {
  delete(): void;
}

/**
 * OpenCascade, and all of its objects that belong to one request: they live in the WebAssembly heap, where nothing
 * collects them.
 */
export class Modeller {
  readonly oc: OpenCascadeInstance;
  readonly #owned: Deletable[] = [];

  constructor(oc: OpenCascadeInstance) {
    this.oc = oc;
  }

  /** Deletes the object together with this modeller, and gives it back. */
  own<T extends Deletable>(object: T): T {
    this.#owned.push(object);
    return object;
  }

  /** Deletes all that it owns, the newest first. */
  dispose(): void {
    for (const object of this.#owned.splice(0).reverse()) object.delete();
  }

  /** A shape's solids, faces or edges, each as often as it occurs. */
  parts(shape: TopoDS_Shape, kind: 'SOLID' | 'FACE' | 'WIRE' | 'EDGE'): TopoDS_Shape[] {
    const { TopAbs_ShapeEnum: kinds } = this.oc;
    const explorer = new this.oc.TopExp_Explorer(shape, kinds[`TopAbs_${kind}`], kinds.TopAbs_SHAPE);
    const found: TopoDS_Shape[] = [];
    while (explorer.More()) {
      found.push(this.own(explorer.Current()));
      explorer.Next();
    }
    explorer.delete();
    return found;
  }

  faces(shape: TopoDS_Shape): TopoDS_Face[] {
    return this.parts(shape, 'FACE').map((face) => this.own(this.oc.TopoDS.Face(face)));
  }

  /** mm³. */
  volume(shape: TopoDS_Shape): number {
    const properties = new this.oc.GProp_GProps();
    this.oc.BRepGProp.VolumeProperties(shape, properties, true, false, false);
    const volume = properties.Mass();
    properties.delete();
    return volume;
  }

  isValid(shape: TopoDS_Shape): boolean {
    const analyzer = new this.oc.BRepCheck_Analyzer(shape, true, false, false);
    const valid = analyzer.IsValid();
    analyzer.delete();
    return valid;
  }

  list(shapes: readonly TopoDS_Shape[]): InstanceType<OpenCascadeInstance['NCollection_List_TopoDS_Shape']> {
    const list = this.own(new this.oc.NCollection_List_TopoDS_Shape());
    for (const shape of shapes) list.Append(shape);
    return list;
  }
}
