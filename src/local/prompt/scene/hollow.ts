import { impossible, mm, plain, type Assume } from '../../geometry/refusal';
import { blockOf, blockSizes, capital } from './blocks';
import type { Place } from '../grammar/description';
import type { BodyShape } from './body';
import type { Taker } from './taker';

const openNouns = ['tray', 'trough', 'beaker', 'cup', 'pan', 'bin', 'planter', 'pot', 'glass', 'tumbler', 'jar', 'tin'];

/** Whether a hollow thing is open at the top, by its name or by what is said. */
export function isOpen(taker: Taker, assume?: Assume): boolean | undefined {
  const isSaid = taker.trait('open');
  if (isSaid && assume && taker.place((place) => (isAnySide(place) ? true : undefined)))
    assume(`The ${taker.thing.noun} is open at the top.`);
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
  return isSaid || top === true || openNouns.includes(taker.thing.noun.split(' ').at(-1) ?? '') ? true : undefined;
}

const anySides: ReadonlySet<string> = new Set(['side', 'face', 'end']);

/** "open on one side": whichever it is */
function isAnySide(place: Place): boolean {
  if (place.kind !== 'at' || place.target.kind !== 'spot' || !anySides.has(place.target.name)) return false;
  const { which, plural, count = 1, sizes, of } = place.target;
  return !plural && count === 1 && sizes.length === 0 && !of && which.every((word) => word === 'one');
}

/** A block that is hollow: open at the top, or closed all round. Walls and floor are inside of its sizes. */
export function readHollowBlock(taker: Taker, assume: Assume): BodyShape {
  const isHollow = taker.trait('hollow');
  const wall = taker.size('wall');
  const floor = taker.size('floor', 'wall') ?? wall;
  const open = isOpenOr(taker, isHollow, assume);
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

/** What is only said to be hollow has no opening. */
function isOpenOr(taker: Taker, isHollow: boolean, assume: Assume): boolean | undefined {
  const contradicts = ['open', 'closed'].every((name) => taker.thing.traits.some((trait) => trait.name === name));
  const open = isOpen(taker, assume);
  if (open !== undefined || !isHollow || contradicts) return open;
  assume(`The ${taker.thing.noun} is closed on all sides.`);
  return false;
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
