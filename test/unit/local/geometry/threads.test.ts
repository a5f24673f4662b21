import assert from 'node:assert/strict';
import { hexBolt } from '../../../../src/local/geometry/hardware/hexBolt';
import {
  clearanceHole,
  coarsePitch,
  metricThread,
  tappingDrill,
  unifiedThread,
} from '../../../../src/local/geometry/hardware/threads';

const sizes = [1.6, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18, 20, 22, 24, 27, 30, 33, 36];
const pitches = [0.2, 0.25, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.75, 0.8, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4];

describe('The table of threads', () => {
  it('has a clearance hole and a tapping drill for every size of bolt that is made', () => {
    for (let size = 1; size <= 64; size += 0.5) {
      try {
        hexBolt({ size, length: 50 }, String);
      } catch {
        continue;
      }
      assert.ok(
        clearanceHole(size) !== undefined && tappingDrill(size) !== undefined && coarsePitch(size) !== undefined,
        `M${size}`,
      );
    }
  });

  it('leaves a thread of usual depth in each tapped hole: the drill is between the thread’s core and what 6H allows', () => {
    let threads = 0;
    for (const size of sizes) {
      for (const pitch of pitches) {
        const thread = metricThread(size, pitch);
        if (thread?.tapping === undefined) continue;
        threads++;
        const core = size - 1.0825 * pitch;
        assert.ok(
          thread.tapping > core - 0.02 && thread.tapping < core + 0.25 * pitch ** 0.5,
          `${thread.name}: ${thread.tapping} mm for a core of ${core} mm`,
        );
      }
    }
    assert.equal(threads, 69);
  });

  it('has holes that grow with the size and with the fit', () => {
    let before = 0;
    for (const size of sizes) {
      const { close, normal, loose } = metricThread(size)?.clearance ?? {};
      assert.ok(
        close !== undefined &&
          normal !== undefined &&
          loose !== undefined &&
          size < close &&
          close < normal &&
          normal < loose &&
          before < close,
        `M${size}`,
      );
      before = close;
    }
  });

  it('has no pitch that the standard doesn’t have', () => {
    assert.equal(metricThread(10, 2), undefined);
    assert.equal(metricThread(10, 1.25)?.tapping, 8.8);
    assert.equal(metricThread(10, 1.5)?.name, 'M10');
    assert.equal(unifiedThread('1/4-24'), undefined);
    assert.equal(unifiedThread('#10-32')?.tapping, 0.159 * 25.4);
  });
});
