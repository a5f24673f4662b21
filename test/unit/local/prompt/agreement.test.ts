import assert from 'node:assert/strict';
import { readPrompt } from '../../../../src/local/prompt/index.js';

/** The size of the part and the diameters of its holes, in mm. */
function made(prompt: string): { readonly size: readonly number[]; readonly holes: readonly number[] } {
  const reading = readPrompt(prompt);
  assert.ok(reading.ok, `${prompt}: ${reading.ok ? '' : reading.message}`);
  const features = reading.specification.parts.flatMap((part) => part.features);
  const shapes = features.map(
    (feature) => ('shape' in feature ? feature.shape : {}) as { kind?: string; diameter?: number; height?: number },
  );
  const body = shapes[0];
  const round = (value = 0): number => Math.round(value * 1000) / 1000;
  return {
    size: [round(body?.diameter), round(body?.height)],
    holes: shapes.filter(({ kind }) => kind === 'hole').map(({ diameter }) => round(diameter)),
  };
}

const refused = (prompt: string): string => {
  const reading = readPrompt(prompt);
  return reading.ok ? 'made' : reading.message;
};

describe('A tube that is described as a pierced cylinder', () => {
  for (const prompt of [
    'A cylinder with a diameter of 50 mm and a length of 2 inches, pierced along its axis by a 1 inch hole',
    'A 2 inch long cylinder of diameter 50 mm pierced along its axis by a 1" hole',
    'A cylinder of diameter 50 mm and height 2 inches, pierced along its central axis by a hole 1 inch in diameter',
    'A 50 mm diameter cylinder, length 2 inches, pierced by a 1 inch hole along its axis',
  ])
    it(`honours millimetres and inches: ${prompt}`, () =>
      assert.deepEqual(made(prompt), { size: [50, 50.8], holes: [25.4] }));
});

describe('A gear of which more is said than is needed', () => {
  it('is made when teeth, module and pitch diameter agree', () => {
    assert.ok(readPrompt('A spur gear with 20 teeth, module 2, pitch diameter 40 mm, 10 mm thick, 8 mm bore').ok);
    assert.ok(readPrompt('A spur gear with 20 teeth, module 2, outer diameter 44 mm, 10 mm thick, 8 mm bore').ok);
  });

  it('is refused with both values when its outer or pitch diameter contradicts module and teeth', () => {
    assert.equal(
      refused('A spur gear with 20 teeth, module 2, outer diameter 50 mm, face width 10 mm, bore 8 mm'),
      'A gear of module 2 with 20 teeth has an outer diameter of 44 mm, not 50 mm.',
    );
    assert.equal(
      refused('A spur gear with 20 teeth, module 2 mm, pitch diameter 44 mm, 10 mm thick, 8 mm bore'),
      'A gear of module 2 with 20 teeth has a pitch diameter of 40 mm, not 44 mm.',
    );
  });
});
