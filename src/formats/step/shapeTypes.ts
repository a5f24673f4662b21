/** What an entity of ISO 10303-42 is, by its type. A complex one may be any of them. */
const kindsOfShapes = {
  point: 'CARTESIAN_POINT|POINT_ON_CURVE|POINT_ON_SURFACE|POINT_REPLICA|DEGENERATE_PCURVE|EVALUATED_DEGENERATE_PCURVE',
  direction: 'DIRECTION',
  vector: 'VECTOR',
  placement: 'PLACEMENT|AXIS1_PLACEMENT|AXIS2_PLACEMENT_2D|AXIS2_PLACEMENT_3D',
  curve:
    'CURVE|LINE|CIRCLE|ELLIPSE|HYPERBOLA|PARABOLA|CLOTHOID|CIRCULAR_INVOLUTE|POLYLINE|B_SPLINE_CURVE|' +
    'B_SPLINE_CURVE_WITH_KNOTS|UNIFORM_CURVE|QUASI_UNIFORM_CURVE|BEZIER_CURVE|RATIONAL_B_SPLINE_CURVE|TRIMMED_CURVE|' +
    'COMPOSITE_CURVE|COMPOSITE_CURVE_ON_SURFACE|BOUNDARY_CURVE|OUTER_BOUNDARY_CURVE|PCURVE|BOUNDED_PCURVE|' +
    'SURFACE_CURVE|INTERSECTION_CURVE|SEAM_CURVE|BOUNDED_SURFACE_CURVE|OFFSET_CURVE_2D|OFFSET_CURVE_3D|CURVE_REPLICA',
  surface:
    'SURFACE|PLANE|CYLINDRICAL_SURFACE|CONICAL_SURFACE|SPHERICAL_SURFACE|TOROIDAL_SURFACE|' +
    'DEGENERATE_TOROIDAL_SURFACE|DUPIN_CYCLIDE_SURFACE|SURFACE_OF_LINEAR_EXTRUSION|SURFACE_OF_REVOLUTION|' +
    'B_SPLINE_SURFACE|B_SPLINE_SURFACE_WITH_KNOTS|UNIFORM_SURFACE|QUASI_UNIFORM_SURFACE|BEZIER_SURFACE|' +
    'RATIONAL_B_SPLINE_SURFACE|RECTANGULAR_TRIMMED_SURFACE|CURVE_BOUNDED_SURFACE|RECTANGULAR_COMPOSITE_SURFACE|' +
    'OFFSET_SURFACE|ORIENTED_SURFACE|SURFACE_REPLICA',
  vertex: 'VERTEX|VERTEX_POINT',
  edge: 'EDGE|EDGE_CURVE|ORIENTED_EDGE|SUBEDGE|SEAM_EDGE',
  loop: 'PATH|OPEN_PATH|ORIENTED_PATH|LOOP|VERTEX_LOOP|EDGE_LOOP|POLY_LOOP',
  bound: 'FACE_BOUND|FACE_OUTER_BOUND',
  face: 'FACE|FACE_SURFACE|ORIENTED_FACE|SUBFACE|ADVANCED_FACE',
  shell:
    'CONNECTED_FACE_SET|CONNECTED_FACE_SUB_SET|OPEN_SHELL|CLOSED_SHELL|ORIENTED_OPEN_SHELL|ORIENTED_CLOSED_SHELL|' +
    'VERTEX_SHELL|WIRE_SHELL',
  coordinates: 'COORDINATES_LIST',
} as const;

/** What the types refer to, and how often at least: the others may refer to anything. */
const needs: readonly (readonly [types: string, kinds: string, least: number])[] = [
  ['VECTOR', 'direction', 1],
  ['AXIS1_PLACEMENT|AXIS2_PLACEMENT_2D|AXIS2_PLACEMENT_3D', 'point direction', 1],
  ['LINE', 'point vector', 2],
  ['CIRCLE|ELLIPSE|HYPERBOLA|PARABOLA', 'placement', 1],
  ['PLANE|CYLINDRICAL_SURFACE|CONICAL_SURFACE|SPHERICAL_SURFACE|TOROIDAL_SURFACE', 'placement', 1],
  ['B_SPLINE_CURVE_WITH_KNOTS|B_SPLINE_SURFACE_WITH_KNOTS|POLY_LOOP', 'point', 1],
  ['SURFACE_OF_LINEAR_EXTRUSION', 'curve vector', 2],
  ['SURFACE_OF_REVOLUTION', 'curve placement', 2],
  ['SURFACE_CURVE|INTERSECTION_CURVE|SEAM_CURVE', 'curve surface', 1],
  ['VERTEX_POINT', 'point', 1],
  ['EDGE_CURVE', 'vertex curve', 3],
  ['ORIENTED_EDGE', 'edge vertex', 1],
  ['EDGE_LOOP', 'edge', 1],
  ['VERTEX_LOOP', 'vertex', 1],
  ['FACE_BOUND|FACE_OUTER_BOUND', 'loop', 1],
  ['ADVANCED_FACE|FACE_SURFACE', 'bound surface', 1],
  ['CONNECTED_FACE_SET|OPEN_SHELL|CLOSED_SHELL', 'face', 1],
  ['ORIENTED_OPEN_SHELL|ORIENTED_CLOSED_SHELL', 'shell', 1],
  ['MANIFOLD_SOLID_BREP|BREP_WITH_VOIDS|FACETED_BREP', 'shell', 1],
  ['TRIANGULATED_FACE|COMPLEX_TRIANGULATED_FACE', 'coordinates face surface', 1],
  ['SHELL_BASED_SURFACE_MODEL|FACE_BASED_SURFACE_MODEL', 'shell', 1],
];

/** What shapes refer to. */
export interface ShapeNeeds {
  /** Kinds of shapes, separated by blanks. */
  readonly kinds: string;
  readonly least: number;
}

const kindOfType = new Map(
  Object.entries(kindsOfShapes).flatMap(([kind, types]) => types.split('|').map((type) => [type, kind] as const)),
);
const needsOfType = new Map<string, ShapeNeeds>(
  needs.flatMap(([types, kinds, least]) => types.split('|').map((type) => [type, { kinds, least }] as const)),
);

/** First parts of complex entities that are no shapes. */
const noShapes = /UNIT|CONTEXT|RELATIONSHIP|MEASURE|TOLERANCE|STYLED|DIMENSION|^REPRESENTATION/;

/**
 * @param type of a complex entity, a parenthesis and the type of its first part
 * @returns undefined for what is no shape; empty for a complex entity, which may be any
 */
export function shapeKind(type: string): string | undefined {
  if (type.startsWith('(')) return noShapes.test(type) ? undefined : '';
  return kindOfType.get(type);
}

export function shapeNeeds(type: string): ShapeNeeds | undefined {
  return needsOfType.get(type);
}
