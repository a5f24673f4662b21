/** Where something is: its origin, and the directions of its Z and X axes. */
export interface Placing {
  readonly at?: readonly [number, number, number];
  readonly z?: readonly [number, number, number];
  readonly x?: readonly [number, number, number];
}

/** A part's place in the file. */
export interface StepProduct {
  readonly definition: string;
  readonly representation: string;
  readonly origin: string;
}

/**
 * Builds a STEP file (ISO 10303-21, AP214) record by record, in the habits that a test is about. Records are named by
 * the reference that adding them gives, such as `#12`.
 */
export class StepFile {
  /** Sections before that of the data. */
  before = '';
  readonly #records: string[] = [];
  readonly #application = this.add("APPLICATION_CONTEXT('automotive design')");
  readonly #productContext = this.add(`PRODUCT_CONTEXT('',${this.#application},'mechanical')`);
  readonly #definitionContext = this.add(`PRODUCT_DEFINITION_CONTEXT('part definition',${this.#application},'design')`);
  /** Millimetres. */
  readonly context = this.contextIn('(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.))');

  /** @param record without its number and semicolon */
  add(record: string): string {
    this.#records.push(record);
    return `#${this.#records.length}`;
  }

  /** Puts another record in the place of one. */
  replace(reference: string, record: string): void {
    this.#records[Number(reference.slice(1)) - 1] = record;
  }

  /** A context of representations whose lengths are in a unit. */
  contextIn(lengthUnit: string): string {
    const length = this.add(lengthUnit);
    const angle = this.add('(NAMED_UNIT(*)PLANE_ANGLE_UNIT()SI_UNIT($,.RADIAN.))');
    const solidAngle = this.add('(NAMED_UNIT(*)SI_UNIT($,.STERADIAN.)SOLID_ANGLE_UNIT())');
    const uncertainty = this.add(
      `UNCERTAINTY_MEASURE_WITH_UNIT(LENGTH_MEASURE(1.E-06),${length},'distance_accuracy_value','')`,
    );
    return this.add(
      `(GEOMETRIC_REPRESENTATION_CONTEXT(3)GLOBAL_UNCERTAINTY_ASSIGNED_CONTEXT((${uncertainty}))` +
        `GLOBAL_UNIT_ASSIGNED_CONTEXT((${length},${angle},${solidAngle}))REPRESENTATION_CONTEXT('',''))`,
    );
  }

  /** A context in inches. */
  inches(): string {
    const millimetre = this.add('(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT(.MILLI.,.METRE.))');
    const measure = this.add(`LENGTH_MEASURE_WITH_UNIT(LENGTH_MEASURE(25.4),${millimetre})`);
    const exponents = this.add('DIMENSIONAL_EXPONENTS(1.,0.,0.,0.,0.,0.,0.)');
    return this.contextIn(`(CONVERSION_BASED_UNIT('INCH',${measure})LENGTH_UNIT()NAMED_UNIT(${exponents}))`);
  }

  point(at: readonly number[]): string {
    return this.add(`CARTESIAN_POINT('',(${at.map(real).join(',')}))`);
  }

  direction(to: readonly number[]): string {
    return this.add(`DIRECTION('',(${to.map(real).join(',')}))`);
  }

  placement({ at = [0, 0, 0], z = [0, 0, 1], x = [1, 0, 0] }: Placing = {}): string {
    return this.add(`AXIS2_PLACEMENT_3D('',${this.point(at)},${this.direction(z)},${this.direction(x)})`);
  }

  /** A box's shell and its six faces: bottom, top, front, back, left, right. */
  boxShell(
    [dx, dy, dz]: readonly [number, number, number],
    [x, y, z]: readonly [number, number, number] = [0, 0, 0],
    kind = 'CLOSED_SHELL',
  ): { shell: string; faces: string[] } {
    const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((corner) => [
      x + dx * (corner & 1),
      y + dy * ((corner >> 1) & 1),
      z + dz * (corner >> 2),
    ]);
    const points = corners.map((corner) => this.point(corner));
    const vertices = points.map((point) => this.add(`VERTEX_POINT('',${point})`));
    const edges = new Map<string, string>();
    const edge = (from: number, to: number): string => {
      const known = edges.get(`${to} ${from}`);
      if (known) return this.add(`ORIENTED_EDGE('',*,*,${known},.F.)`);
      const along = corners[to]!.map((value, axis) => Math.sign(value - corners[from]![axis]!));
      const line = this.add(`LINE('',${points[from]!},${this.add(`VECTOR('',${this.direction(along)},1.)`)})`);
      const made = this.add(`EDGE_CURVE('',${vertices[from]!},${vertices[to]!},${line},.T.)`);
      edges.set(`${from} ${to}`, made);
      return this.add(`ORIENTED_EDGE('',*,*,${made},.T.)`);
    };
    const faces = sides.map(({ loop, normal }) => {
      const around = loop.map((from, at) => edge(from, loop[(at + 1) % 4]!));
      const bound = this.add(`FACE_OUTER_BOUND('',${this.add(`EDGE_LOOP('',(${around.join(',')}))`)},.T.)`);
      const across = normal[0] === 0 ? ([1, 0, 0] as const) : ([0, 1, 0] as const);
      const [px = 0, py = 0, pz = 0] = corners[loop[0]!]!;
      const plane = this.add(`PLANE('',${this.placement({ at: [px, py, pz], z: normal, x: across })})`);
      return this.add(`ADVANCED_FACE('',(${bound}),${plane},.T.)`);
    });
    return { shell: this.add(`${kind}('',(${faces.join(',')}))`), faces };
  }

  /** A solid box. */
  box(
    size: readonly [number, number, number],
    at?: readonly [number, number, number],
    name = '',
  ): { solid: string; shell: string; faces: string[] } {
    const made = this.boxShell(size, at);
    return { ...made, solid: this.add(`MANIFOLD_SOLID_BREP('${name}',${made.shell})`) };
  }

  /** A box of triangles (AP242), and its faces. */
  meshBox(
    [dx, dy, dz]: readonly [number, number, number],
    kind = 'TESSELLATED_SOLID',
  ): { body: string; faces: string[] } {
    const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((at) => [dx * (at & 1), dy * ((at >> 1) & 1), dz * (at >> 2)]);
    const list = corners.map((corner) => `(${corner.map(real).join(',')})`).join(',');
    const points = this.add(`COORDINATES_LIST('',8,(${list}))`);
    const faces = sides.map(({ loop, normal }) => {
      const [a, b, c, d] = loop.map((corner) => corner + 1);
      return this.add(
        `TRIANGULATED_FACE('',${points},8,((${normal.map(real).join(',')})),$,(),((${a},${b},${c}),(${a},${c},${d})))`,
      );
    });
    return { faces, body: this.add(`${kind}('mesh',(${faces.join(',')}),$)`) };
  }

  /** A product with its shape. */
  product(
    name: string,
    items: readonly string[],
    { context = this.context, kind = 'ADVANCED_BREP_SHAPE_REPRESENTATION' } = {},
  ): StepProduct {
    const origin = this.placement();
    const representation = this.add(`${kind}('',(${[origin, ...items].join(',')}),${context})`);
    return { origin, representation, definition: this.productOf(name, representation) };
  }

  /** The product whose shape a representation is. */
  productOf(name: string, representation: string): string {
    const product = this.add(`PRODUCT('${name}','${name}','',(${this.#productContext}))`);
    const formation = this.add(`PRODUCT_DEFINITION_FORMATION('','',${product})`);
    const definition = this.add(`PRODUCT_DEFINITION('design','',${formation},${this.#definitionContext})`);
    const shape = this.add(`PRODUCT_DEFINITION_SHAPE('','',${definition})`);
    this.add(`SHAPE_DEFINITION_REPRESENTATION(${shape},${representation})`);
    return definition;
  }

  /**
   * Puts a part into an assembly.
   * @param transformation a record that says where, instead of a placing
   * @returns the relationship of their representations
   */
  occurrence(
    name: string,
    assembly: StepProduct,
    part: StepProduct,
    placing: Placing = {},
    transformation = this.#moved(part, placing),
  ): string {
    const usage = this.add(
      `NEXT_ASSEMBLY_USAGE_OCCURRENCE('${name}','${name}','',${assembly.definition},${part.definition},$)`,
    );
    const shape = this.add(`PRODUCT_DEFINITION_SHAPE('','',${usage})`);
    const relationship = this.add(
      `(REPRESENTATION_RELATIONSHIP('','',${part.representation},${assembly.representation})` +
        `REPRESENTATION_RELATIONSHIP_WITH_TRANSFORMATION(${transformation})SHAPE_REPRESENTATION_RELATIONSHIP())`,
    );
    this.add(`CONTEXT_DEPENDENT_SHAPE_REPRESENTATION(${relationship},${shape})`);
    return relationship;
  }

  #moved(part: StepProduct, placing: Placing): string {
    return this.add(`ITEM_DEFINED_TRANSFORMATION('','',${part.origin},${this.placement(placing)})`);
  }

  /** @param colour 0xRRGGBB */
  colour(colour: number): string {
    const channels = [colour >> 16, (colour >> 8) & 255, colour & 255].map((channel) => real(channel / 255));
    return this.add(`COLOUR_RGB('',${channels.join(',')})`);
  }

  /** The style of surfaces of a colour. @param colour a record; @param transparency 0 to 1 */
  style(colour: string, transparency?: number): string {
    const fill = this.add(`FILL_AREA_STYLE('',(${this.add(`FILL_AREA_STYLE_COLOUR('',${colour})`)}))`);
    const styles = [this.add(`SURFACE_STYLE_FILL_AREA(${fill})`)];
    if (transparency !== undefined) {
      const transparent = this.add(`SURFACE_STYLE_TRANSPARENT(${real(transparency)})`);
      styles.push(this.add(`SURFACE_STYLE_RENDERING_WITH_PROPERTIES(.NORMAL_SHADING.,${colour},(${transparent}))`));
    }
    const side = this.add(`SURFACE_SIDE_STYLE('',(${styles.join(',')}))`);
    return this.add(`PRESENTATION_STYLE_ASSIGNMENT((${this.add(`SURFACE_STYLE_USAGE(.BOTH.,${side})`)}))`);
  }

  /** Gives an item a colour. @param colour 0xRRGGBB */
  paint(item: string, colour: number, transparency?: number): string {
    return this.add(`STYLED_ITEM('',(${this.style(this.colour(colour), transparency)}),${item})`);
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const header = [
      'ISO-10303-21;',
      'HEADER;',
      "FILE_DESCRIPTION((''),'2;1');",
      "FILE_NAME('part.step','2026-01-01T00:00:00',(''),(''),'','','');",
      "FILE_SCHEMA(('AUTOMOTIVE_DESIGN { 1 0 10303 214 1 1 1 1 }'));",
      'ENDSEC;',
      `${this.before}DATA;`,
    ];
    const records = this.#records.map((record, at) => `#${at + 1}=${record};`);
    const text = [...header, ...records, 'ENDSEC;', 'END-ISO-10303-21;', ''].join('\n');
    return Uint8Array.from(Buffer.from(text, 'latin1'));
  }
}

/** Of a box: its corners, counter-clockwise from outside, by the bits X, Y and Z. */
const sides: readonly { loop: readonly number[]; normal: readonly [number, number, number] }[] = [
  { loop: [0, 2, 3, 1], normal: [0, 0, -1] },
  { loop: [4, 5, 7, 6], normal: [0, 0, 1] },
  { loop: [0, 1, 5, 4], normal: [0, -1, 0] },
  { loop: [2, 6, 7, 3], normal: [0, 1, 0] },
  { loop: [0, 4, 6, 2], normal: [-1, 0, 0] },
  { loop: [1, 3, 7, 5], normal: [1, 0, 0] },
];

/** A number as STEP writes it: with a decimal point. */
export function real(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text.replace(/^(-?\d+)e/, '$1.e').toUpperCase() : `${text}.`;
}
