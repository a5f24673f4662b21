import type { TopoDS_Shape } from 'replicad-opencascadejs';
import { KernelFailure } from './failure';
import type { Frame } from './frames';
import type { Modeller } from './modeller';
import { place } from './place';
import { makeFace, makeWire } from './profiles';
import type { CheckedProfile } from './schema/profiles';
import type { SweepPath } from './schema/shapes';
import { boundingBox } from './measure';

type Helix = Extract<SweepPath, { kind: 'helix' }>;

/**
 * A profile swept along a helix. Its surfaces are splines that stay within OpenCascade's tolerance of the true ones.
 * @throws KernelFailure when its turns would touch each other, or its inside the axis
 */
export function coil(modeller: Modeller, profile: CheckedProfile, helix: Helix): TopoDS_Shape {
  const { oc } = modeller;
  const { diameter, pitch, turns, leftHanded } = helix;
  if (profile.holes) refuse('A profile with holes can’t be swept along a helix.');
  const radius = diameter / 2;
  const length = Math.hypot(2 * Math.PI * radius, pitch);
  const [cos, sin] = [(2 * Math.PI * radius) / length, pitch / length];
  checkRoom(modeller, profile, helix, { cos, sin });

  const axes = modeller.own(
    new oc.gp_Ax3(
      modeller.own(new oc.gp_Pnt(0, 0, 0)),
      modeller.own(new oc.gp_Dir(0, 0, 1)),
      modeller.own(new oc.gp_Dir(1, 0, 0)),
    ),
  );
  const cylinder = modeller.own(new oc.Geom_CylindricalSurface(axes, radius));
  const onCylinder = modeller.own(
    new oc.Geom2d_Line(
      modeller.own(new oc.gp_Pnt2d(0, 0)),
      modeller.own(new oc.gp_Dir2d((leftHanded ? -1 : 1) * 2 * Math.PI, pitch)),
    ),
  );
  const edge = modeller.own(
    modeller
      .own(new oc.BRepBuilderAPI_MakeEdge(onCylinder, cylinder, 0, turns * Math.hypot(2 * Math.PI, pitch)))
      .Edge(),
  );
  oc.BRepLib.BuildCurves3d(edge);
  const wire = modeller.own(new oc.BRepBuilderAPI_MakeWire());
  wire.Add(edge);
  const maker = modeller.own(new oc.BRepOffsetAPI_MakePipeShell(modeller.own(wire.Wire())));
  maker.SetMode(true);
  maker.SetTolerance(tolerance, tolerance, tolerance);
  maker.Add(place(modeller, makeWire(modeller, profile), startFrame(radius, leftHanded, cos, sin)), false, false);
  maker.Build();
  if (!maker.IsDone() || !maker.MakeSolid()) throw new Error('its turns are no solid');
  return modeller.own(maker.Shape());
}

/** How far, in mm, the surfaces may be from the true ones. */
const tolerance = 1e-5;

/** X away from the axis, Y up and at right angles to the helix. */
function startFrame(radius: number, leftHanded: boolean, cos: number, sin: number): Frame {
  const way = leftHanded ? 1 : -1;
  return { x: [1, 0, 0], y: [0, way * sin, cos], z: [0, -cos, way * sin], origin: [radius, 0, 0] };
}

/**
 * Refuses a profile that reaches the axis or overlaps itself one turn later. Its corners are followed along the helix
 * into a plane through the axis: by which part of a turn, and at which height.
 */
function checkRoom(
  modeller: Modeller,
  profile: CheckedProfile,
  { diameter, pitch, turns }: Helix,
  { cos, sin }: { readonly cos: number; readonly sin: number },
): void {
  const { min, max } = boundingBox(modeller.oc, makeFace(modeller, profile));
  const radius = diameter / 2;
  if (!(radius + min[0] > 1e-6)) refuse('A profile swept along a helix must stay away from its axis.');
  const heights: number[] = [];
  const angles: number[] = [];
  for (const x of [min[0], max[0]]) {
    for (const y of [min[1], max[1]]) {
      const angle = Math.atan2(y * sin, radius + x) / (2 * Math.PI);
      angles.push(angle);
      heights.push(y * cos + angle * pitch);
    }
  }
  const high = Math.max(...heights) - Math.min(...heights);
  const wide = Math.max(...angles) - Math.min(...angles);
  if (turns + wide >= 1 && !(high < pitch - 1e-6))
    refuse(
      `With a pitch of ${pitch} mm the turns of a profile ${Number(high.toPrecision(4))} mm high would touch each other.`,
    );
}

function refuse(sentence: string): never {
  throw new KernelFailure('geometry_validation_failed', sentence);
}
