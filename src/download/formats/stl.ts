import { sentence, type Sentence } from '../../base/sentence';
import { countBadTriangles } from '../../formats/stl/binary';
import { readStlFrame, type StlProblem, type TextFrame } from '../../formats/stl/frame';
import { StlText } from '../../formats/stl/text';
import { pieces, type ByteSource } from '../byteSource';

/** @returns why it isn't a whole STL file, or undefined when it is, be it without triangles */
export async function stlProblem(source: ByteSource): Promise<Sentence | undefined> {
  const frame = await readStlFrame(source);
  if (frame.kind === 'none') return sentenceOf(frame.problem);
  if (frame.kind === 'text') return textProblem(source, frame);
  const bad = await countBadTriangles(source, frame);
  return bad * 2 > frame.triangles ? sentenceOf('unreadable_file') : undefined;
}

async function textProblem(source: ByteSource, { encoding, start }: TextFrame): Promise<Sentence | undefined> {
  let triangles = 0;
  const text = new StlText({ solid: () => undefined, facet: () => triangles++ });
  const decoder = new TextDecoder(encoding);
  for await (const piece of pieces(source, start)) if (!text.feed(decoder.decode(piece, { stream: true }))) break;
  text.feed(decoder.decode());
  const { problem, leftOut, hasNoEnd } = text.end();
  if (problem && problem.code !== 'truncated_file') return sentenceOf(problem.code);
  if (problem || hasNoEnd) return sentence('the STL file has no end: it is not whole');
  return leftOut > triangles ? sentenceOf('unreadable_file') : undefined;
}

function sentenceOf(problem: StlProblem): Sentence | undefined {
  switch (problem) {
    case 'empty_file':
      return sentence('the file is empty');
    case 'foreign_file':
      return sentence('it does not start like an STL file');
    case 'truncated_file':
    case 'wrong_count':
      return sentence('the STL file is not as long as its number of triangles says: it is not whole');
    case 'unreadable_file':
      return sentence('the triangles of the STL file can’t be read: it is damaged');
    case 'not_triangles':
      return sentence('the STL file has facets that are no triangles');
    case 'no_triangles':
      return undefined;
  }
}
