import { ParseFailure } from '../../formats/failure';

/** How much a model is made of once everything in it is placed. */
export interface Totals {
  readonly parts: number;
  readonly triangles: number;
}

/** Each part is drawn by itself, twice, and has a line in the list of parts. */
const mostParts = 20_000;

/**
 * A triangle that stands alone takes 84 bytes, in the worker and then in the page. An STL of the largest size that is
 * read has 14 million.
 */
const mostTriangles = 15_000_000;

/** @throws ParseFailure when a page can't hold it */
export function checkSize({ parts, triangles }: Totals): void {
  if (parts > mostParts) throw new ParseFailure('too_large', `${parts} parts of at most ${mostParts}`);
  if (triangles > mostTriangles)
    throw new ParseFailure('too_large', `${triangles} triangles of at most ${mostTriangles}`);
}
