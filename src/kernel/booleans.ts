import type { TopoDS_Shape } from 'replicad-opencascadejs';
import type { Modeller } from './modeller';

export interface Combined {
  readonly body: TopoDS_Shape;
  /** The copies of the shape, each in its place. */
  readonly tools: readonly TopoDS_Shape[];
}

const operations = { add: 'BRepAlgoAPI_Fuse', cut: 'BRepAlgoAPI_Cut', intersect: 'BRepAlgoAPI_Common' } as const;

/**
 * Combines a body with tools, all at once, and joins faces that continue each other.
 * @throws what OpenCascade throws
 */
export function combineShapes(
  modeller: Modeller,
  kind: keyof typeof operations,
  body: TopoDS_Shape,
  tools: readonly TopoDS_Shape[],
): TopoDS_Shape {
  return operate(modeller, kind, body, tools, { joined: true, touching: false });
}

/**
 * The same for tools whose faces touch those of the body but cross none of them, which saves looking for where each of
 * them does.
 */
export function combineTouching(
  modeller: Modeller,
  kind: 'add' | 'cut',
  body: TopoDS_Shape,
  tools: readonly TopoDS_Shape[],
): TopoDS_Shape {
  return operate(modeller, kind, body, tools, { joined: true, touching: true });
}

/** The same for shapes that are only measured: joining the faces of many pieces takes longer than making them. */
export function commonOf(modeller: Modeller, body: TopoDS_Shape, tools: readonly TopoDS_Shape[]): TopoDS_Shape {
  return operate(modeller, 'intersect', body, tools, { joined: false, touching: false });
}

function operate(
  modeller: Modeller,
  kind: keyof typeof operations,
  body: TopoDS_Shape,
  tools: readonly TopoDS_Shape[],
  { joined, touching }: { readonly joined: boolean; readonly touching: boolean },
): TopoDS_Shape {
  const operation = modeller.own(new modeller.oc[operations[kind]]());
  operation.SetArguments(modeller.list([body]));
  operation.SetTools(modeller.list(tools));
  if (touching) operation.SetGlue(modeller.oc.BOPAlgo_GlueEnum.BOPAlgo_GlueShift);
  operation.Build();
  if (joined) operation.SimplifyResult(true, true, 1e-6);
  return single(modeller, modeller.own(operation.Shape()));
}

/** A boolean gives a compound; one that holds a single solid is that solid. */
export function single(modeller: Modeller, shape: TopoDS_Shape): TopoDS_Shape {
  const [first, ...others] = modeller.parts(shape, 'SOLID');
  return first && others.length === 0 ? first : shape;
}
