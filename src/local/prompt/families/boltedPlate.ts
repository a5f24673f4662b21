import { boltedPlate as build } from '../../geometry/assemblies/boltedPlate';
import { builtBody, given } from '../builtBody';
import type { Family } from '../family';
import { Refusal } from '../reading';
import { readThread } from './screws';

/** A plate with bolts through its holes, as an assembly. */
export const boltedPlate: Family = {
  name: 'bolted plate',
  nouns: ['bolted plate', 'plate assembly', 'bolted plate assembly', 'plate with bolts'],
  adjectives: ['flat', 'rectangular', 'square', 'mounting', 'base', 'steel'],
  members: {
    bolt: {
      nouns: [
        'bolt',
        'hex bolt',
        'screw',
        'hexagon bolt',
        'cap screw',
        'socket head cap screw',
        'socket screw',
        'allen screw',
        'allen bolt',
      ],
      adjectives: ['hex', 'socket'],
    },
    nut: { nouns: ['nut', 'hex nut'], adjectives: ['matching', 'hex'] },
    holes: { nouns: ['hole', 'clearance hole', 'through hole'], adjectives: ['clearance'] },
  },
  read(said) {
    said.term('square');
    const example = 'a bolted plate 80x60x10 mm with four M6 bolts in the corners';
    const [length, width, third] = said.group() ?? [];
    const thickness = third ?? said.size('thickness', 'height');
    const [bolt] = said.members('bolt');
    if (length === undefined || width === undefined || thickness === undefined) return said.missing('size', example);
    if (!bolt) return said.missing('size of the bolts', example);
    for (const one of [said, bolt, ...said.members('nut'), ...said.members('holes')])
      one.term('corners', 'eachCorner', 'corner', 'through', 'center', 'clearance', 'fastener');
    for (const one of [...said.members('nut'), ...said.members('holes')]) one.number();
    const count = bolt.number() ?? 4;
    if (count !== 1 && count !== 2 && count !== 4)
      throw new Refusal(
        'unsupported_feature',
        `The built-in service puts 1, 2 or 4 bolts through a plate, not ${count}.`,
      );
    const part = build(
      {
        length,
        width,
        thickness,
        bolts: count,
        size: readThread(bolt, example),
        head: bolt.nouns.some((noun) => /socket|allen|cap/.test(noun)) ? 'socket' : 'hex',
        nuts: said.members('nut').length > 0,
        ...given({
          boltLength: bolt.size('length'),
          edgeDistance:
            said.size('edge') ??
            bolt.size('edge') ??
            said
              .members('holes')
              .map((holes) => holes.size('edge'))
              .find((edge) => edge !== undefined),
        }),
      },
      said.prompt.assume,
    );
    return builtBody(part, { size: [length, width, thickness] });
  },
};
