import assert from 'node:assert/strict';
import { TimeTexts } from '../../../src/wording/timeTexts.js';

const now = Date.UTC(2026, 5, 15, 12);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('Times on the rows', () => {
  const english = new TimeTexts('en');
  const german = new TimeTexts('de');

  it('say how long ago something was, ever coarser, and then the date', () => {
    const ago = (ms: number): string => english.ago(now - ms, now);
    assert.deepEqual([0, 59_999, minute, 59 * minute, hour, 23.9 * hour, day, 29.9 * day].map(ago), [
      'now',
      'now',
      '1 min. ago',
      '59 min. ago',
      '1 hr. ago',
      '23 hr. ago',
      '1 day ago',
      '29 days ago',
    ]);
    assert.equal(ago(30 * day), 'May 16, 2026');
  });

  it('take a clock that was set back for now', () => assert.equal(english.ago(now + hour, now), 'now'));

  it('are whole words when they are read out', () => {
    assert.equal(english.ago(now - 3 * hour, now, 'long'), '3 hours ago');
    assert.equal(english.duration(2 * minute, 'long'), '2 minutes');
  });

  it('are in the reader’s language', () => {
    assert.equal(german.ago(now - 3 * hour, now), 'vor 3 Std.');
    assert.equal(german.duration(90_000, 'long'), '2 Minuten');
  });

  it('tell a duration in the unit that fits', () => {
    assert.deepEqual(
      [1, 30_000, 59_499, 59_500, 2 * minute, 89 * minute, 3 * hour].map((ms) => english.duration(ms)),
      ['1 sec', '30 sec', '59 sec', '1 min', '2 min', '89 min', '3 hr'],
    );
  });

  it('say the unit of a range once, where both ends have the same', () => {
    assert.deepEqual(english.range([minute, 5 * minute]), ['1', '5 min']);
    assert.deepEqual(english.range([30_000, 2 * minute]), ['30 sec', '2 min']);
  });

  it('tell a range whose ends read the same as one time', () => {
    assert.deepEqual(english.range([24_600, 25_400]), ['25 sec']);
    assert.deepEqual(english.range([59_500, minute], 'long'), ['1 minute']);
    assert.deepEqual(german.range([2 * minute, 2 * minute]), ['2 Min.']);
  });

  it('say when something will be: a month that has just begun has 30 days, and near the end no more is claimed than is left', () => {
    const until = (ms: number): string => english.until(now + ms, now);
    assert.deepEqual([30 * day - minute, 12.4 * day, 6.9 * day, 2 * day].map(until), [
      'in 30 days',
      'in 12 days',
      'in 6 days',
      'in 2 days',
    ]);
    assert.deepEqual([2 * day - 1, hour, hour - 1, 1, 0].map(until), [
      'in 47 hours',
      'in 1 hour',
      'in 59 minutes',
      'in 0 minutes',
      'in 0 minutes',
    ]);
  });
});
