import type { Draft } from './draft';

/** "a staircase with 4 steps. Each step is …": the steps are no bodies of their own. */
export function stepsOf(drafts: readonly Draft[]): Draft[] {
  const stairs = drafts.find(({ kind }) => kind === 'stairs');
  const steps = stairs ? drafts.filter(({ noun }) => noun === 'step') : [];
  const count = steps.find((step) => step.count !== undefined)?.count;
  if (!stairs || steps.some(({ traits, places }) => traits.length + places.length > 0)) return [];
  if (count !== undefined) stairs.traits.push({ name: `${count} steps`, span: stairs.span });
  // What is said of the stairs is of all steps together.
  for (const [index, size] of stairs.sizes.entries())
    if (size.qualifier === undefined && (size.name === 'length' || size.name === 'height'))
      stairs.sizes[index] = { ...size, qualifier: 'overall' };
  stairs.sizes.push(...steps.flatMap(({ sizes }) => sizes));
  return steps;
}
