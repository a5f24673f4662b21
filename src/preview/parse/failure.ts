/** Why a mesh file can't be shown. The page turns the code into a sentence. */
export type ParseProblem =
  | 'empty_file'
  | 'foreign_file'
  | 'truncated_file'
  | 'unreadable_file'
  | 'wrong_count'
  | 'no_triangles'
  | 'external_references'
  | 'compressed_geometry'
  | 'no_build'
  | 'too_large';

export class ParseFailure extends Error {
  override readonly name = 'ParseFailure';
  readonly code: ParseProblem;

  constructor(code: ParseProblem, detail = '') {
    super(detail);
    this.code = code;
  }
}
