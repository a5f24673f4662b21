import type { HubSizes } from '../../geometry/turned/hub';
import type { HubKeywaySizes } from '../../geometry/turned/hubKeyway';
import type { Taker } from '../scene/taker';
import { given, type Kind } from './kind';
import { groupOf, isSpot, onlyOne, sizeOf, takePlaces, type Whole } from './whole';

/** Words for the middle of a pulley or a gear: bore, hub and keyway. */
export const hubWords = {
  sizes: {
    'inner diameter': [
      ...[
        'bore',
        'center bore',
        'through bore',
        'shaft bore',
        'bore hole',
        'shaft hole',
        'center hole',
        'shaft',
        'hole',
      ],
      ...['bore diameter', 'shaft diameter', 'hole diameter', 'diameter bore', 'diameter hole', 'diameter center hole'],
    ],
  },
  members: {
    keyway: {
      nouns: ['keyway', 'key way', 'key slot', 'keyseat', 'key seat', 'keyslot', 'standard keyway'],
      sizes: ['width', 'depth', 'height', 'unnamed'],
    },
    hub: {
      nouns: ['hub', 'boss', 'center hub', 'raised hub', 'round hub'],
      sizes: ['diameter', 'radius', 'length', 'height', 'width', 'thickness', 'unnamed'],
    },
  },
} satisfies Partial<Kind>;

export function readHub(whole: Whole): HubSizes {
  whole.trait('through', 'standard din6885', 'standard iso773');
  const [hubs, keyways] = [whole.members('hub'), whole.members('keyway')];
  onlyOne([...hubs, ...keyways]);
  takePlaces([whole.taker, ...hubs], (place) => isSpot(place, 'center', 'axis', 'side', 'end', 'top', 'face'));
  const [group] = hubs.map((hub) => groupOf(hub));
  const bore = whole.taker.diameter('inner');
  return given({
    bore,
    hubDiameter: group?.[0] ?? hubs[0]?.diameter() ?? hubs[0]?.diameter('outer') ?? sizeOf(hubs, 'unnamed'),
    hubLength: group?.[1] ?? sizeOf(hubs, 'length', 'height', 'width', 'thickness'),
    keyway: keyways[0] && readKeyway(keyways[0]),
  });
}

/** "a keyway 6 mm wide and 2.8 mm deep", "a 6x2.8 keyway", "a keyway". */
function readKeyway(keyway: Taker): HubKeywaySizes {
  keyway.trait('through', 'standard din6885', 'standard iso773');
  const [width, depth] = groupOf(keyway) ?? [];
  return given({
    width: width ?? sizeOf([keyway], 'width', 'unnamed'),
    depth: depth ?? sizeOf([keyway], 'depth', 'height'),
  });
}
