import assert from 'node:assert/strict';
import { decodeString } from '../../../src/formats/step/strings.js';
import { readStepStructure } from '../../../src/kernel/stepStructure.js';
import { caseFile, escapedNames } from '../../support/cases.js';

/** Bytes as the scan has them: each is one character. */
const bytesOf = (text: string, encoding: BufferEncoding = 'utf8'): string =>
  Buffer.from(text, encoding).toString('latin1');

describe('A string of a STEP file says', () => {
  for (const [title, string, said] of [
    ['what it is', 'plate', 'plate'],
    ['a quote that is doubled', "O''Ring", "O'Ring"],
    ['a back slash that is doubled', 'C:\\\\temp', 'C:\\temp'],
    ['no directive behind a back slash that is doubled', 'C:\\\\X\\E9', 'C:\\X\\E9'],
    ['a character of ISO 8859-1', 'Petit \\X\\E9tui', 'Petit étui'],
    ['a character moved by 128', 'Geh\\S\\duse', 'Gehäuse'],
    ['a quote moved by 128', "abc\\S\\'def", 'abc§def'],
    ['characters of another page', '\\PE\\\\S\\*\\S\\X\\S\\b', 'Њит'],
    ['characters of two bytes', '\\X2\\6D777EF5\\X0\\2', '海绵2'],
    ['characters of two bytes in small letters, and a pair of them', '\\X2\\d83dde00\\X0\\ lower', '😀 lower'],
    ['characters of four bytes', 'bolt \\X4\\0001F529\\X0\\', 'bolt 🔩'],
    ['what is no directive, as it is', '\\X2\\zz and \\Q\\', '\\X2\\zz and \\Q\\'],
    ['nothing of the line that it was broken by', 'a long\n name', 'a long name'],
    ['UTF-8 as edition 3 has it', bytesOf('Größe 5 海'), 'Größe 5 海'],
    ['a Western code page', bytesOf('Gehäuse Größe', 'latin1'), 'Gehäuse Größe'],
    ['a Chinese code page', '\xba\xa3\xc3\xe02', '海绵2'],
    ['a Japanese code page', '\x95\x94\x95i-1', '部品-1'],
    ['a Cyrillic code page', '\xc4\xe5\xf2\xe0\xeb\xfc 7', 'Деталь 7'],
    ['capitals of a Cyrillic code page', '\xcf\xcb\xc0\xd1\xd2\xc8\xcd\xc0', 'ПЛАСТИНА'],
    ['a Greek code page', '\xd0\xeb\xdc\xea\xe1 \xe2\xdc\xf3\xe7\xf2', 'Πλάκα βάσης'],
    ['a Polish code page', 'wa\xb3ek', 'wałek'],
    ['a cube in a Western code page', '10 mm\xb3', '10 mm³'],
    ['a code page of Taiwan', '\xa4W\xbb\\ A', '上蓋 A'],
    ['signs of a Western code page', 'the \x93lid\x94 \x96 \x8cuvre', 'the “lid” – Œuvre'],
  ] as const) {
    it(title, () => assert.equal(decodeString(string), said));
  }
});

const structureOf = (
  data: string,
  header = "FILE_NAME('x','',(''),(''),'','','');",
): ReturnType<typeof readStepStructure> =>
  readStepStructure(`ISO-10303-21;\nHEADER;\n${header}\nENDSEC;\nDATA;\n${data}\nENDSEC;\nEND-ISO-10303-21;\n`);

describe('The assembly of a STEP file', () => {
  it('is followed through hundreds of levels, and ends without an error at thousands', () => {
    for (const [levels, followed] of [
      [390, 391],
      [5000, 400],
    ] as const) {
      const product = (at: number): string =>
        `#${at * 10 + 1}=PRODUCT('p${at}','p${at}','',());#${at * 10 + 2}=PRODUCT_DEFINITION_FORMATION('','',#${at * 10 + 1});#${at * 10 + 3}=PRODUCT_DEFINITION('','',#${at * 10 + 2},$);`;
      const use = (at: number): string =>
        `#${at * 10 + 4}=NEXT_ASSEMBLY_USAGE_OCCURRENCE('','u${at}','',#${at * 10 + 3},#${at * 10 + 13},$);`;
      const all = Array.from({ length: levels + 1 }, (_, at) => product(at) + (at < levels ? use(at) : ''));
      let [depth, parts] = [0, structureOf(all.join('\n')).instances];
      for (; parts[0] !== undefined; depth++) parts = parts[0].parts;
      assert.equal(depth, followed);
    }
  });
});

/** A body in a product, with a colour. */
const body = (name: string, own = ''): string => `#1=MANIFOLD_SOLID_BREP('${own}',#2);
#2=CLOSED_SHELL('',());
#3=ADVANCED_BREP_SHAPE_REPRESENTATION('',(#1),#9);
#4=SHAPE_DEFINITION_REPRESENTATION(#5,#3);
#5=PRODUCT_DEFINITION_SHAPE('','',#6);
#6=PRODUCT_DEFINITION('','',#7,#9);
#7=PRODUCT_DEFINITION_FORMATION('','',#8);
#8=PRODUCT('${name}','${name}','',());
#10=COLOUR_RGB('',1.,0.5,0.);
#11=FILL_AREA_STYLE_COLOUR('',#10);
#12=FILL_AREA_STYLE('',(#11));
#13=SURFACE_STYLE_FILL_AREA(#12);
#14=SURFACE_SIDE_STYLE('',(#13));
#15=SURFACE_STYLE_USAGE(.BOTH.,#14);
#16=PRESENTATION_STYLE_ASSIGNMENT((#15));
#17=STYLED_ITEM('',(#16),#1);`;
const expected = [[1, 'plate', 0xff8000]];
const found = (data: string, header?: string): unknown[] =>
  structureOf(data, header).bodies.map(({ place, name, style }) => [place, name, style.colour]);

describe('The scan of a STEP file finds names and colours', () => {
  for (const [title, data, header] of [
    ['as they are usually written', body('plate')],
    [
      'where the header has the word DATA in a string',
      body('plate'),
      "FILE_NAME('D:\\\\CAD_DATA\\\\#7=PRODUCT(.step','',(''),(''),'','','');",
    ],
    [
      'where the header has a comment with quotes',
      body('plate'),
      "/* it's DATA; */FILE_NAME('x','',(''),(''),'','','');",
    ],
    [
      'where comments stand between all words',
      body('plate').replace(/=/g, '/* = */=/* it’s */').replace(/\(/g, '/* a */(/* ;#1=X( */'),
    ],
    [
      'where a name holds what looks like another entity',
      body('plate').replace("#2=CLOSED_SHELL(''", "#2=CLOSED_SHELL(';#8=PRODUCT(''x'',''x''.'"),
    ],
    ['in two data sections', body('plate').replace('#10=', "ENDSEC;\nDATA('b',('AUTOMOTIVE_DESIGN'));\n#10=")],
    [
      'with anchors and references',
      body('plate'),
      'ENDSEC;\nANCHOR;\n<a>=#1;\nENDSEC;\nREFERENCE;\n#90=<other.stp#a>;',
    ],
    ['where the product has a word for no name, by the body’s own', body('UNIDENTIFIED_PRODUCT', 'plate')],
  ] as const) {
    it(title, () => assert.deepEqual(found(data, header), expected));
  }

  it('of each awkward file as it should', () => {
    const ofFile = (name: string): [string, string | undefined][] | undefined => {
      const bytes = caseFile(name);
      const structure = bytes && readStepStructure(Buffer.from(bytes).toString('latin1'));
      return structure?.bodies.map((one) => [one.name, one.style.colour?.toString(16)]);
    };
    for (const name of ['p01_header_data.step', 'p02b_comment_after_equals.step', 'p05_bom.step'])
      assert.deepEqual(
        ofFile(name) ?? [
          ['plate', 'ff0000'],
          ['pin', 'ff'],
        ],
        [
          ['plate', 'ff0000'],
          ['pin', 'ff'],
        ],
        name,
      );
    const escapes = ofFile('p03_string_escapes.step');
    if (escapes) {
      assert.deepEqual(
        escapes.map(([name]) => name),
        escapedNames,
      );
      assert.equal(new Set(escapes.map(([, colour]) => colour)).size, 9);
    }
    assert.deepEqual(
      ofFile('p04_codepages.step')?.map(([name]) => name) ?? [],
      caseFile('p04_codepages.step') ? ['海绵2', 'Gehäuse', 'Größe 5 海'] : [],
    );
  });
});
