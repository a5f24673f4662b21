import assert from 'node:assert/strict';
import type { KernelFailure } from '../../../src/kernel/failure.js';
import { boxOf, namesAndColours, newKernel, readModel, type ReadModel } from '../../support/readStep.js';
import { StepFile, type StepProduct } from '../../support/stepFile.js';

const [red, green, blue] = [0xff0000, 0x00ff00, 0x0000ff];
const shape = { kind: 'SHAPE_REPRESENTATION' } as const;
const tessellated = { kind: 'TESSELLATED_SHAPE_REPRESENTATION' } as const;

/** A part of 20 × 10 × 5 mm, as an item that is mapped. */
function mappedBox(file: StepFile): { solid: string; faces: string[]; map: string } {
  const { solid, faces } = file.box([20, 10, 5]);
  const origin = file.placement();
  const mapped = file.add(`ADVANCED_BREP_SHAPE_REPRESENTATION('',(${origin},${solid}),${file.context})`);
  return { solid, faces, map: file.add(`REPRESENTATION_MAP(${origin},${mapped})`) };
}

/** Mirrors at the plane of Y and Z, stretches, and moves by 100 along X. */
const operators: Record<string, (file: StepFile, x: number, scale: string) => string> = {
  'as the standard writes it': (file, x, scale) =>
    `CARTESIAN_TRANSFORMATION_OPERATOR_3D('',$,$,${axes(file, x)},${scale},${file.direction([0, 0, 1])})`,
  'as many write it': (file, x, scale) =>
    `CARTESIAN_TRANSFORMATION_OPERATOR_3D('',${axes(file, x)},${scale},${file.direction([0, 0, 1])})`,
  'as a complex entity': (file, x, scale) =>
    `(CARTESIAN_TRANSFORMATION_OPERATOR(${axes(file, x)},${scale})` +
    `CARTESIAN_TRANSFORMATION_OPERATOR_3D(${file.direction([0, 0, 1])})` +
    `FUNCTIONALLY_DEFINED_TRANSFORMATION('','')GEOMETRIC_REPRESENTATION_ITEM()REPRESENTATION_ITEM(''))`,
};

function axes(file: StepFile, x: number): string {
  return [file.direction([x, 0, 0]), file.direction([0, 1, 0]), file.point([100, 0, 0])].join(',');
}

/** An assembly of two parts that are the same box of 10 mm: `left` at the origin, and `right` 30 mm beside it. */
function twoCubes(file: StepFile): { solid: string; faces: string[]; right: string; assembly: StepProduct } {
  const { solid, faces } = file.box([10, 10, 10]);
  const cube = file.product('cube', [solid]);
  const assembly = file.product('two cubes', [], shape);
  file.occurrence('left', assembly, cube);
  return { solid, faces, assembly, right: file.occurrence('right', assembly, cube, { at: [30, 0, 0] }) };
}

/** Colours an item in one place only. */
function paintThere(file: StepFile, item: string, colour: number, over: string, contexts: readonly string[]): string {
  const style = file.style(file.colour(colour));
  return file.add(`CONTEXT_DEPENDENT_OVER_RIDING_STYLED_ITEM('',(${style}),${item},${over},(${contexts.join(',')}))`);
}

describe('A STEP file', () => {
  const kernel = newKernel();
  after(() => kernel.dispose());

  /** Makes a file, and reads it. */
  const made = async (make: (file: StepFile) => void): Promise<ReadModel> => {
    const file = new StepFile();
    make(file);
    return readModel(kernel, file.bytes());
  };
  const expectParts = async (make: (file: StepFile) => void, expected: readonly string[]): Promise<ReadModel> => {
    const model = await made(make);
    assert.deepEqual(namesAndColours(model.parts), expected);
    return model;
  };

  describe('with mapped items', () => {
    for (const [title, operator] of Object.entries(operators)) {
      it(`shows one that mirrors as it is, ${title}`, async () => {
        const { mesh, parts, facts } = await made((file) => {
          const { map, faces } = mappedBox(file);
          file.paint(faces[4]!, red); // On the left, and in the mirror on the right.
          file.product('part', [file.add(`MAPPED_ITEM('',${map},${file.add(operator(file, -1, '1.'))})`)], shape);
        });
        assert.deepEqual(boxOf(mesh, parts[0]!), [80, 0, 0, 100, 10, 5]);
        assert.deepEqual([facts.volume?.toFixed(6), facts.solids, facts.valid], ['1000.000000', 1, true]);
        assert.deepEqual(mesh.faceColours.filter((colour) => colour === red).length, 1);
        const painted = mesh.faceColours.indexOf(red);
        const corner = mesh.indices[mesh.faceStarts[painted]!]!;
        assert.equal(mesh.positions[corner * 3], 100, 'the painted face is on the other side');
        assert.equal(mesh.normals[corner * 3], 1, 'and looks outward');
      });

      it(`shows one that is twice as large so, ${title}`, async () => {
        const { mesh, parts, facts } = await made((file) => {
          const { map } = mappedBox(file);
          const twice = file.add(`MAPPED_ITEM('',${map},${file.add(operator(file, 1, '2.'))})`);
          file.product('part', [twice, file.add(`MAPPED_ITEM('',${map},${file.placement()})`)], shape);
        });
        assert.deepEqual(parts.map((part) => boxOf(mesh, part)).sort(), [
          [0, 0, 0, 20, 10, 5],
          [100, 0, 0, 140, 20, 10],
        ]);
        assert.deepEqual([facts.volume?.toFixed(5), facts.valid], ['9000.00000', true]);
      });
    }

    it('shows a part of an assembly that an operator mirrors', async () => {
      const { mesh, parts, facts } = await expectParts(
        (file) => {
          const part = file.product('part', [file.box([20, 10, 5]).solid]);
          const assembly = file.product('assembly', [], shape);
          file.occurrence('left', assembly, part);
          file.occurrence(
            'right',
            assembly,
            part,
            {},
            file.add(operators['as the standard writes it']!(file, -1, '1.')),
          );
        },
        ['part (left)', 'part (right)'],
      );
      assert.deepEqual(
        parts.map((part) => boxOf(mesh, part)),
        [
          [0, 0, 0, 20, 10, 5],
          [80, 0, 0, 100, 10, 5],
        ],
      );
      assert.equal(facts.volume?.toFixed(5), '2000.00000');
    });

    it('keeps the colour of each', async () => {
      await expectParts(
        (file) => {
          const { map } = mappedBox(file);
          const one = file.add(`MAPPED_ITEM('',${map},${file.placement()})`);
          const other = file.add(`MAPPED_ITEM('',${map},${file.placement({ at: [0, 0, 50] })})`);
          file.product('part', [one, other], shape);
          file.paint(one, red);
          file.paint(other, blue);
        },
        ['part (1) ff0000', 'part (2) 0000ff'],
      );
    });
  });

  it('of parts in different units has each in its size', async () => {
    const { mesh, parts } = await made((file) => {
      const inches = file.inches();
      const metres = file.contextIn('(LENGTH_UNIT()NAMED_UNIT(*)SI_UNIT($,.METRE.))');
      const assembly = file.product('all', [], shape);
      file.occurrence('a', assembly, file.product('inch', [file.box([1, 2, 3]).solid], { context: inches }));
      const part = file.product('metre', [file.box([1, 2, 3]).solid], { context: metres });
      file.occurrence('b', assembly, part, { at: [100, 0, 0] });
    });
    assert.deepEqual(
      parts.map((part) => boxOf(mesh, part)),
      [
        [0, 0, 0, 25.4, 50.8, 76.2],
        [100, 0, 0, 1100, 2000, 3000],
      ],
    );
  });

  describe('with colours', () => {
    it('has that of an instance in one place of an assembly of assemblies only', async () => {
      await expectParts(
        (file) => {
          const { solid, assembly, right } = twoCubes(file);
          const own = file.paint(solid, red);
          const whole = file.product('whole', [], shape);
          file.occurrence('front', whole, assembly);
          const back = file.occurrence('back', whole, assembly, { at: [0, 100, 0] });
          paintThere(file, solid, blue, own, [back, right]);
        },
        [
          'cube (left) (front) ff0000',
          'cube (right) (front) ff0000',
          'cube (left) (back) ff0000',
          'cube (right) (back) 0000ff',
        ],
      );
    });

    it('has the innermost of them: face before solid before representation before assembly', async () => {
      const { mesh } = await expectParts(
        (file) => {
          const { solid, faces, assembly } = twoCubes(file);
          const other = file.box([5, 5, 5], [0, 50, 0]);
          const part = file.product('bare', [other.solid]);
          file.occurrence('third', assembly, part);
          const own = file.paint(solid, green);
          file.add(`OVER_RIDING_STYLED_ITEM('',(${file.style(file.colour(blue))}),${faces[0]!},${own})`);
          file.paint(assembly.representation, red);
        },
        ['cube (left) 00ff00', 'cube (right) 00ff00', 'bare (third) ff0000'],
      );
      assert.deepEqual([...new Set(mesh.faceColours)].sort(), [-1, blue]);
    });

    it('has that of the outer side where the two sides have different ones', async () => {
      await expectParts(
        (file) => {
          const { solid } = file.box([1, 1, 1]);
          file.product('part', [solid]);
          const sides = [
            ['NEGATIVE', red],
            ['POSITIVE', blue],
          ].map(([side, colour]) => {
            const area = file.add(`FILL_AREA_STYLE_COLOUR('',${file.colour(Number(colour))})`);
            const fill = file.add(`SURFACE_STYLE_FILL_AREA(${file.add(`FILL_AREA_STYLE('',(${area}))`)})`);
            return file.add(`SURFACE_STYLE_USAGE(.${side!}.,${file.add(`SURFACE_SIDE_STYLE('',(${fill}))`)})`);
          });
          file.add(`STYLED_ITEM('',(${file.add(`PRESENTATION_STYLE_ASSIGNMENT((${sides.join(',')}))`)}),${solid})`);
        },
        ['part 0000ff'],
      );
    });

    it('has that of one face on that face only', async () => {
      const { mesh } = await expectParts(
        (file) => {
          const { solid, faces } = file.box([1, 1, 1]);
          file.product('part', [solid]);
          file.paint(faces[0]!, red);
        },
        ['part'],
      );
      assert.deepEqual([...mesh.faceColours].sort(), [-1, -1, -1, -1, -1, red]);
    });

    it('has that of the layer where it has none of its own', async () => {
      await expectParts(
        (file) => {
          const [one, other] = [file.box([1, 1, 1]), file.box([1, 1, 1], [5, 0, 0])];
          file.product('plain', [one.solid]);
          file.product('own', [other.solid]);
          file.paint(file.add(`PRESENTATION_LAYER_ASSIGNMENT('L1','',(${one.solid},${other.solid}))`), green);
          file.paint(other.solid, red);
        },
        ['plain 00ff00', 'own ff0000'],
      );
    });

    it('says of faces that are transparent in a body that is not', async () => {
      const { facts } = await expectParts(
        (file) => {
          const { solid, faces } = file.box([1, 1, 1]);
          file.product('part', [solid]);
          file.paint(solid, red);
          file.paint(faces[0]!, green, 0.5);
        },
        ['part ff0000'],
      );
      assert.deepEqual(facts.remarks, [{ what: 'solid_faces', count: 1 }]);
    });

    it('knows those that the standard names', async () => {
      await expectParts(
        (file) => {
          const { solid } = file.box([1, 1, 1]);
          file.product('part', [solid]);
          file.add(`STYLED_ITEM('',(${file.style(file.add("DRAUGHTING_PRE_DEFINED_COLOUR('cyan')"))}),${solid})`);
        },
        ['part 00ffff'],
      );
    });

    it('has those of surfaces without a solid, and their names', async () => {
      const { facts } = await expectParts(
        (file) => {
          for (const [name, colour, x] of [
            ['skin', red, 0],
            ['film', blue, 50],
          ] as const) {
            const { shell } = file.boxShell([5, 5, 5], [x, 0, 0], 'OPEN_SHELL');
            const model = file.add(`SHELL_BASED_SURFACE_MODEL('',(${shell}))`);
            file.product(name, [model], { kind: 'MANIFOLD_SURFACE_SHAPE_REPRESENTATION' });
            file.paint(colour === red ? model : shell, colour);
          }
        },
        ['skin ff0000', 'film 0000ff'],
      );
      assert.equal(facts.solids, 0);
    });

    it('has that of a solid with a hollow, and of one that is a complex entity', async () => {
      await expectParts(
        (file) => {
          const outside = file.boxShell([20, 10, 5]).shell;
          const inside = file.add(`ORIENTED_CLOSED_SHELL('',*,${file.boxShell([2, 2, 2], [1, 1, 1]).shell},.F.)`);
          const hollow = file.add(`BREP_WITH_VOIDS('',${outside},(${inside}))`);
          file.product('hollow', [hollow]);
          file.paint(hollow, green);
          const { shell } = file.boxShell([20, 10, 5], [50, 0, 0]);
          const complex = file.add(
            `(BREP_WITH_VOIDS(())FACETED_BREP()GEOMETRIC_REPRESENTATION_ITEM()MANIFOLD_SOLID_BREP(${shell})REPRESENTATION_ITEM('')SOLID_MODEL())`,
          );
          file.product('complex', [complex]);
          file.paint(complex, blue);
        },
        ['hollow 00ff00', 'complex 0000ff'],
      );
    });
  });

  describe('that hides', () => {
    const rolesOf = ({ parts }: ReadModel): string[] => parts.map(({ name, role }) => `${name}: ${role ?? 'shown'}`);

    it('a layer has its bodies switched off', async () => {
      const model = await made((file) => {
        const helper = file.box([20, 10, 5]);
        file.product('helper', [helper.solid]);
        file.product('part', [file.box([1, 1, 1]).solid]);
        const layer = file.add(`PRESENTATION_LAYER_ASSIGNMENT('Hidden','',(${helper.solid}))`);
        file.add(`INVISIBILITY((${layer}))`);
      });
      assert.deepEqual(rolesOf(model), ['helper: hidden', 'part: shown']);
      assert.equal(model.facts.volume?.toFixed(6), '1.000000');
    });

    it('one instance has that one switched off', async () => {
      const model = await made((file) => {
        const { solid, right } = twoCubes(file);
        const there = paintThere(file, solid, blue, file.paint(solid, red), [right]);
        file.add(`INVISIBILITY((${there}))`);
      });
      assert.deepEqual(rolesOf(model), ['cube (left): shown', 'cube (right): hidden']);
      assert.deepEqual(model.facts.box.max.map(Math.round), [10, 10, 10]);
    });

    it('all that it has shows and measures it all the same', async () => {
      const { facts } = await made((file) => {
        const { solid } = file.box([2, 2, 2]);
        file.product('part', [solid]);
        file.add(`INVISIBILITY((${file.paint(solid, red)}))`);
      });
      assert.equal(facts.volume?.toFixed(6), '8.000000');
    });
  });

  describe('with names', () => {
    it('has those of product and body where a product has several bodies', async () => {
      await expectParts(
        (file) => {
          const [cover, base] = [file.box([1, 1, 1], [0, 0, 0], 'Cover'), file.box([1, 1, 1], [5, 0, 0], 'Base')];
          file.product('Housing', [cover.solid, base.solid]);
        },
        ['Housing / Cover', 'Housing / Base'],
      );
    });

    it('keeps that of the product where a representation of a property names the body too', async () => {
      await expectParts(
        (file) => {
          const { solid } = file.box([1, 1, 1], [0, 0, 0], '#295');
          const { definition } = file.product('Flange', [solid]);
          const section = file.add(`SHAPE_REPRESENTATION('#295',(${solid}),${file.context})`);
          const property = file.add(`PROPERTY_DEFINITION('geometric validation property','',${definition})`);
          file.add(`PROPERTY_DEFINITION_REPRESENTATION(${property},${section})`);
        },
        ['Flange'],
      );
    });

    it('has those of occurrences, whatever other relationships of representations there are', async () => {
      await expectParts(
        (file) => {
          file.add("REPRESENTATION_RELATIONSHIP('','',$,$)");
          const { solid } = twoCubes(file);
          file.paint(solid, red);
        },
        ['cube (left) ff0000', 'cube (right) ff0000'],
      );
    });

    it('leaves out what programs write for no name', async () => {
      await expectParts(
        (file) => {
          for (const [at, name] of ['UNIDENTIFIED_PRODUCT', 'Open CASCADE STEP translator 7.5 1', 'NONE'].entries())
            file.product(name, [file.box([1, 1, 1], [at * 5, 0, 0]).solid]);
        },
        ['', '', ''],
      );
    });

    it('tells equal ones apart, by what they are in or by a number', async () => {
      await expectParts(
        (file) => {
          const nut = file.product('nut', [file.box([1, 1, 1]).solid]);
          const whole = file.product('whole', [], shape);
          for (const [at, name] of ['pump', 'valve'].entries()) {
            const part = file.product(name, [], shape);
            file.occurrence('nut_1', part, nut);
            file.occurrence('NAUO7', part, nut, { at: [5, 0, 0] });
            file.occurrence('NAUO8', part, nut, { at: [9, 0, 0] });
            file.occurrence('', whole, part, { at: [0, at * 50, 0] });
          }
        },
        ['nut_1 (pump)', 'nut (pump) (1)', 'nut (pump) (2)', 'nut_1 (valve)', 'nut (valve) (1)', 'nut (valve) (2)'],
      );
    });
  });

  describe('of triangles', () => {
    it('in an assembly and in inches has them where they are, with their colours', async () => {
      const { mesh, parts, facts } = await expectParts(
        (file) => {
          const { body, faces } = file.meshBox([2, 1, 1]);
          const part = file.product('scan', [body], { ...tessellated, context: file.inches() });
          const assembly = file.product('assembly', [], shape);
          file.occurrence('a', assembly, part, { at: [100, 0, 0] });
          file.occurrence('b', assembly, file.product('block', [file.box([10, 10, 10]).solid]));
          file.paint(body, green);
          file.paint(faces[0]!, red);
        },
        ['scan (a) 00ff00', 'block (b)'],
      );
      assert.deepEqual(boxOf(mesh, parts[0]!), [100, 0, 0, 150.8, 25.4, 25.4]);
      assert.equal(facts.meshes, 1);
      assert.equal(facts.volume?.toFixed(3), (2 * 25.4 ** 3 + 1000).toFixed(3));
      assert.ok(mesh.faceColours.includes(red));
      assert.equal(facts.faceKinds.filter((kind) => kind === 8).length, 6, 'faces that are triangles are called so');
    });

    it('in strips and fans has all of them', async () => {
      const { mesh, facts } = await made((file) => {
        const points = file.add("COORDINATES_LIST('',5,((0.,0.,0.),(9.,0.,0.),(0.,9.,0.),(9.,9.,0.),(4.,20.,0.)))");
        const strip = file.add(`COMPLEX_TRIANGULATED_FACE('',${points},5,((0.,0.,1.)),$,(),((1,2,3,4)),())`);
        const fan = file.add(`COMPLEX_TRIANGULATED_FACE('',${points},5,(),$,(),(),((3,4,5)))`);
        file.product('part', [file.add(`TESSELLATED_SHELL('',(${strip},${fan}),$)`)], tessellated);
      });
      assert.equal(mesh.indices.length, 9);
      assert.equal(facts.area.toFixed(3), (81 + 49.5).toFixed(3));
    });

    it('beside exact surfaces of the same part shows the exact ones, and says so', async () => {
      const { facts } = await expectParts(
        (file) => {
          const { representation } = file.product('part', [file.box([20, 10, 5]).solid]);
          const mesh = file.add(`${tessellated.kind}('',(${file.meshBox([20, 10, 5]).body}),${file.context})`);
          file.add(`SHAPE_REPRESENTATION_RELATIONSHIP('','',${representation},${mesh})`);
        },
        ['part'],
      );
      assert.deepEqual(facts.remarks, [{ what: 'alternates', count: 1 }]);
      assert.deepEqual([facts.volume?.toFixed(6), facts.meshes], ['1000.000000', 0]);
    });
  });

  describe('with what the kernel leaves out', () => {
    it('shows a solid of no product beside one that has one', async () => {
      await expectParts(
        (file) => {
          file.product('part', [file.box([1, 1, 1]).solid]);
          const { solid } = file.box([1, 1, 1], [5, 0, 0], 'lone');
          file.add(`SHAPE_REPRESENTATION('',(${solid}),${file.context})`);
        },
        ['part', 'lone'],
      );
    });

    it('shows a solid that nothing refers to', async () => {
      await expectParts((file) => void file.box([1, 1, 1], [0, 0, 0], 'bare'), ['bare']);
    });

    it('shows a shape that is a complex entity', async () => {
      await expectParts(
        (file) => {
          const items = `${file.placement()},${file.box([1, 1, 1]).solid}`;
          file.productOf(
            'part',
            file.add(
              `(ADVANCED_BREP_SHAPE_REPRESENTATION()REPRESENTATION('',(${items}),${file.context})SHAPE_REPRESENTATION())`,
            ),
          );
        },
        ['part'],
      );
    });

    it('says what isn’t shown: dimensions, wires, and solids of other shapes', async () => {
      const { facts } = await made((file) => {
        file.product('part', [file.box([1, 1, 1]).solid]);
        file.add("FLATNESS_TOLERANCE('','',$,$)");
        file.add("(GEOMETRIC_TOLERANCE('','',$,$)GEOMETRIC_TOLERANCE_WITH_DATUM_REFERENCE(())POSITION_TOLERANCE())");
        file.add("DIMENSIONAL_SIZE($,'diameter')");
        file.add("GEOMETRIC_CURVE_SET('',())");
        file.add("CSG_SOLID('',$)");
      });
      assert.deepEqual(facts.remarks, [
        { what: 'pmi', count: 3 },
        { what: 'wires', count: 1 },
        { what: 'other_solids', count: 1 },
      ]);
    });

    it('says of how many faces nothing has become, so that a body is open', async () => {
      const { facts } = await made((file) => {
        const { faces, shell } = file.boxShell([1, 1, 1]);
        file.product('part', [file.add(`MANIFOLD_SOLID_BREP('',${shell})`)]);
        file.replace(faces[1]!, "ADVANCED_FACE('',(),$,.T.)");
      });
      assert.deepEqual(facts.remarks, [
        { what: 'broken', count: 1 },
        { what: 'lost_faces', count: 1 },
      ]);
      assert.equal(facts.solids, 0);
    });

    it('reads its data between anchors, references and a signature', async () => {
      await expectParts(
        (file) => {
          file.product('part', [file.box([1, 1, 1]).solid]);
          file.before = 'ANCHOR;\n<part>=#1;\nENDSEC;\nREFERENCE;\n#9000=<other.stp#a>;\nENDSEC;\n';
        },
        ['part'],
      );
    });
  });

  it('that the kernel fails at leaves the next one as it is', async () => {
    const good = new StepFile();
    good.product('part', [good.box([20, 10, 5]).solid]);
    const before = await readModel(kernel, good.bytes());
    for (const bytes of brokenFiles()) {
      await readModel(kernel, bytes).catch((error: unknown) =>
        assert.notEqual((error as KernelFailure).code, 'kernel_crashed'),
      );
      assert.deepEqual((await readModel(kernel, good.bytes())).facts, before.facts);
    }
  });
});

/** Files whose records are of the wrong kinds, or lead to themselves. */
function brokenFiles(): Uint8Array[] {
  const file = new StepFile();
  file.product('part', [file.box([20, 10, 5]).solid]);
  const text = Buffer.from(file.bytes()).toString('latin1');
  const changes: readonly (readonly [RegExp, string])[] = [
    [/PLANE\('',#\d+\)/g, "PLANE('',#1)"],
    [/CARTESIAN_POINT\('',\([^)]*\)\)/g, "CARTESIAN_POINT('',())"],
    [/VECTOR\('',#\d+,1\.\)/g, "VECTOR('',$,1.E400)"],
    [/EDGE_LOOP\('',\([^)]*\)\)/g, "EDGE_LOOP('',())"],
    [/DIRECTION\('',\([^)]*\)\)/g, "DIRECTION('',(0.,0.,0.))"],
    [/CLOSED_SHELL\('',\([^)]*\)\)/g, "CLOSED_SHELL('',(#1,#1,#2))"],
    [/SI_UNIT\(\.MILLI\.,\.METRE\.\)/g, 'SI_UNIT($,$)'],
  ];
  return changes.map(([found, instead]) => Uint8Array.from(Buffer.from(text.replace(found, instead), 'latin1')));
}
