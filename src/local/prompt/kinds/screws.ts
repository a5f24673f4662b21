import { boltedJoint } from '../../geometry/assemblies/boltedJoint';
import type { Family } from '../../geometry/family';
import { countersunkScrew } from '../../geometry/hardware/countersunkScrew';
import { hexBolt } from '../../geometry/hardware/hexBolt';
import { setScrew } from '../../geometry/hardware/setScrew';
import { socketScrew } from '../../geometry/hardware/socketScrew';
import { threadedRod } from '../../geometry/hardware/threadedRod';
import { Refusal } from '../../geometry/refusal';
import type { Vector } from '../scene/body';
import { builtShape, type Kind } from './kind';
import { threadOf, type Whole } from './whole';

const words = {
  traits: {
    threaded: ['fully threaded', 'full thread', 'threaded', 'thread', 'coarse thread', 'standard thread', 'coarse'],
    plain: ['metric', 'standard', 'hexagonal', 'hexagon', 'zinc plated', 'partially threaded', 'full', 'fully'],
  },
  sizes: { length: ['shank length', 'thread length', 'length under the head', 'nominal length'] },
} satisfies Partial<Kind>;

/** "M8x40": the size of its thread and the length of its shank. Coarse and fine threads look the same. */
function readScrew(whole: Whole, example: string): { size: number; length: number } {
  whole.trait('threaded', 'plain', 'tapped', 'six sided');
  const size = threadOf(whole, example);
  const length = whole.size('length', 'height', 'unnamed') ?? whole.missing('length', example);
  return { size, length };
}

const extents = ({ size, length }: { size: number; length: number }): Vector => [2 * size, 2 * size, length + size];

type Screw = Family<{ size: number; length: number }>;

function screw(kind: string, build: Screw, nouns: readonly string[], standards: readonly string[]): Kind {
  return {
    ...words,
    kind,
    nouns: [kind, ...nouns, ...standards],
    standards,
    strict: true,
    read(whole, assume) {
      const sizes = readScrew(whole, `an M8x40 ${kind}`);
      return builtShape(build(sizes, assume), extents(sizes), { round: true });
    },
  };
}

const heads = ['hexagonal', 'hexagon', 'hexagonal head', 'hexagon head'];
const boltStandards = ['iso4014', 'iso4017', 'din931', 'din933'];

/** A bolt without any word for its head is a hex bolt. */
const bolt: Kind = {
  ...words,
  kind: 'hex bolt',
  nouns: [
    ...heads.flatMap((head) => ['bolt', 'screw', 'cap screw', 'machine bolt'].map((noun) => `${head} ${noun}`)),
    ...['hex bolt', 'bolt', 'machine bolt', ...boltStandards],
  ],
  standards: boltStandards,
  members: {
    nut: { nouns: ['nut', 'hexagonal nut', 'hexagon nut', 'matching nut', 'matching hexagonal nut'], sizes: [] },
    washer: { nouns: ['washer', 'plain washer', 'flat washer', 'matching washer', 'matching flat washer'], sizes: [] },
  },
  strict: true,
  read(whole, assume) {
    const { noun, traits } = whole.taker.thing;
    const sizes = readScrew(whole, 'an M8x40 hex bolt');
    const [nuts, washers] = [countMembers(whole, 'nut', sizes.size), countMembers(whole, 'washer', sizes.size)];
    if (nuts > 1) throw new Refusal('unsupported_feature', 'The built-in service puts one nut on a bolt.');
    if (!/hex|din|iso/.test(noun) && !traits.some(({ name }) => name === 'six sided'))
      assume('The bolt has a hexagon head.');
    const part =
      nuts + washers === 0 ? hexBolt(sizes, assume) : boltedJoint({ ...sizes, nut: nuts === 1, washers }, assume);
    return builtShape(part, extents(sizes), { round: true });
  },
};

/** How many nuts or washers come with the bolt: "a nut", "two washers", "washers". Their size is the bolt's. */
function countMembers(whole: Whole, name: 'nut' | 'washer', size: number): number {
  return whole.members(name).reduce((sum, member) => {
    const thread = member.thread();
    if (thread && thread.nominal !== size)
      throw new Refusal('geometry_validation_failed', `A ${name} ${thread.name} does not fit an M${size} bolt.`);
    member.trait('six sided', 'plain', 'threaded');
    return sum + (member.thing.count ?? (member.thing.plural ? 2 : 1));
  }, 0);
}

/** All names of a screw by the words before "screw" or "bolt". */
const named = (...before: readonly string[]): string[] =>
  before.flatMap((words) => ['screw', 'bolt', 'cap screw'].map((noun) => `${words} ${noun}`));

export const screws: readonly Kind[] = [
  bolt,
  screw(
    'socket head cap screw',
    socketScrew,
    [
      ...named('socket head', 'socket', 'allen', 'allen head', 'hexagonal socket', 'hexagonal socket head'),
      ...named('hexagon socket', 'hexagon socket head'),
      ...['cap screw', 'shcs', 'cylinder head screw', 'cheese head socket screw'],
    ],
    ['din912', 'iso4762'],
  ),
  screw(
    'countersunk screw',
    countersunkScrew,
    [
      ...named('countersunk', 'countersunk head', 'flat head', 'flat head socket', 'countersunk socket'),
      ...named('countersunk allen', 'countersunk socket head', 'csk'),
    ],
    ['din7991', 'iso10642'],
  ),
  screw(
    'set screw',
    setScrew,
    ['grub screw', 'setscrew', 'socket set screw', 'hexagonal socket set screw', 'headless screw'],
    ['iso4026', 'din913'],
  ),
  screw('threaded rod', threadedRod, ['threaded bar', 'all thread', 'studding', 'threaded stud'], ['din975', 'din976']),
];
