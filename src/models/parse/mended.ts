/** What was mended in reading a file, which the page tells: `count` of how many, or 1 for the whole file. */
export interface Mended {
  readonly what:
    | 'left_out'
    | 'normals'
    | 'count_missing'
    | 'spare_bytes'
    | 'payload'
    | 'no_end'
    | 'commas'
    | 'exponents'
    | 'byte_order'
    | 'length'
    | 'textures'
    | 'lines'
    | 'colours'
    | 'colours_left_out'
    | 'scenes'
    | 'lattices'
    | 'unknown_colours'
    | 'double_colours'
    | 'shared_triangles'
    | 'settings'
    | 'guessed'
    | 'unit'
    | 'mixed_units'
    | 'painting'
    | 'plates'
    | 'hidden'
    | 'empty_objects';
  readonly count: number;
}

/** The kinds of mending that happened at all. */
export function mendedOf(counts: Partial<Record<Mended['what'], number | boolean>>): Mended[] {
  return Object.entries(counts)
    .map(([what, count]) => ({ what: what as Mended['what'], count: Number(count) }))
    .filter(({ count }) => count > 0);
}
