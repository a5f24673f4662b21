import { cup as vessel } from '../../geometry/hollow/cup';
import { lensCap as cap } from '../../geometry/hollow/lensCap';
import { capital } from '../scene/blocks';
import type { Surface } from '../scene/surface';
import { cylinderSurfaces } from '../scene/surfaces';
import { floorWords, openWords } from './hollowWords';
import { builtShape, given, type Kind } from './kind';
import { isSpot, sizeOf, takePlaces } from './whole';

const uses = ['pen', 'pencil', 'plant', 'flower', 'round', 'cylindrical', 'drinking', 'water'];

/** A round vessel, open at the top. */
const cup: Kind = {
  kind: 'cup',
  nouns: [
    'cup',
    'beaker',
    'tumbler',
    'pot',
    'planter',
    'vase',
    'flowerpot',
    'bucket',
    'pen holder',
    'container',
  ].flatMap((noun) => [noun, ...uses.map((use) => `${use} ${noun}`)]),
  traits: { open: openWords, plain: ['straight sided', 'straight', 'simple', 'cylindrical', 'round'] },
  sizes: floorWords,
  read(whole, assume) {
    const { taker } = whole;
    whole.trait('open', 'plain', 'round');
    takePlaces([taker], (place) => isSpot(place, 'top'));
    const wall = whole.size('wall', 'thickness');
    const floor = whole.size('floor');
    const [top, bottom] = [taker.diameter('top'), taker.diameter('bottom')];
    const [first, second] = whole.group() ?? [];
    const diameter = first ?? top ?? taker.diameter() ?? taker.diameter('outer') ?? whole.size('width') ?? inside();
    const height = second ?? whole.size('height', 'length', 'depth') ?? whole.size('unnamed');
    if (diameter === undefined || height === undefined)
      return whole.missing(
        diameter === undefined ? 'diameter' : 'height',
        'a cup of 80 mm diameter, 100 mm high, with 3 mm walls',
      );
    function inside(): number | undefined {
      const inner = taker.diameter('inner');
      return inner === undefined || wall === undefined ? undefined : inner + 2 * wall;
    }
    const part = vessel({ diameter, height, ...given({ bottomDiameter: bottom, wall, floor }) }, assume);
    // Holes are drilled through the floor.
    const surfaces = cylinderSurfaces((bottom ?? diameter) - 2 * (wall ?? 2), floor ?? wall ?? 2)
      .filter(({ name }) => name === 'bottom')
      .map((surface): Surface => ({ ...surface, bounded: true, text: 'the floor' }));
    return builtShape(part, [diameter, diameter, height], { surfaces, round: true });
  },
};

const lensCap: Kind = {
  kind: 'lens cap',
  nouns: [
    'lens cap',
    'lens cover',
    'camera lens cap',
    'end cap',
    'pipe cap',
    'tube cap',
    'dust cap',
    'round cap',
    ...['jar', 'jam jar', 'bottle', 'tin'].flatMap((use) => [`${use} lid`, `${use} cap`, `${use} cover`]),
    'round lid',
    'cap',
  ],
  traits: {
    opensDown: [
      ...['open at the bottom', 'open at bottom', 'open bottom', 'open below', 'open at the underside'],
      ...['closed top', 'closed at the top', 'closed at top', 'closed on top', 'top closed', 'top is closed'],
      ...['with a closed top', 'the top is closed', 'closed off at the top'],
    ],
    opensUp: [...openWords, 'open at one end', 'open at 1 end', 'open on one side'],
    plain: ['push fit', 'snap on', 'cylindrical', 'round', 'for', 'to fit'],
  },
  sizes: {
    wall: ['side wall', 'side walls', 'thick side wall', 'side wall thickness', 'rim thickness', 'thick rim', 'rim'],
    floor: ['disc', 'top', 'base', 'face', 'front', 'end'].flatMap((name) => [
      `${name} thickness`,
      `thick ${name}`,
      ...(name === 'end' || name === 'base' ? [] : [name]),
    ]),
    spacing: ['clearance', 'gap'],
  },
  members: { lens: { nouns: ['lens', 'lens barrel', 'filter thread'], sizes: ['diameter', 'unnamed'] } },
  read(whole, assume) {
    const { taker } = whole;
    const lenses = whole.members('lens');
    whole.trait('plain', 'round', 'opensUp');
    const opensDown = whole.trait('opensDown');
    const innerDiameter = taker.diameter('inner');
    const outer = taker.diameter('outer');
    const sizes = {
      innerDiameter,
      clearance: whole.size('spacing'),
      wall: whole.size('wall'),
      height: whole.size('height', 'depth', 'length'),
      topThickness: whole.size('floor', 'thickness'),
    };
    const lens = sizeOf(lenses, 'diameter', 'unnamed');
    const plain = lens === undefined && innerDiameter === undefined ? taker.diameter() : undefined;
    const outerDiameter = outer ?? plain;
    if ((lens ?? innerDiameter ?? outerDiameter) === undefined)
      return whole.missing('diameter of the lens', 'a lens cap for a 52 mm lens with a 2 mm wall, 10 mm high');
    const lensDiameter = outer === undefined ? (lens ?? plain) : lens;
    const part = cap(
      {
        ...given({ ...sizes, lensDiameter, outerDiameter: lensDiameter === plain ? outer : outerDiameter }),
        opensDown,
      },
      assume,
    );
    const around = outerDiameter ?? lens ?? innerDiameter ?? 1;
    const isLens = lens !== undefined || taker.thing.noun.includes('lens');
    const named = (text: string): string => (isLens ? text : text.replace('Lens cap', capital(taker.thing.noun)));
    const { name, text } = part;
    return builtShape({ ...part, name: named(name), text: named(text) }, [around, around, sizes.height ?? 10], {
      round: true,
    });
  },
};

export const cups: readonly Kind[] = [cup, lensCap];
