import { impossible, mm, Refusal, type Assume } from '../../geometry/refusal';
import type { Point } from '../scene/prismOutlines';

/** How far a stroke of a letter goes, and how wide it is. In mm. */
export interface Stroke {
  readonly run?: number | undefined;
  readonly cross?: number | undefined;
  /** The run of a second one that was told with it: "legs 80 mm and 50 mm long". */
  readonly other?: number | undefined;
  readonly count?: number | undefined;
}

export type StrokeName = 'horizontal' | 'vertical' | 'leg' | 'gap';

/** What a prompt says: over all, of strokes, and how wide all strokes are. In mm. */
export type LetterSizes = Readonly<Record<StrokeName, Stroke>> & {
  readonly x: number | undefined;
  readonly y: number | undefined;
  readonly wide: number | undefined;
};

interface Context {
  /** @throws Refusal */
  readonly missing: (size: string) => never;
  readonly assume: Assume;
}

export interface Letter {
  readonly name: string;
  /** Before "shaped plate". */
  readonly names: readonly string[];
  readonly example: string;
  /** The strokes that it can be told by, each with the spots that say no more than where it is anyway. */
  readonly strokes: Readonly<Partial<Record<StrokeName, readonly string[]>>>;
  /** Its corners, counterclockwise from the origin at the lower left. @throws Refusal */
  readonly outline: (sizes: LetterSizes, context: Context) => Point[];
}

/** The one value that several words give. @throws Refusal where they differ */
function agreed(what: string, ...values: readonly (number | undefined)[]): number | undefined {
  const [first, ...others] = values.filter((value) => value !== undefined);
  const other = others.find((one) => Math.abs(one - (first ?? one)) > 1e-6);
  if (other !== undefined) impossible(`${mm(first ?? 0)} and ${mm(other)} for the ${what} contradict each other.`);
  return first;
}

/** What is said of all strokes is that of one at least. @throws Refusal */
function checkWide(said: readonly (number | undefined)[], ...widths: readonly number[]): void {
  const left = said.find((one) => one !== undefined && !widths.includes(one));
  if (left !== undefined) impossible(`The strokes are ${widths.map(mm).join(' and ')} wide, and not ${mm(left)}.`);
}

/** A stroke that is given beside what is over all: measured from one of some other edges. @throws Refusal */
function checkRun(what: string, run: number | undefined, ...ways: readonly number[]): void {
  if (run === undefined || ways.some((way) => Math.abs(way - run) < 1e-6)) return;
  impossible(`The ${what} of ${mm(run)} does not fit the other sizes, which give ${mm(ways[0] ?? 0)}.`);
}

function checkFits(...lengths: readonly number[]): void {
  if (lengths.some((one) => !(one > 1e-6))) impossible('The strokes of the plate leave nothing between them.');
}

/** The horizontal leg lies at the front, the other one goes up at the left. */
function outlineOfL({ x, y, wide, horizontal, vertical, leg }: LetterSizes, { missing, assume }: Context): Point[] {
  const isOne = x === undefined && y === undefined && leg.other === undefined && leg.count === 2;
  const long = agreed('length', x, horizontal.run, isOne ? undefined : (leg.run ?? undefined)) ?? leg.run;
  const high = agreed('height', y, vertical.run, leg.other) ?? (isOne ? leg.run : undefined);
  if (long === undefined || high === undefined) return missing('length of both legs');
  const h = horizontal.cross ?? leg.cross ?? wide ?? missing('width of the legs');
  const v = vertical.cross ?? leg.cross ?? wide ?? missing('width of the legs');
  checkWide([leg.cross, wide], h, v);
  checkFits(long - v, high - h);
  if (x === undefined) assume(`The legs of ${mm(long)} and ${mm(high)} are measured outside.`);
  return [
    [0, 0],
    [long, 0],
    [long, h],
    [v, h],
    [v, high],
    [0, high],
  ];
}

/** The bar is at the back. */
function outlineOfT({ x, y, wide, horizontal, vertical, leg }: LetterSizes, { missing, assume }: Context): Point[] {
  const long = agreed('length of the bar', x, horizontal.run) ?? missing('length of the bar');
  const h = horizontal.cross ?? leg.cross ?? wide ?? missing('width of the bar');
  const v = vertical.cross ?? leg.cross ?? wide ?? missing('width of the stem');
  checkWide([leg.cross, wide], h, v);
  const stem = agreed('length of the stem', vertical.run, leg.run);
  if (y === undefined && stem !== undefined) assume(`The stem of ${mm(stem)} is measured from the bar.`);
  const high = y ?? (stem === undefined ? missing('length of the stem') : stem + h);
  checkRun('stem', stem, high - h, high);
  checkFits(long - v, high - h);
  const [left, right] = [(long - v) / 2, (long + v) / 2];
  return [
    [left, 0],
    [right, 0],
    [right, high - h],
    [long, high - h],
    [long, high],
    [0, high],
    [0, high - h],
    [left, high - h],
  ];
}

/** Open to the back. */
function outlineOfU({ x, y, wide, horizontal, leg, gap }: LetterSizes, { missing, assume }: Context): Point[] {
  const given = agreed('width of the legs', leg.cross, wide);
  const across = agreed('width', x, horizontal.run);
  const v =
    given ??
    (across === undefined || gap.cross === undefined ? missing('width of the legs') : (across - gap.cross) / 2);
  const long = across ?? (gap.cross === undefined ? missing('width') : gap.cross + 2 * v);
  checkRun('gap', gap.cross, long - 2 * v);
  const base = agreed(
    'width of the base',
    horizontal.cross,
    y === undefined || gap.run === undefined ? undefined : y - gap.run,
  );
  if (base === undefined) assume(`The base is as wide as the legs, ${mm(v)}.`);
  const h = base ?? v;
  const high = y ?? leg.run ?? (gap.run === undefined ? missing('height') : gap.run + h);
  checkRun('leg', leg.run, high, high - h);
  checkRun('depth of the gap', gap.run, high - h);
  checkFits(long - 2 * v, high - h);
  return [
    [0, 0],
    [long, 0],
    [long, high],
    [long - v, high],
    [long - v, h],
    [v, h],
    [v, high],
    [0, high],
  ];
}

/** The crossbar is halfway up. */
function outlineOfH({ x, y, wide, horizontal, leg, gap }: LetterSizes, { missing, assume }: Context): Point[] {
  const between = agreed('gap', gap.cross, x === undefined ? horizontal.run : undefined);
  if (x === undefined && horizontal.run !== undefined)
    assume(`The crossbar of ${mm(horizontal.run)} is measured between the legs.`);
  const v =
    agreed('width of the legs', leg.cross, wide) ??
    (x === undefined || between === undefined ? missing('width of the legs') : (x - between) / 2);
  const long = x ?? (between === undefined ? missing('width') : between + 2 * v);
  const high = agreed('height', y, leg.run) ?? missing('height');
  const h =
    agreed('width of the crossbar', horizontal.cross ?? wide, gap.run === undefined ? undefined : high - 2 * gap.run) ??
    missing('width of the crossbar');
  checkRun('crossbar', horizontal.run, long - 2 * v, long);
  checkFits(long - 2 * v, high - h);
  const [low, up] = [(high - h) / 2, (high + h) / 2];
  return [
    ...([
      [0, 0],
      [v, 0],
      [v, low],
      [long - v, low],
      [long - v, 0],
      [long, 0],
    ] as Point[]),
    ...([
      [long, high],
      [long - v, high],
      [long - v, up],
      [v, up],
      [v, high],
      [0, high],
    ] as Point[]),
  ];
}

/** Two bars that cross in their middles. */
function outlineOfCross({ x, y, wide, horizontal, vertical, leg }: LetterSizes, context: Context): Point[] {
  const { missing } = context;
  const isBars = leg.count === undefined && horizontal.count === 2;
  const long = agreed('length', x, horizontal.run) ?? missing('size over all');
  const high = agreed('height', y, vertical.run, isBars ? horizontal.run : undefined) ?? long;
  const h = horizontal.cross ?? leg.cross ?? wide ?? missing('width of the arms');
  const v = vertical.cross ?? leg.cross ?? wide ?? h;
  checkWide([leg.cross, wide], h, v);
  if (![undefined, 2, 4].includes(leg.count)) impossible(`A cross has four arms, not ${leg.count ?? 0}.`);
  checkRun('arm', leg.run, (long - v) / 2, long / 2, long);
  checkFits(long - v, high - h);
  const [left, right, low, up] = [(long - v) / 2, (long + v) / 2, (high - h) / 2, (high + h) / 2];
  return [
    ...([
      [left, 0],
      [right, 0],
      [right, low],
      [long, low],
      [long, up],
      [right, up],
    ] as Point[]),
    ...([
      [right, high],
      [left, high],
      [left, up],
      [0, up],
      [0, low],
      [left, low],
    ] as Point[]),
  ];
}

export const letters: readonly Letter[] = [
  {
    name: 'L',
    names: ['l'],
    example: 'an L-shaped plate of 80 x 60 x 5 mm with legs 20 mm wide',
    strokes: { horizontal: ['bottom'], vertical: ['left'], leg: ['outside'] },
    outline: outlineOfL,
  },
  {
    name: 'T',
    names: ['t', 'tee'],
    example: 'a T-shaped plate of 80 x 60 x 5 mm with a bar and a stem 20 mm wide',
    strokes: { horizontal: ['top'], vertical: ['center', 'bottom'], leg: ['center', 'bottom'] },
    outline: outlineOfT,
  },
  {
    name: 'U',
    names: ['u', 'c'],
    example: 'a U-shaped plate of 60 x 50 x 5 mm with legs 15 mm wide and a slot 35 mm deep',
    strokes: { horizontal: ['bottom'], leg: ['side'], gap: ['center', 'top'] },
    outline: outlineOfU,
  },
  {
    name: 'H',
    names: ['h', 'i'],
    example: 'an H-shaped plate of 80 x 100 x 8 mm with legs 20 mm wide and a crossbar of 25 mm',
    strokes: { horizontal: ['center'], leg: ['side'], gap: ['center'] },
    outline: outlineOfH,
  },
  {
    name: 'Cross',
    names: ['cross', 'plus', 'plus sign', 'x', '+'],
    example: 'a cross-shaped plate of 60 x 60 x 5 mm with arms 20 mm wide',
    strokes: { horizontal: ['center'], vertical: ['center'], leg: ['center'] },
    outline: outlineOfCross,
  },
];

/** What was read of a stroke, by the names of its sizes. In mm. */
export interface StrokeWords {
  readonly group: readonly number[] | undefined;
  readonly length: number | undefined;
  readonly other: number | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly unnamed: number | undefined;
}

/** Which of its sizes is which depends on how it lies: the height of a crossbar goes across it. @throws Refusal */
export function strokeOf(name: StrokeName, words: StrokeWords): Stroke {
  const { group, length, other, width, height, unnamed } = words;
  const [a, b] = group ?? [];
  if (a !== undefined && b !== undefined) {
    const isMore = [length, width, height, unnamed].some((one) => one !== undefined);
    if (isMore) throw new Refusal('not_understood', 'The prompt gives a leg or bar of the plate too many sizes.');
    return name === 'gap' ? { cross: a, run: b } : { run: Math.max(a, b), cross: Math.min(a, b) };
  }
  const isLying = name === 'horizontal';
  const isWide = isLying && length === undefined && height !== undefined;
  const runs = isLying ? [length, isWide ? width : undefined] : [length, height];
  const crosses = [isWide ? undefined : width, isLying ? height : undefined, unnamed];
  const [run, ...moreRuns] = runs.filter((one) => one !== undefined);
  const [cross, ...moreCrosses] = crosses.filter((one) => one !== undefined);
  if (moreRuns.length + moreCrosses.length > 0)
    throw new Refusal('not_understood', 'The prompt gives a leg or bar of the plate too many sizes.');
  return { run, cross, other };
}
