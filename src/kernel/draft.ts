import type { TopoDS_Face, TopoDS_Shape } from 'replicad-opencascadejs';
import { extremeFaces, isParallel, outward, planeOf } from './edges';
import { KernelFailure } from './failure';
import { dot, scaled } from './vectors';
import { single } from './booleans';
import type { Modeller } from './modeller';
import type { CheckedFeature, Point } from './specification';

/** Tilts the walls of a body. @throws KernelFailure when there are none, or when they can't be tilted by as much */
export function draft(
  modeller: Modeller,
  body: TopoDS_Shape,
  { name, degrees, from }: Extract<CheckedFeature, { operation: 'draft' }>,
): TopoDS_Shape {
  const { oc } = modeller;
  const refuse = (why: string): never => {
    throw new KernelFailure('geometry_validation_failed', `With the ${name}, ${why}.`);
  };
  const [start] = extremeFaces(modeller, body, from);
  const neutral = start && planeOf(modeller, start);
  if (!neutral) return refuse(`the part has no flat face at its ${from} to start from`);
  const pull = scaled(outward[from], -1);
  const walls = modeller.faces(body).filter((face) => isWall(modeller, face, pull));
  if (walls.length === 0) refuse('the part has no wall to tilt');
  const maker = modeller.own(new oc.BRepOffsetAPI_DraftAngle(body));
  const direction = modeller.own(new oc.gp_Dir(...pull));
  const plane = modeller.own(
    new oc.gp_Pln(modeller.own(new oc.gp_Pnt(...scaled(neutral.normal, neutral.offset))), direction),
  );
  const cannot = `walls can’t be tilted by ${degrees}°`;
  // Smoothly connected walls are tilted together; adding one of them again changes nothing.
  for (const wall of walls) {
    maker.Add(wall, direction, (degrees * Math.PI) / 180, plane, true);
    if (!maker.AddDone()) refuse(cannot);
  }
  maker.Build();
  if (!maker.IsDone()) refuse(cannot);
  const result = single(modeller, modeller.own(maker.Shape()));
  const isPossible =
    modeller.faces(result).length === modeller.faces(body).length && modeller.volume(result) < modeller.volume(body);
  return isPossible ? result : refuse(cannot);
}

/** Whether a face is flat or round, and parallel to a direction. */
export function isWall(modeller: Modeller, face: TopoDS_Face, direction: Point): boolean {
  const { oc } = modeller;
  const plane = planeOf(modeller, face);
  if (plane) return Math.abs(dot(plane.normal, direction)) < 1e-9;
  const surface = modeller.own(new oc.BRepAdaptor_Surface(face, false));
  if (surface.GetType() !== oc.GeomAbs_SurfaceType.GeomAbs_Cylinder) return false;
  const axis = modeller.own(modeller.own(modeller.own(surface.Cylinder()).Axis()).Direction());
  return isParallel([axis.X(), axis.Y(), axis.Z()], direction);
}
