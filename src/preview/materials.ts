/** A material that a part may be of. */
export interface Material {
  /** Names the text of the page, and what the page remembers. */
  readonly key: string;
  /** g/cm³ */
  readonly density: number;
  /** Left out where it is a usual value and no document's. */
  readonly source?: string;
  /** The more general one that a text names along with it. */
  readonly kindOf?: string;
  /** How prompts call it, in small letters. */
  readonly words: readonly string[];
}

/** Densities of standards and of makers’ data sheets, or usual ones. */
export const materials: readonly Material[] = [
  {
    key: 'steel',
    density: 7.85,
    source: 'EN 1993-1-1',
    words: ['steel', 'mild steel', 'carbon steel', 's235', 's355'],
  },
  {
    key: 'stainless',
    kindOf: 'steel',
    density: 7.9,
    source: 'EN 10088-1 (1.4301)',
    words: ['stainless', 'stainless steel', '304', '1 4301', 'a2'],
  },
  {
    key: 'stainless316',
    kindOf: 'stainless',
    density: 8,
    source: 'EN 10088-1 (1.4404)',
    words: ['316', '316l', '1 4404', 'a4', 'stainless steel 316', '316 stainless steel'],
  },
  { key: 'castIron', density: 7.2, words: ['cast iron', 'grey cast iron', 'gray cast iron'] },
  {
    key: 'aluminium',
    density: 2.7,
    source: 'EN 1999-1-1',
    words: [
      'aluminium',
      'aluminum',
      'alu',
      '6061',
      '6082',
      '6061 t6',
      'al 6061',
      'aluminium 6061',
      'aluminum 6061',
      '6061 aluminum',
      '6061 aluminium',
    ],
  },
  {
    key: 'aluminium7075',
    kindOf: 'aluminium',
    density: 2.8,
    source: 'MMPDS-01',
    words: ['7075', '7075 t6', 'al 7075', 'aluminium 7075', 'aluminum 7075', '7075 aluminum', '7075 aluminium'],
  },
  {
    key: 'titanium',
    density: 4.43,
    source: 'MMPDS-01',
    words: ['titanium', 'ti 6al 4v', 'ti6al4v', 'grade 5 titanium', 'titanium grade 5'],
  },
  { key: 'brass', density: 8.47, words: ['brass', 'cz121', 'cw614n'] },
  { key: 'bronze', density: 8.8, words: ['bronze'] },
  { key: 'copper', density: 8.94, words: ['copper'] },
  { key: 'magnesium', density: 1.77, source: 'MMPDS-01', words: ['magnesium', 'az31', 'az31b'] },
  { key: 'zinc', density: 6.6, words: ['zamak', 'zamak 3', 'zinc'] },
  { key: 'pla', density: 1.24, source: 'NatureWorks 4043D', words: ['pla'] },
  { key: 'petg', density: 1.27, source: 'Eastman', words: ['petg'] },
  { key: 'abs', density: 1.04, words: ['abs'] },
  { key: 'asa', density: 1.07, words: ['asa'] },
  { key: 'tpu', density: 1.21, words: ['tpu'] },
  { key: 'pa6', density: 1.14, words: ['nylon', 'pa6', 'pa 6', 'pa66', 'polyamide'] },
  { key: 'pa12', density: 1.01, words: ['pa12', 'pa 12', 'nylon 12'] },
  { key: 'pom', density: 1.41, words: ['pom', 'delrin', 'acetal', 'pom c'] },
  { key: 'pc', density: 1.2, words: ['polycarbonate', 'pc'] },
  { key: 'pmma', density: 1.19, words: ['pmma', 'acrylic', 'plexiglass', 'plexiglas'] },
  { key: 'ptfe', density: 2.16, words: ['ptfe', 'teflon'] },
  { key: 'pe', density: 0.95, words: ['hdpe', 'polyethylene'] },
  { key: 'pp', density: 0.91, words: ['polypropylene', 'pp'] },
  { key: 'peek', density: 1.3, words: ['peek'] },
];

/** How many words of a text are looked at. */
const mostWords = 5000;
/** In words. */
const longestName = 4;

/**
 * The one material that a text names; undefined when it names none, or several. The longest name counts: "stainless
 * steel" is not also steel.
 */
export function materialNamed(text: string): Material | undefined {
  const words = text
    .slice(0, 8 * mostWords)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .slice(0, mostWords);
  const found = new Set<Material>();
  for (let at = 0; at < words.length;) {
    const match = longestAt(words, at);
    if (match) found.add(match.material);
    at += match?.length ?? 1;
  }
  const general = new Set([...found].map(({ kindOf }) => kindOf));
  const [only, ...more] = [...found].filter(({ key }) => !general.has(key));
  return more.length === 0 ? only : undefined;
}

function longestAt(words: readonly string[], at: number): { material: Material; length: number } | undefined {
  for (let length = longestName; length > 0; length--) {
    const name = words.slice(at, at + length).join(' ');
    const material = materials.find((one) => one.words.includes(name));
    if (material && isName(name, words, at)) return { material, length };
  }
  return undefined;
}

/**
 * A short number, or two letters that mean other things too, is a material only where a word beside it says so. What
 * only goes into the part, such as a brass insert, isn't what it is made of.
 */
function isName(name: string, words: readonly string[], at: number): boolean {
  const [before, after] = [words[at - 1], words[at + name.split(' ').length]];
  if (after !== undefined && insertedThings.has(after)) return false;
  const isPlain = name.length > 3 || !/^(\d+|..)$/.test(name);
  return isPlain || [before, after].some((word) => word !== undefined && besides.has(word));
}

const besides: ReadonlySet<string> = new Set(['steel', 'stainless', 'plastic', 'material', 'grade', 'type', 'aisi']);

const insertedThings: ReadonlySet<string> = new Set(
  [
    'insert',
    'screw',
    'bolt',
    'nut',
    'pin',
    'washer',
    'bushing',
    'sleeve',
    'rod',
    'ball',
    'dowel',
    'stud',
    'magnet',
  ].flatMap((thing) => [thing, `${thing}s`]),
);
