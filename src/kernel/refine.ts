import type { TopoDS_Shape } from 'replicad-opencascadejs';
import { combineShapes, single } from './booleans';
import { changeEdges } from './corners';
import { draft } from './draft';
import { extremeFaces } from './edges';
import { KernelFailure } from './failure';
import { fullRound } from './fullRound';
import type { MadeFaces } from './madeFaces';
import { boundingBox } from './measure';
import { mirrored } from './mirror';
import type { Modeller } from './modeller';
import type { CheckedFeature, Face } from './specification';

export type Refinement = Exclude<CheckedFeature, { shape: unknown }>;

/** Changes a body as a whole or at its edges. @throws KernelFailure when there is nothing to change */
export function refine(modeller: Modeller, body: TopoDS_Shape, feature: Refinement, made: MadeFaces): TopoDS_Shape {
  switch (feature.operation) {
    case 'fillet':
      return changeEdges(modeller, body, feature, feature.radius, made);
    case 'chamfer':
      return changeEdges(modeller, body, feature, feature.distance, made);
    case 'shell':
      return shell(modeller, body, feature);
    case 'draft':
      return draft(modeller, body, feature);
    case 'fullRound':
      return fullRound(modeller, body, feature, made);
    case 'mirror':
      return withMirrorImage(modeller, body, feature);
  }
}

function shell(
  modeller: Modeller,
  body: TopoDS_Shape,
  { name, thickness, open }: Extract<Refinement, { operation: 'shell' }>,
): TopoDS_Shape {
  const { oc } = modeller;
  const refuse = (why: string): never => {
    throw new KernelFailure('geometry_validation_failed', `With the ${name}, ${why}.`);
  };
  const opened = [...new Set(open)].flatMap((side) => {
    const faces = extremeFaces(modeller, body, side);
    return faces.length > 0 ? faces : refuse(`the part has no flat face at its ${side} to open`);
  });
  const box = boundingBox(oc, body);
  const tooThick = `a wall of ${thickness} mm is too thick for the part`;
  for (const axis of [0, 1, 2] as const) {
    const walls = sidesOf[axis].filter((side) => !open.includes(side)).length;
    if (box.max[axis] - box.min[axis] <= thickness * walls) refuse(tooThick);
  }
  const maker = modeller.own(new oc.BRepOffsetAPI_MakeThickSolid());
  const { BRepOffset_Mode, GeomAbs_JoinType } = oc;
  maker.MakeThickSolidByJoin(
    body,
    modeller.list(opened),
    -thickness,
    1e-6,
    BRepOffset_Mode.BRepOffset_Skin,
    false,
    false,
    GeomAbs_JoinType.GeomAbs_Intersection,
    false,
  );
  if (!maker.IsDone())
    refuse(`walls of ${thickness} mm can’t be made: fillets and chamfers smaller than the wall have to come after it`);
  const made = single(modeller, modeller.own(maker.Shape()));
  const result = opened.length > 0 ? made : combineShapes(modeller, 'cut', body, [made]);
  // An offset beyond the middle of a part turns inside out, and then the hollow is not inside the part.
  const hollow = combineShapes(modeller, 'cut', body, [result]);
  const inside = boundingBox(oc, hollow);
  const isHollow =
    modeller.volume(hollow) > 0 &&
    ([0, 1, 2] as const).every((axis) => {
      const [low, high] = sidesOf[axis];
      return (
        inside.min[axis] > box.min[axis] + (open.includes(low) ? 0 : thickness) - 1e-5 &&
        inside.max[axis] < box.max[axis] - (open.includes(high) ? 0 : thickness) + 1e-5
      );
    });
  return isHollow ? result : refuse(tooThick);
}

/** The faces at the lower and the upper end of each axis. */
const sidesOf: readonly [readonly [Face, Face], readonly [Face, Face], readonly [Face, Face]] = [
  ['left', 'right'],
  ['front', 'back'],
  ['bottom', 'top'],
];

function withMirrorImage(
  modeller: Modeller,
  body: TopoDS_Shape,
  { name, plane }: Extract<Refinement, { operation: 'mirror' }>,
): TopoDS_Shape {
  const result = combineShapes(modeller, 'add', body, [mirrored(modeller, body, plane)]);
  if (!(modeller.volume(result) > modeller.volume(body) * (1 + 1e-9)))
    throw new KernelFailure(
      'geometry_validation_failed',
      `With the ${name}, nothing is added: the part is the same on both sides of the plane.`,
    );
  return result;
}
