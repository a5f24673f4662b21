import type { Shape } from '../../../kernel/specification';
import type { Body, FeatureKind, Footprint, Made, FaceLayout, Surface } from '../family';
import { missing, mm, Refusal } from '../reading';
import type { Said } from '../said';
import { faceTerms, facesOf } from './faces';
import { placeSizes, placeTerms, positionsOf } from './positions';

/** Parts that can stand on another one: "a plate with a cylinder on top". */
export const standing: ReadonlySet<string> = new Set(['cylinder', 'disc', 'box', 'block', 'cube']);

export const boss: FeatureKind = {
  name: 'boss',
  nouns: [
    'boss',
    'cylindrical boss',
    'stud',
    'standoff',
    'peg',
    'cylindrical post',
    'cylindrical standoff',
    'round boss',
    'circular boss',
    'rectangular boss',
    'protrusion',
    'cylindrical protrusion',
    'stand off',
    'pillar',
    'cylindrical peg',
    'raised boss',
    'square boss',
    'pedestal',
  ],
  plurals: ['bosses'],
  adjectives: [
    'cylindrical',
    'raised',
    'round',
    'circular',
    'rectangular',
    'square',
    'center',
    'solid',
    'vertical',
    'screw',
    'mounting',
    'extending',
    'rising',
    'protruding',
    'standing',
    'smaller',
    'attached',
    'upwards',
    'arranged',
    'extends',
    'rises',
    'sticking',
    'out',
    'second',
  ],
  takes: ['diameter', 'radius', 'height', 'length', 'width', 'thickness', 'outer', 'side', ...placeSizes],
  terms: ['standing', ...faceTerms, ...placeTerms],
  order: 'normal',
  read: readBoss,
};

interface Stand {
  readonly shape: Shape;
  readonly footprint: Omit<Footprint, 'text' | 'depth'>;
  readonly outline: Surface['outline'];
  readonly height: number;
  readonly size: number;
  readonly text: string;
}

function readBoss(said: Said, body: Body, layout: FaceLayout): Made {
  const count = said.number() ?? (said.plural ? undefined : 1);
  said.term('standing');
  const stand = shapeOf(said);
  const {
    surfaces: [surface],
  } = facesOf(said, body, layout, false, count);
  if (!surface) throw new Refusal('unsupported_feature', `The built-in service can’t put a ${said.name} there.`);
  const points = positionsOf({
    said,
    surface,
    count,
    size: stand.size,
    text: count === 1 ? said.name : `${count ?? ''} ${said.name}es`.trim(),
    assume: said.prompt.assume,
  });
  const text = `${points.length === 1 ? '' : `${points.length} `}${points.length === 1 ? 'boss' : 'bosses'} of ${stand.text}`;
  for (const [x, y] of points) {
    layout.place(surface, {
      points: stand.footprint.points.map(([dx, dy]) => [x + dx, y + dy]),
      radius: stand.footprint.radius,
      depth: -stand.height,
      text,
    });
    layout.raise(surface, topOf(surface, stand, x, y));
  }
  return {
    features: [
      {
        operation: 'add',
        name: text,
        shape: stand.shape,
        at: surface.center,
        direction: surface.direction,
        pattern: { kind: 'points', points: points.map(([x, y]) => [x, y, 0]) },
      },
    ],
    text,
  };
}

/** The end of a boss, which is a face for further features. Only on top the frames agree. */
function topOf(
  { center: [cx, cy, cz], direction, depth }: Surface,
  { height, outline }: Stand,
  x: number,
  y: number,
): Surface {
  return {
    name: 'boss',
    center: [cx + x, cy + y, cz + height],
    direction,
    outline,
    depth: depth + height,
    text: 'the boss',
  };
}

function shapeOf(said: Said): Stand {
  const group = said.group() ?? [];
  const square = said.term('square') || said.nouns.some((noun) => /square|cube/.test(noun));
  const flat =
    square ||
    said.nouns.some((noun) => /rectangular|box|block|cuboid/.test(noun)) ||
    group.length === 3 ||
    said.sizes.has('width');
  const side = said.size('side');
  if (!flat && side === undefined) {
    const diameter = said.diameter(['diameter', 'outer'], ['radius']) ?? group[0] ?? said.lengths.shift();
    const height = group[1] ?? said.size('height', 'length', 'thickness') ?? said.lengths.shift();
    if (diameter === undefined || height === undefined)
      missing(diameter === undefined ? 'diameter' : 'height', 'boss', 'a boss of 20 mm diameter, 15 mm high');
    return {
      shape: { kind: 'cylinder', diameter, height },
      footprint: { points: [[0, 0]], radius: diameter / 2 },
      outline: { kind: 'circle', diameter },
      height,
      size: diameter,
      text: `${mm(diameter)} diameter and ${mm(height)} height`,
    };
  }
  const length = group[0] ?? side ?? said.size('length') ?? said.lengths.shift();
  const width = group[1] ?? side ?? said.size('width') ?? (square ? length : undefined);
  const height =
    group[2] ??
    said.size('height', 'thickness') ??
    (square && said.nouns.includes('cube') ? length : undefined) ??
    said.lengths.shift();
  if (length === undefined || width === undefined || height === undefined)
    missing(
      length === undefined ? 'length' : width === undefined ? 'width' : 'height',
      'boss',
      'a 20x20x10 mm block on top',
    );
  const [x, y] = [length / 2, width / 2];
  return {
    shape: { kind: 'box', size: [length, width, height] },
    footprint: {
      points: [
        [-x, -y],
        [x, -y],
        [x, y],
        [-x, y],
      ],
      radius: 0,
    },
    outline: { kind: 'rectangle', size: [length, width] },
    height,
    size: Math.max(length, width),
    text: `${mm(length)} by ${mm(width)} and ${mm(height)} height`,
  };
}
