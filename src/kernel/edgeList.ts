import { isParallel, isWhole, type BodyEdge } from './edges';

const axes = [
  ['X', [1, 0, 0]],
  ['Y', [0, 1, 0]],
  ['Z', [0, 0, 1]],
] as const;

/** Kinds of edges that a sentence names, at most. */
const mostNamed = 8;

/** Which edges a body has, for whoever asked for others: "It has 4 edges along X and 2 circles of 8 mm". */
export function edgeList(all: readonly BodyEdge[]): string {
  const straight = axes.map(([name, axis]) => {
    const count = all.filter(({ direction }) => direction && isParallel(direction, axis)).length;
    return { count, text: `${counted(count, 'edge')} along ${name}` };
  });
  const circles = new Map<number, number>();
  for (const { circle } of all) {
    if (!circle || !isWhole(circle, all)) continue;
    const diameter = Number((2 * circle.radius).toPrecision(6));
    circles.set(diameter, (circles.get(diameter) ?? 0) + 1);
  }
  const round = [...circles].map(([diameter, count]) => ({
    count,
    text: `${counted(count, 'circle')} of ${diameter} mm`,
  }));
  const named = [...straight, ...round].filter(({ count }) => count > 0);
  const rest = all.length - named.reduce((sum, { count }) => sum + count, 0);
  const texts = named.slice(0, mostNamed).map(({ text }) => text);
  const more = named.length - texts.length;
  if (more > 0) texts.push(`circles of ${more} other sizes`);
  if (rest > 0) texts.push(counted(rest, 'other edge'));
  const last = texts.pop();
  if (last === undefined) return 'It has none at all';
  return `It has ${texts.length > 0 ? `${texts.join(', ')} and ` : ''}${last}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
