import type { Draft } from './draft';

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6;

/**
 * "A tray of 70 x 70 x 35 with 4 mm walls: begin with a block of 70 x 70 x 35, cut a 62 mm square 31 mm deep", "a cup
 * Ø70 x 35 …: start with a cylinder": what the part is said to be at first is what its steps make, if all sizes agree.
 * @returns what is made by steps and not by itself
 */
export function summaryOf(drafts: readonly Draft[]): Draft | undefined {
  const [whole, ...later] = drafts;
  const isHollow = whole?.kind === 'container' || (whole?.kind === 'block' && single(whole, 'wall') !== undefined);
  if (!isHollow || saysMore(whole) || whole.places.length > 0) return undefined;
  const block = later.find(({ kind }) => kind === 'block' || kind === 'cylinder');
  const pockets = later.filter(({ kind, of }) => (kind === 'pocket' || kind === 'hole') && of === block);
  const [pocket] = pockets;
  const wall = single(whole, 'wall') ?? single(whole, 'thickness');
  if (!block || !pocket || pockets.length > 1 || wall === undefined) return undefined;
  const outer = sizesOf(whole);
  const [x = NaN, y = NaN, z = NaN] = outer;
  if (outer.length === 0 || block.sizes.length > 2 || !agree(sizesOf(block), outer)) return undefined;
  const floor = single(whole, 'floor') ?? wall;
  return agree(openingOf(pocket), [x - 2 * wall, y - 2 * wall, z - floor]) ? whole : undefined;
}

const agree = (found: readonly number[], wanted: readonly number[]): boolean =>
  found.length === wanted.length && found.every((size, index) => near(size, wanted[index] ?? NaN));

/** Along X, Y and Z, as far as they are told: of a round body its diameter stands for two. */
function sizesOf(draft: Draft): number[] {
  const listed = draft.sizes.find(({ name, lengths }) => lengths.length === 3 && name === 'unnamed');
  if (listed) return listed.lengths.map(({ mm }) => mm);
  const [pair] = draft.sizes.flatMap(({ name, lengths }) => (lengths.length === 2 && name !== 'wall' ? [lengths] : []));
  const diameter = single(draft, 'diameter') ?? pair?.[0]?.mm;
  const height = single(draft, 'height') ?? single(draft, 'length') ?? pair?.[1]?.mm;
  return diameter === undefined || height === undefined ? [] : [diameter, diameter, height];
}

function openingOf(pocket: Draft): number[] {
  const depth = single(pocket, 'depth');
  const pair = pocket.sizes.find(({ lengths }) => lengths.length === 2)?.lengths.map(({ mm }) => mm);
  const side = single(pocket, 'side') ?? single(pocket, 'diameter') ?? single(pocket, 'unnamed');
  const across = pair ?? (side === undefined ? [] : [side, side]);
  return depth === undefined ? [] : [...across, depth];
}

/** Whether more is said of it than the sizes that are compared. */
function saysMore({ sizes, traits, threads, angles }: Draft): boolean {
  const isCompared = sizes.every(({ name, lengths }) => lengths.length > 1 || compared.has(name));
  const isPlain = traits.every(({ name }) => name === 'open' || name === 'rectangular' || name === 'round');
  return !isCompared || !isPlain || threads.length + angles.length > 0;
}

const compared: ReadonlySet<string> = new Set(['wall', 'thickness', 'floor', 'diameter', 'height', 'length']);

function single({ sizes }: Draft, wanted: string): number | undefined {
  const [size, ...more] = sizes.filter(({ name, lengths }) => name === wanted && lengths.length === 1);
  return more.length === 0 ? size?.lengths[0]?.mm : undefined;
}
