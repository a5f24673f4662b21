import { inflateRaw } from 'node:zlib';
import { promisify } from 'node:util';
import { sentence, type Sentence } from '../../base/sentence';
import { ParseFailure } from '../../formats/failure';
import { ThreeMfPackage } from '../../formats/threeMf/package';
import type { ByteSource } from '../byteSource';

const inflate = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflateRaw);

/** The relations of a package, which are all that is unpacked here, have a few hundred bytes. */
const relationsBytes = 1024 * 1024;

/** @returns why it isn't a whole 3MF package with a model part, or undefined when it is */
export async function threeMfProblem(source: ByteSource): Promise<Sentence | undefined> {
  try {
    // zlib refuses a length of 0, and unpacks beside this thread.
    const archive = await ThreeMfPackage.open(
      source,
      (packed, limit) => inflate(packed, { maxOutputLength: Math.max(1, limit) }),
      relationsBytes,
    );
    await archive.root();
    return undefined;
  } catch (error) {
    if (error instanceof ParseFailure) return sentenceOf(error);
    throw error;
  }
}

/** Undefined for what keeps a whole file from being read. */
function sentenceOf({ code, message }: ParseFailure): Sentence | undefined {
  switch (code) {
    case 'empty_file':
      return sentence('the file is empty');
    case 'foreign_file':
      return message === ''
        ? sentence('it does not start like a 3MF file')
        : sentence('the 3MF file has no model part');
    case 'truncated_file':
      return sentence('the directory of the 3MF file is not whole');
    case 'missing_part':
      return sentence('the 3MF file has no part {0}, which it names: it is not whole', message);
    case 'damaged_part':
      return sentence('a part of the 3MF file is damaged');
    default:
      return undefined;
  }
}
