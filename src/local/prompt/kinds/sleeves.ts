import { flangedBushing } from '../../geometry/turned/flangedBushing';
import { cylinderSurfaces } from '../scene/surfaces';
import { hubWords } from './hubs';
import { builtShape, given, type Kind } from './kind';
import { isSpot, onlyOne, sizeOf, takePlaces } from './whole';

const example =
  'a flanged bushing of 12 mm ID, 16 mm OD, 20 mm long, with a flange of 24 mm diameter and 3 mm thickness';

export const bushing: Kind = {
  kind: 'flanged bushing',
  nouns: [
    ...['flanged bushing', 'flange bushing', 'flanged bush', 'collar bushing', 'flanged sleeve', 'top hat bushing'],
    ...['flanged sleeve bearing', 'flanged plain bearing', 'bushing with a flange', 'bushing with flange'],
  ],
  also: ['bushing', 'bush'],
  traits: { plain: ['round', 'plain', 'cylindrical', 'at one end', 'on one end', 'at the end', 'over all'] },
  sizes: { ...hubWords.sizes, length: ['overall length', 'total length'] },
  members: {
    flange: {
      nouns: ['flange', 'collar', 'shoulder'],
      sizes: ['diameter', 'radius', 'thickness', 'height', 'width', 'unnamed'],
    },
    body: { nouns: ['body', 'barrel', 'sleeve body', 'sleeve'], sizes: [] },
  },
  read(whole, assume) {
    const { taker } = whole;
    const flanges = whole.members('flange');
    onlyOne([...flanges, ...whole.members('body')]);
    whole.trait('plain', 'through');
    takePlaces(flanges, (place) => isSpot(place, 'end', 'top', 'bottom'));
    const [first, second, third] = whole.group() ?? [];
    const pair = first !== undefined && second !== undefined ? [first, second].sort((a, b) => a - b) : [];
    const innerDiameter = pair[0] ?? taker.diameter('inner') ?? whole.missing('inner diameter', example);
    const outerDiameter =
      pair[1] ?? taker.diameter('outer') ?? taker.diameter() ?? whole.missing('outer diameter', example);
    const length = third ?? whole.size('length', 'height', 'unnamed') ?? whole.missing('length', example);
    const [flange] = flanges;
    const part = flangedBushing(
      {
        innerDiameter,
        outerDiameter,
        length,
        ...given({
          flangeDiameter: flange?.diameter() ?? flange?.diameter('outer') ?? sizeOf(flanges, 'unnamed'),
          flangeThickness: sizeOf(flanges, 'thickness', 'height', 'width'),
        }),
      },
      assume,
    );
    return builtShape(part, [outerDiameter, outerDiameter, length], {
      round: true,
      surfaces: cylinderSurfaces(outerDiameter, length, innerDiameter).filter(({ name }) => name === 'top'),
    });
  },
};
