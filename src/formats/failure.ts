/** Why a file can't be read. The page turns the code into a sentence, and so does the download. */
export type ParseProblem =
  | 'empty_file'
  | 'foreign_file'
  | 'truncated_file'
  | 'unreadable_file'
  | 'wrong_count'
  | 'no_triangles'
  | 'external_references'
  /** The detail is the version. */
  | 'old_version'
  | 'no_build'
  /** The detail is the name of the part. */
  | 'missing_part'
  | 'encrypted'
  /** The detail is the name of the compression. */
  | 'unknown_compression'
  /** The detail is the names of the extensions. */
  | 'unknown_extension'
  | 'too_large';

export class ParseFailure extends Error {
  override readonly name = 'ParseFailure';
  readonly code: ParseProblem;

  constructor(code: ParseProblem, detail = '') {
    super(detail);
    this.code = code;
  }
}
