import type { Thing } from '../grammar/description';

/** How a prompt can give all sizes of a body; what stands before it is its name. */
const bodies: Readonly<Record<string, string>> = {
  block: 'of 80 x 50 x 30 mm',
  cylinder: 'of 40 mm diameter, 60 mm high',
  tube: 'of 30 mm outer diameter, 20 mm inner diameter, 50 mm long',
  washer: 'of 30 mm outer diameter, 20 mm inner diameter, 3 mm thick',
  cone: 'with a base diameter of 40 mm and a height of 60 mm',
  torus: 'with a diameter of 60 mm and a tube diameter of 10 mm',
  sphere: 'of 40 mm diameter',
  'half sphere': 'of 40 mm diameter',
  capsule: 'of 20 mm diameter, 60 mm long',
  wedge: '60 mm long, 30 mm wide and 20 mm high',
  pyramid: 'with a square base of 40 mm and a height of 50 mm',
  spring: 'of 20 mm outside diameter, 2 mm wire, 10 turns, 60 mm long',
  'polygon bar': '17 mm across flats, 60 mm long',
  piece: 'of 80 x 50 x 10 mm',
  container: 'of 100 x 60 x 40 mm with 2 mm walls, open at the top',
};

/** The same of what belongs to a body. */
const features: Readonly<Record<string, string>> = {
  hole: 'of 6 mm diameter',
  slot: '30 mm long and 8 mm wide',
  pocket: 'of 40 x 20 mm, 5 mm deep',
  keyway: '6 mm wide and 3 mm deep',
  groove: '5 mm wide and 3 mm deep',
  fillet: 'of 2 mm',
  chamfer: 'of 1 mm',
};

/** What is flat, a ring or a cup by its name has other sizes than the kind that it is of. */
const byName: readonly (readonly [RegExp, string])[] = [
  [/\b(?:plate|sheet|panel|board|tile|gasket|strip)$/, 'of 80 x 50 x 6 mm'],
  [/\bkey$/, 'of 6 x 6 x 20 mm, with fully rounded ends'],
  [
    /\b(?:pin|post|shaft|axle|stem|stud|wheel|roller|knob|boss|hub|peg|pillar|bolt|foot)$/,
    'of 20 mm diameter, 30 mm long',
  ],
  [/\bcube$/, 'with 30 mm sides'],
  [/\b(?:disc|disk)$/, 'of 40 mm diameter, 5 mm thick'],
  [/\bring$/, 'of 30 mm outer diameter, 20 mm inner diameter, 5 mm thick'],
  [/\b(?:cup|mug|bowl|vase|pot|bucket)$/, 'of 80 mm diameter, 100 mm high, with 3 mm walls'],
];

/** What an example does not give, though it is of the same thing. */
const notGiven: Readonly<Record<string, RegExp>> = { hole: /^(?!diameter)/, piece: /diameter|flats/ };
const neverGiven = /^(?:spacing|number|angle)/;

/** How a prompt could give the sizes of a thing, for a sentence that asks for one. */
export function exampleOf({ kind, noun, traits, role }: Thing, size: string): string | undefined {
  if (neverGiven.test(size) || notGiven[kind]?.test(size) === true) return undefined;
  if (kind === 'block' && traits.some(({ name }) => name === 'hollow' || name === 'open'))
    return `${withArticle(noun)} ${bodies['container'] ?? ''}`;
  // "a hexagonal bar" has other sizes than a bar
  if (kind !== 'polygon bar' && traits.some(({ name }) => !saysNothing.has(name))) return undefined;
  const example = role === 'feature' || role === 'edges' ? features[kind] : bodyOf(kind, noun);
  return example && `${withArticle(noun)} ${example}`;
}

function bodyOf(kind: string, noun: string): string | undefined {
  const example = bodies[kind];
  // "a circular plate" is a disc
  const named = kind === 'cylinder' && noun.endsWith('plate') ? 'disc' : noun;
  return example && (byName.find(([name]) => name.test(named))?.[1] ?? example);
}

const saysNothing: ReadonlySet<string> = new Set(['through', 'round', 'rectangular', 'separate', 'solid']);

export function withArticle(noun: string): string {
  return `${/^(?:[aeiou]|[lh]-)/i.test(noun) && !/^(?:un[ie]|u-)/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** “L-bracket” for "l bracket": a letter that a shape is named for. */
export function writtenNoun(noun: string): string {
  return noun.replace(/^([a-z]) (?=[a-z]{2})/, (_, letter: string) => `${letter.toUpperCase()}-`);
}
