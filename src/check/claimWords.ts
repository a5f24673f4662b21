import type { Token } from '../local/prompt/text/token';
import type { Claim, ClaimKind, Fact } from './claim';

type Meaning = Pick<Claim, 'kind' | 'of' | 'hollow' | 'count'>;

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const holes = words(
  'hole holes bore bores bored drill drilled through counterbore counterbores countersink countersinks',
);
const round = words('pin rod shaft boss post disc disk cylinder knob peg stud collar hub ball sphere dome head shank');
const fillets = words('fillet fillets filleted round rounded rounding roundings corner corners');
const chamfers = words('chamfer chamfers chamfered bevel beveled bevels bevelled');
const pitch = words('pcd bcd pitch bolt-circle');
const lengths = words(
  'long wide high tall thick deep length width height thickness depth wall walls deep side sides square apart',
);
const spacings = words('apart spacing spaced pitch centres centers between');
/** Before a hole's name they say another size of it. */
const notOfHole = words('deep long wide apart spaced from spacing depth pitch radius fillet chamfer chamfered pcd');
const edges = words('edge edges side sides face end ends');

/** What follows these is another thing. */
const joints = words('with and having has that which plus but then where');

/** How many words a size is told by, at most, on either side. */
const reach = 6;

/**
 * What a size says, by the words beside it, or by what the grammar has read there.
 * @param at the number's place among the tokens
 */
export function meaningOfWords(tokens: readonly Token[], at: number, fact: Fact | undefined): Meaning {
  const after = wordsFrom(tokens, at, 1);
  const before = wordsFrom(tokens, at, -1);
  if (fact) return ofFact(fact, [...before, ...after]);
  const of = (after.length > 0 ? after.slice(0, 2) : before.slice(0, 2).reverse()).join(' ');
  const [own, all] = [after.slice(0, 4), [...after, ...before.slice(0, 3)]];
  const has = (list: ReadonlySet<string>, some = all): boolean => some.some((word) => list.has(word));
  const hollow = has(holes) ? true : has(round) ? false : undefined;
  const circle = [...before.slice(0, 3).reverse(), ...after].join(' ');
  // "six 9 mm holes on a bolt circle": the noun right behind it is what it is said of.
  if (/^(?:\w+ )?(?:holes?|bores?)\b/.test(after.join(' ')) && !has(notOfHole, after.slice(0, 1)))
    return { kind: 'diameter', of, hollow: true };
  // "a hole of 8 mm", if what follows doesn't say another size of it.
  if (/^of (?:\w+ )?(?:holes?|bores?)\b/.test(before.join(' ')) && !has(notOfHole, after.slice(0, 2)))
    return { kind: 'diameter', of: 'hole', hollow: true };
  if (has(pitch) || circle.includes('bolt circle'))
    return { kind: has(words('radius')) ? 'pitch radius' : 'pitch circle', of };
  if (has(chamfers)) return { kind: 'chamfer', of };
  if (has(words('radius'), own) || has(words('radius'), before.slice(0, 2)))
    return { kind: has(fillets) ? 'fillet' : 'radius', of, hollow };
  if (has(words('fillet fillets filleted'))) return { kind: 'fillet', of };
  if (has(words('diameter'), own) || has(words('diameter od id'), before.slice(0, 2)))
    return { kind: 'diameter', of, hollow };
  if (has(words('from'), own) && has(edges)) return { kind: 'edge distance', of };
  if (has(spacings, own)) return { kind: 'spacing', of };
  if (has(lengths, own.slice(0, 2)) || has(lengths, before.slice(0, 2))) return { kind: 'length', of };
  if (own.slice(0, 3).some((word) => /^(?:holes?|bores?)$/.test(word))) return { kind: 'diameter', of, hollow: true };
  return { kind: 'any', of };
}

function ofFact({ thing, size }: Fact, near: readonly string[]): Meaning {
  const { count, kind, noun } = thing;
  const isHole = holes.has(kind) || holes.has(noun) || size?.qualifier === 'inner' || noun === 'bore';
  const named = size && size.name !== 'unnamed' ? [size.qualifier, size.name].filter(Boolean).join(' ') : '';
  const of = size === undefined ? `${noun} distance` : [noun, named].filter(Boolean).join(' ');
  const several = count !== undefined && count > 1 ? count : undefined;
  const meaning = (found: ClaimKind, hollow?: boolean): Meaning => ({ kind: found, of, hollow, count: several });
  if (size === undefined) {
    const toEdge = near.some((word) => edges.has(word));
    return meaning(toEdge ? 'edge distance' : near.some((word) => spacings.has(word)) ? 'spacing' : 'any');
  }
  if (kind === 'fillet') return meaning('fillet');
  if (kind === 'chamfer') return meaning('chamfer');
  switch (size.name) {
    case 'diameter':
      return meaning('diameter', isHole ? true : undefined);
    case 'radius':
      return meaning('radius', isHole ? true : undefined);
    case 'corner radius':
    case 'bend':
      return meaning('fillet');
    case 'pitch circle':
      return meaning('pitch circle');
    case 'pitch radius':
      return meaning('pitch radius');
    case 'spacing':
    case 'end spacing':
      return meaning('spacing');
    case 'inset':
      return meaning('edge distance');
    case 'unnamed':
      if (isHole && size.lengths.length === 1) return meaning('diameter', true);
      return meaning(size.lengths.length > 1 ? 'length' : 'any');
    case 'length':
    case 'width':
    case 'height':
    case 'thickness':
    case 'depth':
    case 'wall':
    case 'floor':
    case 'side':
    case 'square':
    case 'flats':
    case 'extrusion':
    case 'gap':
    case 'leg':
      return meaning('length');
    default:
      return meaning('any');
  }
}

/** The words on one side of a token, the nearest first, up to a stop or another number. */
function wordsFrom(tokens: readonly Token[], at: number, step: 1 | -1): string[] {
  const found: string[] = [];
  for (let index = at + step; found.length < reach; index += step) {
    const token = tokens[index];
    if (token?.kind !== 'word' || joints.has(token.text)) break;
    found.push(token.text);
  }
  return found;
}
