import assert from 'node:assert/strict';
import { hasNumbers } from '../../../src/formats/step/numbers.js';

describe('The numbers of a point in a STEP file', () => {
  const hold = (parameters: string): boolean => hasNumbers(`(${parameters});`, 1, parameters.length + 2);
  for (const parameters of [
    "'',(20.,10.,5.)",
    "'',(+20.,-10.,.5)",
    "'',(20,10,5)",
    "'it''s (1,2)',(2.E+01,1.0E1,5.e-3)",
    '$,(1.,2.)',
    "'',(1.)",
    "' a ' , ( 1. , 2. , 3. ) ",
    "/* x */'/*'/* ' */,(1./* , */,2.,\n3.)",
    "'',(1.E90,0.,1.E-400)",
  ])
    it(`are such: ${parameters}`, () => assert.equal(hold(parameters), true));

  for (const parameters of [
    "'',(NaN,10.,5.)",
    "'',(-1.#IND,10.,5.)",
    "'',(inf,10.,5.)",
    "'',(1.E400,10.,5.)",
    "'',(1.7976931348623157E+308,10.,5.)",
    "'',(,10.,5.)",
    "'',(20.,10.,)",
    "'',($,10.,5.)",
    "'',('20.',10.,5.)",
    "'',(abc,10.,5.)",
    "'',(0x14,10.,5.)",
    "'',(20,0,10,0,5,0)",
    "'',()",
    "''",
    "'',(LENGTH_MEASURE(20.),10.,5.)",
    "'',(#12,10.,5.)",
    "'',(2 0.,10.,5.)",
  ])
    it(`are none: ${parameters}`, () => assert.equal(hold(parameters), false));
});
