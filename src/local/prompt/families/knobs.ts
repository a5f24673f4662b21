import { knob as build } from '../../geometry/turned/knob';
import { builtBody, given } from '../builtBody';
import type { Family } from '../family';
import { readThread } from './screws';

export const knob: Family = {
  name: 'knob',
  nouns: [
    'knob',
    'control knob',
    'round knob',
    'thumb knob',
    'knurled knob',
    'fluted knob',
    'potentiometer knob',
    'thumbwheel',
    'hand knob',
    'volume knob',
    'scalloped knob',
    'clamping knob',
  ],
  adjectives: [
    'round',
    'cylindrical',
    'control',
    'knurled',
    'fluted',
    'scalloped',
    'potentiometer',
    'hand',
    'thumb',
    'lobed',
    'd',
  ],
  sizes: {
    inner: {
      nouns: [
        'bore',
        'bore diameter',
        'shaft hole',
        'hole',
        'center hole',
        'd bore',
        'd shaft',
        'd shaft hole',
        'd hole',
        'd shaped bore',
        'd shaped hole',
        'shaft',
        'shaft diameter',
        'round bore',
        'shaft bore',
        'diameter bore',
        'diameter hole',
        'blind bore',
        'center bore',
        'd cut bore',
        'd shaft bore',
      ],
    },
    acrossFlat: { nouns: ['across flat', 'across the flat', 'flat', 'd flat'] },
    scallopDiameter: { nouns: ['scallop diameter', 'flute diameter', 'diameter scallops', 'diameter flutes'] },
    topRadius: { nouns: ['top radius', 'top fillet', 'top edge radius', 'radius top edge', 'fillet top edge'] },
  },
  counts: { scallops: ['scallops', 'flutes', 'lobes', 'finger grips', 'grooves', 'notches'] },
  options: {
    knurl: ['knurl', 'knurled', 'knurling', 'knurled grip', 'knurled outside', 'knurled edge'],
    threaded: [
      'threaded insert hole',
      'threaded insert',
      'threaded hole',
      'thread',
      'tapped hole',
      'threaded',
      'insert hole',
      'tapped',
      'insert',
    ],
  },
  read(said) {
    const knurled =
      said.term('knurl') || said.nouns.some((noun) => noun.startsWith('knurled')) || said.words.includes('knurled');
    const fluted = said.term('scallops') || said.nouns.some((noun) => /^(?:fluted|scalloped)/.test(noun));
    said.term('threaded', 'tapped', 'center', 'blind', 'bottom');
    const [first, second] = said.group() ?? [];
    const bore = said.diameter(['inner'], ['innerRadius']);
    const isD = said.nouns.length > 0 && said.words.includes('d');
    const acrossFlat = said.size('acrossFlat', 'acrossFlats');
    const diameter =
      first ?? said.diameter(['diameter', 'outer'], ['radius', 'outerRadius']) ?? said.length('diameter');
    const height = second ?? said.size('height', 'thickness', 'length') ?? said.length('height');
    if (diameter === undefined || height === undefined)
      return said.missing(
        diameter === undefined ? 'diameter' : 'height',
        'a knob of 30 mm diameter, 20 mm high, with a 6 mm bore',
      );
    if (isD && acrossFlat === undefined)
      return said.missing(
        'size across the flat of the D-shaped bore',
        'a knob with a 6 mm D bore, 4.5 mm across the flat',
      );
    const scallops = said.count('scallops') ?? (fluted ? 12 : undefined);
    const thread = said.threads.length > 0 ? readThread(said, 'a knob with an M5 thread') : undefined;
    const part = build(
      {
        diameter,
        height,
        knurled,
        ...given({
          bore,
          acrossFlat,
          thread,
          scallops,
          scallopDiameter: said.size('scallopDiameter'),
          boreDepth: said.size('depth'),
          topRadius: said.size('topRadius', 'topDiameter'),
        }),
      },
      said.prompt.assume,
    );
    return builtBody(part, { size: [diameter, diameter, height] });
  },
};
