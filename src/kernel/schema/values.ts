import * as v from 'valibot';

/** Lengths are in mm, within what OpenCascade's tolerance of 1e-7 mm can tell apart and a machine can hold. */
export const length = v.pipe(
  v.number('A length must be a number.'),
  v.minValue(0.001, ({ input }) =>
    input > 0 ? 'A length of less than 0.001 mm can’t be made.' : 'A length must be more than 0.',
  ),
  v.maxValue(100_000, 'A length of more than 100 m can’t be made.'),
);
const coordinate = v.pipe(v.number(), v.minValue(-100_000), v.maxValue(100_000));
/** Degrees. */
export const angle = v.pipe(v.number(), v.minValue(-360), v.maxValue(360));
export const point = v.tuple([coordinate, coordinate, coordinate]);
export const point2 = v.tuple([coordinate, coordinate]);

/**
 * An object with these keys and no others: what is misspelt would else be left out without a word. Its message of an
 * unknown key says which ones there are.
 */
export function object<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.StrictObjectSchema<Entries, v.ErrorMessage<v.StrictObjectIssue>> {
  return v.strictObject(entries, (issue) =>
    isUnknownKey(issue) ? `Known there are ${Object.keys(entries).join(', ')}` : issue.message,
  );
}

function isUnknownKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}

/**
 * What is wrong, as a sentence that a person or a program can act on: of which feature, where in it, the value that is
 * there, and what it would have to be.
 */
export function sentenceOf(issue: v.BaseIssue<unknown>): string {
  const { what, key } = placeOf(issue);
  const subject = what ?? 'part';
  if (isUnknownKey(issue))
    return what === undefined
      ? `The part can’t be made: “${key}” in its specification is unknown. ${issue.message}.`
      : `The ${what} can’t be made: “${key}” is unknown. ${issue.message}.`;
  const found = `The ${subject} can’t be made: “${key}” is ${valueOf(issue.input)}`;
  if (issue.type === 'strict_object' && issue.input === undefined) return `${found}.`;
  return issue.message.endsWith('.') ? `${found}. ${issue.message}` : `${found}: it must be ${wanted(issue)}.`;
}

const mostShown = 40;

function valueOf(input: unknown): string {
  if (input === undefined) return 'missing';
  if (typeof input === 'number') return String(input);
  const text = JSON.stringify(input);
  return text.length <= mostShown ? text : `${text.slice(0, mostShown)}…`;
}

/** What an issue of valibot asks for, in words. */
function wanted({ type, expected, requirement }: v.BaseIssue<unknown>): string {
  const bound = String(requirement);
  switch (type) {
    case 'min_value':
      return `at least ${bound}`;
    case 'max_value':
      return `at most ${bound}`;
    case 'integer':
      return 'a whole number';
    case 'min_length':
      return `a list of at least ${bound}`;
    case 'max_length':
      return `a list of at most ${bound}`;
    case 'non_empty':
      return 'something';
    case 'number':
      return 'a number';
    case 'string':
      return 'a text';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    case 'tuple':
      return 'a list of numbers, one for each axis';
    case 'strict_object':
      return 'an object';
    default: {
      const choices = expected?.replace(/^\((.*)\)$/, '$1').replaceAll(' | ', ', ') ?? 'another value';
      return choices.includes(', ') ? `one of ${choices}` : choices;
    }
  }
}

/** The feature or part that the issue is in, by its name, and where it is in that. */
function placeOf(issue: v.BaseIssue<unknown>): { what: string | undefined; key: string } {
  const path: readonly v.IssuePathItem[] = issue.path ?? [];
  const keysFrom = (index: number): string =>
    path
      .slice(index)
      .map(({ key }) => String(key))
      .join('.') || 'specification';
  for (const [list, noun] of [
    ['features', 'feature'],
    ['parts', 'part'],
  ] as const) {
    const index = path.findIndex(({ key }) => key === list) + 1;
    const item = index > 0 ? path[index] : undefined;
    // The whole item is wrong, or its name.
    if (!item || index + 1 >= path.length) continue;
    const named = v.safeParse(v.looseObject({ name: v.pipe(v.string(), v.nonEmpty()) }), item.value);
    const what = named.success ? named.output.name : `${noun} ${Number(item.key) + 1}`;
    return { what, key: keysFrom(index + 1) };
  }
  return { what: undefined, key: keysFrom(0) };
}
