import { Phrases } from './cursor';
import type { SizeName, Thing } from './description';
import type { KindWords } from './kindWords';
import { shapedBodies, shapedProfiles } from './shapeNouns';

/** What a noun names. */
export interface Noun {
  readonly kind: string;
  readonly role: Thing['role'];
  readonly plural: boolean;
  /** As it is called in sentences. */
  readonly noun: string;
  /** What the noun says beside its kind: "counterbore" is of a hole. */
  readonly traits?: readonly string[] | undefined;
}

const bodies: readonly KindWords[] = [
  {
    kind: 'block',
    role: 'body',
    nouns: [
      'block',
      'box',
      'cuboid',
      'rectangular prism',
      'rectangular block',
      'rectangular box',
      'rectangular bar',
      'square prism',
      'square bar',
      'square block',
      'bar',
      'flat bar',
      'cube',
      'plate',
      'base plate',
      'baseplate',
      'slab',
      'panel',
      'sheet',
      'strip',
      'tile',
      'board',
      'brick',
      'pad',
      'link',
      'link plate',
      'key',
      'parallel key',
      'feather key',
    ],
  },
  {
    kind: 'cylinder',
    role: 'body',
    nouns: [
      'cylinder',
      'disc',
      'disk',
      'rod',
      'round bar',
      'round stock',
      'round rod',
      'round plate',
      'circular plate',
      'circular disc',
      'dowel pin',
      'dowel',
      'puck',
      'roller',
    ],
  },
  {
    kind: 'tube',
    role: 'body',
    nouns: [
      'tube',
      'pipe',
      'ring',
      'sleeve',
      'bushing',
      'bush',
      'spacer',
      'spacer ring',
      'hollow cylinder',
      'round tube',
    ],
  },
  { kind: 'washer', role: 'body', nouns: ['washer'] },
  {
    kind: 'container',
    role: 'body',
    nouns: ['tray', 'trough', 'beaker', 'cup', 'pan', 'bin', 'container', 'housing', 'planter'],
  },
  { kind: 'stairs', role: 'body', nouns: ['staircase', 'stair', 'flight of stairs', 'stairway'] },
  ...(['l', 't', 'u'] as const).map((letter): KindWords => ({
    kind: 'piece',
    role: 'body',
    traits: [`${letter} shaped`],
    nouns: ['shape', 'bracket', 'block', 'part', 'piece', 'handle', 'profile'].map((noun) => `${letter} ${noun}`),
  })),
  {
    kind: 'pipe bend',
    role: 'body',
    nouns: ['pipe bend', 'pipe elbow', 'elbow', 'tube bend', 'bent pipe', 'bent tube', 'tube elbow'],
  },
  { kind: 'spring', role: 'body', nouns: ['spring', 'compression spring', 'helical spring', 'coil spring'] },
  /** Whatever it is called: its sizes and the words before it tell its shape. */
  {
    kind: 'piece',
    role: 'body',
    nouns: [
      'part',
      'piece',
      'distance piece',
      'body',
      'base',
      'head',
      'shank',
      'post',
      'boss',
      'pin',
      'stem',
      'foot',
      'hub',
      'journal',
      'web',
      'flange',
      'section',
      'step',
      'bracket',
      'cover',
      'standoff',
      'nut',
      'stub',
      'spigot',
      'shoulder',
      'collar',
      'leg',
      'pedestal',
      'lug',
      'tongue',
      'handle',
      'lever',
      'strap',
      'knob',
      'neck',
      'arm',
      'riser',
      'plinth',
      'pillar',
      'peg',
      'stud',
      'bolt',
      'core',
      'blank',
      'workpiece',
      'shaft',
      'cap',
      'upright',
      'seat',
      'table top',
      'tabletop',
      'crossbar',
      'cross bar',
      'crosspiece',
      'tommy bar',
      'axle',
      'wheel',
      'spindle',
      'mast',
      'tier',
      'stage',
      'barrel',
      'grip',
      'cross',
      'plus sign',
      'pedestal',
      'hammer',
      'table',
      'bench',
      'knob',
    ],
  },
];

/** Where something is swept. */
const paths: readonly KindWords[] = [
  {
    kind: 'path',
    role: 'path',
    nouns: [
      'path',
      'straight line',
      'straight path',
      'line',
      'arc',
      'circular arc',
      'semicircular path',
      'semicircular arc',
      'half circular path',
      'half circular arc',
      'quarter circular path',
      'quarter circular arc',
      'circular path',
    ],
    sizes: ['length', 'radius', 'diameter', 'unnamed', 'bend'],
  },
];

const profiles: readonly KindWords[] = [
  { kind: 'half circle', role: 'profile', nouns: ['half circle', 'semicircle', 'half a circle'] },
  { kind: 'quarter circle', role: 'profile', nouns: ['quarter circle', 'quarter of a circle'] },
  { kind: 'slot outline', role: 'profile', nouns: ['slot shape', 'stadium', 'stadium shape', 'obround shape'] },
  { kind: 'rectangle', role: 'profile', nouns: ['rectangle', 'square'] },
  { kind: 'circle', role: 'profile', nouns: ['circle'] },
  { kind: 'polygon', role: 'profile', nouns: ['profile', 'closed profile', 'polygon', 'outline', 'polyline'] },
];

const features: readonly KindWords[] = [
  {
    kind: 'hole',
    role: 'feature',
    nouns: [
      'hole',
      'bore',
      'bore hole',
      'mounting hole',
      'bolt hole',
      'screw hole',
      'clearance hole',
      'center hole',
      'center bore',
      'pilot hole',
      'dowel hole',
      'drill hole',
      'fixing hole',
    ],
    sizes: ['diameter', 'radius', 'depth', 'pitch circle', 'pitch radius', 'spacing', 'inset', 'square', 'unnamed'],
  },
  {
    kind: 'counterbore',
    role: 'feature',
    nouns: ['counterbore', 'counter bore', 'spotface'],
    sizes: ['diameter', 'radius', 'depth', 'unnamed', 'width'],
  },
  {
    kind: 'slot',
    role: 'feature',
    nouns: ['slot', 'slotted hole', 'elongated hole', 'oblong hole', 'obround', 'long hole'],
    sizes: ['length', 'width', 'depth', 'diameter', 'radius', 'unnamed', 'spacing'],
  },
  {
    kind: 'pocket',
    role: 'feature',
    nouns: ['pocket', 'recess', 'window', 'cutout', 'cut out', 'rectangular hole', 'square hole', 'notch', 'opening'],
    sizes: ['length', 'width', 'height', 'depth', 'diameter', 'radius', 'side', 'square', 'unnamed'],
  },
  {
    kind: 'groove',
    role: 'feature',
    nouns: ['groove', 'channel', 'circlip groove'],
    sizes: ['length', 'width', 'depth', 'diameter', 'radius', 'unnamed'],
  },
];

const edges: readonly KindWords[] = [
  {
    kind: 'chamfer',
    role: 'edges',
    nouns: ['chamfer', 'bevel'],
    sizes: ['unnamed', 'width', 'length', 'leg', 'depth', 'height'],
  },
  { kind: 'fillet', role: 'edges', nouns: ['fillet', 'rounding'], sizes: ['unnamed', 'radius', 'diameter'] },
];

export const kindWords: readonly KindWords[] = [
  ...bodies,
  ...shapedBodies,
  ...profiles,
  ...shapedProfiles,
  ...paths,
  ...features,
  ...edges,
];

const pluralOf = (noun: string): string => (/(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`);

export const nouns = new Phrases<Noun>(
  kindWords.flatMap(({ kind, role, nouns: list, traits }) =>
    list.flatMap((noun) => [
      [noun, { kind, role, noun, plural: false, traits }] as const,
      [pluralOf(noun), { kind, role, noun, plural: true, traits }] as const,
    ]),
  ),
);

/** Whether a size can be said of a kind of thing. */
export function accepts(kind: string, name: SizeName): boolean {
  const words = kindWords.find((one) => one.kind === kind);
  return words?.sizes === undefined || words.sizes.includes(name);
}
