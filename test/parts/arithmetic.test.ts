import assert from 'node:assert/strict';
import { evaluate } from './arithmetic.js';

describe('Arithmetic of expected volumes', () => {
  const values: readonly (readonly [text: string | number, value: number])[] = [
    [7, 7],
    ['2 + 3 * 4 ^ 2 / 6 - 1', 9],
    ['-(2 - 5) * 2', 6],
    ['2 ^ 3 ^ 2', 512],
    ['8 / 2 / 2', 2],
    ['1.5 * in', 38.1],
    ['cyl(2, 3)', 3 * Math.PI],
    ['cone(2, 2, 3)', 3 * Math.PI],
    ['cone(2, 0, 3)', Math.PI],
    ['ball(2)', (4 / 3) * Math.PI],
    ['hex(2)', 2 * Math.sqrt(3)],
    ['slot(2, 2)', Math.PI],
    ['corners(1) - 4 * fillet(1)', 0],
    ['roundBox(2, 2, 2, 1) - ball(2)', 0],
    ['cyl(2, 1) - rim(2, 1)', (2 / 3) * Math.PI],
    ['bevel(2, 1)', (2 / 3) * Math.PI],
    ['sink(0, 2)', Math.PI / 3],
    ['keyway(2, 2, 1)', Math.PI / 2],
  ];
  for (const [text, value] of values)
    it(`${text} is ${value}`, () => assert.ok(Math.abs(evaluate(text) - value) < 1e-12, String(evaluate(text))));

  for (const text of ['', '2 +', '2 3', '(2', 'cyl(2)', 'box(1)', '2; 3', 'constructor', '1 / 0', 'pi()']) {
    it(`“${text}” is refused`, () => assert.throws(() => evaluate(text), /arithmetic|finite/));
  }
});
