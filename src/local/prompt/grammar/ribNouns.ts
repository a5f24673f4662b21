/** Thin walls that stand on what they are of: their thickness lies along it, and their height goes up. */
export const ribNouns: readonly string[] = ['rib', 'fin'];

/** Whether a thing is called a rib, also with words before: "cooling fin". */
export function isRib(noun: string): boolean {
  return ribNouns.includes(noun.split(' ').at(-1) ?? '');
}
