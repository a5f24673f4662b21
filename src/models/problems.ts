import { sentence, type Sentence } from '../base/sentence';
import type { ParseProblem } from '../formats/failure';

/** Why a model can't be shown: for the preview, and for messages about a download. */
const sentences: Readonly<Record<ParseProblem, (detail: string) => Sentence>> = {
  empty_file: () => sentence('The file is empty. Load or export it anew.'),
  foreign_file: () => sentence('This is not a file of the kind that its name says. Load or export it anew.'),
  git_lfs: () =>
    sentence('This is only a pointer of Git LFS, and the file itself is not here yet. Run “git lfs pull” to load it.'),
  web_page: () =>
    sentence('This is a web page and no model, such as a page to sign in or of an error. Load the file anew.'),
  archive: (detail) => sentence('This is an archive ({0}) and no model. Unpack it, and open the file in it.', detail),
  other_format: (detail) =>
    sentence('This is a file of another format ({0}) than its name says. Rename it, or export the model anew.', detail),
  truncated_file: () =>
    sentence('The file is cut off: it was not written or loaded completely. Load or export it anew.'),
  unreadable_file: () => sentence('The file is damaged and can’t be read. Load or export it anew.'),
  damaged_part: (detail) => sentence('The part {0} of this file is damaged. Load it again, or export it anew.', detail),
  wrong_count: () => sentence('The file has more triangles than it counts, so it may be damaged. Export it anew.'),
  no_triangles: () => sentence('There are no triangles in this file. Export the model anew.'),
  not_triangles: (detail) =>
    sentence(
      'This STL file has a facet with {0} corners, and only triangles can be read. Export it anew with triangles.',
      detail,
    ),
  lines_only: () =>
    sentence('This file holds lines or points only, and no surface. Export the model with its surfaces.'),
  no_area: () =>
    sentence('All triangles of this file are lines or points, so there is nothing to see. Export the model anew.'),
  no_surfaces: () => sentence('There is no surface in this STEP file. Export the model with its solids.'),
  tessellation_only: () =>
    sentence('This STEP file holds triangles only and no exact surfaces. Export it with its solids, or as STL or 3MF.'),
  wires_only: () =>
    sentence('This STEP file holds curves and points only, and no surface. Export the model with its solids.'),
  other_solids_only: () =>
    sentence(
      'The solids of this STEP file are built of other shapes, which can’t be read. Export them with their surfaces (B-rep).',
    ),
  bad_numbers: (detail) =>
    sentence(
      'This STEP file has points whose coordinates are no numbers ({0}), so it can’t be read rightly. Export it anew.',
      detail,
    ),
  missing_records: (detail) =>
    sentence(
      'This STEP file refers to records that it does not hold ({0}), so it can’t be read rightly. Load or export it anew.',
      detail,
    ),
  misfit_records: (detail) =>
    sentence(
      'Shapes of this STEP file refer to records of another kind than they need ({0}), so it can’t be read rightly. Export it anew.',
      detail,
    ),
  broken_records: (detail) =>
    sentence(
      'Records of this STEP file are damaged ({0}), so it can’t be read rightly. Load or export it anew.',
      detail,
    ),
  double_records: (detail) =>
    sentence(
      'This STEP file gives the same number to several records ({0}), so which one is meant can’t be told. Export it anew.',
      detail,
    ),
  external_references: () =>
    sentence('This file keeps its geometry in other files, which are not opened. Export it as a single file.'),
  old_version: (detail) =>
    sentence('This GLB file is of version {0}; only version 2 can be shown. Export it anew as glTF 2.0.', detail),
  missing_part: (detail) =>
    sentence('The part {0} of this file is missing: the file is not whole. Load or export it anew.', detail),
  encrypted: () => sentence('The file is encrypted. Save it without a password to see it here.'),
  split_archive: () =>
    sentence(
      'This is one piece of an archive that was split into several files. Put them together, or export it anew.',
    ),
  missing_object: (detail) =>
    sentence(
      'This 3MF file refers to an object that it does not hold ({0}), so parts would be missing. Export it anew.',
      detail,
    ),
  unknown_compression: (detail) =>
    sentence('The file is packed with {0}, which is not supported. Export it without that compression.', detail),
  unknown_extension: (detail) =>
    sentence(
      'The file can’t be shown without an extension that is not supported: {0}. Export it without that.',
      detail,
    ),
  sliced_only: () =>
    sentence('This 3MF file holds a sliced print job and no model. Open the project that it was made from.'),
  no_build: () => sentence('This 3MF file is not valid: it says nothing about what is to be built. Export it anew.'),
  empty_scene: () =>
    sentence(
      'The scene that this GLB file opens with is empty: its models are in another scene, or in none. Export it anew with them in the scene.',
    ),
  double_object: (detail) =>
    sentence(
      'This 3MF file is not valid: it has two objects with the number {0}, so which one is meant can’t be told. Export it anew.',
      detail,
    ),
  double_part: (detail) =>
    sentence(
      'This archive holds the part {0} twice with different content, so which one is meant can’t be told. Export it anew.',
      detail,
    ),
  too_large: () => sentence('The file is too large to be shown. Export it with fewer triangles or parts.'),
  unchecked: () => sentence('The file is too large for its content to be checked.'),
};

/** All codes of problems. */
export const parseProblems = Object.keys(sentences) as readonly ParseProblem[];

/** @param detail what the failure says besides its code */
export function problemSentence(code: ParseProblem, detail: string): Sentence {
  return sentences[code](detail);
}
