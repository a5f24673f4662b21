import assert from 'node:assert/strict';
import { claimsOf } from '../../../src/check/claims.js';
import type { Face, Surfaces } from '../../../src/check/face.js';
import { judged } from '../../../src/check/judged.js';
import { measuresOf } from '../../../src/check/measures.js';

/** Holes and steps, as many as there may be, no two of one size. */
function surfaces(count: number): Surfaces {
  const faces = Array.from({ length: count }, (_, index): Face => {
    const common = { index, body: 0, area: 5, centre: [index, 0, 0] as const, extent: [1, 1, 1] as const };
    return index % 2 === 0
      ? { ...common, kind: 'plane', direction: [0, 0, 1], on: [0, 0, index * 0.37] }
      : {
          ...common,
          kind: 'cylinder',
          direction: [0, 0, 1],
          on: [index * 1.13, index * 0.71, 0],
          radius: 20 + index * 0.011,
          along: [0, 7],
          turn: 360,
          hollow: true,
        };
  });
  const box = { min: [0, 0, 0], max: [4000, 3000, 2000] } as const;
  return { faces, box, solids: 1, approximate: false, same: 1e-4, isCutShort: count >= 4000 };
}

describe('A part with more faces than anybody describes', () => {
  const claims = claimsOf('A block with a hole of 8 mm diameter and a hole of 23.5 mm diameter.');

  it('is measured up to a bound', () => {
    const measures = measuresOf(surfaces(4000));
    assert.ok(measures.isCutShort);
    assert.ok(measures.measures.length <= 80_000, String(measures.measures.length));
  });

  it('has no size that differs or isn’t found, since not all of it was looked at', () => {
    const { verdicts } = judged(claims, measuresOf(surfaces(4000)), { kind: 'unread' });
    assert.deepEqual(
      verdicts.map(({ claim, verdict, note }) => [claim.value, verdict, note]),
      [
        [8, 'unchecked', 'cutShort'],
        [23.5, 'unchecked', 'cutShort'],
      ],
    );
  });

  it('is told of in full where its faces are few', () => {
    const { verdicts } = judged(claims, measuresOf(surfaces(40)), { kind: 'unread' });
    assert.ok(verdicts.every(({ note }) => note !== 'cutShort'));
  });
});
