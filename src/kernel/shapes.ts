import type { TopoDS_Face, TopoDS_Shape } from 'replicad-opencascadejs';
import { KernelFailure } from './failure';
import { dot, type Frame } from './frames';
import { holeTool } from './holes';
import type { Modeller } from './modeller';
import { makeFace, makeWire } from './profiles';
import type { CheckedProfile, CheckedSolidFeature } from './specification';

type Shape = CheckedSolidFeature['shape'];

/** Makes one shape at the origin. @param reach mm below the origin that a through hole has to get through */
export function makeShape(modeller: Modeller, shape: Shape, reach: number): TopoDS_Shape {
  const { oc } = modeller;
  switch (shape.kind) {
    case 'box': {
      const [x, y, z] = shape.size;
      return extrude(modeller, { kind: 'rectangle', size: [x, y] }, z);
    }
    case 'cylinder':
      return extrude(modeller, { kind: 'circle', diameter: shape.diameter }, shape.height);
    case 'cone': {
      const [bottom, top] = [shape.bottomDiameter / 2, shape.topDiameter / 2];
      if (bottom === 0 && top === 0) refuse('A cone needs a diameter at its bottom or at its top.');
      return revolve(
        modeller,
        {
          kind: 'polygon',
          points: [
            [0, 0],
            [bottom, 0],
            [top, shape.height],
            [0, shape.height],
          ],
        },
        360,
      );
    }
    case 'sphere':
      return modeller.own(modeller.own(new oc.BRepPrimAPI_MakeSphere(shape.diameter / 2)).Shape());
    case 'torus':
      if (!(shape.tubeDiameter < shape.diameter))
        refuse(
          `A ring with a tube of ${shape.tubeDiameter} mm needs a circle larger than that for the tube’s centre, not ${shape.diameter} mm.`,
        );
      return modeller.own(
        modeller.own(new oc.BRepPrimAPI_MakeTorus(shape.diameter / 2, shape.tubeDiameter / 2)).Shape(),
      );
    case 'extrude':
      return extrude(modeller, shape.profile, shape.height);
    case 'revolve':
      return revolve(modeller, shape.profile, shape.degrees);
    case 'loft': {
      const sections = modeller.own(new oc.BRepOffsetAPI_ThruSections(true, true, 1e-6));
      sections.AddWire(makeWire(modeller, shape.bottom));
      sections.AddWire(makeWire(modeller, shape.top, shape.height));
      sections.Build();
      return modeller.own(sections.Shape());
    }
    case 'hole':
      return revolve(modeller, { kind: 'polygon', points: holeTool(shape, reach) }, 360);
  }
}

/** Brings a shape from its own axes into a frame. */
export function place(modeller: Modeller, shape: TopoDS_Shape, { x, y, z, origin }: Frame): TopoDS_Shape {
  const { oc } = modeller;
  const move = modeller.own(new oc.gp_Trsf());
  move.SetValues(x[0], y[0], z[0], origin[0], x[1], y[1], z[1], origin[1], x[2], y[2], z[2], origin[2]);
  return modeller.own(modeller.own(new oc.BRepBuilderAPI_Transform(shape, move, false, false)).Shape());
}

function extrude(modeller: Modeller, profile: CheckedProfile, height: number): TopoDS_Shape {
  const { oc } = modeller;
  return modeller.own(
    modeller
      .own(
        new oc.BRepPrimAPI_MakePrism(
          makeFace(modeller, profile),
          modeller.own(new oc.gp_Vec(0, 0, height)),
          false,
          true,
        ),
      )
      .Shape(),
  );
}

/** Turns a profile, whose X is the distance from the Z axis and whose Y is the height, about that axis. */
export function revolve(modeller: Modeller, profile: CheckedProfile, degrees: number): TopoDS_Shape {
  const { oc } = modeller;
  const face = place(modeller, makeFace(modeller, profile), {
    x: [1, 0, 0],
    y: [0, 0, 1],
    z: [0, -1, 0],
    origin: [0, 0, 0],
  });
  if (leftmost(modeller, face) < -1e-7)
    refuse('An outline that is turned about an axis must not lie on both sides of it.');
  const axis = modeller.own(new oc.gp_Ax1(modeller.own(new oc.gp_Pnt(0, 0, 0)), modeller.own(new oc.gp_Dir(0, 0, 1))));
  const sweep =
    degrees === 360
      ? new oc.BRepPrimAPI_MakeRevol(face, axis, false)
      : new oc.BRepPrimAPI_MakeRevol(face, axis, (degrees * Math.PI) / 180, false);
  return modeller.own(modeller.own(sweep).Shape());
}

function leftmost(modeller: Modeller, shape: TopoDS_Face | TopoDS_Shape): number {
  const box = modeller.own(new modeller.oc.Bnd_Box());
  modeller.oc.BRepBndLib.AddOptimal(shape, box, false, false);
  return box.GetXMin();
}

function refuse(sentence: string): never {
  throw new KernelFailure('geometry_validation_failed', sentence);
}

/** How far a box reaches below a frame's origin, along its Z axis, in mm. The axis is one of the box's. */
export function reachBelow(
  { z, origin }: Frame,
  { min, max }: { readonly min: Frame['z']; readonly max: Frame['z'] },
): number {
  return dot(z, origin) - Math.min(dot(z, min), dot(z, max));
}
