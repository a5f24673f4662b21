import { plainName } from './plainName';

/** Why a file can't be read. The page turns the code into a sentence, and so does the download. */
export type ParseProblem =
  | 'empty_file'
  | 'foreign_file'
  /** A text of Git's in the place of the file. */
  | 'git_lfs'
  | 'web_page'
  /** The detail is what packed it. */
  | 'archive'
  /** The detail is the name of the format. */
  | 'other_format'
  | 'truncated_file'
  | 'unreadable_file'
  /** A checksum is another one than that of what came; the detail is the name of the part. */
  | 'damaged_part'
  | 'wrong_count'
  | 'no_triangles'
  /** Facets have another number of corners, which is the detail. */
  | 'not_triangles'
  /** Only lines and points in a GLB file. */
  | 'lines_only'
  /** There are triangles, and all of them are lines or points. */
  | 'no_area'
  | 'external_references'
  /** The detail is the version. */
  | 'old_version'
  | 'no_build'
  /** What a slicer has made of a model, without it. */
  | 'sliced_only'
  /** The scene that a GLB file is to be opened with has no mesh, while there are meshes. */
  | 'empty_scene'
  /** Two objects have the same number, which is the detail. */
  | 'double_object'
  /** An archive holds two parts of the same name, which is the detail. */
  | 'double_part'
  /** Of a STEP file. */
  | 'no_surfaces'
  /** It holds triangles and no surfaces, and they can't be shown. */
  | 'tessellation_only'
  | 'wires_only'
  /** Its solids are built of other shapes. */
  | 'other_solids_only'
  /** Points and directions are no numbers. Here and in the next ones, the detail is how many there are. */
  | 'bad_numbers'
  /** What records refer to isn't there. */
  | 'missing_records'
  /** Shapes refer to what is none. */
  | 'misfit_records'
  /** Records and sections against the notation. */
  | 'broken_records'
  /** Several records have one number. */
  | 'double_records'
  /** The detail is the name of the part. */
  | 'missing_part'
  | 'encrypted'
  /** One of several files that make up an archive. */
  | 'split_archive'
  /** An object is asked for by a number that none has, which is the detail. */
  | 'missing_object'
  /** The detail is the name of the compression. */
  | 'unknown_compression'
  /** The detail is the names of the extensions. */
  | 'unknown_extension'
  | 'too_large'
  /** Too large for its content to be checked. */
  | 'unchecked';

/** Longest detail that is kept, in characters: what a file names can be of any length. */
const longestDetail = 200;

export class ParseFailure extends Error {
  override readonly name = 'ParseFailure';
  readonly code: ParseProblem;

  constructor(code: ParseProblem, detail = '') {
    super(plainName(detail, longestDetail));
    this.code = code;
  }
}
