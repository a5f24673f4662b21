import { wordSet } from './cursor';
import type { Draft } from './draft';
import { readNounPhrase, type NounPhrase } from './nounPhrase';
import type { ParseState } from './parseState';
import { traitsOfProfile } from './shapeNouns';

/** Kinds whose outline a profile can tell: "a wedge: a right triangle", "an oval plate (an ellipse)". */
const raised = new Set(['polygon bar', 'block', 'wedge', 'tube', 'container']);
/** What a body is called before its real kind is said: "a semi-cylindrical block, that is a cylinder". */
const looser: Readonly<Record<string, readonly string[]>> = { block: ['cylinder', 'tube'], capsule: ['cylinder'] };

/** "A capsule: a cylinder with a hemisphere at each end": its balls are told of. */
export function ofParts(drafts: readonly Draft[]): void {
  for (const draft of drafts)
    if (draft.kind === 'capsule' && draft.noun === 'cylinder' && drafts.some(({ kind }) => kind === 'half sphere'))
      draft.kind = 'cylinder';
}

/** Gives a body that has been named what it is said to be: a kind, or an outline. @returns whether it can be that */
export function becomes(subject: Draft, { noun, traits, sizes, threads }: NounPhrase): boolean {
  const outline =
    noun.role === 'profile' && raised.has(subject.kind) ? traitsOfProfile(noun.kind, noun.noun) : undefined;
  if (outline) {
    const { span } = subject;
    subject.traits.push(...outline.map((name) => ({ name, span })));
  } else {
    // A bar is round or not, and whatever else it is said to be.
    const isLooser =
      subject.noun === 'bar' ||
      (looser[subject.kind]?.includes(noun.kind) === true && subject.traits.length + subject.sizes.length > 0);
    if (subject.sizes.length > 0) return false;
    if (subject.kind !== 'piece' && subject.kind !== noun.kind && !isLooser && subject.kind !== 'capsule') return false;
    if (subject.kind === 'capsule' && noun.kind !== 'cylinder') return false;
    if (noun.kind !== 'piece' && subject.kind !== 'capsule') subject.kind = noun.kind;
    subject.noun = noun.noun;
    subject.labels.add(noun.noun);
  }
  subject.traits.push(...traits);
  subject.sizes.push(...sizes);
  subject.threads.push(...threads);
  return true;
}

const pronouns = wordSet('this it that which');
const bonds = wordSet('is forms makes serves as being');

/** "a cylinder 64 mm in diameter, this is the base": what was told of gets a name. */
export function readName({ cursor, toMm, telling: { current } }: ParseState): boolean {
  if (current?.role !== 'body' || current.sizes.length === 0) return false;
  const named = cursor.try(() => {
    if (cursor.takeWord(pronouns) === undefined || cursor.takeWord(bonds) === undefined) return undefined;
    cursor.skipWords(bonds);
    const found = readNounPhrase(cursor, toMm);
    const isPlain = found?.definite === true && found.sizes.length + found.traits.length + found.threads.length === 0;
    const ends = cursor.done || cursor.stop() !== undefined;
    return isPlain && ends && found.noun.role === 'body' && !found.noun.plural && found.which === undefined
      ? found.noun.noun
      : undefined;
  });
  if (named !== undefined) current.labels.add(named);
  return named !== undefined;
}
