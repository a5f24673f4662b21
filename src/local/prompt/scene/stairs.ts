import { mm, plain, Refusal } from '../../geometry/refusal';
import type { BodyShape } from './body';
import type { Taker } from './taker';

const part = (whole: number | undefined, count: number): number | undefined =>
  whole === undefined ? undefined : whole / count;

/** Equal steps that go up along X, solid below. The sizes are those of one step. */
export function readStairs(taker: Taker): BodyShape {
  const trait = taker.thing.traits.find(({ name }) => name.endsWith(' steps'));
  const count = Number(trait?.name.split(' ')[0]);
  if (!trait || !Number.isInteger(count) || count < 2 || count > 200) return taker.missing('number of steps');
  taker.trait(trait.name);
  const [long, high] = [taker.size('overall length', 'overall depth'), taker.size('overall height')];
  const run = part(long, count) ?? taker.size('depth', 'length') ?? taker.missing('depth of a step');
  const rise = part(high, count) ?? taker.size('height', 'thickness') ?? taker.missing('height of a step');
  const width = taker.size('width', 'overall width') ?? taker.missing('width');
  if (taker.has('unnamed')) throw new Refusal('not_understood', `A size of the ${taker.thing.noun} has no name.`);
  const length = count * run;
  const points: [number, number][] = [[0, 0]];
  points.push([length, 0]);
  for (let step = count; step > 0; step--) points.push([step * run, step * rise], [(step - 1) * run, step * rise]);
  return {
    name: `Stairs ${plain(length)}x${plain(width)}x${plain(count * rise)}`,
    text: `Stairs of ${count} steps, ${mm(run)} deep and ${mm(rise)} high, solid below`,
    solids: [
      {
        operation: 'add',
        shape: { kind: 'extrude', profile: { kind: 'polygon', points }, height: width },
        at: [-length / 2, width / 2, 0],
        direction: '-y',
      },
    ],
    size: [length, width, count * rise],
    surfaces: [],
    round: false,
    corners: false,
  };
}
