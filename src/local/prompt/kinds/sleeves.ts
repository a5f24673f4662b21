import { impossible, mm } from '../../geometry/refusal';
import { flangedBushing } from '../../geometry/turned/flangedBushing';
import { cylinderSurfaces } from '../scene/surfaces';
import { hubWords } from './hubs';
import { builtShape, given, type Kind } from './kind';
import { groupOf, isSpot, onlyOne, sizeOf, takePlaces } from './whole';

const example =
  'a flanged bushing of 12 mm ID, 16 mm OD, 20 mm long, with a flange of 24 mm diameter and 3 mm thickness';

export const bushing: Kind = {
  kind: 'flanged bushing',
  nouns: [
    ...['flanged bushing', 'flange bushing', 'flanged bush', 'collar bushing', 'flanged sleeve', 'top hat bushing'],
    ...['flanged sleeve bearing', 'flanged plain bearing', 'bushing with a flange', 'bushing with flange'],
    ...['bushing', 'bush', 'sleeve', 'plain bearing', 'sleeve bearing'],
  ],
  also: ['bushing', 'bush'],
  traits: {
    plain: ['round', 'plain', 'cylindrical', 'at one end', 'on one end', 'at the end'],
    overall: [
      'over all',
      'overall',
      'in total',
      'including the flange',
      'including flange',
      'with the flange included',
    ],
    without: ['without the flange', 'without flange', 'excluding the flange', 'below the flange', 'under the flange'],
  },
  sizes: {
    ...hubWords.sizes,
    'overall length': ['overall length', 'total length', 'length over all'],
    'outer diameter': ['body', 'barrel', 'sleeve'].flatMap((body) => [
      `${body} od`,
      `${body} outer diameter`,
      `${body} diameter`,
    ]),
  },
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
    if (flanges.length === 0 && !/flange|collar|top hat/.test(taker.thing.noun))
      return whole.missing('flange', example);
    onlyOne([...flanges, ...whole.members('body')]);
    whole.trait('plain', 'through');
    takePlaces(flanges, (place) => isSpot(place, 'end', 'top', 'bottom'));
    const [first, second, third] = whole.group() ?? [];
    const pair = first !== undefined && second !== undefined ? [first, second].sort((a, b) => a - b) : [];
    const innerDiameter = pair[0] ?? taker.diameter('inner') ?? whole.missing('inner diameter', example);
    const outerDiameter =
      pair[1] ?? taker.diameter('outer') ?? taker.diameter() ?? whole.missing('outer diameter', example);
    const total = taker.size('overall length');
    const stated = third ?? whole.size('length', 'height', 'unnamed');
    const stretch = total ?? stated ?? whole.missing('length', example);
    const [flange] = flanges;
    const isTotal = total !== undefined || taker.thing.sizes.some(({ qualifier }) => qualifier === 'overall');
    const [overall, without] = [whole.trait('overall') || isTotal, whole.trait('without')];
    const own = flange && groupOf(flange);
    const thickness = own?.[1] ?? sizeOf(flanges, 'thickness', 'height', 'width');
    if (
      total !== undefined &&
      stated !== undefined &&
      Math.abs(stated + (thickness ?? NaN) - total) > 0.01 &&
      stated !== total
    )
      impossible(`A body of ${mm(stated)} and a flange of ${mm(thickness ?? 0)} are not ${mm(total)} long.`);
    if (without && thickness === undefined) return whole.missing('flange thickness', example);
    const all = stretch + (without ? (thickness ?? 0) : 0);
    if (!overall && !without) assume(`The length of ${mm(all)} is that over all, with the flange.`);
    const part = flangedBushing(
      {
        innerDiameter,
        outerDiameter,
        length: all,
        ...given({
          flangeDiameter: own?.[0] ?? flange?.diameter() ?? flange?.diameter('outer') ?? sizeOf(flanges, 'unnamed'),
          flangeThickness: thickness,
        }),
      },
      assume,
    );
    return builtShape(part, [outerDiameter, outerDiameter, all], {
      round: true,
      surfaces: cylinderSurfaces(outerDiameter, all, innerDiameter).filter(({ name }) => name === 'top'),
    });
  },
};
