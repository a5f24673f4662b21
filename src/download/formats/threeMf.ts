import { inflateRaw } from 'node:zlib';
import { promisify } from 'node:util';
import { sentence, type Sentence } from '../../base/sentence';
import { ParseFailure } from '../../formats/failure';
import { ThreeMfPackage } from '../../formats/threeMf/package';
import type { ByteSource } from '../byteSource';

const inflate = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflateRaw);

/** Up to so many bytes a model is unpacked and compared with its checksum; more would crowd the editor’s memory. */
const checkedBytes = 64 * 1024 * 1024;

/** @returns why it isn't a whole 3MF package with a model part, or undefined when it is */
export async function threeMfProblem(source: ByteSource): Promise<Sentence | undefined> {
  try {
    // zlib refuses a length of 0, and unpacks beside this thread.
    const archive = await ThreeMfPackage.open(source, (packed, limit) =>
      inflate(packed, { maxOutputLength: Math.max(1, limit) }),
    );
    const root = await archive.root();
    if (archive.bytesOf(root) <= checkedBytes) await archive.content(root);
    return undefined;
  } catch (error) {
    if (error instanceof ParseFailure) return sentenceOf(error);
    throw error;
  }
}

function sentenceOf({ code, message }: ParseFailure): Sentence {
  switch (code) {
    case 'foreign_file':
      return message === ''
        ? sentence('it does not start like a 3MF file')
        : sentence('the 3MF file has no model part');
    case 'truncated_file':
      return sentence('the directory of the 3MF file is not whole');
    case 'missing_part':
      return sentence('the 3MF file has no part {0}, which it names: it is not whole', message);
    case 'encrypted':
      return sentence('the 3MF file is encrypted');
    case 'unknown_compression':
      return sentence('the 3MF file is packed with {0}, which other programs can’t unpack', message);
    case 'too_large':
      return sentence('the 3MF file is larger than any program can read');
    default:
      return sentence('a part of the 3MF file is damaged');
  }
}
