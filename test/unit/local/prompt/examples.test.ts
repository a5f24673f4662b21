import assert from 'node:assert/strict';
import { readPrompt } from '../../../../src/local/prompt/index.js';

const bodies = [
  ...['a plate', 'a block', 'a box', 'a hollow box 50x40x30 mm', 'a cube', 'a key', 'a cylinder', 'a disc', 'a tube'],
  ...['a ring', 'a cone', 'a torus', 'a sphere', 'a wedge', 'a pyramid', 'a tray', 'a cup', 'a washer', 'a vase'],
  ...['a spring', 'a wheel', 'a knob', 'a bracket', 'a gear', 'a flange', 'an I-beam', 'a frame', 'a pin'],
  ...[
    'an enclosure',
    'a bolt',
    'a hex nut',
    'a pulley',
    'a rack',
    'a spacer',
    'a bushing',
    'a U-bracket',
    'an M8 screw 30 mm long',
  ],
];
const features = ['a hole', 'a slot', 'a pocket'];

function exampleOf(prompt: string): string {
  const reading = readPrompt(prompt);
  assert.ok(!reading.ok, `“${prompt}” was read`);
  assert.equal(reading.code, 'missing_dimension', `${prompt}: ${reading.message}`);
  assert.ok(reading.span, `${prompt}: ${reading.message}`);
  const example = /Write, for example, “(.*)”\.$/.exec(reading.message)?.[1];
  assert.ok(example !== undefined, `${prompt}: ${reading.message}`);
  return example;
}

describe('What a refusal gives as an example', () => {
  for (const prompt of bodies)
    it(`is read: ${prompt}`, () => {
      const example = exampleOf(prompt);
      const reading = readPrompt(example);
      assert.ok(reading.ok, `${example}: ${reading.ok ? '' : reading.message}`);
    });

  for (const feature of features)
    it(`is read on a plate: ${feature}`, () => {
      const example = exampleOf(`A plate of 100 x 80 x 20 mm with ${feature}`);
      const reading = readPrompt(`A plate of 100 x 80 x 20 mm with ${example}`);
      assert.ok(reading.ok, `${example}: ${reading.ok ? '' : reading.message}`);
    });
});

describe('A refusal that knows more than the word', () => {
  for (const [prompt, code, says] of [
    ['a plate 80x50x6 mm, zorped, with an engraved logo', 'unsupported_feature', /^What is to be written on the part/],
    ['a knurled rod, 30 mm diameter', 'unsupported_feature', /^“knurled” can’t/],
    ['a zorped plate 80x50x6 mm for a propeller', 'not_understood', /^“zorped” is not understood\.$/],
    ['a wing nut 20 x 10 x 6 mm', 'unsupported_feature', /^A wing nut is not made yet/],
    ['plate 80x50x6 mm with a zorp for an M8 lock nut', 'not_understood', /^“zorp” is not understood/],
    ['a teapot', 'not_understood', /^The prompt names no part that is known.*“teapot” is not understood\.$/],
    ['a block 40x40x40 mm with an elliptical hole', 'missing_dimension', /long axis/],
    ['M4 washer to DIN 9021', 'unsupported_feature', /A washer to DIN 9021 is not made yet/],
    ['a box 40x20x10 mm with a zorp', 'not_understood', /zorp/],
    ['ring, 50 mm outside diameter, 5 mm thick', 'missing_dimension', /inner diameter of the ring/],
    ['a cylinder 40 mm', 'missing_dimension', /diameter and height of the cylinder/],
    ['a bar 40x20x10x5 mm', 'not_understood', /More than three sizes of the bar/],
    ['a block 80x50x40 mm with a 6 mm hole in the left half', 'not_understood', /“left”/],
  ] as const)
    it(prompt, () => {
      const reading = readPrompt(prompt);
      assert.ok(!reading.ok);
      assert.equal(reading.code, code, reading.message);
      assert.match(reading.message, says);
      assert.ok(reading.span);
    });
});
