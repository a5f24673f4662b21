import { findPhrases, readClauses, refuseLeftovers, refuseUnknownWords, splitClauses, type Clause, type Item } from './clause';
import { families } from './families';
import { readHoles } from './holes';
import { Refusal, type PromptReading } from './reading';
import { tokenize, type Token } from './tokens';
import { harmlessInBody, harmlessInHoles, type Dimension, type PartName, type Term } from './vocabulary';

export type { PartSummary, PromptReading, RefusalCode } from './reading';

/**
 * Reads engineering English as a part to build. It never throws and guesses nothing that the prompt states: everything that is said has to be used for
 * something or be known to be harmless, else it is named in the refusal. What the prompt leaves open is chosen and listed as an assumption.
 */
export function readPrompt(text: string): PromptReading {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code, message: error.message };
    return { ok: false, code: 'not_understood', message: 'The prompt could not be read.' };
  }
}

function read(text: string): PromptReading {
  const tokens = tokenize(text);
  const said = assign(splitClauses(findPhrases(tokens)));
  const body = readClauses(said.body);
  const holeClauses = said.holes.map(readClauses);
  const partName = partOf(body, holeClauses);
  refuseUnknownWords(body, harmlessInBody);
  for (const clause of holeClauses) refuseUnknownWords(clause, harmlessInHoles);
  const assumptions: string[] = [];
  const assume = (sentence: string): void => void assumptions.push(sentence);
  const holes = holeClauses.map((clause) => readHoles(clause, assume));
  for (const clause of holeClauses) refuseLeftovers(clause);
  const { name, features, text: partText } = families[partName](body, holes, assume, partName);
  refuseLeftovers(body);
  checkUnits(tokens, [body, ...holeClauses].flatMap(({ unitless }) => unitless), assume);
  return {
    ok: true,
    specification: { name, parts: [{ name, features }], assumptions },
    summary: { projectName: name, features: [partText, ...holes.map((hole) => hole.text)], components: [name], geometry: `Constructed solid of ${features.length} features.` },
  };
}

/** Said only of holes, also where a clause doesn't name them again. */
const ofHoles: ReadonlySet<Term | Dimension> = new Set(['corners', 'centre', 'top', 'eachLeg', 'through', 'blind', 'tapped', 'clearance', 'pitchCircle', 'edge', 'depth']);

/** The clauses that describe the body, and those of each kind of holes. */
function assign(clauses: readonly Item[][]): { body: Item[][]; holes: Item[][][] } {
  const body: Item[][] = [];
  const holes: Item[][][] = [];
  for (const clause of clauses) {
    const last = holes.at(-1);
    if (has(clause, 'hole', 'holes')) holes.push([clause]);
    else if (last && (has(clause, ...ofHoles) || (has(clause, 'diameter', 'thread') && lacksSize(last))) && !has(clause, 'radius')) last.push(clause);
    else body.push(clause);
  }
  return { body, holes };
}

function has(clause: readonly Item[], ...wanted: readonly string[]): boolean {
  return clause.some((item) => wanted.includes(item.kind === 'term' ? item.term : item.kind === 'dimension' ? item.dimension : item.kind));
}

function lacksSize(clauses: readonly Item[][]): boolean {
  const { threads, lengths, dimensions } = readClauses(clauses);
  return threads.length === 0 && lengths.length === 0 && !dimensions.has('diameter') && !dimensions.has('inner');
}

/** The one part that the prompt names. */
function partOf(body: Clause, holes: readonly Clause[]): PartName {
  const [named, ...more] = body.parts;
  const inHoles = holes.flatMap(({ parts }) => parts);
  if (!named) {
    throw new Refusal('not_understood', inHoles.length > 0
      ? 'Name the part and its sizes first and then its holes: “a 40x20x10 mm box with a 5 mm hole”.'
      : 'The built-in service reads boxes, plates, cylinders, tubes, flanges and L-brackets. The prompt names none of them.');
  }
  const other = [...more, ...inHoles].find(({ name, again }) => name !== named.name || !again);
  if (other) throw new Refusal('unsupported_feature', `The built-in service makes one part at a time, and the prompt names “${named.name}” and ${other.name === named.name ? 'another' : `“${other.name}”`}.`);
  return named.name;
}

/** Lengths without a unit are mm, but not beside lengths in inches. */
function checkUnits(tokens: readonly Token[], [unitless]: readonly number[], assume: (sentence: string) => void): void {
  if (unitless === undefined) return;
  if (tokens.some((token) => token.kind === 'numbers' && token.unit === 'other')) throw new Refusal('not_understood', `The prompt does not say in which unit ${unitless} is. Write it after each number.`);
  assume('Lengths without a unit are in mm.');
}
