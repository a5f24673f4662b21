import type { Feature, Profile } from '../../../kernel/specification';
import type { Body, FeatureKind, Footprint, Made, FaceLayout, Surface } from '../family';
import { impossible, missing, mm, Refusal } from '../reading';
import type { Said } from '../said';
import { faceTerms, facesOf } from './faces';
import { placeSizes, placeTerms, positionsOf } from './positions';

const takes = ['length', 'width', 'height', 'depth', 'diameter', 'radius', 'cornerRadius', 'side', ...placeSizes];
const terms = ['through', 'blind', ...faceTerms, ...placeTerms];
const adjectives = [
  'rectangular',
  'square',
  'circular',
  'round',
  'through',
  'shallow',
  'blind',
  'center',
  'milled',
  'long',
  'elongated',
  'straight',
  'mounting',
  'ended',
  'end',
  'deep',
  'arranged',
  'parallel',
  'identical',
  'ventilation',
  'adjustment',
  'horizontal',
  'full',
  'cylindrical',
  'around',
  'vertical',
  'total',
  'oriented',
  'orientated',
  'passing',
  'goes',
  'between',
];

export const slot: FeatureKind = {
  name: 'slot',
  nouns: [
    'slot',
    'rectangular slot',
    'square slot',
    'slotted hole',
    'obround',
    'oblong hole',
    'obround slot',
    'obround hole',
    'elongated hole',
    'mounting slot',
    'through slot',
    'elongated slot',
    'vent slot',
    'ventilation slot',
    'slot hole',
  ],
  adjectives: adjectives.filter((word) => word !== 'rectangular' && word !== 'square'),
  takes,
  terms,
  order: 'normal',
  read: (said, body, layout) => open(said, body, layout, slotShape),
};

export const pocket: FeatureKind = {
  name: 'pocket',
  nouns: [
    'pocket',
    'recess',
    'cavity',
    'depression',
    'rectangular pocket',
    'circular pocket',
    'square pocket',
    'blind pocket',
    'circular recess',
    'rectangular recess',
    'round pocket',
    'round recess',
    'square recess',
    'indentation',
  ],
  adjectives,
  takes,
  terms,
  order: 'normal',
  read: (said, body, layout) => open(said, body, layout, pocketShape),
};

export const cutout: FeatureKind = {
  name: 'cutout',
  nouns: [
    'cutout',
    'cut out',
    'opening',
    'window',
    'rectangular hole',
    'square hole',
    'rectangular cutout',
    'square cutout',
    'rectangular through hole',
    'square through hole',
    'rectangular opening',
    'rectangular cut out',
    'square opening',
    'rectangular window',
    'circular cutout',
    'round opening',
    'circular opening',
    'rectangular through pocket',
    'square cut out',
  ],
  adjectives,
  takes,
  terms,
  order: 'normal',
  read: (said, body, layout) => open(said, body, layout, pocketShape),
};

/** What is cut, seen from its face. */
interface Cut {
  readonly profile: Profile;
  readonly footprint: Omit<Footprint, 'text' | 'depth'>;
  /** Along X and Y. */
  readonly size: readonly [number, number];
  readonly text: string;
}

function open(said: Said, body: Body, layout: FaceLayout, shape: (said: Said, upright: boolean) => Cut): Made {
  const count = said.number() ?? (said.plural ? 2 : 1);
  if (!Number.isInteger(count) || count > 100 || (said.plural ? false : count !== 1))
    throw new Refusal(
      'not_understood',
      `There can’t be ${count} ${said.name}s. Write “${count} ${said.name}s”, or the unit of its size.`,
    );
  if (said.plural && count === 2 && said.numbers.length === 0) said.assume(`There are ${count} ${said.name}s.`);
  const longIsX = body.size[0] >= body.size[1];
  const isAlong = (term: string, x: boolean): boolean => said.has(term) && x;
  const upright =
    said.unsized('width') !== undefined ||
    isAlong('longWays', !longIsX) ||
    isAlong('shortWays', longIsX) ||
    said.has('alongY');
  if (count === 1) said.term('longWays', 'shortWays', 'alongX', 'alongY');
  if (said.unsized('length') !== undefined) said.term('along');
  const cut = shape(said, upright);
  const depth = said.size('depth', 'height');
  const through = said.term('through') || (depth === undefined && said.name !== 'pocket' && !said.term('blind'));
  if (through && depth !== undefined)
    impossible(`A through ${said.name} can’t be ${mm(depth)} deep. Leave out “through”, or the depth.`);
  const {
    surfaces: [surface],
  } = facesOf(said, body, layout, through, count);
  if (!surface) throw new Refusal('unsupported_feature', `The built-in service can’t put a ${said.name} there.`);
  const deep = through ? surface.depth : (depth ?? surface.depth / 2);
  if (!through && depth === undefined) said.assume(`The ${said.name} is ${mm(deep)} deep, half of the thickness.`);
  if (!through && deep >= surface.depth)
    impossible(`A ${said.name} ${mm(deep)} deep does not end inside a part that is ${mm(surface.depth)} thick there.`);
  if (count > 1 && isUnplaced(said))
    said.named.push({ size: cut.size[0] > cut.size[1] ? 'width' : 'length', text: 'along' });
  const text = `${count === 1 ? cut.text : `${count} ${cut.text.replace(said.name, `${said.name}s`)}`}${through ? '' : `, ${mm(deep)} deep`}`;
  const points = positionsOf({ said, surface, count, size: Math.max(...cut.size), text, assume: said.prompt.assume });
  for (const [x, y] of points)
    layout.place(surface, {
      points: cut.footprint.points.map(([dx, dy]) => [x + dx, y + dy]),
      radius: cut.footprint.radius,
      depth: through ? Infinity : deep,
      text,
    });
  return {
    features: [
      cutInto(
        surface,
        cut.profile,
        deep,
        through && surface.bounded !== true,
        points,
        text,
        cut.size[1] > cut.size[0] && cut.profile.kind === 'slot',
      ),
    ],
    text,
  };
}

function isUnplaced(said: Said): boolean {
  return (
    !said.has('corners', 'grid', 'pattern', 'row', 'along', 'ends', 'end') &&
    said.named.length === 0 &&
    !placeSizes.some((size) => said.sizes.has(size))
  );
}

/** A profile cut from a face downwards. Tools start outside of the face, and end behind the part if they go through. */
export function cutInto(
  { center, direction }: Surface,
  profile: Profile,
  depth: number,
  through: boolean,
  points: readonly (readonly [number, number])[],
  name: string,
  turned: boolean,
): Feature {
  const behind = through ? depth + 1 : depth;
  const sign = direction.startsWith('-') ? -1 : 1;
  const axis = direction.endsWith('x') ? 0 : direction.endsWith('y') ? 1 : 2;
  const at: [number, number, number] = [...center];
  at[axis] -= sign * behind;
  const turn = turned ? 90 : 0;
  const places = points.map(([x, y]): [number, number, number] => (turned ? [y, -x, 0] : [x, y, 0]));
  return {
    operation: 'cut',
    name,
    shape: { kind: 'extrude', profile, height: behind + 1 },
    at,
    direction,
    turn,
    pattern: { kind: 'points', points: places },
  };
}

function slotShape(said: Said, upright: boolean): Cut {
  const group = said.group();
  const stated = group ? [...group].sort((one, other) => other - one) : [];
  const given = said.size('length') ?? stated[0];
  const width = said.size('width', 'diameter') ?? stated[1] ?? said.lengths.shift();
  const length = given ?? said.lengths.shift();
  if (length === undefined || width === undefined)
    missing(length === undefined ? 'length' : 'width', 'slot', 'a slot 40 mm long and 8 mm wide');
  if (length <= width) impossible(`A slot of ${mm(length)} length is not longer than its width of ${mm(width)}.`);
  if (group?.[2] !== undefined) said.sizes.set('depth', Math.min(...group));
  if (said.term('squareEnds') || said.nouns.some((noun) => /rectangular|square/.test(noun)))
    return rectangle(said, upright ? [width, length] : [length, width], undefined);
  said.assume(`The slot’s ${mm(length)} are measured over its round ends.`);
  const half = (length - width) / 2;
  return {
    profile: { kind: 'slot', length, width },
    footprint: {
      points: upright
        ? [
            [0, -half],
            [0, half],
          ]
        : [
            [-half, 0],
            [half, 0],
          ],
      radius: width / 2,
    },
    size: upright ? [width, length] : [length, width],
    text: `slot of ${mm(length)} by ${mm(width)}`,
  };
}

function pocketShape(said: Said, upright: boolean): Cut {
  const group = said.group() ?? [];
  const diameter = said.size('diameter') ?? (group.length === 0 ? twice(said.size('radius')) : undefined);
  const round = said.nouns.some((noun) => /circular|round/.test(noun));
  if (diameter !== undefined || round) {
    const d = diameter ?? said.lengths.shift();
    if (d === undefined) missing('diameter', said.name, `a circular ${said.name} of 30 mm diameter`);
    return {
      profile: { kind: 'circle', diameter: d },
      footprint: { points: [[0, 0]], radius: d / 2 },
      size: [d, d],
      text: `${said.name} of ${mm(d)} diameter`,
    };
  }
  const square = said.term('square') || said.nouns.some((noun) => noun.includes('square'));
  const side = said.size('side');
  const length = group[0] ?? side ?? said.size('length') ?? said.lengths.shift();
  const width = group[1] ?? side ?? said.size('width', 'height') ?? (square ? length : undefined);
  if (group[2] !== undefined) said.sizes.set('depth', group[2]);
  if (length === undefined || width === undefined)
    missing(length === undefined ? 'length' : 'width', said.name, `a 40x20 mm ${said.name}`);
  const cornerRadius = said.size('cornerRadius', 'radius');
  const [x, y] = upright ? [width, length] : [length, width];
  if (cornerRadius !== undefined && 2 * cornerRadius > Math.min(x, y))
    impossible(`A corner radius of ${mm(cornerRadius)} is too large for a ${said.name} of ${mm(x)} by ${mm(y)}.`);
  return rectangle(said, [x, y], cornerRadius);
}

function rectangle(said: Said, [x, y]: readonly [number, number], cornerRadius: number | undefined): Cut {
  const [dx, dy] = [x / 2, y / 2];
  return {
    profile: { kind: 'rectangle', size: [x, y], ...(cornerRadius === undefined ? {} : { cornerRadius }) },
    footprint: {
      points: [
        [-dx, -dy],
        [dx, -dy],
        [dx, dy],
        [-dx, dy],
      ],
      radius: 0,
    },
    size: [x, y],
    text: `${said.name} of ${mm(x)} by ${mm(y)}`,
  };
}

function twice(radius: number | undefined): number | undefined {
  return radius === undefined ? undefined : 2 * radius;
}
