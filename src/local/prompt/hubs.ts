import type { HubSizes } from '../geometry/turned/hub';
import type { HubKeywaySizes } from '../geometry/turned/hubKeyway';
import { given } from './builtBody';
import type { Words } from './words';
import type { Said } from './said';

const keyway = {
  nouns: ['keyway', 'key way', 'key slot', 'keyseat', 'key seat', 'keyslot'],
  adjectives: ['standard', 'internal', 'milled', 'long', 'central', 'center', 'parallel'],
};

/** Words for the middle of a pulley or a gear: bore, hub and keyway. */
export const hubWords = {
  sizes: {
    inner: {
      nouns: [
        'bore',
        'center bore',
        'bore diameter',
        'diameter bore',
        'shaft bore',
        'through bore',
        'shaft hole',
        'center hole',
        'diameter center hole',
        'diameter hole',
        'shaft diameter',
        'shaft',
        'hole',
      ],
    },
  },
  options: { keyStandard: ['din 6885', 'iso 773', 'din 6885 1'] },
  members: {
    keyway,
    hub: { nouns: ['hub', 'boss', 'center hub'], adjectives: ['raised', 'round', 'cylindrical', 'center'] },
  },
} satisfies Partial<Words>;

export const keywayMember = { keyway };

export function readHub(said: Said): HubSizes {
  said.term('keyStandard', 'center', 'through');
  const bore = said.diameter(['inner'], ['innerRadius']);
  const [hub] = said.members('hub');
  hub?.term('center', 'top', 'end');
  const [hubDiameter, hubLength] = hub?.group() ?? [];
  const keyways = said.members('keyway').map((member) => readKeyway(member));
  return given({
    bore,
    hubDiameter: hubDiameter ?? hub?.diameter(['diameter', 'outer'], ['radius', 'outerRadius']) ?? hub?.lengths.shift(),
    hubLength: hubLength ?? hub?.size('length', 'height', 'width', 'thickness'),
    keyway: keyways[0],
  });
}

/** "a keyway 6 mm wide and 2.8 mm deep", "a 6x2.8 keyway", "a keyway". */
function readKeyway(said: Said): HubKeywaySizes {
  said.term('keyStandard', 'through', 'center');
  const [width, depth] = said.group() ?? [];
  return given({
    width: width ?? said.size('width') ?? said.lengths.shift(),
    depth: depth ?? said.size('depth', 'height'),
  });
}
