import { boltedJoint } from '../../geometry/assemblies/boltedJoint';
import type { Family as Parts } from '../../geometry/family';
import { countersunkScrew as countersunk } from '../../geometry/hardware/countersunkScrew';
import { hexBolt as bolt } from '../../geometry/hardware/hexBolt';
import { setScrew as grub } from '../../geometry/hardware/setScrew';
import { socketScrew as cap } from '../../geometry/hardware/socketScrew';
import { threadedRod as rod } from '../../geometry/hardware/threadedRod';
import { builtBody } from '../builtBody';
import type { Body, Family } from '../family';
import type { Words } from '../words';
import { Refusal } from '../reading';
import type { Said } from '../said';

const words: Omit<Words, 'nouns'> = {
  adjectives: [
    'hexagon',
    'hexagonal',
    'metric',
    'threaded',
    'fully',
    'full',
    'partially',
    'zinc',
    'plated',
    'coarse',
    'head',
    'hex',
    'allen',
    'socket',
  ],
  options: {
    threaded: [
      'fully threaded',
      'full thread',
      'full threaded',
      'threaded',
      'thread',
      'coarse thread',
      'standard thread',
    ],
    standard: [
      'din 933',
      'din 931',
      'din 912',
      'din 7991',
      'din 913',
      'iso 4014',
      'iso 4017',
      'iso 4762',
      'iso 10642',
      'iso 4026',
      'iso 4032',
      'iso 7089',
      'din 934',
      'din 125',
      'din 976',
      'din 975',
    ],
  },
  members: {
    nut: {
      nouns: ['nut', 'hex nut', 'matching nut', 'hexagon nut', 'hexagonal nut'],
      adjectives: ['matching', 'hex', 'fitting', 'suitable'],
    },
    washer: {
      nouns: ['washer', 'plain washer', 'flat washer', 'matching washer'],
      adjectives: ['matching', 'flat', 'plain'],
    },
  },
};

/** "M8x40": the size of its thread and the length of its shank. Coarse and fine threads look the same. */
export function readScrew(said: Said, example: string): { size: number; length: number } {
  said.term('threaded', 'standard', 'tapped');
  const size = readThread(said, example);
  const length = said.size('length', 'height') ?? said.length('length');
  if (length === undefined) return said.missing('length', example);
  return { size, length };
}

export function readThread(said: Said, example: string): number {
  const thread = said.thread();
  if (!thread) return said.missing('thread size', example);
  if (!thread.name.startsWith('M'))
    throw new Refusal('unsupported_feature', `The built-in service has metric hardware only, not ${thread.name}.`);
  // Others name the size once more: "an M8 nut for an M8 bolt".
  while (said.threads[0]?.name === thread.name) said.thread();
  return thread.nominal;
}

function screw(
  name: string,
  alone: readonly string[],
  build: Parts<{ size: number; length: number }>,
  nouns: readonly string[] = [],
): Family {
  return {
    name,
    nouns,
    alone,
    ...words,
    members: {},
    read(said) {
      const sizes = readScrew(said, `an M8x40 ${name}`);
      return builtBody(build(sizes, said.prompt.assume), { size: extents(sizes.size, sizes.length) });
    },
  };
}

function extents(size: number, length: number): Body['size'] {
  return [2 * size, 2 * size, length + size];
}

/** A bolt without any word for its head is a hex bolt. */
export const hexBolt: Family = {
  name: 'hex bolt',
  nouns: [],
  alone: [
    'hex bolt',
    'bolt',
    'hexagon bolt',
    'hexagonal bolt',
    'hex head bolt',
    'hexagon head bolt',
    'hexagonal head bolt',
    'hexagonal screw',
    'hexagon screw',
    'hexagonal head screw',
    'hex machine bolt',
    'hex screw',
    'hex head screw',
    'hex cap screw',
    'machine bolt',
    'hexagon head screw',
    'hex head cap screw',
    'din 933',
    'din 931',
    'iso 4014',
    'iso 4017',
  ],
  ...words,
  read(said) {
    const sizes = readScrew(said, 'an M8x40 hex bolt');
    const [nuts, washers] = [membersOf(said, 'nut', sizes.size), membersOf(said, 'washer', sizes.size)];
    if (nuts > 1) throw new Refusal('unsupported_feature', 'The built-in service puts one nut on a bolt.');
    if (!said.nouns.some((noun) => /hex|din|iso/.test(noun)) && !said.words.includes('hex'))
      said.assume('The bolt has a hexagon head.');
    const part =
      nuts + washers === 0
        ? bolt(sizes, said.prompt.assume)
        : boltedJoint({ ...sizes, nut: nuts === 1, washers }, said.prompt.assume);
    return builtBody(part, { size: extents(sizes.size, sizes.length) });
  },
};

/** How many nuts or washers come with the bolt: "a nut", "two washers", "washers". Their size is the bolt's. */
function membersOf(said: Said, name: 'nut' | 'washer', size: number): number {
  return said.members(name).reduce((sum, member) => {
    const thread = member.thread();
    if (thread && thread.nominal !== size)
      throw new Refusal('geometry_validation_failed', `A ${name} ${thread.name} does not fit an M${size} bolt.`);
    member.term('standard', 'threaded', 'ends', 'sides');
    return sum + (member.number() ?? (member.plural ? 2 : 1));
  }, 0);
}

export const socketScrew = screw(
  'socket head cap screw',
  [
    'socket head cap screw',
    'cap screw',
    'allen screw',
    'allen bolt',
    'socket head screw',
    'socket screw',
    'shcs',
    'hex socket screw',
    'hex socket head cap screw',
    'hex socket cap screw',
    'hexagon socket head cap screw',
    'hexagon socket head screw',
    'hexagon socket screw',
    'hexagonal socket head cap screw',
    'cylinder head screw',
    'cheese head socket screw',
    'allen head cap screw',
    'hex socket head screw',
    'hex socket head bolt',
    'socket cap screw',
    'socket head bolt',
    'allen cap screw',
    'allen head bolt',
    'allen head screw',
    'socket head cap bolt',
    'din 912',
    'iso 4762',
  ],
  cap,
);
export const countersunkScrew = screw(
  'countersunk screw',
  [
    'countersunk screw',
    'countersunk head screw',
    'countersunk bolt',
    'flat head screw',
    'flat head socket screw',
    'countersunk socket screw',
    'countersunk allen screw',
    'flat head cap screw',
    'flat head socket cap screw',
    'countersunk socket head screw',
    'csk screw',
    'din 7991',
    'iso 10642',
  ],
  countersunk,
);
export const setScrew = screw(
  'set screw',
  [
    'set screw',
    'grub screw',
    'setscrew',
    'socket set screw',
    'hex socket set screw',
    'headless screw',
    'iso 4026',
    'din 913',
  ],
  grub,
);
export const threadedRod = screw(
  'threaded rod',
  ['stud', 'threaded stud', 'all thread', 'allthread', 'stud bolt', 'din 976', 'din 975'],
  rod,
  ['threaded rod', 'threaded bar'],
);
