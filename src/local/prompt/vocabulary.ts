/** A size that a prompt can name. */
export type Dimension = 'length' | 'width' | 'height' | 'thickness' | 'depth' | 'side' | 'diameter' | 'radius' | 'outer' | 'inner' | 'wall' | 'pitchCircle' | 'edge';

/** What else a phrase can say of a part or its holes. */
export type Term = 'hole' | 'holes' | 'corner' | 'corners' | 'ambiguousPlace' | 'eachCorner' | 'centre' | 'top' | 'eachLeg' | 'through' | 'blind' | 'tapped' | 'clearance' | 'fastener' | 'square';

export type PartName = 'box' | 'block' | 'cuboid' | 'plate' | 'slab' | 'cube' | 'cylinder' | 'rod' | 'disc' | 'tube' | 'pipe' | 'flange' | 'L-bracket';

/** What a phrase means. */
export type Meaning = { readonly kind: 'dimension'; readonly dimension: Dimension } | { readonly kind: 'term'; readonly term: Term } | { readonly kind: 'part'; readonly name: PartName };

/** Other spellings, replaced while the prompt is split. */
export const spellings: Readonly<Record<string, string>> = {
  ø: 'diameter', dia: 'diameter', diam: 'diameter', thk: 'thick', thru: 'through', '&': 'and', disk: 'disc',
  centre: 'center', centred: 'center', centered: 'center', central: 'center', centrally: 'center', middle: 'center',
};

export const numberWords: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12 };

/** Words that only join: they are dropped before phrases are looked for. */
export const linking: ReadonlySet<string> = new Set('a an the this of in on at its for is are be'.split(' '));

/** A clause begins here, as it does after a comma. */
export const openers: ReadonlySet<string> = new Set(['with', 'plus', 'has', 'have', 'having', 'featuring', 'and']);

const verbs = 'make create generate design please me i we want need should that which it part made size sized single';

/** All that may be said of a part without changing what is built. A word that is in no list of this file ends the reading. */
export const harmlessInBody: ReadonlySet<string> = new Set(
  `${verbs} to from measuring dimensions simple plain metal aluminum aluminium stainless steel brass copper plastic nylon acrylic wooden`.split(' '),
);

/** The same for holes. */
export const harmlessInHoles: ReadonlySet<string> = new Set(`${verbs} drilled located placed positioned mounting round circular equally evenly spaced around`.split(' '));

const ofBox = ['rectangular', 'solid'];
const ofPlate = ['rectangular', 'flat', 'mounting', 'base'];
const ofCylinder = ['round', 'circular', 'cylindrical', 'solid', 'flat'];
const ofTube = ['round', 'circular', 'cylindrical', 'hollow'];

/** Adjectives that say of a part only what its name says already; before another part's name they would change it. */
export const adjectives: Readonly<Record<PartName, readonly string[]>> = {
  box: ofBox, block: ofBox, cuboid: ofBox, cube: ofBox, plate: ofPlate, slab: ofPlate, cylinder: ofCylinder, rod: ofCylinder, disc: ofCylinder, tube: ofTube, pipe: ofTube,
  flange: ['round', 'circular', 'flat', 'mounting'],
  'L-bracket': ['mounting'],
};

const dimensionPhrases: Readonly<Record<Dimension, readonly string[]>> = {
  length: ['length', 'long'],
  width: ['width', 'wide'],
  height: ['height', 'high', 'tall'],
  thickness: ['thickness', 'thick'],
  depth: ['depth', 'deep'],
  side: ['side', 'sides', 'each side', 'side length', 'edge length'],
  diameter: ['diameter'],
  radius: ['radius'],
  outer: ['od', 'outer diameter', 'outside diameter', 'external diameter'],
  inner: ['id', 'bore', 'bore diameter', 'diameter bore', 'center bore', 'inner diameter', 'inside diameter', 'internal diameter'],
  wall: ['wall', 'walls', 'wall thickness', 'thick wall', 'thick walls'],
  pitchCircle: ['pcd', 'bcd', 'pitch circle', 'bolt circle', 'pitch circle diameter', 'bolt circle diameter', 'diameter pitch circle', 'diameter bolt circle', 'diameter pcd'],
  edge: ['from edge', 'from edges', 'from each edge', 'from every edge', 'from both edges', 'from all edges', 'edge distance'],
};

/** Numbers in them are those that a prompt writes as digits or words. */
const termPhrases: Readonly<Record<Term, readonly string[]>> = {
  hole: ['hole', 'bolt hole', 'screw hole'],
  holes: ['holes', 'bolt holes', 'screw holes'],
  corner: ['corner'],
  /** On the top face, or at the top as one looks at it. Nothing takes it, so it is refused. */
  ambiguousPlace: ['top corner', 'top corners', 'top center'],
  corners: ['corners', '4 corners', 'all corners', 'all 4 corners', '1 each corner'],
  eachCorner: ['each corner', 'every corner', 'each 4 corners'],
  centre: ['center'],
  top: ['top', 'top face', 'top surface'],
  eachLeg: ['each leg', 'every leg', 'per leg'],
  through: ['through', 'through all'],
  blind: ['blind'],
  tapped: ['tapped', 'threaded', 'thread', 'threads'],
  clearance: ['clearance'],
  fastener: ['bolt', 'bolts', 'screw', 'screws'],
  square: ['square'],
};

const partPhrases: Readonly<Record<PartName, readonly string[]>> = {
  box: ['box'], block: ['block'], cuboid: ['cuboid'], plate: ['plate'], slab: ['slab'], cube: ['cube'], cylinder: ['cylinder'], rod: ['rod'], disc: ['disc'], tube: ['tube'], pipe: ['pipe'], flange: ['flange'],
  'L-bracket': ['l bracket', 'l shaped bracket', 'angle bracket'],
};

/** Every phrase with its meaning, longest first. */
export const phrases: readonly { readonly words: readonly string[]; readonly meaning: Meaning }[] = [
  ...entries(dimensionPhrases, (dimension) => ({ kind: 'dimension', dimension })),
  ...entries(termPhrases, (term) => ({ kind: 'term', term })),
  ...entries(partPhrases, (name) => ({ kind: 'part', name })),
].sort((one, other) => other.words.length - one.words.length);

function entries<Key extends string>(table: Readonly<Record<Key, readonly string[]>>, meaning: (key: Key) => Meaning): { words: string[]; meaning: Meaning }[] {
  return (Object.keys(table) as Key[]).flatMap((key) => table[key].map((phrase) => ({ words: phrase.split(' '), meaning: meaning(key) })));
}
