import type { SizeName } from '../grammar/description';
import { floorWords, openWords } from './hollowWords';
import type { Kind } from './kind';

const lengths: readonly SizeName[] = ['length', 'width', 'height', 'thickness', 'depth', 'unnamed'];
const around = ['', ' each side', ' on each side', ' on every side', ' on all sides', ' all around', ' per side'];
const times = (firsts: string, seconds: string): string[] =>
  firsts.split(', ').flatMap((first) => seconds.split(', ').map((second) => `${first} ${second}`));

/** What is square by its name and else round. */
const squares = times('square, rectangular', 'planter, plant pot, pot, flower pot, cup, pen cup, pen holder').concat(
  times('square, rectangular', 'pencil holder, pencil cup, bucket, vase, flowerpot'),
);

export const nounsOfEnclosure: readonly string[] = [
  ...['enclosure', 'project box', 'electronics box', 'electronics enclosure', 'housing', 'junction box', 'case'],
  ...['electronics case', 'electronics housing', 'open box', 'open top box', 'open topped box', 'project enclosure'],
  ...['project case', 'box enclosure', 'electrical box', 'lidded box', 'box', 'rectangular box'],
  ...['container', 'square box', 'tray', 'bin', 'drawer', 'open container', 'open tray'],
  ...['hollow box', 'hollow cube', 'hollow block', 'hollow cuboid', 'cube', 'electronic enclosure', 'plastic box'],
  ...times('organizer, storage, parts, sorting, compartment, divider, desk, drawer', 'box, tray, bin, organizer'),
  ...[
    'organizer',
    'drawer insert',
    'tray insert',
    'bin insert',
    'crate',
    'open top container',
    'open topped container',
  ],
  ...['electrical enclosure', 'pcb enclosure', 'pcb box', 'rectangular enclosure', 'instrument case'],
  ...squares,
];

const ventNouns = [
  ...times('vent, ventilation, cooling, air, air vent', 'slot, opening, slit'),
  ...['vent', 'air vent', 'cooling vent', 'ventilation', 'slot', 'ventilation slot', 'venting slot'],
];
const openingNouns = [
  ...['cutout', 'cut out', 'opening', 'window', 'port', 'aperture'],
  ...times('rectangular, usb, display, connector, cable, round, circular, square, screen, switch', 'cutout, opening'),
  ...['usb port', 'cable hole', 'cable entry', 'cable cutout', 'display window', 'connector hole', 'cable gland hole'],
  ...['grommet hole', 'usb hole', 'button hole', 'switch hole', 'led hole', 'cable pass through', 'connector port'],
];

export const enclosureWords = {
  also: ['box', 'enclosure', 'case', 'housing'],
  traits: {
    open: [...openWords, 'face open', 'side open', 'open face', 'open side', 'face missing'],
    bare: ['without the lid', 'without lid', 'without a lid', 'excluding the lid', 'excluding lid', 'no lid'],
    withLid: ['including the lid', 'including lid', 'inclusive of the lid', 'with the lid on', 'lid included'],
    apart: [
      ...['separate part', 'separate piece', 'separate body', 'separate', 'separately', 'that fits into the box'],
      ...['fits', 'fits inside', 'that fits', 'loose', 'removable', 'detachable', 'own part', 'its own part'],
    ],
    flat: ['flat', 'plain flat', 'without a lip', 'without lip', 'no lip'],
    squareEnds: ['with square ends', 'square ends', 'square ended', 'squared ends', 'straight ends'],
    roundEnds: ['with round ends', 'round ends', 'rounded ends'],
    long: ['long side', 'long wall'],
    short: ['short side', 'short wall'],
    outside: ['', 'outer ', 'outside ', 'external ', 'exterior ', 'overall '].flatMap((word) =>
      word === '' ? ['outside', 'external', 'externally'] : [`${word}dimensions`, `${word}size`, `${word}sizes`],
    ),
    inside: [
      ...['inside', 'internal', 'internally', 'inner', 'interior', 'interior space', 'internal space', 'inner space'],
      ...times('inside, inner, internal, interior', 'dimensions, size'),
    ],
    even: ['in a row', 'a row of', 'row of', 'evenly spaced', 'equally spaced', 'spaced evenly', 'narrow'],
    plain: [
      'into the box',
      'in the box',
      'that',
      'hollow',
      'standing on the floor',
      'on the floor',
      'plastic',
      ...times('as tall as, as high as, same height as, up to, reaching', 'the walls, the top, the rim, the top edge'),
      ...['full height', 'of full height', 'of the same height', 'same height', 'full height of the walls'],
      'shelled',
      'shelled with',
    ],
    divided: [
      ...times('divided, split, subdivided, separated, partitioned', 'into, in'),
      ...['giving', 'forming', 'making', 'creating', 'giving it', 'resulting in', 'to make', 'to form'],
    ],
    equal: ['equal', 'equal sized', 'equally sized', 'same size', 'identical', 'of equal size'],
    fitting: ['matching', 'fitting', 'fitted'],
  },
  sizes: {
    ...floorWords,
    height: [
      'high walls',
      'tall walls',
      'high sides',
      'tall sides',
      'high side walls',
      'tall side walls',
      'wall height',
    ],
    'corner radius': ['corner radius', 'outer corner radius', 'corner radii'],
    spacing: [
      ...around.flatMap((where) => ['clearance', 'gap', 'play'].map((gap) => `${gap}${where}`)),
      ...['lid clearance', 'apart center to center'],
    ],
  },
  members: {
    lid: {
      nouns: ['lid', 'cover', 'top cover', 'fitting lid', 'matching lid'],
      sizes: ['thickness', 'height', 'unnamed'],
    },
    lip: {
      nouns: ['lip', 'rim', 'lid lip', 'inner lip'],
      sizes: ['height', 'depth', 'length', 'thickness', 'wall', 'unnamed'],
    },
    boss: {
      nouns: [
        ...times('screw, mounting, corner, pcb, internal, inner', 'boss, post, pillar, standoff'),
        ...['boss', 'post', 'standoff', 'pillar', 'screw mount'],
      ],
      sizes: [...lengths, 'diameter', 'radius', 'inset'],
    },
    divider: {
      nouns: [
        ...times('dividing, internal, inner, partition, center, cross, separating', 'wall, divider'),
        ...['divider', 'partition', 'separator', 'dividing rib', 'divider wall', 'internal partition'],
      ],
      sizes: ['thickness', 'height', 'wall', 'width', 'unnamed'],
    },
    compartment: {
      nouns: ['compartment', 'cell', 'section', 'chamber', 'equal compartment', 'equal section'],
      sizes: ['thickness', 'wall', 'unnamed', 'grid'],
    },
    ear: {
      nouns: [
        ...times('mounting, side, screw, fixing', 'ear, tab, lug, flange, wing, foot'),
        ...['ear', 'tab', 'lug', 'flange', 'wing'],
      ],
      sizes: ['length', 'width', 'height', 'thickness', 'depth', 'unnamed'],
    },
    vent: { nouns: [...new Set(ventNouns)], sizes: [...lengths, 'spacing'] },
    opening: {
      nouns: openingNouns,
      sizes: ['length', 'width', 'height', 'diameter', 'radius', 'corner radius', 'spacing', 'unnamed'],
    },
  },
} as const satisfies Partial<Kind>;
