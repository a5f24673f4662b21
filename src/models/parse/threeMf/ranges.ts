import type { Range } from './slicer';

/** Triangles in a row, and the range that they belong to; undefined for those that no range has. */
export interface Stretch {
  readonly range: Range | undefined;
  readonly first: number;
  readonly last: number;
}

export interface Divided {
  readonly stretches: readonly Stretch[];
  /** How many triangles several ranges have; the first of these gets them, so that none is shown twice. */
  readonly shared: number;
  /** Some range has triangles that the object doesn't have. */
  readonly isBeyond: boolean;
}

/**
 * Divides an object's triangles among the ranges of a slicer's settings, in these's order. Each triangle is looked at
 * once, however many ranges there are.
 * @param count of the triangles
 */
export function divided(ranges: readonly Range[], count: number): Divided {
  const free = new FreePlaces(count);
  const stretches: Stretch[] = [];
  let [shared, isBeyond] = [0, false];
  const take = (range: Range | undefined, first: number, last: number): number => {
    let taken = 0;
    let start = free.from(first);
    while (start <= last) {
      let end = start;
      for (let at = start; at <= last; at = free.from(at + 1)) {
        if (at > end + 1) break;
        end = at;
        free.take(at);
        taken++;
      }
      stretches.push({ range, first: start, last: end });
      start = free.from(end + 1);
    }
    return taken;
  };
  for (const range of ranges) {
    const last = Math.min(range.last, count - 1);
    isBeyond ||= range.last >= count;
    if (range.first > last) continue;
    shared += last - range.first + 1 - take(range, range.first, last);
  }
  take(undefined, 0, count - 1);
  return { stretches, shared, isBeyond };
}

/** Places in a row, some of which are taken. */
class FreePlaces {
  /** For each place one that is not before the next free one, and past the end itself (union-find). */
  readonly #next: Uint32Array;

  constructor(count: number) {
    this.#next = Uint32Array.from({ length: count + 1 }, (_, at) => at);
  }

  take(place: number): void {
    this.#next[place] = place + 1;
  }

  /** The first free place from here; how many there are where there is none. */
  from(place: number): number {
    const end = this.#next.length - 1;
    let root = Math.min(place, end);
    for (let next = this.#next[root] ?? end; next !== root; next = this.#next[root] ?? end) root = next;
    for (let at = Math.min(place, end); at !== root;) {
      const next = this.#next[at] ?? end;
      this.#next[at] = root;
      at = next;
    }
    return root;
  }
}
