import type {
  Geom_Curve,
  TopoDS_Edge,
  TopoDS_Face,
  TopoDS_Wire,
  gp_Ax2,
  gp_Circ,
  gp_Elips,
} from 'replicad-opencascadejs';
import { centreOf } from './arcs';
import { combineShapes } from './booleans';
import { KernelFailure } from './failure';
import type { Modeller } from './modeller';
import { holesOf, outlineOf } from './outline';
import { cosine, type Curve, type Outline, type Point2, type Segment } from './plane';
import type { CheckedProfile } from './specification';

/**
 * A profile's outline in the plane at a height.
 * @throws KernelFailure when it has holes, which a wire can't have
 */
export function makeWire(modeller: Modeller, profile: CheckedProfile, z = 0): TopoDS_Wire {
  if (profile.holes) refuse('A profile with holes can be extruded, revolved or swept, not lofted.');
  return wireOf(modeller, outlineOf(profile), z);
}

/**
 * The area within a profile's outline, without that of its holes, in the XY plane and facing up.
 * @param isAxis whether it is to be revolved about its Y axis
 * @throws KernelFailure when an outline crosses itself or another one
 */
export function makeFace(modeller: Modeller, profile: CheckedProfile, isAxis = false): TopoDS_Face {
  const face = makeArea(modeller, outlineOf(profile), [], isAxis);
  const holes = holesOf(profile).map((hole) => makeArea(modeller, hole, [], isAxis));
  if (holes.length === 0) return face;
  const shapes = [face, ...holes].map((shape) => ({ shape, wire: outerWire(modeller, shape) }));
  const touch = shapes.some(({ wire }, index) =>
    shapes.slice(index + 1).some((other) => !(distance(modeller, wire, other.wire) > touching)),
  );
  const [cut, ...others] = modeller.faces(combineShapes(modeller, 'cut', face, holes));
  const left = area(modeller, face) - holes.reduce((sum, hole) => sum + area(modeller, hole), 0);
  if (touch || !cut || others.length > 0 || !(Math.abs(area(modeller, cut) - left) <= 1e-6 * area(modeller, face)))
    refuse('A hole in a profile has to lie inside its outline, apart from the other holes.');
  return cut;
}

/**
 * An area in the XY plane, facing up, with holes that are known to lie inside it, apart from each other.
 * @throws KernelFailure when an outline crosses itself
 */
export function makeArea(modeller: Modeller, outer: Outline, holes: readonly Outline[], isAxis = false): TopoDS_Face {
  const { oc } = modeller;
  const plane = modeller.own(new oc.gp_Pln(point(modeller, [0, 0], 0), modeller.own(new oc.gp_Dir(0, 0, 1))));
  const maker = modeller.own(new oc.BRepBuilderAPI_MakeFace(plane, wireOf(modeller, outer, 0, isAxis), true));
  for (const hole of holes) maker.Add(wireOf(modeller, hole, 0));
  if (!maker.IsDone()) throw new Error('its outline is not closed');
  const face = modeller.own(maker.Face());
  if (!modeller.isValid(face)) refuse('An outline crosses or touches itself.');
  return face;
}

/** Outlines closer than this, in mm, touch. */
const touching = 1e-6;

function wireOf(modeller: Modeller, outline: Outline, z: number, isAxis = false): TopoDS_Wire {
  const { oc } = modeller;
  const wire = modeller.own(new oc.BRepBuilderAPI_MakeWire());
  const add = (edge: TopoDS_Edge): void => wire.Add(edge);
  if ('circle' in outline) {
    const axes = axesAt(modeller, outline.centre, z, 0);
    add(edgeOf(modeller, modeller.own(new oc.gp_Circ(axes, outline.circle / 2))));
  } else if ('ellipse' in outline) {
    const [x, y] = outline.ellipse;
    const axes = axesAt(modeller, outline.centre, z, outline.turn + (x > y ? 0 : 90));
    add(edgeOf(modeller, modeller.own(new oc.gp_Elips(axes, Math.max(x, y) / 2, Math.min(x, y) / 2))));
  } else {
    let from = outline.start;
    for (const segment of outline.segments) {
      add(makeEdge(modeller, from, segment, { z, isAxis }));
      from = segment.to;
    }
  }
  if (!wire.IsDone()) throw new Error('its outline is not closed');
  return modeller.own(wire.Wire());
}

function axesAt(modeller: Modeller, centre: Point2, z: number, degrees: number): gp_Ax2 {
  const { oc } = modeller;
  return modeller.own(
    new oc.gp_Ax2(
      point(modeller, centre, z),
      modeller.own(new oc.gp_Dir(0, 0, 1)),
      modeller.own(new oc.gp_Dir(cosine(degrees), cosine(degrees - 90), 0)),
    ),
  );
}

function edgeOf(modeller: Modeller, curve: gp_Circ | gp_Elips | Geom_Curve): TopoDS_Edge {
  return modeller.own(modeller.own(new modeller.oc.BRepBuilderAPI_MakeEdge(curve as gp_Circ)).Edge());
}

function makeEdge(
  modeller: Modeller,
  from: Point2,
  segment: Segment,
  { z, isAxis }: { readonly z: number; readonly isAxis: boolean },
): TopoDS_Edge {
  const { oc } = modeller;
  const at = (place: Point2): ReturnType<typeof point> => point(modeller, place, z);
  if ('through' in segment) return edgeOf(modeller, interpolate(modeller, segment, z));
  if ('control' in segment) {
    const poles = modeller.own(new oc.NCollection_Array1_gp_Pnt(1, 3));
    [from, segment.control, segment.to].forEach((pole, index) => poles.SetValue(index + 1, at(pole)));
    return edgeOf(modeller, modeller.own(new oc.Geom_BezierCurve(poles)));
  }
  if (segment.via) {
    const maker = modeller.own(new oc.GC_MakeArcOfCircle(at(from), at(segment.via), at(segment.to)));
    if (!maker.IsDone()) throw new Error('three points of an arc lie in a line');
    const arc = modeller.own(maker.Value());
    return edgeOf(modeller, isAxis && isPointed(from, segment.via, segment.to) ? spline(modeller, arc) : arc);
  }
  return modeller.own(modeller.own(new oc.BRepBuilderAPI_MakeEdge(at(from), at(segment.to))).Edge());
}

/**
 * Whether an arc ends on the Y axis and its circle has its centre beside it. Revolved it is a surface with a tip that
 * OpenCascade can't read from a STEP file, where only the whole circle is written, which goes on beyond the tip.
 */
function isPointed(from: Point2, via: Point2, to: Point2): boolean {
  return [from, to].some(([x]) => Math.abs(x) < 1e-6) && Math.abs(centreOf(from, via, to)[0]) > 1e-8;
}

/** The same curve exactly, with nothing beyond its ends. */
function spline(modeller: Modeller, arc: Geom_Curve): Geom_Curve {
  const { oc } = modeller;
  return modeller.own(oc.GeomConvert.CurveToBSplineCurve(arc, oc.Convert_ParameterisationType.Convert_TgtThetaOver2));
}

function outerWire(modeller: Modeller, face: TopoDS_Face): TopoDS_Wire {
  return modeller.own(modeller.oc.BRepTools.OuterWire(face));
}

function distance(modeller: Modeller, one: TopoDS_Wire, other: TopoDS_Wire): number {
  return modeller.own(new modeller.oc.BRepExtrema_DistShapeShape(one, other)).Value();
}

function area(modeller: Modeller, face: TopoDS_Face): number {
  const properties = modeller.own(new modeller.oc.GProp_GProps());
  modeller.oc.BRepGProp.SurfaceProperties(face, properties, false, false);
  return properties.Mass();
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

function refuse(sentence: string): never {
  throw new KernelFailure('geometry_validation_failed', sentence);
}
