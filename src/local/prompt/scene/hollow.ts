import { impossible, mm, plain } from '../../geometry/refusal';
import { blockOf, blockSizes, capital } from './blocks';
import type { BodyShape } from './body';
import type { Taker } from './taker';

const openNouns = ['tray', 'trough', 'beaker', 'cup', 'pan', 'bin', 'planter'];

/** Whether a hollow thing is open at the top, by its name or by what is said. */
export function isOpen(taker: Taker): boolean | undefined {
  const isSaid = taker.trait('open');
  const top = taker.place((place) =>
    place.kind === 'at' && place.target.kind === 'spot' && place.target.name === 'top' && isSaid ? true : undefined,
  );
  const isClosed = taker.trait('closed');
  if (isClosed) {
    taker.places((place) =>
      place.kind === 'at' && place.target.kind === 'spot' && ['side', 'face'].includes(place.target.name)
        ? true
        : undefined,
    );
    return isSaid ? undefined : false;
  }
  return isSaid || top === true || openNouns.includes(taker.thing.noun) ? true : undefined;
}

/** A block that is hollow: open at the top, or closed all round. Walls and floor are inside of its sizes. */
export function readHollowBlock(taker: Taker): BodyShape {
  taker.trait('hollow');
  const wall = taker.size('wall');
  const floor = taker.size('floor', 'wall') ?? wall;
  const open = isOpen(taker);
  const cube = taker.thing.noun === 'cube' ? taker.size('side', 'unnamed') : undefined;
  const [x, y, z] = cube === undefined ? blockSizes(taker) : [cube, cube, cube];
  if (wall === undefined || floor === undefined) return taker.missing('wall thickness');
  if (open === undefined) return taker.missing('open side');
  const inner = open ? z - floor : z - 2 * floor;
  if (2 * wall >= Math.min(x, y) || inner <= 0)
    impossible(`Walls of ${mm(wall)} do not fit in ${[x, y, z].map(plain).join(' x ')} mm.`);
  const block = blockOf(capital(taker.thing.noun), x, y, z);
  return {
    ...block,
    text: `${block.text} with walls of ${mm(wall)}, ${open ? 'open at the top' : 'closed'}`,
    solids: [
      ...block.solids,
      {
        operation: 'cut',
        shape: { kind: 'box', size: [x - 2 * wall, y - 2 * wall, open ? inner + 1 : inner] },
        at: [0, 0, floor],
      },
    ],
    surfaces: [],
    corners: false,
  };
}

/** A round cup: open at the top. */
export function readCup(taker: Taker): BodyShape {
  taker.trait('hollow', 'round');
  const wall = taker.size('wall');
  const floor = taker.size('floor') ?? wall;
  const outer = taker.diameter('outer') ?? taker.diameter() ?? taker.missing('diameter');
  const height = taker.size('height', 'length', 'depth') ?? taker.missing('height');
  if (wall === undefined || floor === undefined) return taker.missing('wall thickness');
  if (isOpen(taker) !== true) return taker.missing('open side');
  if (2 * wall >= outer || floor >= height)
    impossible(`Walls of ${mm(wall)} do not fit in ${mm(outer)} by ${mm(height)}.`);
  const noun = capital(taker.thing.noun);
  return {
    name: `${noun} ⌀${plain(outer)}x${plain(height)}`,
    text: `${noun} of ${mm(outer)} diameter and ${mm(height)} height with walls of ${mm(wall)}`,
    solids: [
      { operation: 'add', shape: { kind: 'cylinder', diameter: outer, height } },
      {
        operation: 'cut',
        shape: { kind: 'cylinder', diameter: outer - 2 * wall, height: height - floor + 1 },
        at: [0, 0, floor],
      },
    ],
    size: [outer, outer, height],
    surfaces: [],
    round: true,
    corners: false,
  };
}
