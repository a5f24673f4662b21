import type { TopoDS_Shape } from 'replicad-opencascadejs';
import { combineShapes } from '../kernel/booleans';
import type { Modeller } from '../kernel/modeller';
import type { Surfaces } from './face';
import { middleOf, turnBetween, turned, unturned } from './turns';

/** A part with what was measured of it. */
export interface MeasuredPart {
  readonly shapes: readonly TopoDS_Shape[];
  readonly surfaces: Surfaces;
}

/** Cutting one part from another compares faces with faces: no more than these. */
const mostPairs = 20_000;

/** mm³ that only one of two parts has, laid on each other; undefined where it would take too long, or fails. */
export function volumesApart(
  modeller: Modeller,
  one: MeasuredPart,
  other: MeasuredPart,
): { readonly onlyOne: number; readonly onlyOther: number } | undefined {
  if (one.surfaces.faces.length * other.surfaces.faces.length > mostPairs) return undefined;
  const laid = laidOn(modeller, one, other);
  try {
    return { onlyOne: left(modeller, laid, other.shapes), onlyOther: left(modeller, other.shapes, laid) };
  } catch {
    // The kernel can't put these together: a figure beside the sizes is missing, and nothing else.
    return undefined;
  }
}

function left(modeller: Modeller, shapes: readonly TopoDS_Shape[], others: readonly TopoDS_Shape[]): number {
  return shapes.reduce(
    (sum, shape) => sum + Math.abs(modeller.volume(combineShapes(modeller, 'cut', shape, [...others]))),
    0,
  );
}

/** The shapes of one part, turned and moved to where the other one is. */
function laidOn(modeller: Modeller, one: MeasuredPart, other: MeasuredPart): TopoDS_Shape[] {
  const { oc } = modeller;
  const { turn, isMirror } = turnBetween(one.surfaces, other.surfaces);
  const rows = isMirror ? unturned : turn;
  const [from, to] = [turned(rows, middleOf(one.surfaces)), middleOf(other.surfaces)];
  const by = [to[0] - from[0], to[1] - from[1], to[2] - from[2]] as const;
  const [a, b, c] = rows;
  const transformation = modeller.own(new oc.gp_Trsf());
  transformation.SetValues(a[0], a[1], a[2], by[0], b[0], b[1], b[2], by[1], c[0], c[1], c[2], by[2]);
  return one.shapes.map((shape) => {
    const moved = modeller.own(new oc.BRepBuilderAPI_Transform(shape, transformation, true, false));
    return modeller.own(moved.Shape());
  });
}
