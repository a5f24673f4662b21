import { open, type FileHandle } from 'node:fs/promises';

/** Bytes that are looked at from either end of a text format. */
const edgeBytes = 64 * 1024;

/**
 * Checks a file against the structure of its format, so that an error page or half a file never passes for a model.
 * @param size in bytes
 * @returns why it isn't a whole file of that format, or undefined when it is
 */
export async function formatProblem(file: string, outputFormat: string): Promise<string | undefined> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    if (size === 0) return 'the file is empty';
    const head = await read(handle, 0, edgeBytes);
    const tail = await read(handle, Math.max(0, size - edgeBytes), edgeBytes);
    const problem = checks[outputFormat.toUpperCase()]?.(head, tail, size);
    return problem === undefined ? undefined : `${problem}${firstLine(head)}`;
  } finally {
    await handle.close();
  }
}

type Check = (head: Buffer, tail: Buffer, size: number) => string | undefined;

const checks: Readonly<Record<string, Check>> = { STEP: checkStep, STL: checkStl, GLB: checkGlb, '3MF': check3mf };

function checkStep(head: Buffer, tail: Buffer): string | undefined {
  const start = head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  if (!start.startsWith('ISO-10303-21;')) return 'it does not start like a STEP file';
  if (!/END-ISO-10303-21\s*;\s*$/.test(tail.toString('latin1'))) return 'the STEP file has no end: it is not whole';
  return /(^|[\s;])DATA\s*[;(]/.test(start) || head.length === edgeBytes ? undefined : 'the STEP file has no DATA section';
}

function checkStl(head: Buffer, tail: Buffer, size: number): string | undefined {
  const triangles = head.length >= 84 ? head.readUInt32LE(80) : undefined;
  if (triangles !== undefined && size === 84 + 50 * triangles) return triangles > 0 ? undefined : 'the STL file has no triangles';
  if (!/^\s*solid\b/.test(head.toString('latin1'))) return 'its length does not fit its number of triangles';
  return /\bendsolid\b[^\n]*\s*$/.test(tail.toString('latin1')) ? undefined : 'the STL file has no end: it is not whole';
}

function checkGlb(head: Buffer, _tail: Buffer, size: number): string | undefined {
  if (head.length < 20 || head.toString('latin1', 0, 4) !== 'glTF') return 'it does not start like a GLB file';
  if (head.readUInt32LE(4) !== 2) return 'the GLB file is not of version 2';
  return head.readUInt32LE(8) === size ? undefined : 'the GLB file is not as long as it says: it is not whole';
}

function check3mf(head: Buffer, tail: Buffer): string | undefined {
  if (head.toString('latin1', 0, 4) !== 'PK\u0003\u0004') return 'it does not start like a 3MF file';
  const end = tail.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0) return 'the 3MF file has no directory at its end: it is not whole';
  return tail.includes('3D/') || head.includes('3D/') ? undefined : 'the 3MF file has no model part';
}

async function read(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** What came instead, for the sentence to the user; nothing for binary content. */
function firstLine(head: Buffer): string {
  const line = head.toString('utf8', 0, 400).trim().split(/[\r\n]/)[0]?.slice(0, 120) ?? '';
  const isBinary = /[^\P{Cc}\t]|\ufffd/u.test(line);
  return line === '' || isBinary ? '' : ` (it starts with “${line}”)`;
}
