import assert from 'node:assert/strict';

/**
 * ms of the process's own time below which nothing is said: there is little to see but compiling and collecting
 * garbage.
 */
const unseen = 60;

/**
 * So much more time may work of four times the size take. Linear work takes four times as long, quadratic work sixteen
 * times.
 */
const mostGrowth = 9;

/** The first steps are small, so that work that doubles with each few bytes is seen before it never ends. */
const firstSizes = [40, 60, 80, 100, 120, 240, 480, 1000, 2000, 5000];

/** The time that the process itself has used, in ms: another program's load doesn't count. */
async function usedBy(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * Runs work of growing size, and fails as soon as a step takes far longer than the one before, measured anew.
 * @param most the largest size, which has to be far larger than what is usual
 * @param run is given the size
 */
export async function assertNearlyLinear(what: string, most: number, run: (size: number) => unknown): Promise<void> {
  const sizes = sizesUpTo(most);
  let before = 0;
  for (const [index, size] of sizes.entries()) {
    let time = await usedBy(() => run(size));
    const smaller = sizes[index - 1];
    if (time > unseen && smaller !== undefined && time > bound(before)) {
      before = Math.max(before, await usedBy(() => run(smaller)));
      time = Math.min(time, await usedBy(() => run(size)));
      assert.ok(
        time <= bound(before),
        `${what}: ${Math.round(time)} ms for a size of ${size}, and ${before.toFixed(1)} ms for ${smaller}`,
      );
    }
    before = time;
  }
}

/** None is more than four times the one before it. */
function sizesUpTo(most: number): number[] {
  const sizes = [most];
  for (let size = most / 4; size > (firstSizes.at(-1) ?? 0); size /= 4) sizes.unshift(size);
  const [least = most] = sizes;
  return [...firstSizes.filter((size) => size < least), ...sizes];
}

function bound(before: number): number {
  return mostGrowth * Math.max(before, unseen / 8);
}

/** What breaks readers: marks, brackets, quotes and comments that nothing closes, blanks, digits, and pairs of them. */
export const hostileUnits: readonly string[] = [
  ...Array.from(' \n\t\0.,;:!?()[]{}<>"\'`*-+/\\|#=@%&~_'),
  '1',
  'a',
  'é',
  '\ufffd',
  '\r\n',
  '> ',
  '- ',
  '1. ',
  '* - + ',
  '>1. ',
  '- \n',
  '```',
  '``` cad\n',
  '```cad\n~~~',
  '    - a\n',
  '/*',
  '*/',
  '/**/',
  '/* */ ',
  "''",
  "';",
  "('",
  '#1=',
  '#1=A(',
  '#1=PRODUCT(',
  "#1=PRODUCT('a;",
  '#1=(A(',
  '#1 ',
  '#1=STYLED_ITEM(#1,#1);',
  '(((',
  '[]',
  '{"a":',
  '[[',
  '<a',
  '<a>',
  '<!--',
  '<a b="',
  "<a b='>",
  '</script',
  '<script>',
  '<Relationship ',
  '<Relationship Target="a" ',
  'Target = ',
  'solid ',
  'endsolid ',
  'facet ',
  'facet normal ',
  'vertex 1 2 3\n',
  'vertex ',
  'SIGNATURE ',
  'ENDSEC ',
  'END-ISO-10303-21;',
  'END-ISO-10303-21;/*',
  'END-ISO-10303-21 ',
  'DATA',
  '1e',
  '0.1.',
  'PK\u0001\u0002',
  'PK\u0005\u0006',
  'a=b ',
  '://',
  'a:/',
  'a.',
  '/a',
  'C:\\',
  '. . ',
  '\u200d',
];

/** A text of a length, of one unit again and again. */
export function repeated(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

/** At most about so long, a unit again and again and then `end`: unlike `repeated`, all lengths end alike. */
export function repeatedWhole(unit: string, length: number, end = ''): string {
  return unit.repeat(Math.max(1, Math.floor((length - end.length) / unit.length))) + end;
}
