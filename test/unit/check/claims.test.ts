import assert from 'node:assert/strict';
import { claimsOf } from '../../../src/check/claims.js';

const told = (text: string): unknown[] =>
  claimsOf(text).claims.map(({ kind, value, written }) => [kind, Number(value.toFixed(3)), written]);
/** The reader refuses it. */
const unreadable = ' Engrave our name on it.';

describe('What a prompt states', () => {
  it('is every size, count, angle and thread, with its place', () => {
    const text =
      'A plate of 80 x 50 x 6 mm with four M5 clearance holes, 10 mm from the edges, and a 45 degree countersink.';
    assert.deepEqual(told(text), [
      ['length', 80, '80'],
      ['length', 50, '50'],
      ['length', 6, '6 mm'],
      ['count', 4, 'four'],
      ['thread', 5, 'M5'],
      ['edge distance', 10, '10 mm'],
      ['angle', 45, '45 degree'],
    ]);
    for (const { span, written } of claimsOf(text).claims)
      assert.equal(text.slice(span.start, span.end).trim(), written);
  });

  it('is in mm, whatever unit it has', () => {
    assert.deepEqual(told(`A bar 1/2 inch thick and 3 cm wide.${unreadable}`), [
      ['length', 12.7, '1/2 inch'],
      ['length', 30, '3 cm'],
    ]);
  });

  it('is told by the words beside it where the prompt isn’t read as a whole', () => {
    assert.deepEqual(
      told(
        `A disc 120 mm in diameter and 15 mm thick with a 40 mm bore, six 9 mm holes on a bolt circle of 90 mm, 2 mm fillets and 1 mm chamfers.${unreadable}`,
      ),
      [
        ['diameter', 120, '120 mm'],
        ['length', 15, '15 mm'],
        ['diameter', 40, '40 mm'],
        ['count', 6, 'six'],
        ['diameter', 9, '9 mm'],
        ['pitch circle', 90, '90 mm'],
        ['fillet', 2, '2 mm'],
        ['chamfer', 1, '1 mm'],
      ],
    );
  });

  it('has the tolerance that stands beside it', () => {
    const [claim] = claimsOf(`A pin 10 mm ±0.2 long.${unreadable}`).claims;
    assert.equal(claim?.tolerance, 0.2);
  });

  it('leaves out words that can be read in two ways, says so, and goes on', () => {
    const { claims, unread } = claimsOf('A bar of 10-20 mm length with a 5 mm hole.');
    assert.deepEqual(
      claims.map(({ written }) => written),
      ['5 mm'],
    );
    assert.deepEqual(
      unread.map(({ span }) => span),
      [{ start: 9, end: 14 }],
    );
  });

  it('has an end, however much is stated', () => {
    const started = claimsOf('5 mm hole, '.repeat(450));
    assert.equal(started.claims.length, 80);
  });
});
