import { collar as build } from '../../geometry/turned/collar';
import { hubWords } from './hubs';
import { builtShape, given, type Kind } from './kind';
import { isRadial, readSetScrews, setScrew } from './setScrews';
import { onlyOne, sizeOf, type Whole } from './whole';

const example = 'a shaft collar of 10 mm bore, 20 mm OD and 10 mm width';

const words = {
  also: ['collar', 'ring'],
  traits: {
    plain: ['cylindrical', 'circular', 'plain', 'solid', 'one piece', 'single piece'],
    fitting: ['that fits', 'to fit', 'fits', 'that fits on', 'fits on', 'to fit on', 'fitting', 'that goes on'],
    around: ['from the outside to the bore', 'into the bore', 'to the bore', 'from the outside into the bore'],
  },
  sizes: { 'inner diameter': hubWords.sizes['inner diameter'].filter((noun) => noun !== 'shaft' && noun !== 'hole') },
  members: {
    shaft: { nouns: ['shaft', 'axle', 'spindle', 'rod'], sizes: ['diameter', 'unnamed'] },
    hole: { nouns: ['hole'], sizes: ['diameter', 'unnamed'] },
    'set screw': setScrew,
  },
  read: readCollar,
} as const satisfies Partial<Kind>;

/** A ring that is fixed on a shaft, with the hole of a set screw if one is told of. */
function readCollar(whole: Whole, ...[assume]: [Parameters<Kind['read']>[1]]): ReturnType<Kind['read']> {
  const { taker } = whole;
  whole.trait('plain', 'round', 'fitting', 'around');
  const [shafts, holes] = [whole.members('shaft'), whole.members('hole')];
  const screws = [...whole.members('set screw'), ...holes.filter((hole) => hole.thing.threads.length > 0)];
  const bores = holes.filter((hole) => !screws.includes(hole) && !isRadial(hole));
  onlyOne([...shafts, ...bores]);
  const [first, second, third] = whole.group() ?? [];
  const own = taker.diameter('inner') ?? sizeOf(bores, 'diameter', 'unnamed') ?? sizeOf(shafts, 'diameter', 'unnamed');
  const [outer, inner] = third === undefined ? [first] : [first, second].toSorted((a = 0, b = 0) => b - a);
  const bore = own ?? inner ?? whole.missing('bore', example);
  const sizes = given({
    outerDiameter: outer ?? taker.diameter('outer') ?? taker.diameter(),
    width: third ?? second ?? whole.size('width', 'thickness', 'length', 'height', 'unnamed'),
    ...readSetScrews(screws, 'a shaft collar of 10 mm bore with an M5 set screw', assume),
  });
  for (const one of bores) one.trait('through');
  const part = build({ bore, ...sizes }, assume);
  const { outerDiameter = 2 * bore, width = Math.round((outerDiameter + bore) / 3) } = sizes;
  return builtShape(part, [outerDiameter, outerDiameter, width], { round: true });
}

export const collars: readonly Kind[] = [
  {
    ...words,
    kind: 'shaft collar',
    nouns: ['shaft', 'set', 'locking', 'lock', 'stop', 'locating', 'retaining', 'shaft stop'].flatMap((use) =>
      ['collar', 'ring collar'].map((noun) => `${use} ${noun}`),
    ),
    leads: true,
  },
  { ...words, kind: 'collar', nouns: ['collar', 'ring collar'] },
];
