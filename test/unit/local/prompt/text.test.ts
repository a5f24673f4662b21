import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { Refusal } from '../../../../src/local/geometry/refusal.js';
import { readTokens } from '../../../../src/local/prompt/text/index.js';
import { Pieces } from '../../../../src/local/prompt/text/piece.js';
import { spellingRules } from '../../../../src/local/prompt/text/spelling.js';
import type { Token } from '../../../../src/local/prompt/text/token.js';
import { randomOf } from '../../../support/mutate.js';
import { compact } from '../../../support/tokens.js';
import { readFamilies } from '../../../parts/cases.js';

type Cases = readonly (readonly [written: string, read: string])[];

const read = (text: string): string => compact(readTokens(text));

function reads(cases: Cases): void {
  for (const [written, expected] of cases) {
    it(`“${written.replace(/\n/g, '⏎')}”`, () => {
      assert.equal(read(written), expected);
    });
  }
}

describe('The text of a prompt: groups of lengths', () => {
  reads([
    ['60 x 40 x 5 mm', '[60 40 5]'],
    ['53x28mm', '[53 28]'],
    ['88 by 33 by 27', '[88? 33? 27?]'],
    ['40*20 * 10 mm', '[40 20 10]'],
    ['8" x 5" x .375"', '[203.2 127 9.525]'],
    ['2 x 1 x 3/4 in', '[50.8 25.4 19.05]'],
    ['12 x 8 x 3.5 cm', '[120 80 35]'],
    ['bar 20mm x 20mm x 1.2m', 'bar [20 20 1200]'],
    ['Ø 36 × 40 mm', 'diameter [36 40]'],
    ['32mm outer x 21mm inner x 45mm long', '[32] outer × [21] inner × [45] long'],
    ['60mm (L) x 40mm (W)', '[60:x 40:y]'],
    ['100mm L x 50mm W x 20mm H', '[100] length × [50] width × [20] height'],
    ['a 40 mm L bracket', 'a [40] l bracket'],
    ['6in. x 4in. long.', '[152.4 101.6] long .'],
    ['extruded by 90mm', 'extruded by [90]'],
    ['5\' 6" long', '[1676.4] long'],
  ]);
});

describe('The text of a prompt: axes of lengths', () => {
  reads([
    ['110mm (X) x 46mm (Y) x 12mm (Z)', '[110:x 46:y 12:z]'],
    ['96 mm (X) by 32 mm (Y)', '[96:x 32:y]'],
    ['40 in X and 20 in Y', '[40?:x] and [20?:y]'],
    ['60 mm tall (Z)', '[60:z] tall'],
    ['10mm (in Z) from the end', '[10:z] from the end'],
    ['30 mm in the y-direction', '[30:y]'],
    ['80 mm in X and Y', '[80] in x and y'],
    ['22mm (XY plane)', '[22] ( xy plane )'],
    ['16mm from the edge (in X)', '[16] from the edge ( in x )'],
  ]);
});

describe('The text of a prompt: numbers', () => {
  reads([
    ['two and a half inches', '[63.5]'],
    ['one hundred and twenty-five millimetres', '[125]'],
    ['a dozen holes, a pair of pins, a single slot', '#12 holes , #2 pins , a #1 slot'],
    ['1-1/2" and 1 1/2" and ½" and 1½ in', '[38.1] and [38.1] and [12.7] and [38.1]'],
    ['half an inch, three-quarter inch, a quarter of an inch', '[12.7] , [19.05] , [6.35]'],
    ['1,200 mm', '[1200]'],
    ['5,5 mm', '[5.5]'],
    ['Ø5,5', 'diameter #5.5'],
    ['at 10,20,30 mm', 'at #10 , #20 , [30]'],
    ['5-mm thick, 10 µm, 3 thou, 1 ft', '[5] thick , [0.01] , [0.0762] , [304.8]'],
    ['６０ｍｍ × ４０㎜', '[60 40]'],
    ['This one is wide, one end is not', 'this one is wide , #1 end is not'],
    ['eight-sided', '#8 sided'],
    ['-5 mm', '- [5]'],
    ['5 mm², 10², 3 ㎡', '[5] ² , #10 ² , #3 ㎡'],
  ]);
});

describe('The text of a prompt: "in", the unit and the preposition', () => {
  reads([
    ['3 ft long, 6 in high, web 0.23 in', '[914.4] long , [152.4] high , web [5.842]'],
    ['0.375in in from both edges', '[9.525] in from both edges'],
    ['2" in length', '[50.8] in length'],
    ['4 in the corners', '#4 in the corners'],
    ['A 3 in x 2 in x 1 in brick', 'a [76.2 50.8 25.4] brick'],
    ['1 1/2 in pipe', '[38.1] pipe'],
  ]);
});

describe('The text of a prompt: counts', () => {
  reads([
    ['4x M5', '#4 × M5'],
    ['4*M5', '#4 × M5'],
    ['4 x Ø5.5 mm', '#4 × diameter [5.5]'],
    ['4x 5.5 mm', '#4 × [5.5]'],
    ['4 x 5.5 mm through holes', '#4 × [5.5] through holes'],
    ['4 off Ø6', '#4 × diameter #6'],
    ['3 x M4, 2 x 1/4-20, 2 x 10-32', '#3 × M4 , #2 × 1/4-20 , #2 × #10-32'],
    ['(4) 5mm holes', '( #4 ) [5] holes'],
    ['4 no. M5', '#4 × M5'],
    ['4x on 60 mm PCD', '#4 × on [60] pcd'],
    ['a 3 x 2 grid of 6 mm holes', 'a [3? 2?] grid of [6] holes'],
    ['along X 20 mm', 'along x [20]'],
  ]);
});

describe('The text of a prompt: tolerances and fits are left out, and that is told', () => {
  const cases: Cases = [
    ['Ø20 H7 hole', 'diameter #20 hole'],
    ['OD 34 s6', 'od #34'],
    ['Ø 8 m6 × 45 mm', 'diameter [8 45]'],
    ['8 m6 x 45 mm', '[8 45]'],
    ['ø10H7/g6', 'diameter #10'],
    ['140 ±0.2 mm x 65 ±0.2 mm x 8 mm', '[140 65 8]'],
    ['20 +0.1/-0.05 mm', '[20]'],
    ['20 mm (±0.1) long', '[20] long'],
    ['10 +/- 0.1 mm', '[10]'],
    ['M10x1.5-6g', 'M10'],
  ];
  for (const [written, expected] of cases) {
    it(`“${written}”`, () => {
      const tokens = readTokens(written);
      assert.equal(compact(tokens), expected);
      assert.deepEqual(tokens.assumptions, ['Tolerances and fits are left out: each size has its nominal value.']);
    });
  }

  it('but threads, radii and places are no fits', () => {
    assert.equal(read('four m6 holes, R6 corners, at x=±55'), '#4 M6 holes , radius #6 corners , at x{55 -55?}');
  });
});

describe('The text of a prompt: angles, points and coordinates', () => {
  reads([
    ['45°, 45 degrees, 90 deg', '45° , 45° , 90°'],
    ['0.8 × 45° and 1.5 mm x 45°', '[0.8?] 45° and [1.5] 45°'],
    ['(10, 20), (10,20,5) mm, (-1.5 mm, 2 mm)', '(10 20?) , (10 20 5) , (-1.5 2)'],
    ['(±35, ±15)', 'x{35 -35?} y{15 -15?}'],
    ['at x=±55mm, y = -25 mm', 'at x{55 -55} , y{-25}'],
    ['holes at X 30 Y 20 and X30, Y-20', 'holes at x{30?} y{20?} and x{30?} , y{-20?}'],
    ['(Z = 45)', '( z{45?} )'],
    ['2 cm, (1, 2) cm', '[20] , (10 20)'],
  ]);
});

describe('The text of a prompt: shares', () => {
  reads([
    ['half the length', '*0.5 the length'],
    ['a third of the length, two thirds of its width', '*0.3333 of the length , *0.6667 of its width'],
    ['one tenth of the diameter, three quarters of the', '*0.1 of the diameter , *0.75 of the'],
    ['1.5 times the width, twice its height, 2x the diameter', '*1.5 the width , *2 its height , *2 the diameter'],
    ['50 % of the height, 3/4 of the length', '*0.5 of the height , *0.75 of the length'],
    ['half round, half a sphere, in half', 'half round , half a sphere , in half'],
    ['a quarter disc, the third hole', 'a quarter disc , the third hole'],
  ]);
});

describe('The text of a prompt: threads, standards and grades', () => {
  reads([
    ['M5, M8x1.25, M8 x 1', 'M5 , M8 , M8x1'],
    ['M8x40, M10 × 60 mm', 'M8 × #40 , M10 × [60]'],
    ['#8 clearance, #8-32, 8-32, 1/4-20 UNC', '#8 clearance , #8-32 , #8-32 , 1/4-20'],
    ['42CrMo4, CuSn8, 1.4301, 6061-T6', '42crmo4 , cusn8 , 1.4301 , 6061-t6'],
    ['304 stainless, DIN 471, NEMA 17', '304 stainless , din471 , nema17'],
    ['3D, v1.2.3, 608ZZ', '3d , v1.2.3 , 608zz'],
    ['save as base_plate.stl', 'save as base_plate.stl'],
  ]);
});

describe('The text of a prompt: one unit for all', () => {
  const cases: readonly (readonly [written: string, read: string, unit: number | undefined])[] = [
    ['Plate, all dimensions in mm: 160 x 75', 'plate , : [160? 75?]', 1],
    ['Units: mm. Box 8 by 3', '. box [8? 3?]', 1],
    ['45 high (mm)', '#45 high', 1],
    ['Plate in inches: 3.5 long', 'plate : #3.5 long', 25.4],
    ['dimensions in cm', '', 10],
    ['points (0,0), (9,9), all in mm, and', 'points (0 0?) , (9 9?) , and', 1],
    ['Coordinates are in mm.', '.', 1],
    ['a hole 5 in the middle', 'a hole #5 in the middle', undefined],
    ['module (m) 2', 'module ( m ) #2', undefined],
  ];
  for (const [written, expected, unit] of cases) {
    it(`“${written}”`, () => {
      const tokens = readTokens(written);
      assert.equal(compact(tokens), expected);
      assert.equal(tokens.unit, unit);
    });
  }
});

describe('The text of a prompt: Markdown', () => {
  reads([
    ['# Plate\n- **Size:** 60 x 40 mm\n- `R6` _corners_', 'plate / - size : [60 40] / - radius #6 corners'],
    ['A box\n\n\n* 40*20*10\r\n• open', 'a box / - [40? 20? 10?] / - open'],
    ['1. Make\n2) Drill\nStep 3: Round\n(b) Cut', '- make / - drill / - round / - cut'],
    ['Steps: 1. Make it. 2. Round it.', 'steps : - make it . - round it .'],
    ['1) Make a box 2) Drill it', '- make a box - drill it'],
    ['Steps: (1) make, (2) drill', 'steps : - make , - drill'],
    ['thickness: 1. A hole', 'thickness : #1 . a hole'],
    ['| Length | 40 mm |\n|---|---:|\n| Width | 20 mm |', 'length : [40] / width : [20]'],
    ['| a | b | c |', 'a , b , c'],
    ['A [10 mm hole](https://example.com/hole_(1)) in [it][1]', 'a [10] hole in it'],
    ['> quoted\n```cad\nbox\n```', 'quoted / box /'],
    ['40&times;20&nbsp;mm &Oslash;5', '[40 20] diameter #5'],
    ['box ~~of 5 mm~~ <b>solid</b><br>end <!-- no -->', 'box solid / end'],
    ['“a ‘5 mm’ hole”, "a 4" x 2" box"', 'a [5] hole , a [101.6 50.8] box'],
    ['"plate 40x20x5"', 'plate [40? 20? 5?]'],
    ['box * with', 'box * with'],
  ]);
});

describe('The text of a prompt: signs between words', () => {
  reads([
    ['half-round, L-shaped / square', 'half round , l shaped , square'],
    ['Plate - 5 mm - with a hole', 'plate , [5] , with a hole'],
    ['hole & slot + pin @ 45°', 'hole and slot and pin at 45°'],
    ['length = 95 mm, OD=2.5"', 'length [95] , od [63.5]'],
    ['20 mm dia. Through hole', '[20] diameter . through hole'],
    ['R0.25in. #8 holes', 'radius [6.35] . #8 holes'],
    ['20 mm dia. hole', '[20] diameter hole'],
    ['I want a 🫖!', 'i want a 🫖 .'],
  ]);
});

describe('The text of a prompt: spelling', () => {
  for (const rule of spellingRules) {
    it(`${rule.name}: “${rule.example[0]}”`, () => {
      const [written, expected] = rule.example;
      assert.equal(read(written), read(expected));
      assert.notEqual(written, expected);
    });
    if (rule.besideSize === true) continue;
    for (const [written, expected] of Object.entries(rule.words ?? {})) {
      it(`${rule.name}: “${written}” is read as “${expected}”`, () => {
        const words = readTokens(`plate ${written} plate`).tokens;
        assert.equal(compact({ tokens: words }), `plate ${expected} plate`.replace('  ', ' '));
      });
    }
  }

  reads([
    ['recangular, lenght, widht, thicknes', 'rectangular , length , width , thickness'],
    ['cilinder diamter hight cylnder outter iner', 'cylinder diameter height cylinder outer inner'],
    ['a centerd hole trough the bloc', 'a centered hole through the block'],
    ['a cast trough, bored, with a chamber on a board', 'a cast trough , bored , with a chamber on a board'],
    ['weight, place, hold, flanged, plated, brushing', 'weight , place , hold , flanged , plated , brushing'],
  ]);
});

describe('The text of a prompt: what can be read in two ways is refused', () => {
  const cases: readonly (readonly [written: string, says: RegExp])[] = [
    ['4 1/2" holes', /“4 1\/2"” can be read in more than one way/],
    ['holes at 10,5 mm', /“10,5” can be read in more than one way/],
    ['5,5 mm and 4.5 mm', /“5,5” can be read in more than one way/],
    ['a 10-20 mm hole', /“10-20” can be read in more than one way/],
    ['8 in brick', /“8 in brick” can be read in two ways/],
    ['8 m6, 45 long', /“8 m6” can be read in two ways/],
    ['20x20x1.2m', /in which unit “20x20x1.2m” is/],
    ['2 in x 3 x 4', /in which unit/],
    ['all in mm. Units: inch.', /two units/],
    ['0 mm tall', /“0 mm” can’t be made/],
    ['a hole M10x2', /no sizes for the thread M10x2/],
    [`${'9'.repeat(400)} mm`, /is no number/],
  ];
  for (const [written, says] of cases) {
    it(`“${written.slice(0, 40)}”`, () => {
      assert.throws(
        () => readTokens(written),
        (error) => error instanceof Refusal && says.test(error.message),
      );
    });
  }
});

/** Tokens, or nothing if the text is refused. */
function tokensOf(text: string): readonly Token[] {
  try {
    return readTokens(text).tokens;
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error));
    assert.match(error.message, /^[“\p{Lu}].*[.”]$/su);
    return [];
  }
}

function assertPlaces(text: string, tokens: readonly Token[]): void {
  let last = 0;
  for (const { span } of tokens) {
    assert.ok(span.start >= last && span.end > span.start && span.end <= text.length, JSON.stringify({ text, span }));
    last = span.end;
  }
}

describe('The text of a prompt: places', () => {
  const prompts = readFamilies(path.resolve('test/parts'))
    .flatMap(({ parts, refusals }) => [...parts, ...refusals])
    .map(({ prompt }) => prompt);
  const shared = path.resolve('../shared/prompts/outsiders.json');
  if (fs.existsSync(shared))
    prompts.push(...(JSON.parse(fs.readFileSync(shared, 'utf8')) as { prompt: string }[]).map(({ prompt }) => prompt));

  it('every prompt of the collections becomes tokens in order, or is refused with a sentence', () => {
    for (const prompt of prompts) assertPlaces(prompt, tokensOf(prompt));
  });

  it('what stands at the place of a number is that number, whatever stands around it', () => {
    const size = fc.double({ min: 0.01, max: 999, noNaN: true }).map((value) => Number(value.toFixed(2)));
    const around = fc.constantFrom(
      'plate 🫖 ',
      '**wide** ',
      'Ünïcode,\r\n- ',
      '&nbsp;a &Oslash;',
      'dia. ',
      '_x_ ',
      '½" and ',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(around, size), { minLength: 1, maxLength: 8 }), (parts) => {
        const text = parts.map(([before, value]) => `${before}${value} mm; `).join('');
        const lengths = readTokens(text).tokens.flatMap((token) => (token.kind === 'lengths' ? token.lengths : []));
        const written = lengths.map(({ span }) => text.slice(span.start, span.end));
        assert.deepEqual(
          written.filter((each) => each.endsWith('mm')),
          parts.map(([, value]) => `${value} mm`),
        );
      }),
    );
  });

  it('whatever is done to a prompt, it becomes tokens in order, or is refused with a sentence', () => {
    const random = randomOf(15);
    const signs = '0123456789.,;:-–/*_~`#|[](){}"\'“”‘’<>=+±×xXø°½&\\ \n\r🫖é²';
    for (let run = 0; run < 4000; run++) {
      const prompt = prompts[random(prompts.length)] ?? '';
      let text = prompt;
      for (let change = 0; change <= random(4); change++) {
        const at = random(text.length + 1);
        const other = prompts[random(prompts.length)] ?? '';
        const inserted = random(2) === 0 ? (signs[random(signs.length)] ?? '') : other.slice(0, random(30));
        text = text.slice(0, at) + inserted + text.slice(at + random(3));
      }
      assertPlaces(text, tokensOf(text));
    }
  });

  it('any text at all becomes tokens in order, or is refused with a sentence', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => assertPlaces(text, tokensOf(text))));
  });
});

type Method = (this: unknown, argument: unknown) => unknown;

/** How often the reader looks at a piece, or tries an expression. */
function stepsFor(text: string): number {
  let steps = 0;
  const counted: readonly (readonly [object, string])[] = [
    [Pieces.prototype, 'at'],
    [RegExp.prototype, 'exec'],
  ];
  const restore = counted.map(([prototype, name]) => {
    const original = Reflect.get(prototype, name) as Method;
    const counting: Method = function (argument) {
      steps++;
      return original.call(this, argument);
    };
    Reflect.set(prototype, name, counting);
    return () => Reflect.set(prototype, name, original);
  });
  try {
    tokensOf(text);
  } finally {
    for (const each of restore) each();
  }
  return steps;
}

describe('The text of a prompt: the work', () => {
  const hostile = [
    '1 x ',
    '(1,',
    '1,',
    '1/',
    '((',
    '~~',
    '[a](',
    '<!--',
    '**',
    '"',
    'one hundred ',
    'a half ',
    '- ',
    '1. a ',
    '+',
    '=x',
    '±1 ',
  ];
  for (const unit of ['A plate 60 x 40 x 5 mm with 4x M5 holes. ', ...hostile]) {
    it(`grows with the length only: “${unit}” again and again`, () => {
      const [short, long] = [stepsFor(unit.repeat(150)), stepsFor(unit.repeat(300))];
      assert.ok(long <= 2.2 * short, `${short} steps, then ${long}`);
    });
  }
});
