import type { Part } from '../../kernel/specification';
import { collect, type Entities, type Entity } from './entities';
import { families } from './families';
import type { Body, Family, FeatureKind, Made, Shaped } from './family';
import { featureKinds } from './features';
import { Lexicon, type Item, type Noun } from './lexicon';
import { colours } from './materials';
import { withoutMarkup } from './markup';
import { normalize, type Plain } from './normalize';
import { quoted } from './quotes';
import { impossible, Refusal, type Assume, type PromptReading } from './reading';
import { refuseRepeats } from './repeats';
import { PlacedOnFaces } from './faceLayout';
import { surfaceOf } from './surfaces';
import { withoutSmallTalk } from './smallTalk';
import { tokenize, type Token } from './tokens';
import { harmless, openers } from './vocabulary';

/** What the families say of a prompt that names no part of theirs. */
const namesNone = 'The prompt names none of them';

/**
 * Words, numbers and signs. In the 5000 characters of a prompt only gibberish has more, and some of what follows
 * compares each with each.
 */
const mostTokens = 2000;

/** Those with more to say than the grammar reads: grips and bores of knobs, set screws, openings of enclosures. */
const onlyHere: ReadonlySet<string> = new Set(['knob', 'shaft collar', 'frame', 'enclosure']);

/** The words of all parts and features. */
const allWords = lexiconOf(families);
/** The same with the nouns that name a part only when no other is named. */
const withAlone = lexiconOf(families);
for (const { name, alone = [] } of families) withAlone.addNouns({ nouns: alone }, 'body', name);

/** @throws Refusal */
export function readByFamilies(text: string): PromptReading {
  const assumptions: string[] = [];
  const assume = (sentence: string): void => {
    if (!assumptions.includes(sentence)) assumptions.push(sentence);
  };
  const plain = normalize(withoutMarkup(text, assume), assume);
  const tokens = tokenize(plain.text);
  if (tokens.length > mostTokens)
    throw new Refusal(
      'not_understood',
      `The built-in service reads prompts of at most ${mostTokens} words, numbers and signs.`,
    );
  const { family, alone } = familyOf(tokens, assume);
  if (!onlyHere.has(family.name)) throw new Refusal('not_understood', `The grammar reads what a ${family.name} is.`);
  const lexicon = (alone ? withAlone : allWords).copy();
  lexicon.addWords(family);
  lexicon.addNouns(family, 'body', family.name);
  for (const { nouns } of family.shapes ?? []) lexicon.addNouns({ nouns }, 'body', family.name);
  const unitless: number[] = [];
  const entities = collect(withoutSmallTalk(lexicon.read(tokens), assume), family, featureKinds, {
    assume,
    unit: plain.unit ?? 1,
    unitless,
  });
  refuseUnknownWords(entities, family);
  const denied = plain.absent.find((name) => entities.features.some(({ kind }) => kind.name === name));
  if (denied !== undefined) impossible(`The prompt says that there are no ${denied}s, and describes some.`);
  const { body, made } = make(entities, family);
  checkUnits(tokens, plain, unitless, assume);
  const color = colourOf(tokens) ?? body.first?.color;
  const parts: Part[] = [
    {
      name: body.first?.name ?? body.name,
      ...(color === undefined ? {} : { color }),
      features: [...body.features, ...made.flatMap(({ features }) => features)],
    },
    ...(body.others ?? []),
  ];
  return {
    ok: true,
    specification: { name: body.name, parts, assumptions },
    summary: {
      projectName: body.name,
      features: [body.text, ...(body.details ?? []), ...made.map((feature) => feature.text)],
      components: parts.map(({ name }) => name),
      geometry: `${body.text}, built as a solid of ${parts.reduce((sum, { features }) => sum + features.length, 0)} features.`,
      material: plain.materials.length === 0 ? undefined : plain.materials.join(', '),
      suggestions: [],
    },
  };
}

function lexiconOf(all: readonly Family[]): Lexicon {
  const lexicon = new Lexicon().addCommon();
  for (const { name, shapes = [] } of all) for (const { nouns } of shapes) lexicon.addNouns({ nouns }, 'body', name);
  for (const family of all) lexicon.addNouns(family, 'body', family.name);
  for (const kind of featureKinds) {
    lexicon.addWords(kind);
    lexicon.addNouns(kind, 'feature', kind.name);
  }
  return lexicon;
}

/**
 * The family of the first part that the prompt names. An adjective can make it another one's: a round plate is a disc.
 */
function familyOf(tokens: readonly Token[], assume: Assume): { family: Family; alone: boolean } {
  const items = withoutSmallTalk(allWords.read(tokens), assume);
  const nouns = bodyNouns(items);
  if (nouns.some((noun) => !isPurpose(noun, items))) return { family: familyOfNouns(items, nouns), alone: false };
  const further = withoutSmallTalk(withAlone.read(tokens), assume);
  return { family: familyOfNouns(further, bodyNouns(further)), alone: true };
}

function bodyNouns(items: readonly Item[]): Noun[] {
  return items.filter((item): item is Noun => item.kind === 'noun' && item.role === 'body');
}

/** "For a shaft", "for a 12 mm shaft" */
function isPurpose(noun: Noun, items: readonly Item[]): boolean {
  const before = items[items.indexOf(noun) - 1];
  return (
    noun.links.includes('for') ||
    (noun.links.length === 0 && before?.kind === 'numbers' && before.links.includes('for'))
  );
}

function familyOfNouns(items: readonly Item[], nouns: readonly Noun[]): Family {
  const noun = nouns.find((one) => !isPurpose(one, items)) ?? nouns[0];
  const unknown = [
    ...new Set(
      items.flatMap((item) =>
        item.kind === 'word' && !harmless.has(item.text) && !openers.has(item.text) ? item.text : [],
      ),
    ),
  ].slice(0, 4);
  if (!noun)
    throw new Refusal(
      'not_understood',
      `The built-in service reads ${families
        .slice(0, 12)
        .map(({ name }) => name)
        .join(
          ', ',
        )} and other parts by their names. ${namesNone}${unknown.length === 0 ? '' : `, and ${unknown.map((word) => quoted(word)).join(', ')} ${unknown.length === 1 ? 'is' : 'are'} not known to it`}.`,
    );
  const sentence = items.slice(0, items.indexOf(noun)).map((item) => ('text' in item ? item.text : ''));
  const near = sentence.slice(-8);
  const text = noun.text.replace(/s$/, '');
  const fits = ({ nouns, adjectives, said = [] }: Shaped): boolean =>
    (nouns.includes(text) || nouns.includes(noun.text)) &&
    (adjectives.some((adjective) => near.includes(adjective)) ||
      items.some((item) => 'text' in item && said.includes(item.text)));
  const shaped = families.find(({ shapes = [] }) => shapes.some(fits));
  const family = shaped ?? families.find(({ name }) => name === noun.name);
  if (!family) throw new Error(`No family is named ${noun.name}.`);
  return family;
}

function refuseUnknownWords({ body, features }: Entities, family: Family): void {
  const adjectives = new Set((family.shapes ?? []).flatMap((shape) => shape.adjectives));
  body.refuseUnknownWords((word) => harmless.has(word) || adjectives.has(word));
  for (const { kind, said } of features)
    said.refuseUnknownWords(
      (word) => harmless.has(word) || word === 'each' || word === 'all' || (kind.adjectives ?? []).includes(word),
    );
  for (const said of [body, ...features.map((feature) => feature.said)])
    for (const part of said.parts) part.said.refuseUnknownWords((word) => harmless.has(word) || word === 'each');
}

const orders = ['first', 'normal', 'last'] as const;

function make({ body: said, features }: Entities, family: Family): { body: Body; made: Made[] } {
  const body = family.read(said);
  const layout = new PlacedOnFaces();
  for (const { under, top } of body.raised ?? []) {
    const surface = surfaceOf(body.surfaces, under);
    if (surface) layout.raise(surface, top);
  }
  const made = orders.flatMap((order) =>
    features
      .filter((feature) => orderOf(feature) === order)
      .map((feature) => feature.kind.read(feature.said, body, layout)),
  );
  refuseRepeats(made.flatMap(({ features: all }) => all));
  if (features.some(({ kind }) => kind.name === 'hole' || kind.name === 'slot')) said.term('perforated');
  said.refuseLeftovers();
  for (const feature of features) feature.said.refuseLeftovers();
  return { body, made };
}

/** Edges of the body are changed before anything is cut into it, those of a hole after it. */
function orderOf({ kind, said }: Entity): FeatureKind['order'] {
  return kind.order === 'first' && said.targets.some(({ name }) => name === 'hole') ? 'last' : kind.order;
}

/** Lengths without a unit are mm, but not beside lengths in inches. */
function checkUnits(
  tokens: readonly Token[],
  { unit }: Plain,
  [unitless]: readonly number[],
  assume: (sentence: string) => void,
): void {
  if (unitless === undefined || unit !== undefined) return;
  if (tokens.some((token) => token.kind === 'numbers' && token.unit === 'other'))
    throw new Refusal(
      'not_understood',
      `The prompt does not say in which unit ${quoted(String(unitless))} is. Write it after each number.`,
    );
  assume('Lengths without a unit are in mm.');
}

function colourOf(tokens: readonly Token[]): string | undefined {
  const named = tokens.flatMap((token) =>
    token.kind === 'word' && Object.hasOwn(colours, token.text) ? [colours[token.text]] : [],
  );
  return named[0];
}
