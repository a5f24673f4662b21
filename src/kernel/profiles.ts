import type { TopoDS_Edge, TopoDS_Face, TopoDS_Wire } from 'replicad-opencascadejs';
import { KernelFailure } from './failure';
import type { Modeller } from './modeller';
import { outlineOf } from './outline';
import type { Curve, Point2, Segment } from './plane';
import type { CheckedProfile } from './specification';

/** A profile's outline in the plane at a height. */
export function makeWire(modeller: Modeller, profile: CheckedProfile, z = 0): TopoDS_Wire {
  const { oc } = modeller;
  const outline = outlineOf(profile);
  const wire = modeller.own(new oc.BRepBuilderAPI_MakeWire());
  if ('circle' in outline) {
    const axis = modeller.own(
      new oc.gp_Ax2(
        point(modeller, [0, 0], z),
        modeller.own(new oc.gp_Dir(0, 0, 1)),
        modeller.own(new oc.gp_Dir(1, 0, 0)),
      ),
    );
    wire.Add(
      modeller.own(
        modeller.own(new oc.BRepBuilderAPI_MakeEdge(modeller.own(new oc.gp_Circ(axis, outline.circle / 2)))).Edge(),
      ),
    );
  } else {
    let from = outline.start;
    for (const segment of outline.segments) {
      wire.Add(makeEdge(modeller, from, segment, z));
      from = segment.to;
    }
  }
  if (!wire.IsDone()) throw new Error('its outline is not closed');
  return modeller.own(wire.Wire());
}

/**
 * The area within a profile's outline, in the XY plane and facing up.
 * @throws KernelFailure when the outline crosses itself
 */
export function makeFace(modeller: Modeller, profile: CheckedProfile): TopoDS_Face {
  const { oc } = modeller;
  const plane = modeller.own(new oc.gp_Pln(point(modeller, [0, 0], 0), modeller.own(new oc.gp_Dir(0, 0, 1))));
  const maker = modeller.own(new oc.BRepBuilderAPI_MakeFace(plane, makeWire(modeller, profile), true));
  if (!maker.IsDone()) throw new Error('its outline is not closed');
  const face = modeller.own(maker.Face());
  if (!modeller.isValid(face))
    throw new KernelFailure('geometry_validation_failed', 'An outline crosses or touches itself.');
  return face;
}

function makeEdge(modeller: Modeller, from: Point2, segment: Segment, z: number): TopoDS_Edge {
  const { oc } = modeller;
  const at = (place: Point2): ReturnType<typeof point> => point(modeller, place, z);
  if ('through' in segment)
    return modeller.own(modeller.own(new oc.BRepBuilderAPI_MakeEdge(interpolate(modeller, segment, z))).Edge());
  if (segment.via) {
    const arc = modeller.own(new oc.GC_MakeArcOfCircle(at(from), at(segment.via), at(segment.to)));
    if (!arc.IsDone()) throw new Error('three points of an arc lie in a line');
    return modeller.own(modeller.own(new oc.BRepBuilderAPI_MakeEdge(modeller.own(arc.Value()))).Edge());
  }
  return modeller.own(modeller.own(new oc.BRepBuilderAPI_MakeEdge(at(from), at(segment.to))).Edge());
}

function interpolate(
  modeller: Modeller,
  { through, lengths, directions: [from, to] }: Curve,
  z: number,
): InstanceType<Modeller['oc']['Geom_BSplineCurve']> {
  const { oc } = modeller;
  const array = modeller.own(new oc.NCollection_Array1_gp_Pnt(1, through.length));
  through.forEach((place, index) => array.SetValue(index + 1, point(modeller, place, z)));
  const parameters = modeller.own(new oc.NCollection_Array1_double(1, lengths.length));
  lengths.forEach((length, index) => parameters.SetValue(index + 1, length));
  const interpolation = modeller.own(
    new oc.GeomAPI_Interpolate(
      modeller.own(new oc.NCollection_HArray1_gp_Pnt(array)),
      modeller.own(new oc.NCollection_HArray1_double(parameters)),
      false,
      1e-9,
    ),
  );
  const [start, end] = [from, to].map(([x, y]) => modeller.own(new oc.gp_Vec(x, y, 0))) as [
    InstanceType<Modeller['oc']['gp_Vec']>,
    InstanceType<Modeller['oc']['gp_Vec']>,
  ];
  interpolation.Load(start, end, false);
  interpolation.Perform();
  return modeller.own(interpolation.Curve());
}

function point(modeller: Modeller, [x, y]: Point2, z: number): InstanceType<Modeller['oc']['gp_Pnt']> {
  return modeller.own(new modeller.oc.gp_Pnt(x, y, z));
}
