import type { OpenCascadeInstance, TopoDS_Compound, TopoDS_Shape } from 'replicad-opencascadejs';

/** The range of hashes, which the extractors use, too. */
export const hashLimit = 2 ** 31 - 1;

/** The sub-shapes of a kind, as often as they occur; each is deleted when the next one is asked for. */
export function* each(
  oc: OpenCascadeInstance,
  shape: TopoDS_Shape,
  kind: 'TopAbs_SOLID' | 'TopAbs_FACE' | 'TopAbs_EDGE',
  avoid: 'TopAbs_SHAPE' | 'TopAbs_SOLID' = 'TopAbs_SHAPE',
): Generator<TopoDS_Shape> {
  const explorer = new oc.TopExp_Explorer(shape, oc.TopAbs_ShapeEnum[kind], oc.TopAbs_ShapeEnum[avoid]);
  try {
    while (explorer.More()) {
      const current = explorer.Current();
      yield current;
      current.delete();
      explorer.Next();
    }
  } finally {
    explorer.delete();
  }
}

/** OpenCascade's hash of a shape, its location included. */
export function hashOf(oc: OpenCascadeInstance, shape: TopoDS_Shape): number {
  return oc.ReplicadShapeHasher.HashCode(shape, hashLimit);
}

/** @returns a compound that the caller deletes */
export function compoundOf(oc: OpenCascadeInstance, shapes: readonly TopoDS_Shape[]): TopoDS_Compound {
  const compound = new oc.TopoDS_Compound();
  const builder = new oc.TopoDS_Builder();
  builder.MakeCompound(compound);
  for (const shape of shapes) builder.Add(compound, shape);
  builder.delete();
  return compound;
}
