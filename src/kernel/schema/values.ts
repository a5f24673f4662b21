import * as v from 'valibot';

/** Lengths are in mm, within what OpenCascade's tolerance of 1e-7 mm can tell apart and a machine can hold. */
export const length = v.pipe(
  v.number('A length must be a number.'),
  v.minValue(0.001, 'A length of less than 0.001 mm can’t be made.'),
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

/** The schema's own messages are sentences for the user; those of valibot name no place, so it is added. */
export function sentenceOf(issue: v.BaseIssue<unknown>): string {
  if (issue.message.endsWith('.')) return issue.message;
  const at = v.getDotPath(issue) ?? 'its top';
  if (!isUnknownKey(issue)) return `The specification of the part is not valid at “${at}”. ${issue.message}.`;
  const { feature, key } = placeOf(issue);
  return feature === undefined
    ? `The part can’t be made: “${at}” in its specification is unknown. ${issue.message}.`
    : `The ${feature} can’t be made: “${key}” is unknown. ${issue.message}.`;
}

/** The name of the feature that the issue is in, and where it is in that. */
function placeOf(issue: v.BaseIssue<unknown>): { feature: string | undefined; key: string } {
  const path: readonly v.IssuePathItem[] = issue.path ?? [];
  const index = path.findIndex(({ key }) => key === 'features') + 1;
  const value = index > 0 ? path[index]?.value : undefined;
  const named = v.safeParse(v.looseObject({ name: v.string() }), value);
  return {
    feature: named.success ? named.output.name : undefined,
    key: path
      .slice(index + 1)
      .map(({ key }) => String(key))
      .join('.'),
  };
}
