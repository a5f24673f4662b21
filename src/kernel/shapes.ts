import type { TopoDS_Face, TopoDS_Shape } from 'replicad-opencascadejs';
import { compoundOf } from './explore';
import { KernelFailure } from './failure';
import { rangeAlong, type Frame } from './frames';
import { dot } from './vectors';
import { holeTool, type HoleRoom } from './holes';
import { letterAreas } from './lettering';
import type { Modeller } from './modeller';
import { place, prism } from './place';
import { origin } from './plane';
import { makeArea, makeFace, makeWire } from './profiles';
import type { CheckedProfile, CheckedSolidFeature } from './specification';
import { sweep } from './sweep';

type Shape = CheckedSolidFeature['shape'];

/** Makes one shape at the origin. */
export function makeShape(modeller: Modeller, shape: Shape, room: HoleRoom): TopoDS_Shape {
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
    case 'loft':
      return loft(modeller, shape);
    case 'sweep':
      return sweep(modeller, shape);
    case 'text':
      return letters(modeller, shape);
    case 'hole':
      return revolve(modeller, { kind: 'polygon', points: holeTool(shape, room) }, 360);
  }
}

function loft(modeller: Modeller, { bottom, top, height }: Extract<Shape, { kind: 'loft' }>): TopoDS_Shape {
  const { oc } = modeller;
  if (bottom.kind === 'point' && top.kind === 'point') refuse('A loft from a point to a point is no body.');
  const sections = modeller.own(new oc.BRepOffsetAPI_ThruSections(true, true, 1e-6));
  for (const [end, z] of [
    [bottom, 0],
    [top, height],
  ] as const) {
    if (end.kind === 'point') {
      const [x, y] = end.at ?? origin;
      const tip = modeller.own(new oc.BRepBuilderAPI_MakeVertex(modeller.own(new oc.gp_Pnt(x, y, z))));
      sections.AddVertex(modeller.own(tip.Vertex()));
    } else sections.AddWire(makeWire(modeller, end, z));
  }
  sections.Build();
  return modeller.own(sections.Shape());
}

/** Letters from Z = 0 up, as one compound. */
function letters(modeller: Modeller, text: Extract<Shape, { kind: 'text' }>): TopoDS_Shape {
  const each = letterAreas(text).map(({ outer, holes }) =>
    prism(modeller, makeArea(modeller, outer, holes), [0, 0, text.depth]),
  );
  return modeller.own(compoundOf(modeller.oc, each));
}

function extrude(modeller: Modeller, profile: CheckedProfile, height: number): TopoDS_Shape {
  return prism(modeller, makeFace(modeller, profile), [0, 0, height]);
}

/** Turns a profile, whose X is the distance from the Z axis and whose Y is the height, about that axis. */
export function revolve(modeller: Modeller, profile: CheckedProfile, degrees: number): TopoDS_Shape {
  const { oc } = modeller;
  const face = place(modeller, makeFace(modeller, profile, true), {
    x: [1, 0, 0],
    y: [0, 0, 1],
    z: [0, -1, 0],
    origin: [0, 0, 0],
  });
  // The box of a spline is larger by 1e-7 mm than the spline.
  if (leftmost(modeller, face) < -2e-7)
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

/** How far a box reaches below a frame's origin, along its Z axis, in mm. */
export function reachBelow({ z, origin }: Frame, box: { readonly min: Frame['z']; readonly max: Frame['z'] }): number {
  return dot(z, origin) - rangeAlong(z, box).min;
}
