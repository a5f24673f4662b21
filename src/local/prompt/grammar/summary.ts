import type { Draft } from './draft';

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;

/**
 * "A tray of 70 x 70 x 35 with 4 mm walls: begin with a block of 70 x 70 x 35, cut a 62 mm square 31 mm deep": what the
 * part is said to be at first is what its steps make, if all sizes agree.
 * @returns what is made by steps and not by itself
 */
export function summaryOf(drafts: readonly Draft[]): Draft | undefined {
  const [whole, ...later] = drafts;
  if (whole?.kind !== 'container' || saysMore(whole)) return undefined;
  const block = later.find(({ kind }) => kind === 'block');
  const pockets = later.filter(({ kind, of }) => kind === 'pocket' && of === block);
  const [pocket] = pockets;
  const outer = whole.sizes.find(({ lengths }) => lengths.length === 3)?.lengths;
  const [x, y, z] = outer ?? [];
  const blocks = block?.sizes.find(({ lengths }) => lengths.length === 3)?.lengths;
  const wall = single(whole, 'wall');
  if (!block || !pocket || pockets.length > 1 || !x || !y || !z || !blocks || wall === undefined) return undefined;
  if (!blocks.every(({ mm }, index) => near(mm, outer?.[index]?.mm ?? NaN)) || block.sizes.length > 1) return undefined;
  const pair = pocket.sizes.find(({ lengths }) => lengths.length === 2)?.lengths;
  const side = single(pocket, 'side');
  const [width, height] = pair ? [pair[0]?.mm, pair[1]?.mm] : [side, side];
  const depth = single(pocket, 'depth');
  const floor = single(whole, 'floor') ?? wall;
  if (width === undefined || height === undefined || depth === undefined) return undefined;
  const agrees = near(width, x.mm - 2 * wall) && near(height, y.mm - 2 * wall) && near(depth, z.mm - floor);
  return agrees && whole.places.length === 0 ? whole : undefined;
}

/** Whether more is said of it than the sizes that are compared. */
function saysMore({ sizes, traits, threads, angles }: Draft): boolean {
  const isCompared = sizes.every(({ name, lengths }) => lengths.length === 3 || name === 'wall' || name === 'floor');
  const isPlain = traits.every(({ name }) => name === 'open' || name === 'rectangular');
  return !isCompared || !isPlain || threads.length + angles.length > 0;
}

function single({ sizes }: Draft, wanted: string): number | undefined {
  const [size, ...more] = sizes.filter(({ name, lengths }) => name === wanted && lengths.length === 1);
  return more.length === 0 ? size?.lengths[0]?.mm : undefined;
}
