import type {
  Message_ProgressRange,
  OpenCascadeInstance,
  StepData_StepModel,
  STEPControl_Reader,
  TopoDS_Shape,
} from 'replicad-opencascadejs';

/**
 * The shapes that entities were translated to. Nothing is translated again that was translated with the whole model:
 * the reader remembers its results.
 */
export class StepTransfers {
  readonly #reader: STEPControl_Reader;
  readonly #model: StepData_StepModel;
  readonly #progress: Message_ProgressRange;
  readonly #count: number;
  /** Shapes of products and representations, for which each of their instances asks. */
  readonly #kept = new Map<number, TopoDS_Shape | undefined>();

  constructor(oc: OpenCascadeInstance, reader: STEPControl_Reader) {
    this.#reader = reader;
    this.#model = reader.StepModel();
    this.#progress = new oc.Message_ProgressRange();
    this.#count = this.#model.NbEntities();
  }

  /**
   * @param place in the file, from 1
   * @returns undefined where the entity gave no shape; the caller deletes the shape
   */
  shape(place: number): TopoDS_Shape | undefined {
    if (place < 1 || place > this.#count) return undefined;
    const start = this.#model.Entity(place);
    this.#reader.ClearShapes();
    try {
      if (!this.#reader.TransferEntity(start, this.#progress) || this.#reader.NbShapes() === 0) return undefined;
      const result = this.#reader.Shape(1);
      if (!result.IsNull()) return result;
      result.delete();
      return undefined;
    } finally {
      start.delete();
    }
  }

  /** As `shape`, but remembered and deleted with this object. */
  kept(place: number): TopoDS_Shape | undefined {
    if (!this.#kept.has(place)) this.#kept.set(place, this.shape(place));
    return this.#kept.get(place);
  }

  delete(): void {
    for (const shape of this.#kept.values()) shape?.delete();
    this.#progress.delete();
    this.#model.delete();
  }
}
