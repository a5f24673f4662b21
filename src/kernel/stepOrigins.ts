import { referenceOf, referencesIn } from '../formats/step/parameters';
import { multiplied, rigidInverse, unmoved, type Matrix } from './matrix';
import { StepFrames } from './stepFrames';
import type { StepOperators } from './stepOperators';
import type { StepProducts } from './stepProducts';
import type { StepText } from './stepText';
import { millimetresOf } from './stepUnits';

/** A record that places something, and the one that is to be read instead. */
export interface Moved {
  readonly id: number;
  /** Writes it anew. @param add adds a record and gives the reference to it */
  readonly write: (add: (record: string) => string) => string;
}

const transformed = 'REPRESENTATION_RELATIONSHIP_WITH_TRANSFORMATION';
const related = 'REPRESENTATION_RELATIONSHIP';
const byItems = 'ITEM_DEFINED_TRANSFORMATION';

/** Of what is placed, and of where it is placed, each in its own unit. */
interface Pair {
  readonly own: number;
  readonly target: number;
  /** How many units of the whole are one of the part. */
  readonly scale: number;
}

/**
 * What is placed by a frame of its own that isn't its origin: the frame is to lie where the target is (ISO 10303-43 and
 * -44), so that it is undone first. The kernel undoes it last, which is the same only where neither turns.
 */
export function movedOrigins(file: StepText, products: StepProducts, operators: StepOperators): Moved[] {
  const occurrences = occurrencesIn(file, products);
  const mapped = mappedIn(file);
  const ids = [...occurrences, ...mapped].flatMap(({ pair: { own, target } }) => [own, target]);
  if (ids.length === 0) return [];
  const frames = new StepFrames(file, ids);
  const frameOf = (id: number): Matrix | undefined => operators.frameOf(id) ?? frames.placement(id);
  return [...occurrences, ...mapped].flatMap(({ id, pair, write }) => {
    const [own, target] = [frameOf(pair.own), frameOf(pair.target)];
    if (!own || !target || isSame(own, target)) return [];
    const moved = multiplied(target, rigidInverse(inUnit(own, pair.scale)));
    return [
      { id, write: (add: (record: string) => string) => write(placement(unmoved, add), placement(moved, add), add) },
    ];
  });
}

interface Placing {
  readonly id: number;
  readonly pair: Pair;
  readonly write: (own: string, target: string, add: (record: string) => string) => string;
}

function occurrencesIn(file: StepText, products: StepProducts): Placing[] {
  return [...products.occurrences].flatMap(([whole, parts]) =>
    parts.flatMap(({ part, relationships }) =>
      relationships.flatMap((id) => {
        const [first, second] = referencesIn(file.parameters(id, related));
        const items = referencesIn(file.parameters(id, transformed))[0] ?? 0;
        if (first === undefined || second === undefined || !file.is(items, [byItems])) return [];
        const [one, other] = referencesIn(file.parameters(items));
        if (one === undefined || other === undefined) return [];
        const isReversed = products.shapesOf(whole).includes(first) && products.shapesOf(part).includes(second);
        const [inner, outer] = isReversed ? [second, first] : [first, second];
        const given = isReversed ? ([other, one] as const) : ([one, other] as const);
        // Some programs name the two the wrong way round; then each is in the other's representation.
        const isSwapped = file.references(outer).includes(given[0]) && file.references(inner).includes(given[1]);
        const [own, target] = isSwapped ? [given[1], given[0]] : given;
        const scale = millimetresOf(file, inner) / millimetresOf(file, outer);
        const write: Placing['write'] = (mine, its, add) => {
          const made = add(`${byItems}('','',${isReversed ? `${its},${mine}` : `${mine},${its}`})`);
          return file.record(id).text.replace(new RegExp(`#${items}(?!\\d)`), made);
        };
        return [{ id, pair: { own, target, scale }, write }];
      }),
    ),
  );
}

function mappedIn(file: StepText): Placing[] {
  return [...file.ofType('MAPPED_ITEM')].flatMap((id) => {
    if (file.entities.get(id)?.type !== 'MAPPED_ITEM') return [];
    const [, map, target] = file.parameters(id).map(referenceOf);
    if (map === undefined || target === undefined || !file.is(map, ['REPRESENTATION_MAP'])) return [];
    const [own, representation] = file.references(map);
    if (own === undefined || representation === undefined) return [];
    const write: Placing['write'] = (mine, its, add) =>
      `MAPPED_ITEM('',${add(`REPRESENTATION_MAP(${mine},#${representation})`)},${its})`;
    return [{ id, pair: { own, target, scale: 1 }, write }];
  });
}

/** So much of a direction is none. */
const noTurn = 1e-12;

/** Whether the order doesn't matter: neither turns, or the first doesn't do anything. */
function isSame(own: Matrix, target: Matrix): boolean {
  const turns = (matrix: Matrix): boolean =>
    matrix.some((value, at) => at % 4 !== 3 && Math.abs(value - (unmoved[at] ?? 0)) > noTurn);
  const moves = own.some((value, at) => at % 4 === 3 && value !== 0);
  return !turns(own) && (!moves || !turns(target));
}

function inUnit(matrix: Matrix, scale: number): Matrix {
  return matrix.map((value, at) => (at % 4 === 3 ? value * scale : value));
}

function placement(matrix: Matrix, add: (record: string) => string): string {
  const column = (at: number): string => `(${[0, 4, 8].map((row) => real(matrix[row + at] ?? 0)).join(',')})`;
  const origin = add(`CARTESIAN_POINT('',${column(3)})`);
  const [z, x] = [2, 0].map((at) => add(`DIRECTION('',${column(at)})`));
  return add(`AXIS2_PLACEMENT_3D('',${origin},${z ?? ''},${x ?? ''})`);
}

/** A number as STEP writes it: with a decimal point. */
function real(value: number): string {
  const [digits = '0', exponent] = String(value).split('e');
  const pointed = digits.includes('.') ? digits : `${digits}.`;
  return exponent === undefined ? pointed : `${pointed}E${exponent}`;
}
